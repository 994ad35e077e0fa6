"""Stored lists written out as sheets again, as a person would write them.

They are checked beside new lists, and given out. Checking what was written out gives the same roster; a test holds this
for every sample.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import pandas as pd

from data.contracts import TABLES, Field, fields
from data.roster import Roster
from data.russian import YEARS, plural
from data.spreadsheets.sheet import Cell, Sheet
from data.tables.typed_tables import cells
from data.vocabulary import FORMS, MODES

NAMES = {"form": FORMS, "mode": MODES}
DAYS = {"date", "start", "end"}
FLAGS = {"flag", "ovz", "presence"}
DERIVED = {"grade"}  # follows from the class


def written_out(roster: Roster, file: str, only: Collection[str] = tuple(TABLES)) -> list[Sheet]:
    """Returns a sheet for each list that is there and asked for.

    Its columns are titled as in the contracts.
    """
    frames = {name: getattr(roster, name) for name in TABLES if name in only}
    return [_sheet(name, frame, file) for name, frame in frames.items() if frame is not None]


def columns_of(table: str, frame: pd.DataFrame) -> list[Field]:
    """Returns the columns that a list is written out with."""
    return [spec for key, spec in fields(table).items() if key in frame and key not in DERIVED]


def _sheet(table: str, frame: pd.DataFrame, file: str) -> Sheet:
    specs = columns_of(table, frame)
    columns = [_column(frame, spec) for spec in specs]
    header: list[Cell] = [spec.title for spec in specs]
    rows: list[list[Cell]] = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(file, TABLES[table], [header, *rows], [], hidden=False)


def _column(frame: pd.DataFrame, spec: Field) -> list[Cell]:
    values = cells(frame, spec.key)
    if spec.kind == "birth":
        return [_birth(*span) for span in zip(values, cells(frame, f"{spec.key}_latest"), strict=True)]
    if spec.kind == "register":
        return [_register(*register) for register in zip(values, cells(frame, f"{spec.key}_since"), strict=True)]
    return [_cell(value, spec.kind) for value in values]


def _cell(value: Any, kind: str) -> Cell:
    if value is None:
        return ""
    if kind in DAYS:
        return _day(value)
    if kind in FLAGS:
        return "да" if value else "нет"
    if kind in NAMES:
        return NAMES[kind][value]
    if kind == "experience":
        return _experience(int(value))
    return str(value)


def _experience(months: int) -> str:
    """Returns «8 лет», «2 года 5 мес.», «5 мес.»."""
    years, rest = divmod(months, 12)
    whole = f"{years} {plural(years, *YEARS)}" if years or not rest else ""
    return " ".join(filter(None, (whole, f"{rest} мес." if rest else "")))


def _day(value: dt.datetime) -> dt.date:
    return value.date()


def _birth(first: dt.datetime | None, last: dt.datetime | None) -> Cell:
    if first is None or last is None:
        return ""
    return _day(first) if first == last else str(first.year)


def _register(is_in: bool | None, since: dt.datetime | None) -> Cell:
    if not is_in:
        return "нет"
    return _day(since) if since else "да"
