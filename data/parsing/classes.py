"""Classes of a school, from the cells of a list or from the title of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.parsing.cells import LATIN_TO_CYRILLIC, Context, Fault, clean, even, formula_error, is_nothing
from data.parsing.leaver_notes import without_leaver_note
from data.people_caches import people_cache
from data.spreadsheets.sheet import Cell, CellError

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
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ORDINAL_STEMS = (
    "перв",
    "втор",
    "трет",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
)
NUMERALS = {
    numeral: str(grade) for spelt in (ROMAN, ORDINAL_STEMS) for numeral, grade in zip(spelt, GRADES, strict=True)
}
A_NUMERAL = (  # a Cyrillic Х is what a lone X becomes when alphabets are made alike
    rf"(?<![\w-])(?P<numeral>[xх]i{{0,2}}|i[xх]|iv|vi{{0,3}}|i{{1,3}}|(?:{'|'.join(ORDINAL_STEMS)})(?=(?:ый|ой|ий|ого|его)\b))"
    r"(?:ый|ой|ий|ого|его)?"
)
GRADE_IN_NUMERALS = re.compile(rf"{A_NUMERAL}(?P<letter>[ -]?[а-я]?)")  # «V А», «IX-Б», «пятый А»; «I смена» is none
IN_CAPITALS = re.compile("[IVXХ]|[А-Яа-яё]{5}")  # «x» and «v» are ticks
NUMERALS_OF_CLASS = re.compile(rf"{GRADE_IN_NUMERALS.pattern}(?= ?(?:класса?|кл)(?![а-я]))")
NUMBER_OF_PARALLEL = r"(\d{1,2})\s?([/.,-])\s?(\d{1,2})\.?"
NUMBERED = re.compile(NUMBER_OF_PARALLEL)  # «5/1», «5.1», «5-1»: a number in place of the letter
MADE_A_DAY = re.compile(r"(\d{2})\.(\d{2})\.\d{4}")  # «5/1» and «5.1» as a spreadsheet program turns them into days
PARALLELS = range(1, 21)
SINGLE_DIGITS = 9  # parallels that a number of one decimal place tells apart: of 5.10 it makes 5.1
LETTERS = re.compile(r"[а-я][а-я .,/+()-]*|")
A_CLASS = r"(\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s?-?\s?[а-я]?))"
CLASS_IN_TITLE = re.compile(
    rf"(?<![\d-])(?<!\d[/.]){A_CLASS}\s?(?:-?го\s)?(?:класса?|кл)(?![а-я]|:?\s?\d)|(?<![а-я])(?:класс|кл\.?):?\s?{A_CLASS}(?![а-я\d-])"
)
BESIDE_CLASS = re.compile(
    r"\([^)]*\)|\b20\d\d(?:[-/]\d{2,4})?\b.*$|\d+ (?:чел|уч)\w*\.?$|(?<=[а-яa-z\d])[ ,;-]+кл\w*\.? ?рук.*$"
)  # «2А (17 чел)», «5Б кл 2024», «5А, кл. рук. Иванова О. П.»
LONGEST_TITLE = 20  # characters of a line that is nothing but a class
WORDS_OF_CELL = re.compile(r"[^\s.,;()–-]+")
OF_A_CLASS = re.compile(
    r"весь|вся|все|обучающ\w+|учащ\w+|ученик\w*|учениц\w*|дети|детей|класс\w*|кл|групп\w+|параллел\w*|чел\w*"
    r"|\d{0,2}[«\"]?[а-я]?[»\"]?"
)


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class as understood: `grade` is None when it is not, `name` then stays as written."""

    name: str
    grade: int | None
    pupil: bool = True


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def class_of(text: str) -> SchoolClass | None:
    """Returns a class from any of its spellings: «5А», «5 "А"», «5-а», «5а кл.», «10 соц-эк»; None for nothing."""
    written = clean(text)
    if is_nothing(written):
        return None
    written = without_leaver_note(written)
    plain = LETTER_FOR_ZERO.sub("0", even(written))
    bare = CLASS_WORD.sub("", QUOTES.sub("", plain)).strip()
    numeral = GRADE_IN_NUMERALS.fullmatch(bare) if IN_CAPITALS.search(written) else None
    if (numbered := NUMBERED.fullmatch(bare)) and (numbered[2] == "/" or CLASS_WORD.search(plain)):
        return _numbered(numbered) or SchoolClass(written, None)
    match = CLASS.fullmatch(_in_digits(numeral) if numeral else bare)
    rest = match[2].translate(LATIN_TO_CYRILLIC).strip(" ./-()") if match else ""
    if match and int(match[1]) in GRADES and LETTERS.fullmatch(rest) and not NOT_PUPILS.match(rest):
        return SchoolClass(f"{int(match[1])}{_suffix(rest)}", int(match[1]))
    return SchoolClass(written, None, pupil=not NOT_PUPILS.match(plain))


def _in_digits(match: re.Match[str]) -> str:
    """Returns «5 а» for «V а» and «пятый а»."""
    return NUMERALS[match["numeral"].replace("х", "x")] + match["letter"]


def _suffix(rest: str) -> str:
    """Returns the letter close to the grade, a profile apart: «А», « соц-эк», «А хим-био»."""
    letter, _, profile = rest.partition(" ")
    if len(letter) == 1:
        return letter.upper() + (f" {profile.strip(' ()')}" if profile else "")
    return f" {rest}" if rest else ""


def _numbered(match: re.Match[str]) -> SchoolClass | None:
    """Returns a class whose parallel has a number; «1-4» is none, as it may be the classes from 1 to 4."""
    grade, number = int(match[1]), int(match[3])
    may_be_range = match[2] == "-" and number > grade
    return (
        SchoolClass(f"{grade}/{number}", grade)
        if grade in GRADES and number in PARALLELS and not may_be_range
        else None
    )


def class_made_day(text: str) -> str:
    """Returns the class of which a spreadsheet program made a day: «07.01.2024» is «7/1»; nothing for other texts."""
    match = MADE_A_DAY.fullmatch(text)
    understood = class_of(f"{match[1]}/{match[2]}") if match else None
    return understood.name if understood and understood.grade else ""


def with_numbers_alike(cells: Sequence[Cell]) -> list[Cell]:
    """Returns the cells of a column of classes, where what one cell alone leaves open is read as the others are.

    «1-2» is a class where others of the column are numbered; 5.1 is 5.1 or 5.10 where grades have ten parallels.
    """
    texts = {
        cell: clean(cell) for cell in set(cells) if isinstance(cell, str | float) and not isinstance(cell, CellError)
    }
    numbered = {
        cell: match
        for cell, text in texts.items()
        if (match := NUMBERED.fullmatch(CLASS_WORD.sub("", even(text)).strip()))
    }
    are_numbered = any(map(_numbered, numbered.values()))
    are_many = any(int(match[3]) > SINGLE_DIGITS for match in numbered.values())
    turned: dict[Cell, Cell] = {}
    for cell, match in numbered.items():
        if are_many and isinstance(cell, float) and match[3] == "1":
            turned[cell] = f"{texts[cell]} или {texts[cell]}0"
        elif are_numbered and match[2] == "-":
            turned[cell] = f"{match[1]}/{match[3]}"
    return [turned.get(cell, cell) for cell in cells] if turned else list(cells)


def class_in_title(text: str) -> str | None:
    """Returns the class that a title, a lone line or a sheet's name gives: «Класс 5А», «Список 5 «А» класса», «5А»."""
    plain = BESIDE_CLASS.sub("", QUOTES.sub("", even(clean(text).replace("_", " ")))).strip(" ,.-")
    plain = NUMERALS_OF_CLASS.sub(_in_digits, plain)
    if match := CLASS_IN_TITLE.search(plain):
        plain = (match[1] or match[2]).replace(".", "/")
    if numeral := GRADE_IN_NUMERALS.fullmatch(plain):
        plain = _in_digits(numeral) if numeral["letter"].strip(" -") else ""  # «I» may be a quarter
    if (numbered := NUMBERED.fullmatch(plain)) and numbered[2] == "-":
        return one.name if (one := _numbered(numbered)) else None
    understood = class_of(plain) if len(plain) <= LONGEST_TITLE else None
    return understood.name if understood and understood.grade else None


def read_class_part(cell: Cell, _context: Context) -> str | Fault | None:
    """Returns the number or the letter of a class, that stand in columns of their own."""
    text = clean(cell)
    return formula_error("empty_required", cell) or (None if is_nothing(text) else text)


def read_class(cell: Cell, _context: Context) -> SchoolClass | Fault | None:
    """Returns a class, in a column of them also «5.1» and «5-1»; what is not understood keeps its text and no grade."""
    if fault := formula_error("empty_required", cell):
        return fault
    numbered = NUMBERED.fullmatch(clean(cell)) if isinstance(cell, str | float) else None
    return (_numbered(numbered) if numbered else None) or class_of(clean(cell))


def names_a_class(cell: str) -> bool:
    """Returns whether a cell names a class and nobody of it: «7А класс», «обучающиеся 7А», «ученики 6А и 6Б»."""
    words = WORDS_OF_CELL.findall(even(clean(cell)))
    return all(map(OF_A_CLASS.fullmatch, words)) and any(letter.isdigit() for word in words for letter in word)
