"""Checked lists as canonical text and back.

The same lists give the same bytes, and so the same hash.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd

from data.hashing import canonical
from data.tables.typed_tables import cells

WRITTEN = {"datetime64[us]": "day", "str": "text", "bool": "flag", "int64": "whole", "Int64": "number"}
DTYPES = {name: dtype for dtype, name in WRITTEN.items()}


def freeze(frame: pd.DataFrame) -> str:
    """Returns a list of the roster as text: columns with their kinds, and rows."""
    kinds = {str(key): WRITTEN[str(dtype)] for key, dtype in frame.dtypes.items()}
    columns = sorted(kinds)
    values = [[_plain(value) for value in cells(frame, key)] for key in columns]
    rows = [list(row) for row in zip(*values, strict=True)]
    return canonical({"columns": [[key, kinds[key]] for key in columns], "rows": rows})


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):  # days at midnight
        return value.date().isoformat()
    return value


def thaw(text: str) -> pd.DataFrame:
    """Returns the list of a text that `freeze` wrote."""
    content = json.loads(text)
    columns: dict[str, Any] = {}
    for position, (key, kind) in enumerate(content["columns"]):
        columns[key] = pd.Series([row[position] for row in content["rows"]], dtype=DTYPES[kind])
    return pd.DataFrame(columns)
