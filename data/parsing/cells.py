"""What all readers share: the text of a cell, spellings evened out, and a cell that cannot be understood."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from data.spreadsheets.sheet import Cell, CellError

LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
LATIN = re.compile("[A-Za-z]")
ALL_ALIKE = re.compile(r"(?:[ABCEHKMOPTXYacekmoptxy]|[^A-Za-z])+")
DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]+\\s*")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
NOTHING = frozenset({"", "-", "нет данных", "н/д", "не указано", "не указан", "не указана", "неизвестно"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be understood: the code of the finding and what is wrong, in words."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know besides the cell: the date of the data, and the register that the column is of.

    `register` is empty where the column does not say which register it means («Вид учёта»).
    """

    as_of: dt.date
    register: str = ""


def clean(cell: Cell) -> str:
    """The text of a cell as a person reads it: blanks evened out, a whole number without its «.0»."""
    if isinstance(cell, str):
        return " ".join((cell if cell.isprintable() else cell.translate(INVISIBLE)).split())
    if isinstance(cell, bool):
        return "ИСТИНА" if cell else "ЛОЖЬ"
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() else str(cell)
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return f"{cell.day:02}.{cell.month:02}.{cell.year:04}"


def even(text: str) -> str:
    """A text as it is compared: alphabets, case, blanks, ё/е and dashes evened out."""
    words = " ".join(text.split())
    if LATIN.search(words):
        words = " ".join(_one_alphabet(word) for word in words.split(" "))
    return DASHES.sub("-", words.casefold().replace("ё", "е"))


def _one_alphabet(word: str) -> str:
    """Latin look-alikes become Cyrillic in a word that mixes alphabets, or that could be all Cyrillic."""
    return word.translate(LATIN_TO_CYRILLIC) if not word.isascii() or ALL_ALIKE.fullmatch(word) else word


def is_nothing(text: str) -> bool:
    """Nothing stands in the cell, or a sign for nothing."""
    return not text or DASHES.sub("-", text).casefold() in NOTHING


def formula_error(code: str, cell: Cell) -> Fault | None:
    """The fault of a cell that shows an error instead of a value."""
    return Fault(code, "в ячейке ошибка формулы") if isinstance(cell, CellError) else None
