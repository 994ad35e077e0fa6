"""What the child process of `reading` does: a file's bytes in, `reading_transport`'s answer out.

Imports little, as start-up is part of the user's wait.
"""

from __future__ import annotations

from data.spreadsheets.limits import Refused
from data.spreadsheets.transport import packed, packed_refusal
from data.spreadsheets.workbook import sheets_of


def answer(content: bytes) -> bytes:
    """What `content` holds, or why it is not read."""
    try:
        return packed(sheets_of(content))
    except Refused as refused:
        return packed_refusal(refused)
