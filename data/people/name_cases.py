"""A person's name in the case that a sentence of a paper needs: «назначить Иванову Анну Петровну».

A wrong ending in an order is worse than none: where the rules of Russian leave a doubt, the name stands as the lists
have it, in brackets.
"""

from __future__ import annotations

import logging
import re
from functools import cache

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

logging.getLogger("pytrovich").setLevel(logging.WARNING)  # below it writes the names that it declines

PARTS = (NamePart.LASTNAME, NamePart.FIRSTNAME, NamePart.MIDDLENAME)
PATRONYMICS = {Gender.MALE: re.compile(r"(?:ич|оглы|улы)$"), Gender.FEMALE: re.compile(r"(?:вна|чна|кызы)$")}
# What is declined by rule. Not here: vowels that may fall out («Заяц», «Блок»), a soft sign, and «Дюма» beside «Лоза».
CERTAIN = {
    Gender.MALE: (
        re.compile(r"(?:[оеё]в|[иы]н|[сц]к[ио]й|[нт]ой|ый|[ыи]х|ко|(?<![еёо])[бгджзклмнпрстфхчшщ])$"),
        re.compile(r"[бвгдзйклмнпрстфхьая]$"),
        re.compile(r"ич$"),
    ),
    Gender.FEMALE: (
        re.compile(r"(?:[оеё]ва|[иы]на|ая|ко|[бвгджзклмнпрстфхцчшщ])$"),
        re.compile(r"(?:[ая]|овь|нинель)$"),
        re.compile(r"(?:вна|чна)$"),
    ),
}
# A surname that tells man from woman by its ending, and so stands beside initials too.
GENDER_ENDINGS = {
    Gender.MALE: re.compile(r"(?:[оеё]в|[иы]н|[сц]к[ио]й)$"),
    Gender.FEMALE: re.compile(r"(?:[оеё]ва|[иы]на|[сц]кая)$"),
}
INITIALS = re.compile(r"([А-ЯЁ][а-яё]+) ((?:[А-ЯЁ]\. ?){1,2})|((?:[А-ЯЁ]\. ?){1,2}) ?([А-ЯЁ][а-яё]+)")
WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
SURNAME_FIRST = re.compile(rf"({WORD.pattern}) ((?:[А-ЯЁ]\. ?){{1,2}})")


def with_initials(name: str) -> str:
    """Returns «Иванова А. П.» of a full name; small words such as «оглы» have no initial."""
    surname, *given = name.split()
    return " ".join([surname, *(f"{word[0]}." for word in given if not word[0].islower())])


def as_signed(name: str) -> str:
    """Returns «А. П. Иванова», as a signature is written out, of a full name or of one with initials; else the name."""
    words = name.split()
    is_full = len(words) == len(PARTS) and any(ending.search(words[-1]) for ending in PATRONYMICS.values())
    short = with_initials(name) if is_full and all(map(WORD.fullmatch, words)) else name
    match = SURNAME_FIRST.fullmatch(short.strip())
    return f"{match[2].strip()} {match[1]}" if match else name


def genitive(name: str) -> str:
    """Returns «Ивановой Анны Петровны» of a full name; «(Ким Ю)» where it cannot be told for certain."""
    return _declined(name, Case.GENITIVE) or f"({name})"


def dative(name: str) -> str:
    """Returns «Ивановой Анне Петровне» of a full name; «(Ким Ю)» where it cannot be told for certain."""
    return _declined(name, Case.DATIVE) or f"({name})"


def accusative(name: str) -> str:
    """Returns «Иванову Анну Петровну» of a full name; «(Ким Ю)» where it cannot be told for certain."""
    return _declined(name, Case.ACCUSATIVE) or f"({name})"


def is_declined(name: str) -> bool:
    """Returns whether the cases of a name can be told for certain."""
    return _declined(name, Case.GENITIVE) is not None


def _with_initials(name: str, case: Case) -> str | None:
    """Returns «Иванову А. П.» of «Иванов А. П.»; None where the surname does not tell man from woman."""
    match = INITIALS.fullmatch(name.strip())
    surname = match and (match[1] or match[4])
    gender = next((gender for gender, ending in GENDER_ENDINGS.items() if surname and ending.search(surname)), None)
    if not match or not surname or gender is None:
        return None
    declined = maker().make(NamePart.LASTNAME, gender, case, surname)
    return f"{declined} {match[2].strip()}" if match[1] else f"{match[3].strip()} {declined}"


def _declined(name: str, case: Case) -> str | None:
    """Returns surname, first name and patronymic in a case, or with initials; None where one of them leaves a doubt."""
    words = name.split()
    if len(words) != len(PARTS) or not all(WORD.fullmatch(word) for word in words):
        return _with_initials(name, case)
    gender = next((gender for gender, ending in PATRONYMICS.items() if ending.search(words[-1])), None)
    if gender is None:
        return None
    rules = zip(words, CERTAIN[gender], strict=True)
    if not all(ending.search(piece.lower()) for word, ending in rules for piece in word.split("-")):
        return None
    return " ".join(
        "-".join(maker().make(part, gender, case, piece) for piece in word.split("-"))
        for part, word in zip(PARTS, words, strict=True)
    )


@cache
def maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()
