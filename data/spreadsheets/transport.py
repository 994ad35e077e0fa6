"""Sheets on their way from the child process to its parent.

Each distinct value goes once, and its number for every cell. The answer is a line of JSON and then the numbers of all
cells, 4 bytes each, row by row. The line is `["sheets", {…}…]` with what `RawSheet` holds, or `["refused", cause,
[[key, text]…]]`. Of the values a date or time is `[ISO text]`, a truth value `[true]`, an error value `[text,
"error"]`. So a text that stands in a thousand cells is written, read and held in memory once, and neither side walks
from cell to cell.
"""

from __future__ import annotations

import datetime
import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count

from data.spreadsheets.limits import OUTPUT_LIMIT, RefusalCause, Refused
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.shown_values import FIRST_SIGNS, shown

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would cost the child 5 ms
if TYPE_CHECKING:
    from typing import Any

# A cell as a reader gives it; the tuple is an error value: its text and
# `data.spreadsheets.shown_values.ERROR`.
Value = str | float | bool | datetime.date | datetime.time | datetime.timedelta | tuple[str, str]
Area = tuple[int, int, int, int]
CELL = "I"  # the array type of a cell's number
MIDNIGHT = datetime.time()


class RawSheet:
    """One sheet on its way; all rows are equally wide.

    (A plain class: `dataclasses` costs the child 10 ms.)
    """

    def __init__(
        self,
        name: str | None,
        rows: Sequence[Sequence[Value]],
        merged: Sequence[Area] = (),
        *,
        hidden: bool = False,
        encoding: str | None = None,
        from_1904: bool = False,
        oddities: Iterable[tuple[Oddity, int]] = (),
        struck: Sequence[tuple[int, int]] = (),
        comments: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        self.name = name
        self.rows = rows
        self.merged = merged
        self.hidden = hidden
        self.encoding = encoding
        self.from_1904 = from_1904
        self.oddities = list(oddities)
        self.struck = list(struck)
        self.comments = list(comments)


def packed(sheets: Iterable[RawSheet]) -> bytes:
    """Returns the answer, made sheet by sheet: no more than one is held as cells.

    Raises `Refused`.
    """
    room = OUTPUT_LIMIT
    heads, cells = [], []
    blank, hidden = True, False
    for sheet in sheets:
        values, numbers = _numbered(sheet.rows)
        blank = blank and _is_blank(values)
        hidden = hidden or sheet.hidden
        head = vars(sheet) | {"rows": len(sheet.rows), "width": len(sheet.rows[0]) if sheet.rows else 0}
        heads.append(json.dumps(head | {"values": values}, ensure_ascii=False, separators=(",", ":")).encode())
        cells.append(numbers.tobytes())
        room -= len(heads[-1]) + len(cells[-1])
        if room < 0:
            raise Refused(RefusalCause.OUTPUT)
    if blank:
        raise Refused(RefusalCause.BLANK_BUT_HIDDEN if hidden else RefusalCause.BLANK)
    return b'["sheets",' + b",".join(heads) + b"]\n" + b"".join(cells)


def packed_refusal(refused: Refused) -> bytes:
    """Returns the answer for a file that is not read."""
    return json.dumps(["refused", refused.cause, list(refused.details.items())]).encode()


def _numbered(rows: Sequence[Sequence[Any]]) -> tuple[list[object], array[int]]:
    """Returns the distinct values as JSON takes them, and each cell's number."""
    number: defaultdict[Any, int] = defaultdict(count().__next__)
    numbers = array(CELL, map(number.__getitem__, chain.from_iterable(rows)))
    if (1 in number or 0 in number) and any(type(cell) is bool for row in rows for cell in row):
        return _numbered([[(cell,) if cell is True or cell is False else cell for cell in row] for row in rows])
    values: list[Any] = list(number)
    for place, value in enumerate(values):
        kind = type(value)
        if kind is str:
            if value[:1] in FIRST_SIGNS:
                values[place] = shown(value)
        elif kind is datetime.date:
            values[place] = (value.isoformat(),)
        elif kind is not float:
            values[place] = _plain(value)
    return values, numbers


def _plain(value: Value) -> object:
    """Returns what JSON knows of a value.

    A date or time is its ISO text in a list, a duration its text.
    """
    if isinstance(value, datetime.datetime) and value.time() == MIDNIGHT and value.tzinfo is None:
        value = value.date()
    if isinstance(value, datetime.date | datetime.time):
        return (value.isoformat(),)
    return str(value) if isinstance(value, datetime.timedelta) else value


def _is_blank(values: Iterable[object]) -> bool:
    """Returns whether there is no value but empty texts and spaces."""
    return not any(not isinstance(value, str) or value.strip() for value in values)


def unpacked(answer: bytes, error: Callable[[str], Any]) -> list[dict[str, Any]]:
    """Returns what `RawSheet` holds, of each sheet.

    `error` makes an error value from its text. Raises `Refused` for a refusal in it, and where it is no such answer:
    then the child died, or obeys a file.
    """
    line, _, numbers = answer.partition(b"\n")
    try:
        verdict: str
        heads: list[Any]
        verdict, *heads = json.loads(line)
        if verdict == "refused":
            cause, details = heads
            raise Refused(RefusalCause(cause), **dict(details))
        moments = _Moments()
        start = 0
        for head in heads:
            values = [_value(value, moments, error) if type(value) is list else value for value in head.pop("values")]
            width = head.pop("width")
            end = start + head["rows"] * width * array(CELL).itemsize
            cells = list(map(values.__getitem__, array(CELL, numbers[start:end])))
            head["rows"] = [cells[place : place + width] for place in range(0, len(cells), width or 1)]
            start = end
    except (ValueError, TypeError, LookupError, RecursionError):
        raise Refused(RefusalCause.DIED) from None
    return heads


class _Moments(dict[str, datetime.date | datetime.time]):
    """ISO text → date, time or both, each distinct text parsed once."""

    def __missing__(self, text: str) -> datetime.date | datetime.time:
        parse: Callable[[str], datetime.date | datetime.time]
        if "T" in text:
            parse = datetime.datetime.fromisoformat
        else:
            parse = datetime.time.fromisoformat if ":" in text else datetime.date.fromisoformat
        moment = self[text] = parse(text)
        return moment


def _value(tag: list[Any], moments: _Moments, error: Callable[[str], Any]) -> Any:
    """Returns the value that stands in a list."""
    if len(tag) == 2:
        return error(tag[0])
    return moments[tag[0]] if isinstance(tag[0], str) else tag[0]
