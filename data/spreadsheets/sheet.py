"""A sheet of cells as it is read: values, merged ranges, what is hidden."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from data.spreadsheets.oddities import Oddity


class CellError(str):
    """An Excel error value («#REF!»), or a formula saved without its result.

    The text of the latter is the formula («=A1+1»).
    """

    __slots__ = ()


Cell = str | float | bool | datetime.date | datetime.datetime | datetime.time | CellError


Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it was typed.

    `rows[0]` is the sheet's row 1 and `rows[0][0]` its A1; all rows are equally wide, and `''` is an empty
    cell. Text is unchanged; a date without a time of day is a `date`; a duration is its text. `merged` holds
    0-based first row, first column, last row, last column, and may reach beyond `rows` (unknown for xlsb and
    csv: `[]`). A hidden sheet is only named: its `rows` are `[]`. Hidden rows are read like any other.
    `encoding` is the code page of a text that does not say it; `from_1904` tells that day numbers (dates in cells of
    no date format) count from 1 January 1904; `oddities` stand with their row, from 1, or 0 for the whole sheet.
    `struck` are the cells, 0-based row and column, that are struck through, `comments` what is fastened to
    cells. Of a list that was made of cards `origins` hold, row by row, where each of its cells stands on the person's
    own sheet.
    """

    file: str
    name: str | None
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]
    hidden: bool
    encoding: str | None = None
    from_1904: bool = False
    oddities: tuple[tuple[Oddity, int], ...] = ()
    struck: frozenset[Place] = frozenset()
    comments: tuple[tuple[Place, str], ...] = ()
    origins: tuple[tuple[Place, ...], ...] = ()
