"""Typed and joined frames → findings: the Pandera rules of the contracts, and the cells that had no meaning.

One fault makes one finding: of several findings at one cell the first by the order of `CODES` stays, a cell that
was not understood breaks no further rule, and what follows from another finding of its row is not told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any

import pandas as pd
import pandera.errors

from data.checking.messages import fault_words, place_words
from data.checking.rule_messages import rule_words
from data.contracts import fields, schema
from data.contracts.students import AGE_BEFORE_GRADE
from data.findings import CODES, Finding, Severity
from data.recognition.headers import INSTEAD
from data.spreadsheets.addresses import column_letters
from data.tables.typed_tables import Table
from data.vocabulary import SIDES

ORDER = {code: place for place, code in enumerate(CODES)}
ENOUGH_TO_JUDGE = 20  # pupils with a class, below which the lists' own school year cannot be told from their ages
OUT_OF_ORDER = frozenset({"left_before_enrolled", "ended_before_started"})
FIRST_DAYS = frozenset({"start", "enrolled_on", "hired_on"})

Fault = tuple[str, int, str]  # code, row label, field


def add_ages(students: Table, as_of: dt.date, *, as_of_is_assumed: bool) -> None:
    """Adds the highest and the lowest possible age on the date of the data, for the rule on unusual ages.

    Where nobody said what day the lists describe, they may be years old: then the typical shift of age against
    class is taken off, so that a list of 2021 read today is not all «unusual».
    """
    frame = students.frame
    age, least_age = (_full_years(frame[key], as_of) for key in ("birth", "birth_latest"))
    if as_of_is_assumed:
        shifts = (age - AGE_BEFORE_GRADE - frame["grade"].astype("Float64")).dropna()
        shift = round(median(shifts)) if len(shifts) >= ENOUGH_TO_JUDGE else 0
        age, least_age = age - shift, least_age - shift
    frame["age"], frame["least_age"] = age, least_age


def _full_years(born: pd.Series[Any], on: dt.date) -> pd.Series[Any]:
    """Full years of age; none for who is not born yet."""
    before = on.month * 100 + on.day < born.dt.month * 100 + born.dt.day
    years: pd.Series[Any] = on.year - born.dt.year - before
    return years.where(born <= pd.Timestamp(on)).astype("Float64")


def faults(table: Table) -> list[Fault]:
    """Every fault of a table: (code, row label, field)."""
    away = _left_out(table)
    found: dict[tuple[int, str], str] = {
        (fault.row, fault.key): fault.fault.code for fault in table.faults if fault.row not in away
    }
    broken = [one for one in _broken_rules(table) if one[1] not in away]
    codes: dict[int, set[str]] = defaultdict(set)
    for code, row, _ in broken:
        codes[row].add(code)
    for code, row, key in sorted(broken, key=lambda one: ORDER[one[0]]):
        misread = table.misread.get(row, set())
        if not {key, INSTEAD.get(key, key)} & misread and not _follows(code, key, codes[row]):
            found.setdefault((row, key), code)
    doubles = {row for row in codes if "duplicate_person" in codes[row]}
    return [(code, row, key) for (row, key), code in found.items() if row not in doubles or code == "duplicate_person"]


def _left_out(table: Table) -> set[int]:
    """Rows that do not count anyway: people who are not pupils, and their pairs."""
    keys = [key for key in ("left_out", "mentor_left_out", "mentee_left_out") if key in table.frame]
    return {row for key in keys for row in table.frame.index[table.frame[key]]}


def _follows(code: str, key: str, others: set[str]) -> bool:
    """The fault is only a consequence of another one in its row."""
    if code == "future_date" and key in FIRST_DAYS and others & OUT_OF_ORDER:
        return True
    return "overlapping_pair" in others and code != "overlapping_pair" and CODES[code] is Severity.WARNING


def _broken_rules(table: Table) -> Iterator[Fault]:
    """What Pandera found, each row of a whole-row rule once."""
    try:
        schema(table.name).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["check", "column", "index"]].drop_duplicates()
        blamed = {side: table.frame[f"{side}_blame"].tolist() for side in SIDES if f"{side}_blame" in table.frame}
        for check, column, index in cases.itertuples(index=False):
            code, _, key = str(check).partition(":")
            if code not in CODES or index is None:
                raise  # a frame that does not fit its own contract is a fault of the program
            side = str(column).removesuffix("_state")
            yield code, int(index), key or (blamed[side][int(index)] if side != column else str(column))


def findings_of(table: Table, found: Iterable[Fault], *, name_file: bool) -> Iterator[Finding]:
    """Faults → findings with their cells and sentences."""
    misread = {(fault.row, fault.key): fault for fault in table.faults}
    for code, row, key in found:
        fault = misread.get((row, key))
        column = fault.column if fault else table.column(row, key)
        value = table.text(row, column) if fault or code == "empty_required" else table.written(row, key)
        words = fault_words(fields(table.name)[key], value, fault.fault) if fault else rule_words(code, table, row, key)
        yield cell_finding(table, code, (row, key, column), value, words, name_file=name_file)


def cell_finding(
    table: Table, code: str, place: tuple[int, str, int | None], value: str, words: str, *, name_file: bool
) -> Finding:
    """A finding at a place (row label, field, column); at the row alone where the list has no such column."""
    row, key, column = place
    block = table.block(row)
    number = table.row_number(row)
    person = person_of(table, row)
    where = place_words(block.file, block.sheet, number, name_file=name_file)
    cell = None
    if column is not None:
        letters = column_letters(column)
        where += f", столбец {letters} «{block.headers.get(column) or fields(table.name)[key].title}»"
        cell = f"{letters}{number}"
    where += f" ({person})" if person else ""
    return Finding.at(code, where, words, block.file, block.sheet, number, cell, key, person, value)


def person_of(table: Table, row: int) -> str | None:
    """Whose row it is: the name, or both names of a pair."""
    names = [table.value(row, key) for key in (SIDES if table.name == "pairs" else ("name",))]
    return " – ".join(name for name in names if name) or None


def faulty_rows(found: Iterable[Fault]) -> set[int]:
    """Rows that cannot be used: those with an error."""
    return {row for code, row, _ in found if CODES[code] is Severity.ERROR}
