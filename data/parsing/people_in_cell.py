"""People as a cell of pairs names them: several in one cell, each read by `written_person`.

docs/domain.md, «Matching pairs to people»: shorter names, several people in one cell.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from data.parsing.cells import Context, Fault, clean, even
from data.parsing.classes import SchoolClass, class_of
from data.parsing.dates import DATE_IN_TEXT
from data.parsing.flags import yes_or_no
from data.parsing.words_of_names import INITIAL, ORGANISATION, WORD, is_position, is_surname
from data.parsing.written_person import (
    AROUND_BIRTH,
    BRACKETS,
    CLASS_IN_TEXT,
    COMMA_IN_FULL_NAME,
    FORMER,
    LONGEST_GROUP,
    NUMBERING,
    YEAR_OF_BIRTH,
    WrittenPerson,
    is_full_name,
    written_person,
)

NOBODY = frozenset(
    {"вакансия", "вакантно", "вакант", "нет", "не назначен", "не назначена", "не определен", "-", "отсутствует"}
    | {"б/н", "без наставника", "нет наставника", "прочерк"}
)
BETWEEN_PEOPLE = re.compile(r"(?:[\n\r;,|•]|/(?!\d)|(?<!\d)/)+|\s+и\s+|\s+\+\s+")
BESIDE_NAME = re.compile(r"[?\d]")  # what makes a birth beside a name doubtful
CLASS_BEFORE_PEOPLE = re.compile(rf"^\s*({CLASS_IN_TEXT.pattern})\s*[:–—-]\s*(?=[^\W\d_])", re.IGNORECASE)


def people_in(cell: str, context: Context) -> list[WrittenPerson]:
    """Returns the people that a cell names, in their order; a part that is nobody's name stays a person of that text.

    Empty where the cell says that there is nobody («Вакансия», «—»).
    """
    if len(cell) > LONGEST_GROUP:
        return [WrittenPerson(clean(cell), "")]
    if is_full_name(cell):
        return [WrittenPerson(cell, cell)]
    if even(cell).strip(" .") in NOBODY:  # the slash of «б/н» divides nobody
        return []
    common = CLASS_BEFORE_PEOPLE.match(clean(cell))
    text = cell[cell.index(":") + 1 :] if common and ":" in cell else cell
    people = [
        person
        for part in _parts(text)
        if even(part).strip(" .") not in NOBODY
        for person in _one_after_another(written_person(part, context), context)
    ]
    shared = class_of(common[1]) if common and ":" in cell else None
    if shared and shared.grade:
        people = [_in_class(person, shared) for person in people]
    return people


def _one_after_another(person: WrittenPerson, context: Context) -> list[WrittenPerson]:
    """Returns the person, and whoever is named in what stands beside the name: «Андреев Сергей 8А Белова Анна 8Б»."""
    following = written_person(person.position, context) if person.position else None
    words = following.name.split() if following else []
    if not following or len(words) < 2 or not any(map(is_surname, words)):
        return [person]
    return [replace(person, position=""), *_one_after_another(following, context)]


def _in_class(person: WrittenPerson, school_class: SchoolClass) -> WrittenPerson:
    return person if person.school_class else replace(person, school_class=school_class)


def _parts(text: str) -> list[str]:
    """Returns the texts of the people of a cell: what follows a name and names nobody stays with it."""
    pieces: list[str] = []
    lines = [NUMBERING.sub("\n", clean(line)) for line in text.splitlines()]
    for line in "\n".join(lines).splitlines():
        # a line of its own is a person of its own, unless it only adds to the one before
        for piece in _split_outside_brackets(COMMA_IN_FULL_NAME.sub(r"\1 ", line)):
            plain = clean(piece).strip(" .,-–—") if not INITIAL.fullmatch(clean(piece)[-2:].strip()) else clean(piece)
            if not plain:
                continue
            if pieces and not _names_somebody(plain):
                pieces[-1] = f"{pieces[-1]}, {plain}"
            elif len(pieces) == 1 and _is_of_one(pieces[0]):  # «ООО «Дуб», Пнёв И. И.», «учитель физики» above a name
                pieces = [f"{plain}, {pieces[0]}"]
            else:
                pieces.append(plain)
    return pieces


def _split_outside_brackets(line: str) -> list[str]:
    """Returns the pieces between separators; those inside brackets separate nothing."""
    hidden = BRACKETS.sub(lambda match: "\0" * len(match[0]), line)
    pieces, start = [], 0
    for match in BETWEEN_PEOPLE.finditer(hidden):
        pieces.append(line[start : match.start()])
        start = match.end()
    return [*pieces, line[start:]]


def _names_somebody(piece: str) -> bool:
    """Returns whether a piece holds a word that can be a surname: a capital, no position, class or organisation."""
    if FORMER.match(piece):
        return False
    plain = ORGANISATION.split(BRACKETS.sub(" ", piece), maxsplit=1)[0]
    return any(is_surname(word) for word in WORD.findall(plain))


def _is_of_one(piece: str) -> bool:
    """Returns whether a piece names where or as what somebody works, and nobody."""
    is_work = bool(ORGANISATION.search(piece)) or is_position(even(piece.split(" ")[0]))
    return is_work and not _names_somebody(piece)


def names_somebody(cell: str) -> bool:
    """Returns whether a cell holds the name of a person or several, of two words at least."""
    return any(" " in person.name for person in people_in(cell, Context(dt.date.today())))


def may_name_somebody(cell: str) -> bool:
    """Returns whether a cell holds a word that can be a surname; «нужен», «да», «помощь в учёбе» are nobody's."""
    return isinstance(yes_or_no(cell), Fault) and any(map(is_surname, WORD.findall(BRACKETS.sub(" ", cell))))


def birth_beside(cell: str) -> str:
    """Returns the text of the birth that stands beside a name in a cell; the cell itself where it is not one alone."""
    births = [match[0] for match in DATE_IN_TEXT.finditer(cell)] or [match[0] for match in YEAR_OF_BIRTH.finditer(cell)]
    rest = AROUND_BIRTH.sub(" ", cell.replace(births[0], "")) if len(births) == 1 else ""
    return births[0] if names_somebody(rest) and not BESIDE_NAME.search(rest) else cell
