"""Merged cells, whose text stands in their first cell alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.parsing import is_blank
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


def continued_people(rows: Rows, names: Sequence[int], used: Collection[int], sheet: Sheet) -> set[int]:
    """Returns the lines (from 0) of somebody whose name is merged with the line above, and who has nothing else there.

    A line a parent, say. Where a column that is read tells something else than above, both lines are left to be judged.
    """
    if not names or not sheet.merged:
        return set()
    below: dict[int, set[int]] = {}
    for first, column, last, _ in sheet.merged:
        for line in range(first + 1, min(last, len(rows) - 1) + 1) if column in names else ():
            below.setdefault(line, set()).add(column)
    return {
        line
        for line, columns in below.items()
        if columns >= {column for column in names if not is_blank(rows[line - 1][column])}
        and all(is_blank(rows[line][at]) or rows[line][at] == rows[line - 1][at] for at in used)
    }
