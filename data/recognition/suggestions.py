"""What an unrecognised sheet or column may be, by what its cells hold: proposals to confirm, never used unasked.

A column of full names, of days, of classes, of yes and no is known by its cells; which of a table's fields it may be
is recognised by their order, their ages and the likeness of the header.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from statistics import median

from rapidfuzz import fuzz

from data.contracts import Field, fields
from data.parsing import (
    Context,
    Fault,
    class_in_title,
    class_of,
    clean,
    even,
    header_key,
    looks_like_name,
    read_column,
    yes_or_no,
)
from data.recognition.embedded_pairs import fields_on
from data.recognition.headers import tables_named
from data.recognition.mentor_lines import stands_below_mentors
from data.spreadsheets.sheet import Cell, Sheet

LOOKED_AT = 200  # rows below a header
ENOUGH_ALIKE = 0.8  # of the filled cells of a column
YOUNGEST_ADULT = 17  # years; teachers were born before, and came to work after
POSITION = re.compile(r"учител|педагог|директор|завуч|воспитател|психолог|логопед|библиотекар|преподавател|методист")
OF_MENTEE = re.compile(r"наставляем|наставляют|подопечн|кого|закрепл|за кем")
KINDS: dict[str, str] = {"day": "date", "form": "form", "mode": "mode", "experience": "experience", "term": "start"}


def proposed_table(sheet: Sheet, row: int) -> str | None:
    """Returns whose list a sheet with its header in a row (from 1) may be."""
    held = {column: kinds_of(cells) for column, cells in _columns(sheet, row).items()}
    names = sum("name" in kinds for kinds in held.values())
    if not names:
        return None
    if names > 1 or any("form" in kinds for kinds in held.values()):
        return "pairs"
    named = tables_named(sheet.name or "") - {"pairs"}
    if len(named) == 1:
        return named.pop()
    if any("position" in kinds for kinds in held.values()):
        return "teachers"
    has_class = any("class" in kinds for kinds in held.values()) or class_in_title(sheet.name or "")
    return "students" if has_class else None


def proposed_fields(sheet: Sheet, table: str, row: int, known: Mapping[int, str]) -> dict[int, str]:
    """Returns columns that no header explains → the fields that their cells look like; not those that are `known`."""
    columns = {column: cells for column, cells in _columns(sheet, row).items() if column not in known}
    held = {column: kinds_of(cells) for column, cells in columns.items()}
    headers = {column: even(clean(cell)) for column, cell in enumerate(sheet.rows[row - 1])}
    taken = set(known.values())
    fields_by_column: dict[int, str] = {}

    def give(places: Sequence[int], *keys: str) -> None:
        """Returns each field that is still open to the next column."""
        open_keys = [key for key in keys if key not in taken and not (key == "name" and "surname" in taken)]
        for column, key in zip(
            [column for column in places if column not in fields_by_column], open_keys, strict=False
        ):
            fields_by_column[column] = key
            taken.add(key)

    def holding(kind: str) -> list[int]:
        return [column for column in sorted(held) if kind in held[column]]

    by_day = sorted(holding("day"), key=lambda column: _middle_day(columns[column]))
    if table == "pairs":
        give([column for column in holding("name") if OF_MENTEE.search(headers.get(column, ""))], "mentee")
        if not {"mentor", "mentor_number"} & taken and stands_below_mentors(sheet.rows, row - 1, row - 1):
            give(holding("name"), "mentee")
        give(holding("name"), "mentor", "mentee")
        give(by_day, "start", "end")
        give(holding("term"), "start", "end")  # months and school years in place of days
        give(holding("form"), "form")
        give(holding("mode"), "mode")
        give(holding("class"), "mentee_class")
        return fields_by_column
    adults = table == "teachers"
    give(holding("name"), "name")
    give([column for column in by_day if _is_birth(columns[column], adults=adults)], "birth")
    if adults:
        give(by_day, "hired_on")
        give(holding("position"), "position")
        give([column for column in holding("experience") if "стаж" in headers.get(column, "")], "experience")
        return fields_by_column
    give(holding("class"), "class_name")
    signed = {column: field_of_marks(table, headers.get(column, ""), columns[column]) for column in held}
    for key in fields(table):
        give([column for column, likely in signed.items() if likely == key], key)
    return fields_by_column


def likely_first(table: str, header: str, keys: Collection[str]) -> list[str]:
    """Returns fields by the likeness of their titles to a header, required ones first among equals."""
    specs = fields_on(table)
    likeness = {key: max(fuzz.WRatio(even(header), even(alias)) for alias in specs[key].aliases) for key in keys}
    return sorted(keys, key=lambda key: (-round(likeness[key], -1), not specs[key].required))


def kinds_of(cells: Sequence[Cell]) -> set[str]:
    """Returns what most of the filled cells of a column are, by each way of reading them."""
    filled = [cell for cell in cells if clean(cell)]
    if not filled:
        return set()
    tests: dict[str, Callable[[Cell], bool]] = {
        "name": lambda cell: isinstance(cell, str) and looks_like_name(cell) and clean(cell).istitle(),
        "class": lambda cell: isinstance(cell, str) and bool((kinds := class_of(clean(cell))) and kinds.grade),
        "flag": lambda cell: isinstance(yes_or_no(cell), bool),
        "position": lambda cell: isinstance(cell, str) and bool(POSITION.search(even(cell))),
    }
    kinds = {kind for kind, is_it in tests.items() if sum(map(is_it, filled)) >= ENOUGH_ALIKE * len(filled)}
    for kind, reader in KINDS.items():
        read = read_column(filled, reader, Context(dt.date.today()))
        if sum(value is not None and not isinstance(value, Fault) for value in read) >= ENOUGH_ALIKE * len(filled):
            kinds.add(kind)
    return kinds


def _columns(sheet: Sheet, row: int) -> dict[int, list[Cell]]:
    """Returns the cells below a header of each column that has one."""
    headers = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    below = sheet.rows[row : row + LOOKED_AT]
    return {column: [row[column] for row in below] for column, cell in enumerate(headers) if clean(cell)}


def _days(cells: Sequence[Cell]) -> list[dt.date]:
    read = read_column([cell for cell in cells if clean(cell)], "date", Context(dt.date.today()))
    return [day for day in read if isinstance(day, dt.date)]


def _middle_day(cells: Sequence[Cell]) -> float:
    return median(day.toordinal() for day in _days(cells))


def _is_birth(cells: Sequence[Cell], *, adults: bool) -> bool:
    """Returns whether most teachers, or most pupils, can have been born on these days."""
    years = dt.date.today().year - dt.date.fromordinal(int(_middle_day(cells))).year
    return years > YOUNGEST_ADULT if adults else years > 3


def field_of_marks(table: str, header: str, cells: Iterable[Cell], shown: Collection[str] = ()) -> str:
    """Returns the field of ОВЗ or of registers that an unknown column may be; nothing where nothing speaks of them.

    One that speaks of both, or of other things too, is one of several categories. `shown` are the fields that its cells
    showed signs of while they were there.
    """
    texts = list(cells)
    signs = {*shown, *(spec.key for spec in fields(table).values() if shows_signs(spec, header, texts))}
    if len(signs) != 1:
        return "categories" if signs else ""
    filled = [cell for cell in texts if clean(cell)]
    return min(*signs, "categories", key=lambda key: _faults(filled, fields(table)[key].kind))


def _faults(cells: Sequence[Cell], kind: str) -> int:
    """Returns how many cells cannot be read as of a kind."""
    return sum(isinstance(value, Fault) for value in read_column(cells, kind, Context(dt.date.today())))


def shows_signs(spec: Field, header: str, cells: Iterable[Cell]) -> bool:
    """Returns whether the header or a cell of an unknown column says that it may be the field."""
    texts = (header_key(header), *(even(cell) for cell in cells if isinstance(cell, str)))
    return bool(spec.signs) and any(re.search(spec.signs, text) for text in texts)
