"""How well the cells of a column can be read as a field: whether it is that field is judged by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from data.contracts import fields
from data.parsing import Context, Fault, clean, read_column
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell

A_DAY = dt.date(2100, 1, 1)  # whether a cell can be read at all does not hang on the day


class ReadableCounts(NamedTuple):
    """Counts of the filled cells of a column: all, those read as a value, those that are faults."""

    filled: int
    values: int
    faults: int


def filled_cells(column: int, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Returns the cells of a column in which something stands."""
    return [row[column] for row in rows if clean(row[column])]


def distinct_cells(column: int, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Returns the filled cells of a column, each once; a truth value, a number and an error told apart."""
    cells = {(type(row[column]), row[column]) for row in rows}
    return [cell for _, cell in cells if clean(cell)]


def readable_counts(header: Header, column: int, key: str, rows: Sequence[Sequence[Cell]]) -> ReadableCounts:
    """Reads the filled cells of a column as a field; a sign for nothing («-») is neither a value nor a fault."""
    kind = fields(header.table)[key].kind
    context = Context(A_DAY, key if kind == "register" else "", header.texts.get(column, ""))
    read = read_column(filled_cells(column, rows), kind, context)
    faults = sum(type(value) is Fault for value in read)
    return ReadableCounts(len(read), sum(value is not None for value in read) - faults, faults)
