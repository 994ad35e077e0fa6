"""What the child process of `reading` does: a file's bytes in, JSON out.

The answer is `["sheets", [name, rows, merged, hidden]…]` or `["refused", cause, [[key, text]…]]`; a date or time in a
row is `{"moment": ISO text}`, an error value `{"error": text}`. Imports little, as start-up is part of the user's wait.
"""

from __future__ import annotations

import json

from data.spreadsheets.limits import Refused
from data.spreadsheets.workbook import read


def answer(content: bytes) -> bytes:
    """What `content` holds, or why it is not read, as JSON."""
    try:
        return b'["sheets",' + b",".join(read(content)) + b"]"
    except Refused as refused:
        return json.dumps(["refused", refused.cause, list(refused.details.items())]).encode()
