"""What texts above a list say of a day: «по состоянию на …», «на 01.09.2024», a stamp, an order."""

from __future__ import annotations

import datetime as dt
import re

from data.parsing import DATE_IN_TEXT, clean, day_of
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


def day_in_name(name: str) -> dt.date | None:
    """The date of the data in the name of a sheet or a file, where blanks, dots and dashes stand for one another."""
    text = clean(name.replace("_", " "))
    found = IN_NAME.search(text)
    if found is None or STAMP.search(text):
        return None
    day = day_of(f"{found[1]}.{found[2]}.{found[3]}" if found[1] else found[4])
    return day if isinstance(day, dt.date) else None


def reduced_title(cell: Cell, withheld: str) -> Cell:
    """A cell above a list with nothing left but what it says of a day; `withheld` stands for the rest."""
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        return withheld
    text = clean(cell)
    words, on_day, date = (pattern.search(text) for pattern in (AS_OF_WORDS, ON_DAY, DATE_IN_TEXT))
    if not words and not on_day and isinstance(day_of(cell), dt.date):
        return cell
    day = on_day if on_day and not words else date
    parts = [part[0] for part in (STAMP.search(text), words, day) if part]
    return " ".join(parts if words or on_day else [withheld, *parts])
