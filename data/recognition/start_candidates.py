"""Days beside pairs that may be their starts: of an order above them, in a header, in the cell of the order.

docs/domain.md, «What is a row, a list, a date in them»: they are no starts until a person confirms it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence

from data.parsing import DATE_IN_TEXT, clean, day_of, even, school_year_in_title
from data.periods import SCHOOL_YEAR_STARTS
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.row_signs import filled_columns
from data.spreadsheets.sheet import Cell

ORDER = r"(?:приказ|распоряжени|пр\.)"
NAMES_ORDER, CONTINUES_ORDER = re.compile(ORDER), re.compile(r"(?:от|№)\s")
OF_ORDER = re.compile(rf"{ORDER}.*?({DATE_IN_TEXT.pattern})")
SINCE = re.compile(rf"(?<!\w)с ({DATE_IN_TEXT.pattern})")
DAYS_IN_LIST = "по датам в самом списке"  # the answer that the candidates are the starts
MOST_TEXTS = 3  # different ones of a line that is a title and no row: «Приказ», «№ 12», «от 05.09.2024»


def start_candidates(rows: Rows, header: Header, numbers: Sequence[int], floor: int) -> dict[int, dt.date]:
    """Returns the candidate for the start of each row of pairs (from 1): in its cell of the order, else above it.

    Rows before `floor` (from 0) belong to another table.
    """
    if header.table != "pairs":
        return {}
    days: dict[int, dt.date] = {}
    titles = unbroken(_line(rows[number]) for number in range(max(floor, 0), header.top))
    above = _last([*map(_of_text, titles), _in_headers(header.texts.values())])
    first = header.row + 1
    columns = header.columns.get("order", ())
    for number in numbers:
        if number - 1 > first:
            between = unbroken(_line(rows[line]) for line in range(first, number - 1))
            above = _last(map(_of_section, between)) or above
        first = number
        if day := _last([_only_day(rows[number - 1][column]) for column in columns]) or above:
            days[number] = day
    return days


def day_of_order(text: str) -> dt.date | None:
    """Returns the day of the order that a text names."""
    return _day(OF_ORDER.search(even(text)))


def day_since(text: str) -> dt.date | None:
    """Returns the day that a text says to be the first: «с 16.09.2024»."""
    return _day(SINCE.search(even(text)))


def unbroken(lines: Iterable[str]) -> list[str]:
    """Returns the lines, where «от 02.09.2024 № 215» continues the line of the order above it."""
    whole: list[str] = []
    for line in filter(None, lines):
        if whole and CONTINUES_ORDER.match(even(line)) and NAMES_ORDER.search(even(whole[-1])):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _line(row: Sequence[Cell]) -> str:
    """Returns the text of a title between rows; none of what holds so much that it may be somebody's."""
    texts = list(dict.fromkeys(clean(row[column]) for column in filled_columns(row)))
    return " ".join(texts) if len(texts) <= MOST_TEXTS else ""


def _of_text(text: str) -> dt.date | None:
    return day_of_order(text) or day_since(text)


def _of_section(text: str) -> dt.date | None:
    """Returns the day that a line between rows tells; that of a school year is its first."""
    year = school_year_in_title(text)
    return _of_text(text) or (dt.date(year, *SCHOOL_YEAR_STARTS) if year else None)


def _in_headers(texts: Collection[str]) -> dt.date | None:
    """Returns the only day in the headers: «Дата начала (01.09.2024)», «Закреплены приказом от 05.09.2024»."""
    days = {day for text in texts if (day := _of_text(text) or _only_day(text))}
    return days.pop() if len(days) == 1 else None


def _only_day(cell: Cell) -> dt.date | None:
    """Returns the day of a cell that holds one and no more."""
    if isinstance(cell, dt.date):
        return _checked(day_of(cell))
    written = DATE_IN_TEXT.findall(clean(cell)) if isinstance(cell, str) else []
    return _checked(day_of(written[0])) if len(written) == 1 else None


def _day(match: re.Match[str] | None) -> dt.date | None:
    return _checked(day_of(match[1])) if match else None


def _checked(day: object) -> dt.date | None:
    return day if isinstance(day, dt.date) else None


def _last(days: Iterable[dt.date | None]) -> dt.date | None:
    return next((day for day in reversed(list(days)) if day), None)
