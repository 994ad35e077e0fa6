"""What stands after a name to tell its bearer from a namesake: «Рябинкин Фёдор Олегович, 6А», «… (07.07.2014)»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.parsing.cells import Context, Fault, clean
from data.parsing.classes import SchoolClass, class_of
from data.parsing.dates import DATE_IN_TEXT, Birth, read_birth
from data.parsing.names import looks_like_name

BEFORE_MARK = re.compile(
    r"[\s,;(–-]*(?<!\w)(?:обучающ\w+|учащ\w+|учени\w+|уч|педагог\w*|учител\w*|класса?|кл|род|родил\w+|[гд]\.?\s?р"
    r"|дата рождения)?[\s,;:.(–-]*$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?:\s?г(?:\.\s?р|ода? рождения)?\b\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name and what stands after it: the class, the birth, or both."""

    name: str
    school_class: SchoolClass | None
    birth: Birth | None


def read_bearer(text: str, context: Context) -> Bearer | None:
    """Returns who of several namesakes is meant; None where a name stands alone or what follows is not understood."""
    first = next((place for place, letter in enumerate(text) if letter.isdigit()), None)
    if first is None:
        return None
    name = text[:first]
    while (shorter := BEFORE_MARK.sub("", name)) != name:
        name = shorter
    mark = read_mark(text[first:], context)
    return Bearer(name, *mark) if mark and looks_like_name(name) else None


def read_mark(text: str, context: Context) -> tuple[SchoolClass | None, Birth | None] | None:
    """Returns a class, a birth or both («6А, 07.07.2014»); None where something else stands."""
    rest, birth = clean(text), None
    if match := DATE_IN_TEXT.search(rest) or YEAR.search(rest):
        read = read_birth(match[0], context)
        if isinstance(read, Fault):
            return None
        rest, birth = f"{rest[: match.start()]} {rest[match.end() :]}", read
    rest = re.sub(r"(?<!\w)(?:г\.?\s?р|г|род)(?!\w)\.?", "", rest).strip(" ,;().")
    school_class = class_of(rest)
    if rest and (school_class is None or school_class.grade is None):
        return None
    return (school_class, birth) if school_class or birth else None
