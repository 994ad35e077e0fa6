"""Columns whose days can only be read month first («09/13/2010»): they are asked about and never turned unasked.

docs/domain.md, «What is a row, a list, a date in them». A program of American settings writes such texts, and makes of
«02/03/2010» beside them a day that looks like any other: of the days of the column none may be believed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from data.parsing.cells import clean
from data.parsing.dates import DATE_TAIL, LONGEST_DAY, NUMERIC_DATE
from data.spreadsheets.sheet import Cell

MONTHS = 12
FEW = 2  # texts that can only be so; a single one among others may be a slip


def month_first_rows(cells: Sequence[Cell]) -> list[int]:
    """Returns the rows, from 0, whose days are to be asked about; none where the column is read day first."""
    texts = {cell: match for cell in set(cells) if isinstance(cell, str) and (match := _in_figures(cell))}
    if not any(int(match[2]) > MONTHS for match in texts.values()):
        return []
    rows = [row for row, cell in enumerate(cells) if isinstance(cell, str) and cell in texts]
    only = [row for row in rows if _is_month_first(texts[str(cells[row])])]
    days = [row for row, cell in enumerate(cells) if isinstance(cell, dt.date)]
    is_day_first = any(int(match[1]) > MONTHS for match in texts.values())
    if is_day_first or (len(only) < FEW and len(only) < len(rows) + len(days)):
        return []
    may_be_turned = all(cell.day <= MONTHS for cell in cells if isinstance(cell, dt.date))
    return sorted([*rows, *days] if may_be_turned else rows)


def turned(cell: Cell) -> str | None:
    """Returns the day of a cell, read month first, as ДД.ММ.ГГГГ has it; None where it is no such day."""
    if isinstance(cell, dt.date):
        return f"{cell.month:02}.{cell.day:02}.{cell.year:04}"
    match = _in_figures(cell) if isinstance(cell, str) else None
    return f"{int(match[2]):02}.{int(match[1]):02}.{match[3]}" if match else None


def _in_figures(text: str) -> re.Match[str] | None:
    plain = clean(text)
    return NUMERIC_DATE.fullmatch(DATE_TAIL.sub("", plain)) if len(plain) <= LONGEST_DAY else None


def _is_month_first(match: re.Match[str]) -> bool:
    return int(match[1]) <= MONTHS < int(match[2])
