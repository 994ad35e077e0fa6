"""Day numbers of the 1904 system → those of the usual one, in columns of dates.

A cell with a date format is a date already; one without is a number, and only its workbook tells from which day it
counts (docs/domain.md, «What is a row, a list, a date in them»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.contracts import fields
from data.parsing.dates import SERIALS, YEARS
from data.recognition.block import Block
from data.spreadsheets.sheet import Cell, Sheet

DAYS_BETWEEN = 1462  # from day 0 of the usual system to that of the other
KINDS_WITH_DAYS = frozenset({"date", "end", "birth", "register", "registers"})


def with_usual_days(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Returns the blocks of a sheet, their day numbers counted as in any other."""
    return [replace(block, rows=_counted_anew(block)) for block in blocks] if sheet.from_1904 else blocks


def _counted_anew(block: Block) -> list[list[Cell]]:
    specs = fields(block.table)
    places = {
        place
        for key, columns in block.columns.items()
        if key in specs and specs[key].kind in KINDS_WITH_DAYS
        for place in columns
    }
    return [_with_usual(row, places) for row in block.rows]


def _with_usual(row: Sequence[Cell], places: set[int]) -> list[Cell]:
    return [
        cell + DAYS_BETWEEN if column in places and type(cell) in (float, int) and _is_day(cell) else cell  # type: ignore[operator, arg-type]
        for column, cell in enumerate(row)
    ]


def _is_day(number: float) -> bool:
    """Returns whether it counts days; four digits may be a year."""
    return int(number) not in YEARS and int(number) + DAYS_BETWEEN in SERIALS
