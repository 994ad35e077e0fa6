"""What is known of a list that lacks a required column: everything but what that column would tell.

Errors that would come up once the column is there are told at once. So of pairs before anybody has said from which day
they are in force; and pairs are matched with people of whom nothing but a birth or a class is lacking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from data.checking.assumption_findings import assumption_findings
from data.checking.layout_findings import not_counted_findings
from data.checking.leaver_notes import with_leavers
from data.checking.row_findings import findings_of
from data.checking.rules import RowFault, faults, with_ages
from data.findings import Finding
from data.people.directory import Directory
from data.people.duplicates import with_duplicates
from data.people.name_decisions import NameDecisions
from data.people.pair_matching import with_people
from data.recognition.block import Block
from data.recognition.header_fields import INSTEAD
from data.tables.table import TypedTable
from data.tables.typed_tables import typed_table
from data.vocabulary import LISTED

STILL_NAMED = frozenset({"birth", "class_name"})  # required columns without which a list tells who is in it
OF_TWO_ROWS = frozenset({"duplicate_person", "likely_same_person", "overlapping_pair"})  # by all fields of a list


def lacking_columns(blocks: Sequence[Block]) -> list[Block]:
    """Returns the lists with rows that lack a required column; none of a category, whose rows are no people."""
    return [block for block in blocks if block.missing and block.rows and not block.is_category_list]


def people_of_incomplete(blocks: Sequence[Block], decisions: NameDecisions, as_of: dt.date) -> Directory | None:
    """Returns the people of all lists, also of those that lack a column but name everybody; None where none does."""
    of_people = [block for block in blocks if block.table in LISTED.values() and not block.is_category_list]
    missing = [set(block.missing) for block in of_people]
    named = [block for block, keys in zip(of_people, missing, strict=True) if block.rows and keys <= STILL_NAMED]
    if not any(block.missing for block in named):
        return None
    broken = {block.table for block, keys in zip(of_people, missing, strict=True) if keys - STILL_NAMED}
    of_table = {name: [block for block in named if block.table == name] for name in LISTED.values()}
    tables, people = with_duplicates(
        {name: _table_of_people(name, parts, as_of) for name, parts in of_table.items() if parts}, decisions
    )
    if "students" in tables:
        tables["students"] = with_ages(tables["students"], as_of, as_of_is_assumed=False)
    return Directory(tables, people, broken, decisions)


def faults_beside_incomplete(pairs: TypedTable) -> list[RowFault]:
    """Returns the faults of pairs matched with lists that lack a column, but for what that column may decide."""
    return [fault for fault in faults(pairs) if not _may_be_decided(pairs, fault)]


def _may_be_decided(pairs: TypedTable, fault: RowFault) -> bool:
    """Returns whether several people may be meant, and the pair tells a class or a birth that will say which."""
    code, row, key = fault
    side = key.partition("_")[0]
    return code == "ambiguous_person" and any(
        pairs.value(row, beside) is not None for beside in (f"{side}_class", f"{side}_birth")
    )


def findings_of_incomplete(
    lacking: Sequence[Block],
    directory: Directory | None,
    decisions: NameDecisions,
    as_of: dt.date,
    *,
    as_of_is_assumed: bool,
) -> Iterator[Finding]:
    """Yields what is wrong or assumed in lists that lack columns, but for what these columns would tell.

    Of pairs where there is a `directory` of the people.
    """
    for (name, missing), group in groupby(lacking, lambda block: (block.table, tuple(block.missing))):
        if name != "pairs":
            people = with_duplicates({name: _table_of_people(name, list(group), as_of)}, decisions)[0][name]
            table = with_ages(people, as_of, as_of_is_assumed=as_of_is_assumed) if name == "students" else people
        elif directory:
            without_days = [replace(block, starts_from_candidates=True, start_candidates={}) for block in group]
            table = with_people(typed_table(name, without_days, as_of), directory)
        else:
            continue
        remaining = [fault for fault in faults(table) if not _is_of_column(fault, missing)]
        yield from with_leavers(findings_of(table, remaining), table)
        yield from not_counted_findings(table)
        yield from assumption_findings(table)


def _table_of_people(name: str, blocks: Sequence[Block], as_of: dt.date) -> TypedTable:
    """Returns the table of the people, with empty columns of names and births where there are none."""
    table = typed_table(name, blocks, as_of)
    no_days = np.full(len(table), "NaT", dtype="datetime64[us]")
    empty = {"name": np.full(len(table), None, dtype=object), "birth": no_days, "birth_latest": no_days}
    return table.with_columns({key: column for key, column in empty.items() if key not in table.columns}, {})


def _is_of_column(fault: RowFault, missing: Sequence[str]) -> bool:
    """Returns whether a fault is of a column that is missing, or of rows that only it would tell apart."""
    code, _, key = fault
    given_by_column = {*missing, *(INSTEAD[field] for field in missing if field in INSTEAD)}
    return key in given_by_column or (code in OF_TWO_ROWS and tuple(missing) != ("start",))
