"""Recognised blocks → one typed table a list, with the address of every row and the cells not understood.

The tables hold values, never text to be guessed at: dates are `datetime64[us]`, flags `bool`, births a span
[`birth`, `birth_latest`] that is one day when the day is known. A column that a list does not carry is not in
the table: a missing column is not a no.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import TABLES, fields
from data.parsing import (
    Birth,
    Context,
    Fault,
    SchoolClass,
    birth_beside,
    class_beside,
    read_column,
    spelled_out,
    with_numbers_alike,
    without_comma,
    young_in_category,
)
from data.parsing.experience import NO_LENGTHS
from data.parsing.month_first import month_first_rows
from data.recognition.block import Block
from data.spreadsheets.sheet import Cell
from data.tables.combined_columns import REGISTER_FIELDS, Values, carriers, compose, contradictions, joined_name, union
from data.tables.given_columns import add_days, add_given
from data.tables.starts_and_ends import AssumedDay
from data.tables.table import WHOLE_OF_PART, CellFault, TypedTable, plain_values, whole_numbers
from data.vocabulary import REGISTERS, SIDES

TEXTS_BESIDE = {"former_name", *(f"{side}_{what}" for side in SIDES for what in ("former", "position"))}
YES_OR_NO = frozenset({"flag", "ovz", "presence", "register"})
DAY_KINDS = frozenset({"date", "birth", "start", "end"})
MONTH_FIRST = Fault("month_first", "месяц стоит перед днём")
FIRST_DAY = dt.date(1970, 1, 1).toordinal()  # numpy counts from it
NO_DAY = np.iinfo("int64").min
NAMED_IN_CATEGORIES = ("ovz", *REGISTERS)  # what a column of several categories may tell


def cells(frame: pd.DataFrame, key: str) -> list[Any]:
    """Returns the values of a column of a roster as plain Python values, None where there is none or no such column."""
    if key not in frame:
        return [None] * len(frame)
    column = frame[key]
    return plain_values(column.to_numpy("datetime64[us]") if column.dtype.kind == "M" else column.array)


def all_tables(blocks: Sequence[Block], as_of: dt.date) -> dict[str, TypedTable]:
    """Returns the tables that have rows, by name."""
    filled = {name: [block for block in blocks if block.table == name and block.rows] for name in TABLES}
    return {name: typed_table(name, of_table, as_of) for name, of_table in filled.items() if of_table}


def typed_table(name: str, blocks: Sequence[Block], as_of: dt.date) -> TypedTable:
    """Returns the typed table of all blocks of a list, each of which has rows."""
    columns: Values = {}
    faults: list[CellFault] = []
    assumed: list[AssumedDay] = []
    start = 0
    for block in blocks:
        values = _block_values(block, as_of, start, faults, assumed)
        for key in {**columns, **values}:
            columns.setdefault(key, [None] * start).extend(values.get(key) or [None] * len(block.rows))
        start += len(block.rows)
    others = columns.pop("other_categories", [])
    texts = {key: _texts(columns.pop(key)) for key in TEXTS_BESIDE & columns.keys()}
    marks: dict[str, Any] = {"as_of": np.full(start, as_of, dtype="datetime64[us]"), **texts}
    if name == "pairs":
        for key in (f"{side}_days" for side in SIDES):
            marks[key] = np.array(columns.pop(key, [None] * start), dtype=bool)
    else:
        marks["left_out"] = _not_counted(columns.get("class_name") or [None] * start)
    typed = _typed_columns(name, columns)
    for key in _unnamed(typed, blocks):
        del typed[key]
    needless = [fault for fault in faults if fault.fault in NO_LENGTHS] if "young_specialist" in typed else []
    needed = [fault for fault in faults if fault.fault not in NO_LENGTHS] if needless else faults
    return TypedTable(
        name, blocks, typed, marks, needed, needless=needless,
        assumed_days=assumed, other_categories=Counter(word for words in others for word in words or ()),
    )  # fmt: skip


def _block_values(
    block: Block, as_of: dt.date, start: int, faults: list[CellFault], assumed: list[AssumedDay]
) -> Values:
    """Returns the values of a block by field; faults are noted and become None.

    A fault in a part of a name or a class is none where the whole is known without that part.
    """
    values: Values = {}
    misread: list[CellFault] = []
    specs = fields(block.table)
    for key, places in block.columns.items():
        read = []
        for place in places:
            register, header = REGISTER_FIELDS.get(key, ""), block.headers.get(place, "")
            context = Context(as_of, register, header=header, school_year=block.school_year)
            written = _written(block, key, place)
            cells = read_column(written, specs[key].kind, context)
            if specs[key].kind in DAY_KINDS:
                for row in month_first_rows(written):
                    cells[row] = MONTH_FIRST
            for row, value in enumerate(cells if Fault in set(map(type, cells)) else ()):
                if type(value) is Fault:
                    misread.append(CellFault(start + row, key, place, value))
                    cells[row] = value if key in WHOLE_OF_PART else None
            read.append(cells)
        values[key] = read[0] if len(read) == 1 else _joined(block, key, read, start, misread)
    if block.table == "pairs":
        latest = None if block.school_year else as_of
        add_days(values, block, (start, latest), faults, assumed)
        misread_forms = {fault.row - start for fault in misread if fault.key == "form"}
        add_given(values, block, "form", block.forms, misread_forms)
        add_given(values, block, "status", block.statuses)
    compose(values, block, as_of)
    add_given(values, block, "left_on", block.days_of_leaving)
    faults += [
        fault for fault in misread if not _is_known(values.get(WHOLE_OF_PART.get(fault.key, "")), fault.row - start)
    ]
    return values


def _joined(block: Block, key: str, read: list[list[Any]], start: int, misread: list[CellFault]) -> list[Any]:
    """Returns the values of several columns of one field together; None, and a fault, where they contradict."""
    kind = fields(block.table)[key].kind
    join = joined_name if kind == "name" else union
    joined = [join(parts) for parts in zip(*read, strict=True)]
    for row, (place, why) in (contradictions(block, key) if kind in YES_OR_NO else {}).items():
        misread.append(CellFault(start + row, key, place, Fault("contradicting_flags", why)))
        joined[row] = None
    return joined


def _written(block: Block, key: str, place: int) -> list[Cell]:
    """Returns the cells of a column of a block, as they are to be read for a field."""
    written = list(map(itemgetter(place), block.rows))
    if key == "birth" and block.births_in_names:
        return [birth_beside(cell) if isinstance(cell, str) else cell for cell in written]
    if key == "class_name" and block.classes_in_names:
        return [class_beside(cell) if isinstance(cell, str) else cell for cell in written]
    if key == "young_specialist" and block.youth_in_category:
        return [young_in_category(cell) for cell in written]
    if key in ("name", "surname") and block.table != "pairs":
        return [without_comma(cell) if isinstance(cell, str) and "," in cell else cell for cell in written]
    if fields(block.table)[key].kind == "class":
        return with_numbers_alike(written)
    return spelled_out(written, block.headers.get(place, "")) if key == "form" else written


def _is_known(values: Sequence[Any] | None, row: int) -> bool:
    return values is not None and values[row] is not None


def _typed_columns(name: str, columns: Values) -> dict[str, Any]:
    """Returns columns of values → typed columns, by the kind of the field."""
    kinds = {key: spec.kind for key, spec in fields(name).items()}
    typed: dict[str, Any] = {}
    for key, values in columns.items():
        kind = kinds.get(key, "date")
        if kind == "birth":
            typed[key] = _days(value.first if isinstance(value, Birth) else None for value in values)
            typed[f"{key}_latest"] = _days(value.last if isinstance(value, Birth) else None for value in values)
        elif kind == "class":
            typed[key] = _texts(value.name if value else None for value in values)
            if key == "class_name":
                typed["grade"] = whole_numbers([value.grade if value else None for value in values])
        elif kind in YES_OR_NO:
            typed[key] = np.array([bool(value) for value in values], dtype=bool)
        elif kind in {"date", "start", "end"}:
            typed[key] = _days(values)
        elif kind == "experience":
            typed[key] = whole_numbers(values)
        else:
            typed[key] = _texts(values)
    return typed


def _days(values: Iterable[dt.date | None]) -> Any:
    """Returns dates as numpy has them; from their numbers, ten times as fast as from the dates themselves."""
    numbers = [NO_DAY if day is None else day.toordinal() - FIRST_DAY for day in values]
    return np.array(numbers, dtype="int64").view("datetime64[D]").astype("datetime64[us]")


def _texts(values: Iterable[str | None]) -> Any:
    return np.array(list(values), dtype=object)


def _not_counted(classes: Sequence[SchoolClass | None]) -> Any:
    """Returns who is no pupil of the school by what stands for the class."""
    return np.array([value is not None and not value.pupil for value in classes], dtype=bool)


def _unnamed(typed: Mapping[str, Any], blocks: Sequence[Block]) -> list[str]:
    """Returns what only columns of several categories could tell and no cell does: not known, and no «no»."""
    unnamed = []
    for key in NAMED_IN_CATEGORIES:
        carried = any((carriers(key) - {"categories"}) & set(block.columns) for block in blocks)
        if key in typed and not carried and not typed[key].any():
            unnamed += [key, *({f"{key}_since"} & typed.keys())]
    return unnamed


def without_half_known(table: TypedTable) -> TypedTable:
    """Takes out the judged columns that only some blocks carry: absence in the others is not a no.

    A block of which every row repeats somebody of another block lacks nothing: its rows are no people of their own. Nor
    does a block of people who all have left, from then on (`marks_known_from`).
    """
    repeats = ~table.marks["duplicate_person"].isna() if "duplicate_person" in table.marks else None
    own_rows = {
        place: block
        for place, (block, rows) in enumerate(zip(table.blocks, table.rows_of_blocks, strict=True))
        if repeats is None or not repeats[rows].all()
    }
    gone = {place for place in own_rows if _have_left(table, table.rows_of_blocks[place])}
    lacking, of_leavers = {}, set()
    for key in (key for key, spec in fields(table.name).items() if spec.judged and key in table.columns):
        places = {place for place, block in own_rows.items() if not carriers(key) & set(block.columns)}
        if places and any(carriers(key) & set(block.columns) for block in table.blocks):
            if places <= gone:
                of_leavers |= places
            else:
                lacking[key] = [own_rows[place] for place in sorted(places)]
    columns = {key: column for key, column in table.columns.items() if key not in lacking}
    if of_leavers:
        columns["marks_known_from"] = _known_from(table, [table.rows_of_blocks[place] for place in of_leavers])
    return replace(table, columns=columns, lacking=lacking)


def _have_left(table: TypedTable, rows: slice) -> bool:
    """Returns whether everybody of these rows has left by the date of the data."""
    return "left_on" in table.columns and bool((table.columns["left_on"][rows] <= table.marks["as_of"][rows]).all())


def _known_from(table: TypedTable, of_leavers: Iterable[slice]) -> Any:
    """Returns the days from which the marks of each person hide nothing, where that is not always so."""
    left_on = table.columns["left_on"]
    days = table.columns.get("marks_known_from", np.full(len(table), NO_DAY, dtype="int64").view(left_on.dtype)).copy()
    for rows in of_leavers:
        days[rows] = left_on[rows]
    return days
