"""What all readers share: the text of a cell made plain, and a cell that cannot be understood.

docs/domain.md, «Matching pairs to people»: text is made plain before anything is compared or recognised.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.people_caches import people_cache
from data.spreadsheets.sheet import Cell, CellError

SPELLINGS_REMEMBERED = 65_536  # of texts made plain; a large school has about as many distinct ones
# Look-alikes as people mix them up. A small Latin h is the letter һ of Tatar, Bashkir and Yakut, never н; ə is ә.
LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxykhəƏ", "АВСЕНКМОРТХУасеорхукһәӘ")
LATIN = re.compile("[A-Za-zƏə]")
ALL_ALIKE = re.compile("[^a-zA-Z]*[ABCEHKMOPTXYaceopxyk](?:[ABCEHKMOPTXYaceopxyk]|[^A-Za-z])*")
A_DASH = "-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
DASHES = re.compile(f"\\s*[{A_DASH}][{A_DASH}\\s]*")
APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02bb\u02b9\u2032\u00b4\u0060\uff07"
AN_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
PLAIN = re.compile(r"[ -~\u0401\u0410-\u044f\u0451\u2116«»\u2013\u2014]*")  # texts with nothing to be made plain
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
STRESS_MARKS = re.compile("(?<=[аеиоуыэюяАЕИОУЫЭЮЯ])[\u0300\u0301]")  # «Ви́ноградова»
BLANK_LETTERS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")  # letters and signs that only look like blanks
NO_ANSWER = frozenset({"нет данных", "н/д", "неизвестно"})  # which is no day, and no «нет»
NOTHING = frozenset({"", "-", "не указано", "не указан", "не указана"}) | NO_ANSWER
SCHOOL_TIME = ZoneInfo("Europe/Moscow")


class _Signs(dict[int, str | None]):
    """What each sign becomes in a text that is shown, by its code; worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        if sign.isprintable() or unicodedata.category(sign) == "Zs":
            self[code] = sign
        else:
            self[code] = " " if sign.isspace() else None
        return self[code]


SIGNS = _Signs()


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be understood: the code of the finding and what is wrong, in words."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know besides the cell: the date of the data, and the register that the column is of.

    `register` is empty where the column does not say which register it means («Вид учёта»). `header` is the header
    of the column. `zone` is the school's time zone: a moment with a zone of its own is the day it was there.
    `school_year` is the year in which the school year began that the list says it is of.
    """

    as_of: dt.date
    register: str = ""
    header: str = ""
    zone: dt.tzinfo = field(default=SCHOOL_TIME)
    school_year: int | None = None


def visible(text: str) -> str:
    """Returns the text without signs that no program shows: control, direction and private marks, halves of a sign."""
    return text if text.isprintable() else text.translate(SIGNS)


def clean(cell: Cell | None) -> str:
    """Returns the text of a cell as a person reads it: signs without a shape dropped, blanks evened out.

    A whole number stands without its «.0», a day as ДД.ММ.ГГГГ. Whatever a reader gives, a type of no spreadsheet too,
    has a text that can be stored and written anywhere.
    """
    if isinstance(cell, str):
        return _plain(cell)
    if isinstance(cell, bool):
        return "ИСТИНА" if cell else "ЛОЖЬ"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year:04}"
    return "" if cell is None else clean(str(cell))


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def is_blank(cell: Cell | None) -> bool:
    """Returns whether nothing that a person sees stands in the cell."""
    if not isinstance(cell, str):
        return cell is None
    return not cell or cell.isspace() or not (cell.isprintable() or clean(cell))


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def _plain(text: str) -> str:
    """Returns the text in Unicode NFC without signs that have no shape, every kind of blank one blank."""
    if not PLAIN.fullmatch(text):
        text = VARIATION_SELECTORS.sub("", BLANK_LETTERS.sub(" ", unicodedata.normalize("NFC", text)))
        text = STRESS_MARKS.sub("", text)
        text = visible(text)
    return " ".join(text.split())


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def even(text: str) -> str:
    """Returns a text as it is compared: made plain, alphabets, case, ё/е, dashes and apostrophes alike."""
    words = _plain(text)
    if LATIN.search(words):
        words = " ".join(_in_one_alphabet(word) for word in words.split(" "))
    return DASHES.sub("-", AN_APOSTROPHE.sub("'", words).casefold().replace("ё", "е"))


def _in_one_alphabet(word: str) -> str:
    """Returns a word that mixes alphabets, or that could be all Cyrillic, with Cyrillic in place of look-alikes."""
    mixed = any("\u0400" <= letter <= "\u052f" for letter in word)
    return word.translate(LATIN_TO_CYRILLIC) if mixed or ALL_ALIKE.fullmatch(word) else word


def is_nothing(text: str) -> bool:
    """Returns whether nothing stands in a text, or a sign for nothing."""
    return not text or DASHES.sub("-", text).casefold() in NOTHING


def formula_error(code: str, cell: Cell) -> Fault | None:
    """Returns the fault of a cell that shows an error instead of a value."""
    return Fault(code, "в ячейке ошибка формулы") if isinstance(cell, CellError) else None
