"""Merged cells, whose text stands in their first cell alone."""

from __future__ import annotations

from data.recognition.header_lines import Rows
from data.spreadsheets.sheet import Sheet


def unmerged(sheet: Sheet) -> Rows:
    """Returns the rows with merged cells filled downwards; the sheet itself stays as it was."""
    if not sheet.merged:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    width = max(map(len, rows), default=0)
    left = len(rows) * width  # areas do not overlap, so that they hold no more cells than the sheet
    for first_row, column, last_row, _ in sheet.merged:
        if first_row >= len(rows) or column >= width:
            continue
        last_row = min(last_row, len(rows) - 1)
        left -= last_row - first_row + 1
        if left < 0:
            break
        for row in range(first_row + 1, last_row + 1):
            rows[row][column] = rows[first_row][column]
    return rows
