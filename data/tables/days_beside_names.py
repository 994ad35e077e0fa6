"""Days of a pair beside a name in its cell: «Осокин Г. Р. (до 31.12.2025), с 12.01.2026 – Кварцев А. Ю.»."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from data.parsing import Assumption, PairDates
from data.parsing.yearless_days import not_after
from data.recognition.block import Block
from data.vocabulary import SIDES

Values = dict[str, list[Any]]


def add_days_beside_name(values: Values, row: int, side: str, days: PairDates, as_of: dt.date) -> None:
    """Puts the days that stand beside a name in place of those of its row, and notes that they were.

    A start without its year is not after the `as_of`.
    """
    if days.start is days.end:
        return
    if days.start:
        is_later = days.start.assumption is Assumption.YEAR and days.start.first > as_of
        _put(values, "start", row, (not_after(days.start, as_of) if is_later else days.start).first)
    if days.end:
        _put(values, "end", row, days.end.last)
    _put(values, f"{side}_days", row, True)


def end_by_successors(values: Values, block: Block) -> None:
    """Ends a mentor of a cell of several on the day before the next one of that cell begins with the same mentee."""
    told, starts = values.get("mentor_days"), values.get("start")
    if not told or not starts:
        return
    rows_of: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row, (number, mentee) in enumerate(zip(block.numbers, values["mentee"], strict=True)):
        rows_of[number, mentee].append(row)
    for rows in rows_of.values():
        for row in rows:
            ends = values.get("end") or [None] * len(block.rows)
            later = [starts[other] for other in rows if told[other] and starts[other] and starts[row]]
            following = min((day for day in later if day > starts[row]), default=None)
            if following and not (told[row] and ends[row]):
                _put(values, "end", row, following - dt.timedelta(days=1))
                _put(values, "mentor_days", row, True)


def _put(values: Values, key: str, row: int, value: Any) -> None:
    count = max(len(values[side]) for side in SIDES if side in values)
    column = values.get(key) or [None] * count
    column[row] = value
    values[key] = column
