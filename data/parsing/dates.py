"""Days, and births of which perhaps only the year is known. Day first, always; nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.spreadsheets.sheet import Cell

YEARS = range(1900, 2101)  # docs/domain.md, «Who counts»: four digits in this range are a year, no Excel serial
SERIAL_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar after its false 29.02.1900
SERIALS = range(2_101, 73_416)  # 01.10.1905 … 31.12.2100
MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
NUMERIC_DATE = re.compile(r"(\d{1,2})\s?[./, -]\s?(\d{1,2})\s?[./, -]\s?(\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
WORD_DATE = re.compile(r"[«\"]?(\d{1,2})[»\"]?[ .-]+([а-я]+)[ .-]+(\d{4}|\d{2})")
DATE_TAIL = re.compile(r"\s*(г\.?\s?р|года?( рождения)?|г)?[ .]*$|[tт ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$")
DATE_IN_TEXT = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:\d{4}|\d{2})(?!\d)|«?\d{1,2}»?\s+[а-яё]{3,}\s+\d{4}",
    re.IGNORECASE,
)
LAST_OF_RANGE = re.compile(r"(?:^|.*\s)(?:до|по)\s(.+)|.*\d[ г.]*-(\d{1,2}[./]\d{1,2}[./]\d{2,4}[ г.]*)")
NO_END = frozenset({"бессрочно", "постоянно", "по настоящее время", "по н.в.", "н.в.", "действует", "не ограничен"})

Century = Callable[[int, int, int], int]  # day, month and two digits of a year → the year


@dataclass(frozen=True, slots=True)
class Birth:
    """The days on which the person may have been born; a date is a span of one day."""

    first: dt.date
    last: dt.date


def read_date(cell: Cell, _context: Context) -> dt.date | Fault | None:
    """A day; two digits of a year mean 20yy."""
    return day_of(cell, _this_century)


def read_end(cell: Cell, context: Context) -> dt.date | Fault | None:
    """The last day of a pair; a range («01.09.2021 – 31.05.2022», «до 31.05.2022») gives its end."""
    text = even(clean(cell))
    if text in NO_END:
        return None
    if isinstance(cell, str) and (found := LAST_OF_RANGE.fullmatch(text)):
        return read_date(found[1] or found[2], context)
    return read_date(cell, context)


def read_birth(cell: Cell, context: Context) -> Birth | Fault | None:
    """A day of birth, or the whole year when only the year is known."""
    text = DATE_TAIL.sub("", clean(cell).casefold())
    if re.fullmatch(r"\d{4}", text) and int(text) in YEARS:
        return Birth(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    day = day_of(cell, _last_century_before(context.as_of))
    return Birth(day, day) if isinstance(day, dt.date) else day


def _this_century(_day: int, _month: int, short: int) -> int:
    return 2000 + short


def _last_century_before(as_of: dt.date) -> Century:
    """Two digits of a birth year: the latest century in which the day is not after the date of the data."""

    def century(day: int, month: int, short: int) -> int:
        return 2000 + short if (2000 + short, month, day) <= (as_of.year, as_of.month, as_of.day) else 1900 + short

    return century


def day_of(cell: Cell, century: Century = _this_century) -> dt.date | Fault | None:
    """A day from an Excel date, a serial number or text; None when nothing stands there."""
    if isinstance(cell, dt.datetime | dt.date):
        return _checked(cell.year, cell.month, cell.day)
    if fault := formula_error("bad_date", cell):
        return fault
    text = clean(cell)
    if is_nothing(text) or text.casefold() == "нет":
        return None
    if isinstance(cell, bool | dt.time):
        return Fault("bad_date", "это не дата")
    if number := SERIAL.fullmatch(text):
        if int(number[1]) in YEARS:
            return Fault("bad_date", "указан только год")
        if int(number[1]) in SERIALS:
            return SERIAL_EPOCH + dt.timedelta(days=int(number[1]))
    return _written_day(text, century)


def _written_day(text: str, century: Century) -> dt.date | Fault:
    """A day written in figures, or with the month as a word."""
    plain = DATE_TAIL.sub("", DATE_TAIL.sub("", even(text)))
    if found := NUMERIC_DATE.fullmatch(plain):
        day, month, year = int(found[1]), int(found[2]), found[3]
    elif found := ISO_DATE.fullmatch(plain):
        day, month, year = int(found[3]), int(found[2]), found[1]
    elif (found := WORD_DATE.fullmatch(plain)) and (named := _month(found[2])):
        day, month, year = int(found[1]), named, found[3]
    else:
        return Fault("bad_date", "это не дата")
    return _checked(int(year) if len(year) == 4 else century(day, month, int(year)), month, day)


def _month(word: str) -> int:
    """The number of a month by its name, 0 when it is none."""
    stem = "мая" if word == "май" else word[:3]
    return MONTHS.index(stem) + 1 if stem in MONTHS else 0


def _checked(year: int, month: int, day: int) -> dt.date | Fault:
    if year not in YEARS:
        return Fault("bad_date", f"год {year} невозможен")
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Fault("bad_date", "такой даты нет")
