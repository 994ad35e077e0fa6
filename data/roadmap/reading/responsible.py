"""The words for who answers → the people and groups, each written one way."""

from __future__ import annotations

import re

from data.parsing.cells import clean, is_nothing
from data.roadmap.model import NOBODY

# What a person is, in the singular: beside a name it tells no one else.
POSITION = (
    r"(?:и\.? ?о\.? |старш\w+ |главн\w+ |социальн\w+ |классный |школьн\w+ |первый )*"
    r"(?:директор|заместитель|зам|завуч|заведующий|заведующая|председатель|учитель|педагог|преподаватель|методист|"
    r"психолог|логопед|дефектолог|куратор|координатор|советник|руководитель|секретарь|воспитатель|библиотекарь|тьютор|"
    r"вожатый|вожатая|специалист|инженер|мастер|тренер|инструктор|начальник|ответственный|ответственная|член)\b"
)
A_POSITION = re.compile(POSITION, re.IGNORECASE)
SURNAME = rf"(?!(?i:{POSITION}))[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?"
INITIALS = r"([А-ЯЁ])\.\s?(?:([А-ЯЁ])\b\.?)?"
PATRONYMIC = r"[А-ЯЁ]\w+(?:вич|вна|ична|инична)\b"
NAME = re.compile(
    rf"\b(?:{INITIALS}\s?({SURNAME})|({SURNAME})\s{INITIALS}|({SURNAME})\s([А-ЯЁ][а-яё]+)\s({PATRONYMIC}))"
)
BETWEEN = re.compile(r"\s*[;,]\s*|\s+[-–—]\s+|\n(?=[А-ЯЁ])")  # a line that goes on begins small
BETWEEN_DIGITS = re.compile(r"(?<=\d)\s?-\s?(?=\d)")


def people_of(words: str) -> tuple[str, ...]:
    """Returns the people as «Фамилия И. О.» and the groups in their words, in their order.

    A position beside a name is left out; one that stands alone answers itself.
    """
    if names_nobody(words):
        return ()
    people: list[str] = []
    is_named = False  # the piece before names somebody
    for piece in map(clean, BETWEEN.split(words)):
        names = [_name(match) for match in NAME.finditer(piece)]
        if names:
            people += names
        elif piece.strip(" .") and not (is_named and A_POSITION.match(piece)):
            people.append(BETWEEN_DIGITS.sub("–", piece))
        is_named = bool(names)
    return tuple(dict.fromkeys(people))


def names_nobody(words: str) -> bool:
    """Returns whether the words are blank, a dash, or what this program writes for nobody."""
    return is_nothing(clean(words)) or clean(words) == NOBODY


def _name(match: re.Match[str]) -> str:
    """Returns «Демакова Т. В.»."""
    surname = match[3] or match[4] or match[7]
    first, second = match[1] or match[5] or match[8], match[2] or match[6] or match[9]
    if surname.isupper():
        surname = "-".join(part.capitalize() for part in surname.split("-"))
    name = f"{surname} {first[0]}."
    return f"{name} {second[0]}." if second else name
