"""The cells of a workbook that are struck through, by sheet, bounded."""

from __future__ import annotations

from data.spreadsheets.limits import COLUMNS_LIMIT, ROWS_LIMIT

Places = list[tuple[int, int]]  # 0-based row and column
StruckPlaces = dict[int, Places]  # by the sheet's place in the workbook

MOST_PLACES = 100_000  # of a sheet; more are a style of all of it, which strikes nobody out


def add_place(found: StruckPlaces, sheet: int, row: int, column: int) -> None:
    """Adds a cell, unless no list reaches so far."""
    places = found.setdefault(sheet, [])
    if row < ROWS_LIMIT and column < COLUMNS_LIMIT and len(places) < MOST_PLACES:
        places.append((row, column))
