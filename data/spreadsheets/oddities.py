"""What was odd about a sheet that is read all the same: the person is informed."""

from __future__ import annotations

from enum import StrEnum


class Oddity(StrEnum):
    """What is odd; beside it stands its row, from 1, or 0 for the whole sheet."""

    UNDECODABLE = "undecodable"  # bytes that are no text in the file's code page; «�» stands for each
    STRAY_QUOTE = "stray_quote"  # a quote that opens a cell and closes none; the line is read with it as it stands
    EXTRA_CELLS = "extra_cells"  # more cells than the header and all other rows have
    MISSING_PART = "missing_part"  # the workbook lists a sheet that is not in it
