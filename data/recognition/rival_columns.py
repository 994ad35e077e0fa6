"""Two columns that could be one field («Вид наставничества», «Форма наставничества»): the one that is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.contracts import fields
from data.parsing import Context, Fault, clean, read_column
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell

A_DAY = dt.date(2100, 1, 1)  # whether a cell can be read at all does not hang on the day


def prefer_understood(header: Header, rows: Sequence[Sequence[Cell]]) -> None:
    """Puts in place of a column the rival whose cells are understood better; of equals the first stays."""
    for key, rivals in header.rivals.items():
        places = [header.columns[key][0], *rivals]
        best = max(places, key=lambda column: _understood(header.table, key, [row[column] for row in rows]))
        header.columns[key] = [best]


def _understood(table: str, key: str, cells: Sequence[Cell]) -> float:
    """Return what part of the filled cells of a column is understood as the field; nothing where none is filled."""
    kind = fields(table)[key].kind
    filled = [cell for cell in cells if clean(cell)]
    if not filled:
        return 0.0
    read = read_column(filled, kind, Context(A_DAY, key if kind == "register" else ""))
    return sum(value is not None and type(value) is not Fault for value in read) / len(filled)
