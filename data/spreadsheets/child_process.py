"""The work of the child process of `reading`.

A file's bytes in, an answer of `transport` out. Imports little, as start-up is part of the user's wait where no child
has been started before; of what the readers import late it brings in here what an xlsx needs, while the child waits for
a file and not while a person does.
"""

from __future__ import annotations

import zipfile  # noqa: F401

import python_calamine  # noqa: F401

import data.spreadsheets.missing_cells_xlsx
import data.spreadsheets.zip_container  # noqa: F401
from data.spreadsheets.limits import Refused
from data.spreadsheets.transport import packed, packed_refusal
from data.spreadsheets.workbook import sheets_of


def packed_sheets(content: bytes) -> bytes:
    """Returns what `content` holds, or why it is not read."""
    try:
        return packed(sheets_of(content))
    except Refused as refused:
        return packed_refusal(refused)
