"""Recognised blocks → one typed frame a table, with the address of every row and the cells not understood.

The frames hold values, never text to be guessed at: dates are `datetime64[us]`, flags `bool`, births a span
[`birth`, `birth_latest`] that is one day when the day is known. A column that a list does not carry is not in
the frame: a missing column is not a no.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import TABLES, fields
from data.parsing import Birth, Context, Fault, clean, read_column
from data.recognition.blocks import Block
from data.recognition.headers import PARTS
from data.tables.combined_columns import REGISTER_FIELDS, Values, carriers, compose, joined_name, union
from data.tables.starts_and_ends import COLUMNS as PAIR_DATE_COLUMNS
from data.tables.starts_and_ends import AssumedDay, starts_and_ends
from data.vocabulary import REGISTERS, SIDES

TEXTS_BESIDE = {"former_name", *(f"{side}_{what}" for side in SIDES for what in ("former", "position"))}
NAMED_IN_CATEGORIES = ("ovz", *REGISTERS)  # what a column of several categories may tell
WHOLE_OF_PART = {part: whole for whole, parts in PARTS.items() for part in parts}


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that could not be understood: the row label of the frame, the field, the column from 0."""

    row: int
    key: str
    column: int
    fault: Fault


class Table:
    """One table of the lists: its blocks, its typed frame (row labels count from 0) and its faults.

    `lacking` names, for a judged column, the blocks that do not carry it although others do.
    """

    def __init__(self, name: str, blocks: Sequence[Block], frame: pd.DataFrame, faults: Sequence[CellFault]) -> None:
        self.name = name
        self.blocks = blocks
        self.frame = frame
        self.faults = faults
        self.lacking: dict[str, list[Block]] = {}
        self.assumed_days: list[AssumedDay] = []
        self.assumed_people: list[tuple[int, str, str, str]] = []  # row, side, as written, the person taken
        self.other_categories: Counter[str] = Counter()
        self.misread: dict[int, set[str]] = defaultdict(set)
        for fault in faults:
            self.misread[fault.row] |= {fault.key, WHOLE_OF_PART.get(fault.key, fault.key)}
        self._starts = [0, *accumulate(len(block.rows) for block in blocks)]

    def block(self, row: int) -> Block:
        return self.blocks[bisect(self._starts, row) - 1]

    def row_number(self, row: int) -> int:
        """The sheet's own number of a row."""
        return self.block(row).numbers[self._offset(row)]

    def column(self, row: int, key: str) -> int | None:
        """The column, from 0, of a field in the block of a row; None where a title gives it."""
        columns = self._columns(row, key)
        return columns[0] if columns else None

    def text(self, row: int, column: int | None) -> str:
        """What stands in a cell of a row."""
        return "" if column is None else clean(self.block(row).rows[self._offset(row)][column])

    def written(self, row: int, key: str) -> str:
        """What stands in the list for a field of a row, all its columns together."""
        texts = (self.text(row, column) for column in self._columns(row, key))
        return " ".join(text for text in texts if text)

    def value(self, row: int, key: str) -> Any:
        """A value of the frame; None where there is none."""
        if key not in self.frame:
            return None
        found = self.frame[key].iloc[row]
        return None if pd.isna(found) else found

    def _columns(self, row: int, key: str) -> list[int]:
        return self.block(row).columns_of(key)

    def _offset(self, row: int) -> int:
        return row - self._starts[bisect(self._starts, row) - 1]


def cells(frame: pd.DataFrame, key: str) -> list[Any]:
    """The values of a column as plain Python values, None where there is none or no such column."""
    if key not in frame:
        return [None] * len(frame)
    column = frame[key]
    if column.dtype.kind == "M":
        return column.to_numpy("datetime64[us]").tolist()
    return column.astype(object).where(column.notna(), None).tolist()


def all_tables(blocks: Sequence[Block], as_of: dt.date) -> dict[str, Table]:
    """The tables that have rows, by name."""
    filled = {name: [block for block in blocks if block.table == name and block.rows] for name in TABLES}
    return {name: typed_table(name, of_table, as_of) for name, of_table in filled.items() if of_table}


def typed_table(name: str, blocks: Sequence[Block], as_of: dt.date) -> Table:
    """The typed frame of a table from all its blocks, each of which has rows."""
    columns: Values = {}
    faults: list[CellFault] = []
    assumed: list[AssumedDay] = []
    start = 0
    for block in blocks:
        values = _block_values(block, as_of, start, faults, assumed)
        for key in columns.keys() | values.keys():
            columns.setdefault(key, [None] * start).extend(values.get(key) or [None] * len(block.rows))
        start += len(block.rows)
    others = columns.pop("other_categories", [])
    frame = _typed_frame(name, columns, start)
    frame["as_of"] = np.full(start, as_of, dtype="datetime64[us]")
    table = Table(name, blocks, frame, faults)
    table.assumed_days = assumed
    table.other_categories = Counter(word for words in others for word in words or ())
    _withdraw_unnamed(table)
    _withdraw_half_known(table)
    return table


def _block_values(
    block: Block, as_of: dt.date, start: int, faults: list[CellFault], assumed: list[AssumedDay]
) -> Values:
    """The values of a block by field; faults are noted and become None.

    A fault in a part of a name or a class is none where the whole is known without that part.
    """
    values: Values = {}
    misread: list[CellFault] = []
    specs = fields(block.table)
    for key, places in block.columns.items():
        read = []
        for place in places:
            context = Context(as_of, REGISTER_FIELDS.get(key, ""), header=block.headers.get(place, ""))
            cells = read_column([row[place] for row in block.rows], specs[key].kind, context)
            for row, value in enumerate(cells):
                if type(value) is Fault:
                    misread.append(CellFault(start + row, key, place, value))
                    cells[row] = value if key in WHOLE_OF_PART else None
            read.append(cells)
        join = joined_name if specs[key].kind == "name" else union
        values[key] = read[0] if len(read) == 1 else [join(parts) for parts in zip(*read, strict=True)]
    if block.table == "pairs":
        _add_days(values, block, start, faults, assumed)
    compose(values, block, as_of)
    faults += [
        fault for fault in misread if not _is_known(values.get(WHOLE_OF_PART.get(fault.key, "")), fault.row - start)
    ]
    return values


def _add_days(values: Values, block: Block, start: int, faults: list[CellFault], assumed: list[AssumedDay]) -> None:
    """Puts the starts and ends in place of the columns that give them."""
    columns = {key: values.pop(key) for key in PAIR_DATE_COLUMNS if key in values}
    if not columns:
        return
    days = starts_and_ends(columns, len(block.rows))
    values["start"] = list(days.starts)
    if {"end", "term"} & columns.keys() or any(days.ends):
        values["end"] = list(days.ends)
    assumed += [replace(day, row=start + day.row) for day in days.assumed]
    faults += [CellFault(start + row, key, block.columns[key][0], fault) for row, key, fault in days.faults]


def _is_known(values: Sequence[Any] | None, row: int) -> bool:
    return values is not None and values[row] is not None


def _typed_frame(name: str, columns: Values, count: int) -> pd.DataFrame:
    """Columns of values → typed columns, by the kind of the field."""
    kinds = {key: spec.kind for key, spec in fields(name).items()}
    typed: dict[str, Any] = {}
    for key, values in columns.items():
        kind = kinds.get(key) or ("text" if key in TEXTS_BESIDE else "date")
        if kind == "birth":
            typed[key] = _days(value.first if isinstance(value, Birth) else None for value in values)
            typed[f"{key}_latest"] = _days(value.last if isinstance(value, Birth) else None for value in values)
        elif kind == "class":
            typed[key] = _texts(value.name if value else None for value in values)
            if key == "class_name":
                typed["grade"] = pd.array([value.grade if value else None for value in values], dtype="Int64")
                typed["left_out"] = np.array([bool(value) and not value.pupil for value in values], dtype=bool)
        elif kind in {"flag", "ovz", "presence", "register"}:
            typed[key] = np.array([bool(value) for value in values], dtype=bool)
        elif kind in {"date", "start", "end"}:
            typed[key] = _days(values)
        elif kind == "experience":
            typed[key] = pd.array(values, dtype="Int64")
        else:
            typed[key] = _texts(values)
    if name != "pairs":
        typed.setdefault("left_out", np.zeros(count, dtype=bool))
    return pd.DataFrame(typed, index=pd.RangeIndex(count))


def _days(values: Iterable[dt.date | None]) -> Any:
    return np.array(list(values), dtype="datetime64[us]")


def _texts(values: Iterable[str | None]) -> Any:
    return pd.array(list(values), dtype="str")


def _withdraw_unnamed(table: Table) -> None:
    """What only columns of several categories could tell and none of their cells does is not known, and no «no»."""
    for key in NAMED_IN_CATEGORIES:
        carried = any((carriers(key) - {"categories"}) & set(block.columns) for block in table.blocks)
        if key in table.frame and not carried and not table.frame[key].any():
            table.frame = table.frame.drop(columns=[key, *({f"{key}_since"} & set(table.frame))])


def _withdraw_half_known(table: Table) -> None:
    """A judged column that only some sheets carry is no column: its absence elsewhere is not a no."""
    for key in (key for key, spec in fields(table.name).items() if spec.judged):
        lacking = [block for block in table.blocks if not carriers(key) & set(block.columns)]
        if key in table.frame and 0 < len(lacking) < len(table.blocks):
            table.lacking[key] = lacking
            table.frame = table.frame.drop(columns=key)
