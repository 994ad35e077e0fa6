"""Recognised blocks → one typed frame a table, with the address of every row and the cells not understood.

The frames hold values, never text to be guessed at: dates are `datetime64[us]`, flags `bool`, births a span
[`birth`, `birth_latest`] that is one day when the day is known. A column that a list does not carry is not in
the frame: a missing column is not a no.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.contracts import TABLES, fields
from data.layout import Block
from data.meaning import REGISTERS, Birth, Context, Entry, Fault, SchoolClass, clean, read_column
from data.reading import Cell

REGISTER_FIELDS = {"at_risk": "at_risk", "risk_group": "at_risk", "registers": "", "vshu": "vshu", "pdn": "pdn", "kdn": "kdn"}
JUDGED = ("ovz", "at_risk", "vshu", "pdn", "kdn", "young_specialist")  # their absence takes an indicator's data away


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that could not be understood, by the row label of the frame and the field."""

    row: int
    key: str
    fault: Fault


@dataclass(slots=True)
class Table:
    """One table of the lists: its blocks, typed frame and faults; `index` of the frame counts rows from 0.

    `lacking` names, for a judged column, the blocks that do not carry it although others do.
    """

    name: str
    blocks: list[Block]
    frame: pd.DataFrame
    faults: list[CellFault] = field(default_factory=list)
    lacking: dict[str, list[Block]] = field(default_factory=dict)

    def block(self, row: int) -> Block:
        return self.blocks[int(self.frame.at[row, "block"])]

    def place(self, row: int, key: str) -> tuple[int, str | None]:
        """The sheet's row number of a frame row and the address of one of its cells."""
        number = int(self.frame.at[row, "row"])
        columns = self.block(row).columns.get(_column_of(key, self.block(row)), [])
        return number, f"{column_letters(columns[0])}{number}" if columns else None

    def written(self, row: int, key: str) -> str:
        """What stands in the list for a field of a row."""
        block = self.block(row)
        cells = block.rows[block.numbers.index(int(self.frame.at[row, "row"]))]
        columns = block.columns.get(_column_of(key, block), [])
        return " ".join(text for column in columns if (text := clean(cells[column])))


def _column_of(key: str, block: Block) -> str:
    """The field that carries the cells of `key` in this block (a name may stand in three columns)."""
    stand_in = {"name": "surname", "class_name": "grade"}
    return stand_in[key] if key not in block.columns and key in stand_in else key


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def typed_table(name: str, blocks: Sequence[Block], as_of: dt.date) -> Table | None:
    """The typed frame of a table from all its blocks; None where there is no row."""
    filled = [block for block in blocks if block.rows]
    if not filled:
        return None
    columns: dict[str, list[Any]] = {}
    faults: list[CellFault] = []
    start = 0
    for block in filled:
        values = _block_values(block, as_of, start, faults)
        for key in columns.keys() | values.keys():
            columns.setdefault(key, [None] * start).extend(values.get(key) or [None] * len(block.rows))
        start += len(block.rows)
    frame = _typed_frame(name, columns, start)
    frame["block"] = [place for place, block in enumerate(filled) for _ in block.rows]
    frame["row"] = [number for block in filled for number in block.numbers]
    frame["as_of"] = pd.Series(dt.datetime.combine(as_of, dt.time()), index=frame.index, dtype="datetime64[us]")
    table = Table(name, filled, frame, faults)
    _withdraw_half_known(table)
    return table


def _block_values(block: Block, as_of: dt.date, start: int, faults: list[CellFault]) -> dict[str, list[Any]]:
    """The values of a block by field; faults are noted and become None."""
    values: dict[str, list[Any]] = {}
    specs = fields(block.table)
    for key, places in block.columns.items():
        context = Context(as_of, REGISTER_FIELDS.get(key) or "at_risk")
        read = [read_column([row[place] for row in block.rows], specs[key].kind, context) for place in places]
        for cells in read:
            for row, value in enumerate(cells):
                if type(value) is Fault:
                    faults.append(CellFault(start + row, key, value))
                    cells[row] = None
        values[key] = read[0] if len(read) == 1 else [_union(parts) for parts in zip(*read, strict=True)]
    _compose_name(values, len(block.rows))
    if block.table == "students":
        _compose_class(values, block)
        _compose_registers(values, len(block.rows))
    return values


def _union(parts: Sequence[Any]) -> Any:
    """Several columns of one field: yes if any says yes; entries of registers together."""
    told = [part for part in parts if part is not None]
    if told and isinstance(told[0], Entry):
        return Entry(
            frozenset().union(*(entry.registers for entry in told)),
            min((entry.since for entry in told if entry.since), default=None),
        )
    return any(told) if told else None


def _compose_name(values: dict[str, list[Any]], count: int) -> None:
    """«Фамилия» + «Имя» + «Отчество» → the name."""
    parts = [values.pop(key, None) for key in ("surname", "given_name", "patronymic")]
    if parts[0] is None:
        return
    given = [part or [None] * count for part in parts]
    composed = [" ".join(word for word in words if word) or None for words in zip(*given, strict=True)]
    whole = values.get("name", [None] * count)
    values["name"] = [name or words for name, words in zip(whole, composed, strict=True)]


def _compose_class(values: dict[str, list[Any]], block: Block) -> None:
    """The class from its own column, «Параллель» + «Литера», the section's title or the sheet's name."""
    grades, letters = values.pop("grade", None), values.pop("letter", None)
    count = len(block.rows)
    if grades is not None:
        written: list[Cell] = [
            f"{grade or ''}{letter or ''}" for grade, letter in zip(grades, letters or [None] * count, strict=True)
        ]
    else:
        written = [section or block.class_name or "" for section in block.section_classes]
    told = read_column(written, "class", Context(dt.date.min))
    values["class_name"] = [own or other for own, other in zip(values.get("class_name", [None] * count), told, strict=True)]


def _compose_registers(values: dict[str, list[Any]], count: int) -> None:
    """Every register column → a flag, a day of entry and a day of removal for each register it can tell of."""
    entries = {key: values.pop(key) for key in REGISTER_FIELDS if key in values}
    for register in REGISTERS:
        until = values.pop(f"{register}_until", [None] * count)
        telling = [column for key, column in entries.items() if REGISTER_FIELDS[key] in ("", register)]
        named = [column for key, column in entries.items() if column not in telling]
        if not telling:
            continue
        flags: list[bool] = []
        days: list[dt.date | None] = []
        for row in range(count):
            found = [column[row] for column in (*telling, *named) if column[row] and register in column[row].registers]
            flags.append(bool(found))
            days.append(min((entry.since for entry in found if entry.since), default=None))
        values[register] = flags
        values[f"{register}_since"] = days
        values[f"{register}_until"] = [
            None if day and removed and removed < day else removed for day, removed in zip(days, until, strict=True)
        ]


def _typed_frame(name: str, columns: dict[str, list[Any]], count: int) -> pd.DataFrame:
    """Columns of values → typed columns, by the kind of the field."""
    kinds = {key: spec.kind for key, spec in fields(name).items()}
    typed: dict[str, Any] = {}
    for key, values in columns.items():
        kind = kinds.get(key, "date")
        if kind == "birth":
            typed[key] = _days(value.first if isinstance(value, Birth) else None for value in values)
            typed[f"{key}_latest"] = _days(value.last if isinstance(value, Birth) else None for value in values)
        elif kind == "class":
            typed[key] = _texts(value.name if isinstance(value, SchoolClass) else None for value in values)
            if key == "class_name":
                typed["grade"] = pd.array([value.grade if value else None for value in values], dtype="Int64")
                typed["left_out"] = [bool(value) and not value.pupil for value in values]
        elif kind in {"flag", "presence", "register"}:
            typed[key] = pd.array([bool(value) for value in values], dtype=bool)
        elif kind in {"date", "end"}:
            typed[key] = _days(values)
        elif kind == "experience":
            typed[key] = pd.array(values, dtype="Int64")
        else:
            typed[key] = _texts(values)
    frame = pd.DataFrame(typed, index=pd.RangeIndex(count))
    if name != "pairs" and "left_out" not in frame:
        frame["left_out"] = False
    return frame


def _days(values: Iterable[dt.date | None]) -> Any:
    return pd.array(pd.to_datetime(pd.Series(list(values), dtype=object)).astype("datetime64[us]"))


def _texts(values: Iterable[str | None]) -> Any:
    return pd.array(list(values), dtype="str")


def _withdraw_half_known(table: Table) -> None:
    """A judged column that only some sheets carry is no column: its absence elsewhere is not a no."""
    for key in JUDGED:
        if key in table.frame and len(table.blocks) > 1:
            carriers = {key, "registers", *(("risk_group",) if key == "at_risk" else ())} if key != "ovz" else {key}
            lacking = [block for block in table.blocks if not carriers & set(block.columns)]
            if lacking:
                table.lacking[key] = lacking
                table.frame = table.frame.drop(columns=key)


def all_tables(blocks: Sequence[Block], as_of: dt.date) -> dict[str, Table]:
    """The tables that have rows, by name."""
    found = {name: typed_table(name, [block for block in blocks if block.table == name], as_of) for name in TABLES}
    return {name: table for name, table in found.items() if table is not None}
