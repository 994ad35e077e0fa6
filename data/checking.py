"""Typed and joined frames → findings: the Pandera rules of the contracts, and the cells that had no meaning.

One fault makes one finding: of several findings at one cell the first by the order of `CODES` stays, and a cell
that was not understood breaks no further rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

import pandas as pd
import pandera.errors

from data.contracts import fields, schema
from data.contracts.students import AGE_BEFORE_GRADE
from data.findings import CODES, Finding, Severity
from data.frames import Table, column_letters
from data.matching import SIDES
from data.wording import fault_words, place_words, rule_words

ORDER = {code: place for place, code in enumerate(CODES)}
ENOUGH_TO_JUDGE = 20  # pupils with a class, below which the lists' own school year cannot be told from their ages

Fault = tuple[str, int, str]  # code, row label, field


def add_ages(students: Table, *, as_of_is_assumed: bool) -> None:
    """Adds `age` on the date of the data, for the rule on unusual ages.

    Where nobody said what day the lists describe, they may be years old: then the typical shift of age against
    class is taken off, so that a list of 2021 read today is not all «unusual».
    """
    frame = students.frame
    born = frame["birth"].where(frame["birth"] == frame["birth_latest"])
    on = frame["as_of"]
    before = (on.dt.month * 100 + on.dt.day) < (born.dt.month * 100 + born.dt.day)
    age = (on.dt.year - born.dt.year - before).where(born.notna() & (born <= on))
    if as_of_is_assumed:
        shifts = (age - AGE_BEFORE_GRADE - frame["grade"].astype("Float64")).dropna()
        age = age - (round(median(shifts)) if len(shifts) >= ENOUGH_TO_JUDGE else 0)
    frame["age"] = age.astype("Float64")


def faults(table: Table) -> list[Fault]:
    """Every fault of a table: (code, row label, field)."""
    misread = {(fault.row, fault.key) for fault in table.faults}
    found: dict[tuple[int, str], str] = {(fault.row, fault.key): fault.fault.code for fault in table.faults}
    for code, row, key in sorted(_broken_rules(table), key=lambda one: ORDER[one[0]]):
        if (row, key) not in misread:
            found.setdefault((row, key), code)
    return [(code, row, key) for (row, key), code in found.items()]


def _broken_rules(table: Table) -> Iterator[Fault]:
    """What Pandera found, each row of a whole-row rule once."""
    try:
        schema(table.name).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["check", "column", "index"]].drop_duplicates()
        for check, column, index in cases.itertuples(index=False):
            code, _, key = str(check).partition(":")
            if code not in CODES or index is None:
                raise  # a frame that does not fit its own contract is a fault of the program
            yield code, int(index), key or _blamed(table.frame, str(column), int(index))


def _blamed(frame: pd.DataFrame, column: str, row: int) -> str:
    """The field at fault behind a judged column."""
    side = column.removesuffix("_state")
    return str(frame.at[row, f"{side}_blame"]) if side in SIDES and column != side else column


def findings_of(table: Table, found: Iterable[Fault], *, name_file: bool) -> Iterator[Finding]:
    """Faults → findings with their cells and sentences."""
    understood = {(fault.row, fault.key): fault.fault for fault in table.faults}
    for code, row, key in found:
        misread = understood.get((row, key))
        spec = fields(table.name).get(key)
        value = table.written(row, key)
        words = fault_words(spec, value, misread) if misread and spec else rule_words(code, table, row, key)
        yield cell_finding(table, code, row, key, words, name_file=name_file, value=value)


def cell_finding(
    table: Table, code: str, row: int, key: str, words: str, *, name_file: bool, value: str | None = None
) -> Finding:
    """A finding at the cell of a field in a row."""
    block = table.block(row)
    number, cell = table.place(row, key)
    person = person_of(table, row)
    letters = cell.rstrip("0123456789") if cell else ""
    column = f", столбец {letters} «{block.header(key) or fields(table.name)[key].title}»" if cell else ""
    where = place_words(block.file, block.sheet, number, name_file=name_file)
    message = f"{where}{column}{f' ({person})' if person else ''}: {words}"
    return Finding(code, message, block.file, block.sheet, number, cell, key, person, value or None)


def person_of(table: Table, row: int) -> str | None:
    """Whose row it is: the name, or both names of a pair."""
    frame = table.frame
    if table.name != "pairs":
        name = frame.at[row, "name"]
        return None if pd.isna(name) else str(name)
    names = [str(frame.at[row, side]) for side in SIDES if not pd.isna(frame.at[row, side])]
    return " – ".join(names) or None


def faulty_rows(found: Iterable[Fault]) -> set[int]:
    """Rows that cannot be used: those with an error."""
    return {row for code, row, _ in found if CODES[code] is Severity.ERROR}


def header_cell(header_row: int, column: int) -> str:
    return f"{column_letters(column)}{header_row}"
