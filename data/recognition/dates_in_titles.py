"""Days in texts above a list: «по состоянию на …», «на 01.09.2024», a stamp, an order."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from data.parsing import DATE_IN_TEXT, clean, day_of, even
from data.parsing.dates import MONTH, month_named
from data.spreadsheets.sheet import Cell

AS_OF_WORDS = re.compile(
    r"по состоянию на|на дату|дата (данных|выгрузки|формирования|отч[её]та)|(выгружено|сформировано)\b|^дата:?$", re.I
)
STAMP = re.compile(r"утвержд|согласован|принят[оаы]?\b|приказ|протокол|распоряжени|рассмотрен", re.IGNORECASE)
ON_DAY = re.compile(rf"(?<!\w)на\s+({DATE_IN_TEXT.pattern})", re.IGNORECASE)

DAY_IN_NAME = r"(\d{1,2})[ .-](\d{1,2})[ .-](\d{4}|\d{2})(?!\d)"  # no slash may stand in a name
IN_NAME = re.compile(
    rf"(?:по состоянию на|на дату|(?<!\w)на)\s+(?:{DAY_IN_NAME}|({DATE_IN_TEXT.pattern}))", re.IGNORECASE
)

SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d) ?[-/ ] ?(20)?(\d\d)(?!\d)")

MONTH_IN_NAME = re.compile(rf"(?<!\w)({MONTH})(?!\w)(?:[ .,]*(\d{{4}}))?")
YEARLESS_DAY = re.compile(r"(?:.*\bна )?(\d{1,2})[ .](\d{1,2})")


class NamedTime(NamedTuple):
    """The time in the name of a sheet: a day or a month, perhaps without its year; day 0 is none."""

    year: int | None
    month: int
    day: int = 0

    @classmethod
    def of(cls, day: dt.date) -> NamedTime:
        return cls(day.year, day.month, day.day)

    def day_of_year(self, first_month: int) -> tuple[int, int, int]:
        """Returns what times are compared by, where months without a year are counted from the first."""
        return (self.year, self.month, self.day) if self.year else (0, (self.month - first_month) % 12, self.day)


def time_in_name(name: str) -> NamedTime | None:
    """Returns the time that the name of a list gives: «на 01.09.2024», «01.09», «Сентябрь», «октябрь 2024»."""
    text = even(clean(name.replace("_", " ")))
    if STAMP.search(text):
        return None
    day = day_in_name(name) or (day_of(text) if DATE_IN_TEXT.fullmatch(text) else None)
    if isinstance(day, dt.date):
        return NamedTime.of(day)
    if (match := YEARLESS_DAY.fullmatch(text)) and int(match[2]) in range(1, 13):
        return NamedTime(None, int(match[2]), int(match[1]))
    months = list(MONTH_IN_NAME.finditer(text))
    return (
        NamedTime(int(months[0][2]) if months[0][2] else None, month_named(months[0][1])) if len(months) == 1 else None
    )


def day_in_name(name: str) -> dt.date | None:
    """Returns the date of the data in the name of a sheet or a file; blanks, dots and dashes are alike."""
    text = clean(name.replace("_", " "))
    match = IN_NAME.search(text)
    if match is None or STAMP.search(text):
        return None
    day = day_of(f"{match[1]}.{match[2]}.{match[3]}" if match[1] else match[4])
    return day if isinstance(day, dt.date) else None


def reduced_title(cell: Cell, withheld: str) -> Cell:
    """Returns a cell above a list with nothing left but what it says of a day; `withheld` stands for the rest."""
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        return withheld
    text = clean(cell)
    words, on_day, date = (pattern.search(text) for pattern in (AS_OF_WORDS, ON_DAY, DATE_IN_TEXT))
    if not words and not on_day and isinstance(day_of(cell), dt.date):
        return cell
    day = on_day if on_day and not words else date
    parts = [part[0] for part in (STAMP.search(text), words, day or SCHOOL_YEAR.search(even(text))) if part]
    return " ".join(parts if words or on_day else [withheld, *parts])
