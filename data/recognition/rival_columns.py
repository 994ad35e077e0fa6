"""Two columns that could be one field («Вид наставничества», «Форма наставничества»): the one that is understood."""

from __future__ import annotations

from collections.abc import Sequence

from data.recognition.headers import Header
from data.recognition.understood_cells import understood
from data.spreadsheets.sheet import Cell


def prefer_understood(header: Header, rows: Sequence[Sequence[Cell]]) -> None:
    """Puts in place of a column the rival whose cells are understood better; of equals the first stays."""
    for key, rivals in header.rivals.items():
        places = [header.columns[key][0], *rivals]
        header.columns[key] = [max(places, key=lambda column: _part_understood(header, key, column, rows))]


def _part_understood(header: Header, key: str, column: int, rows: Sequence[Sequence[Cell]]) -> float:
    counts = understood(header, column, key, rows)
    return counts.values / counts.filled if counts.filled else 0.0
