"""What stands in a cell of the municipal base: a text, a day, a number, or nothing ("")."""

from __future__ import annotations

import datetime as dt

from data.russian import date_text

Cell = str | int | dt.date


def cell_words(cell: Cell) -> str:
    """Returns the cell as a person reads it."""
    return date_text(cell) if isinstance(cell, dt.date) else str(cell)
