"""Days that a list writes month first, turned as a person decided.

They are corrected cells like any others.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.corrections.cells import Place, merged_place
from data.findings import Finding
from data.parsing.month_first import month_first_rows, turned
from data.recognition.block import Block
from data.spreadsheets.addresses import place_at
from data.spreadsheets.sheet import Sheet


def turned_days(finding: Finding, sheet: Sheet, blocks: Sequence[Block]) -> dict[Place, str]:
    """Returns the turned days of the column of a finding `month_first`.

    By row and column of their cells, from 0.
    """
    column = place_at(finding.cell or "")[1]
    days: dict[Place, str] = {}
    for block in blocks:
        is_meant = (block.file, block.sheet, max(block.header_row, 1)) == (finding.file, finding.sheet, finding.row)
        if not is_meant or column not in block.columns.get(finding.field or "", ()):
            continue
        cells = [row[column] for row in block.rows]
        for row in month_first_rows(cells):
            if day := turned(cells[row]):
                days[merged_place((block.numbers[row] - 1, column), sheet)] = day
    return days
