"""Typed and joined tables → faults.

By the Pandera rules of the contracts, and the cells that had no meaning. One fault makes one finding: of several faults
at one cell the first by the order of `CODES` stays, a cell that was not understood breaks no further rule, and what
follows from another fault of its row is not reported.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import MODELS, schema
from data.contracts.students import AGE_BEFORE_GRADE
from data.findings import CODES, Severity
from data.recognition.header_fields import INSTEAD
from data.tables.table import TypedTable

ORDER = {code: place for place, code in enumerate(CODES)}
ENOUGH_TO_JUDGE = 20  # pupils with a class, below which ages do not show the school year of the lists
MONTHS = 12  # of a year
KINDS_OF_FRAMES = 256  # sets of columns that lists have; a school has a few
OUT_OF_ORDER = frozenset({"left_before_enrolled", "ended_before_started"})
FIRST_DAYS = frozenset({"start", "enrolled_on", "hired_on"})
AWAY = (
    "left_out",
    "mentor_left_out",
    "mentee_left_out",
    "merged",
    "never_began",
)  # marks of people who are not pupils, of their pairs, of pairs that another list tells too or that never were

RowFault = tuple[str, int, str]  # code, row label, field


def with_ages(students: TypedTable, as_of: dt.date, *, as_of_is_assumed: bool) -> TypedTable:
    """Returns the pupils with their highest and lowest possible age.

    On the date of the data, for the rule about unusual ages. Where the lists have no day, they may be years old: then
    the typical shift of age against class is subtracted, so that a list of 2021 read today is not all «unusual».
    """
    age, least_age = (_full_years(students.columns[key], as_of) for key in ("birth", "birth_latest"))
    if as_of_is_assumed:
        shifts = age - AGE_BEFORE_GRADE - students.columns["grade"].to_numpy("float64", na_value=np.nan)
        shifts = shifts[~np.isnan(shifts)]
        shift = round(np.median(shifts)) if len(shifts) >= ENOUGH_TO_JUDGE else 0
        age, least_age = age - shift, least_age - shift
    return students.with_columns({}, {"age": age, "least_age": least_age})


def _full_years(born: Any, on: dt.date) -> Any:
    """Returns full years of age; NaN for whoever is not born yet."""
    months, day = born.astype("datetime64[M]"), np.datetime64(on)
    is_later_in_month = born - months > day - day.astype("datetime64[M]")
    full_months = (day.astype("datetime64[M]") - months).astype("int64") - is_later_in_month
    return np.where(born <= day, full_months // MONTHS, np.nan)


def faults(table: TypedTable) -> list[RowFault]:
    """Returns every fault of a table: (code, row label, field)."""
    away = {row for key in AWAY if key in table.marks for row in np.flatnonzero(table.marks[key]).tolist()}
    codes_by_cell: dict[tuple[int, str], str] = {
        (fault.row, fault.key): fault.fault.code for fault in table.faults if fault.row not in away
    }
    broken = [fault for fault in _broken_rules(table) if fault[1] not in away]
    codes: dict[int, set[str]] = defaultdict(set)
    for code, row, _ in broken:
        codes[row].add(code)
    for code, row, key in sorted(broken, key=lambda fault: ORDER[fault[0]]):
        misread = table.misread.get(row, set())
        if not {key, INSTEAD.get(key, key)} & misread and not _follows(code, key, codes[row]):
            codes_by_cell.setdefault((row, key), code)
    repeated = {row for row in codes if "duplicate_person" in codes[row]}
    return [
        (code, row, key)
        for (row, key), code in codes_by_cell.items()
        if row not in repeated or code == "duplicate_person"
    ]


def _follows(code: str, key: str, others: set[str]) -> bool:
    """Returns whether the fault is only a consequence of another fault in its row."""
    if code == "future_date" and key in FIRST_DAYS and others & OUT_OF_ORDER:
        return True
    return "overlapping_pair" in others and code != "overlapping_pair" and CODES[code].severity is Severity.WARNING


def _broken_rules(table: TypedTable) -> Iterator[RowFault]:
    """Yields what the rules of the contract find, each row of a whole-row rule once.

    The rules are called one by one: Pandera's own report lists every cell of a faulty row, which takes far longer than
    all the rules, and its steps around each of them take longer than the rule itself.
    """
    contract, judged, model = schema(table.name), table.judged, MODELS[table.name]
    _check_types(table.name, tuple((key, column.dtype) for key, column in judged.items()))
    columns = [(key, column.checks, judged[key]) for key, column in contract.columns.items() if key in judged]
    for column, checks, values in [*columns, ("", contract.checks, judged)]:
        at_fault = column.replace("_state", "_at_fault")  # of a side its name or its number
        for check in checks:
            code, _, key = str(check.error).partition(":")
            passed = getattr(model, check.name)(values)
            for row in np.flatnonzero(~np.asarray(passed, dtype=bool)).tolist():
                yield code, row, key or (table.value(row, at_fault) if at_fault != column else column)


@lru_cache(KINDS_OF_FRAMES)
def _check_types(name: str, types: tuple[tuple[str, Any], ...]) -> None:
    """Raises where columns do not fit the contract of their table.

    That is a fault of the program.
    """
    columns = {key: pd.Series(dtype="str" if of_type.kind == "O" else of_type) for key, of_type in types}
    schema(name).validate(pd.DataFrame(columns))


def faulty_rows(table_faults: Iterable[RowFault]) -> set[int]:
    """Returns rows that cannot be used: those with an error."""
    return {row for code, row, _ in table_faults if CODES[code].severity is Severity.ERROR}
