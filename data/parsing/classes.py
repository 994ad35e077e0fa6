"""Classes of a school, from the cells of a list or from the title of a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.parsing.cells import LATIN_TO_CYRILLIC, Context, Fault, clean, even, formula_error, is_nothing
from data.parsing.leaver_notes import without_leaver_note
from data.spreadsheets.sheet import Cell

GRADES = range(1, 13)  # docs/domain.md, «Who counts»
SPELLINGS_REMEMBERED = 4096
NOT_PUPILS = re.compile(
    r"вне (оо|образовательн)|гкп\b|\D.*\bгр(?:упп|\b)|группа|.*\b(детск\w+ сад|д/с|доу)\b"
    r"|.*\b(младш|средн|старш|подготов|ясел|разновозраст|дошкол)\w* групп"
)
QUOTES = re.compile("[«»\"“”„'’`]")
CLASS_WORD = re.compile(r"(?<![а-я])(?:класса?|кл)(?![а-я])\.?:?")
CLASS = re.compile(r"(\d{1,2})(?:\s?-?(?:ый|ой|го|й)(?![а-я]))?\s*(.*)")
LETTER_FOR_ZERO = re.compile(r"(?<=^1)о(?=\s?-?\s?[«\"]?[а-я]\b|$)")  # «1ОА»: a letter for the zero of the tenth
LETTERS = re.compile(r"[а-я][а-я .,/+()-]*|")
A_CLASS = r"(\d{1,2}\s?-?\s?[а-я]?)"
CLASS_IN_TITLE = re.compile(
    rf"(?<![\d-]){A_CLASS}\s?(?:-?го\s)?(?:класса?|кл)(?![а-я]|:?\s?\d)|(?<![а-я])(?:класс|кл\.?):?\s?{A_CLASS}(?![а-я\d-])"
)
BESIDE_CLASS = re.compile(
    r"\([^)]*\)|\b20\d\d(?:[-/]\d{2,4})?\b.*$|\d+ (?:чел|уч)\w*\.?$"
)  # «2А (17 чел)», «5Б кл 2024»
LONGEST_TITLE = 20  # characters of a line that is nothing but a class


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class as understood: `grade` is None when it is not, `name` then stays as written."""

    name: str
    grade: int | None
    pupil: bool = True


@lru_cache(SPELLINGS_REMEMBERED)
def class_of(text: str) -> SchoolClass | None:
    """A class from any of its spellings: «5А», «5 "А"», «5-а», «5 «А»», «5а кл.», «10 соц-эк»; None for nothing."""
    written = clean(text)
    if is_nothing(written):
        return None
    written = without_leaver_note(written)
    plain = LETTER_FOR_ZERO.sub("0", even(written))
    match = CLASS.fullmatch(CLASS_WORD.sub("", QUOTES.sub("", plain)).strip())
    rest = match[2].translate(LATIN_TO_CYRILLIC).strip(" ./-()") if match else ""
    if match and int(match[1]) in GRADES and LETTERS.fullmatch(rest) and not NOT_PUPILS.match(rest):
        return SchoolClass(f"{int(match[1])}{_suffix(rest)}", int(match[1]))
    return SchoolClass(written, None, pupil=not NOT_PUPILS.match(plain))


def _suffix(rest: str) -> str:
    """The letter close to the grade, a profile apart: «А», « соц-эк», «А хим-био»."""
    letter, _, profile = rest.partition(" ")
    if len(letter) == 1:
        return letter.upper() + (f" {profile.strip(' ()')}" if profile else "")
    return f" {rest}" if rest else ""


def class_in_title(text: str) -> str | None:
    """The class that a title, a lone line or a sheet's name speaks of: «Класс 5А», «Список 5 «А» класса», «5А»."""
    plain = BESIDE_CLASS.sub("", QUOTES.sub("", even(clean(text).replace("_", " ")))).strip(" ,.-")
    if match := CLASS_IN_TITLE.search(plain):
        plain = match[1] or match[2]
    understood = class_of(plain) if len(plain) <= LONGEST_TITLE else None
    return understood.name if understood and understood.grade else None


def read_class_part(cell: Cell, _context: Context) -> str | Fault | None:
    """The number or the letter of a class, that stand in columns of their own."""
    text = clean(cell)
    return formula_error("empty_required", cell) or (None if is_nothing(text) else text)


def read_class(cell: Cell, _context: Context) -> SchoolClass | Fault | None:
    """A class; what is not understood keeps its text and has no grade."""
    return formula_error("empty_required", cell) or class_of(clean(cell))
