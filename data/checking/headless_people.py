"""People who stand without a header: beside a list, or on a sheet that begins with them. They are asked about.

What has no header is not read, and nobody is dropped silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from data.findings import Finding
from data.parsing import DATE_IN_TEXT, class_of, clean, is_blank, looks_like_name
from data.recognition.block import SheetBlocks
from data.spreadsheets.addresses import column_letters
from data.spreadsheets.sheet import Cell, Sheet

FEWEST_PEOPLE = 2  # rows that show people; one may be a note
WORDS_OF_NAME = 2


def headless_findings(sheet_blocks: SheetBlocks) -> Iterator[Finding]:
    """Yields a finding where people stand beside a list under no header of it."""
    sheet, blocks = sheet_blocks
    people = [block for block in blocks if block.table != "pairs"]
    under_headers = {column for block in blocks for column in block.headers}
    under_headers |= {column for block in blocks for columns in block.columns.values() for column in columns}
    for block in people[:1] if not sheet.origins else ():
        numbers = sorted({number for other in people for number in other.numbers})
        rows = [_free(sheet.rows[number - 1], under_headers) for number in numbers]
        places = [names[0] for cells in rows if (names := _names(cells)) and any(map(_is_day, cells.values()))]
        if len(places) >= FEWEST_PEOPLE:
            reason = f"рядом со списком стоят люди без заголовков (столбец {column_letters(min(places))})"
            yield Finding("no_table", file=sheet.file, sheet=sheet.name, names=(block.table,), reason=reason)


def headless_list(sheet: Sheet) -> Finding | None:
    """Returns a finding for a sheet that begins with people in place of a header: pupils with classes, or pairs."""
    rows = [dict(enumerate(row)) for row in sheet.rows if not all(map(is_blank, row))]
    tables = [_table_of(cells) for cells in rows]
    if len(rows) < FEWEST_PEOPLE or not tables[0] or 2 * tables.count(tables[0]) <= len(rows):
        return None
    reason = "на листе стоят люди без строки заголовков"
    return Finding("no_table", file=sheet.file, sheet=sheet.name, names=(tables[0],), reason=reason)


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
        if isinstance(cell, str) and cell.istitle() and looks_like_name(text := clean(cell))
        and len(text.split()) >= WORDS_OF_NAME
    ]  # fmt: skip


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, dt.date) or (isinstance(cell, str) and bool(DATE_IN_TEXT.fullmatch(clean(cell))))
