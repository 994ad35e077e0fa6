"""Checked tables → the roster of accepted rows.

It leaves out rows with errors, whoever is not a pupil, and pairs that need either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import TABLES
from data.roster import Roster
from data.tables.table import TypedTable, plain_values, whole_numbers
from data.vocabulary import ROLE_OF_TABLE, SIDES

Columns = dict[str, Any]


def accepted(
    tables: Mapping[str, TypedTable], faulty: Mapping[str, Collection[int]], as_of: dt.date
) -> tuple[Roster, dict[str, int]]:
    """Returns the roster, and how many rows of each table are left out for errors.

    With a person go the pairs that need him.
    """
    accepted_rows: dict[str, Columns] = {}
    left_out = dict.fromkeys(TABLES, 0)
    gone: dict[str, set[int]] = {}
    for name in ROLE_OF_TABLE:
        if name in tables:
            columns, away = tables[name].columns, tables[name].marks["left_out"]
            accepted_rows[name] = _rows(columns, ~_at(faulty[name], len(away)) & ~away)
            gone[name] = {*columns["person"].tolist()} - {*accepted_rows[name]["person"].tolist()}
            left_out[name] = len(faulty[name])
    if "pairs" in tables:
        columns, marks = tables["pairs"].columns, tables["pairs"].marks
        foreign = marks["mentor_left_out"] | marks["mentee_left_out"] | marks["merged"] | marks["never_began"]
        is_faulty = _at(faulty["pairs"], len(tables["pairs"]))
        for side in SIDES:
            for name, role in ROLE_OF_TABLE.items():
                if gone.get(name):
                    is_faulty |= columns[f"{side}_{role}"].isin([*gone[name]])
        left_out["pairs"] = int((is_faulty & ~foreign).sum())
        accepted_rows["pairs"] = _rows(columns, ~is_faulty & ~foreign)
    roster = {name: _frame(columns) for name, columns in _numbered_anew(accepted_rows).items()}
    return Roster(roster.get("students"), roster.get("teachers"), roster.get("pairs"), as_of), left_out


def _at(rows: Collection[int], count: int) -> Any:
    """Returns for each of so many rows whether it is one of these."""
    is_one = np.zeros(count, dtype=bool)
    is_one[[*rows]] = True
    return is_one


def _frame(columns: Columns) -> pd.DataFrame:
    texts = {key: pd.array(column, dtype="str") for key, column in columns.items() if column.dtype == object}
    return pd.DataFrame(columns | texts)


def _rows(columns: Mapping[str, Any], is_accepted: Any) -> Columns:
    return {key: column[is_accepted] for key, column in columns.items()}


def _numbered_anew(rows: Mapping[str, Columns]) -> dict[str, Columns]:
    """Returns the rows with people numbered without gaps.

    The same accepted rows give the same roster, whatever was left out between them.
    """
    numbered = dict(rows)
    for name, role in ROLE_OF_TABLE.items():
        if name not in rows:
            continue
        numbers, persons = pd.factorize(rows[name]["person"])
        numbered[name] = rows[name] | {"person": numbers.astype("int64")}
        if pairs := numbered.get("pairs"):
            number_of = dict(zip(persons.tolist(), range(len(persons)), strict=True))
            sides = {key: plain_values(pairs[key]) for key in (f"{side}_{role}" for side in SIDES)}
            numbered["pairs"] = pairs | {
                key: whole_numbers([number_of.get(person) for person in people]) for key, people in sides.items()
            }
    return numbered
