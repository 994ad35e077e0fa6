"""What several columns, a section or a person give of a field: starts and ends, forms, statuses, days of leaving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from data.parsing import PairDates, Span
from data.recognition.block import Block
from data.tables.combined_columns import Values
from data.tables.starts_and_ends import COLUMNS as PAIR_DATE_COLUMNS
from data.tables.starts_and_ends import AssumedDay, starts_and_ends
from data.tables.table import CellFault


def add_days(
    values: Values,
    block: Block,
    place: tuple[int, dt.date | None],
    faults: list[CellFault],
    assumed: list[AssumedDay],
) -> None:
    """Puts the starts and ends in place of the columns that give them.

    `place` is the first row of the block in its table, and the day that no start without a year is after.
    """
    start, latest = place
    columns = {key: values.pop(key) for key in PAIR_DATE_COLUMNS if key in values}
    if (block.common_start or block.starts_from_candidates) and not block.days_elsewhere:
        columns["start"] = list(columns.get("start") or [None] * len(block.rows))
        for row in block.undated_rows():
            day = block.common_start or block.start_candidates.get(block.numbers[row])
            columns["start"][row] = PairDates(Span(day, day)) if day else None
    if not columns:
        return
    read = starts_and_ends(columns, len(block.rows), latest)
    values["start"] = list(read.starts)
    if {"end", "term"} & columns.keys() or any(read.ends):
        values["end"] = list(read.ends)
    assumed += [replace(day, row=start + day.row) for day in read.assumed]
    faults += [CellFault(start + row, key, block.columns[key][0], fault) for row, key, fault in read.faults]


def add_given(values: Values, block: Block, key: str, given: Mapping[int, Any], misread: Container[int] = ()) -> None:
    """Gives rows whose own cell says nothing of a field what their section or a person says, by their numbers.

    Rows (from 0) that are `misread` are left to the person.
    """
    if given:
        written = values.get(key) or [None] * len(block.rows)
        values[key] = [
            value or (None if row in misread else given.get(number))
            for row, (value, number) in enumerate(zip(written, block.numbers, strict=True))
        ]
