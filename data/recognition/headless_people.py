"""People who stand without a header: beside a list, or on a sheet that begins with them. They are asked about.

What has no header is not read, and nobody is dropped silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from data.parsing import DATE_IN_TEXT, class_of, clean, is_blank, looks_like_name
from data.recognition.block import Block
from data.recognition.header_lines import Rows
from data.spreadsheets.sheet import Cell, Sheet

FEWEST_PEOPLE = 2  # rows that show people; one may be a note
WORDS_OF_NAME = 2
SOMEBODY, SOME_DAY, SOME_CLASS = "Некто Некто", dt.date(2000, 1, 1), "1"  # in place of what is not kept


def with_headless(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Returns the tables of a sheet, the first of people with the column where more stand beside it."""
    people = [block for block in blocks if block.table != "pairs"]
    if people and not sheet.origins:
        under_headers = {column for block in blocks for column in block.headers}
        under_headers |= {column for block in blocks for columns in block.columns.values() for column in columns}
        numbers = {number for block in people for number in block.numbers}
        rows = [_free(sheet.rows[number - 1], under_headers) for number in numbers]
        places = [names[0] for cells in rows if (names := _names(cells)) and any(map(_is_day, cells.values()))]
        people[0].headless = min(places) if len(places) >= FEWEST_PEOPLE else None
    return blocks


def headless_table(rows: Rows) -> str:
    """Returns of which list a sheet is that begins with people in place of a header; nothing for another sheet."""
    filled = [dict(enumerate(row)) for row in rows if not all(map(is_blank, row))]
    table = _table_of(filled[0]) if len(filled) >= FEWEST_PEOPLE else ""
    return table if table and 2 * [_table_of(cells) for cells in filled].count(table) > len(filled) else ""


def signs_of_headless(rows: Rows, table: str) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Yields cells, with their places, by which such a sheet is told again once its people are not kept."""
    filled = [number for number, row in enumerate(rows) if not all(map(is_blank, row))]
    signs: tuple[Cell, ...] = (SOMEBODY, SOME_DAY, SOMEBODY if table == "pairs" else SOME_CLASS)
    for number in filled[:FEWEST_PEOPLE]:
        for column, sign in enumerate(signs):
            yield (number, column), sign


def _table_of(cells: dict[int, Cell]) -> str:
    """Returns of which list a row without a header seems to be; nothing where it shows nobody."""
    names = _names(cells)
    if not names or not any(map(_is_day, cells.values())):
        return ""
    if len(names) > 1:
        return "pairs"
    classes = [class_of(clean(cell)) for cell in cells.values() if isinstance(cell, str)]
    return "students" if any(found and found.grade for found in classes) else ""


def _free(row: Sequence[Cell], under_headers: set[int]) -> dict[int, Cell]:
    return {column: cell for column, cell in enumerate(row) if column not in under_headers and not is_blank(cell)}


def _names(cells: dict[int, Cell]) -> list[int]:
    """Returns the columns that hold a whole name."""
    return [
        column
        for column, cell in cells.items()
        if isinstance(cell, str)
        and cell.istitle()
        and looks_like_name(text := clean(cell))
        and len(text.split()) >= WORDS_OF_NAME
    ]


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, dt.date) or (isinstance(cell, str) and bool(DATE_IN_TEXT.fullmatch(clean(cell))))
