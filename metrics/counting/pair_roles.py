"""Pairs of the period, and the marks that they set on people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from metrics.counting.conditions import active
from metrics.counting.frame_view import Condition, Frame, FrameView
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Role

PEOPLE: dict[People, str] = {"students": "student", "teachers": "teacher"}
SIDES = ("mentee", "mentor")
ROLE_SIDES: dict[Role, tuple[str, ...]] = {"mentee": ("mentee",), "mentor": ("mentor",), "either": SIDES}
PERSON_COLUMNS = tuple(f"{side}_{kind}" for side in SIDES for kind in PEOPLE.values())
REMOTE_MODES = ("remote", "mixed")  # both use distance technology: docs/domain.md, «Words»
MOST_SPARSE = 8  # numbers for one person, beyond which a table of them is no gain

Marks = dict[Hashable, Condition]


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """A column of pairs that names people of one list in one role.

    `remote` says which of the pairs use distance technology, where that is asked.
    """

    pairs: FrameView
    role: str
    column: str
    remote: Condition | None


def active_pairs(pairs: FrameView, filters: Filters) -> FrameView | None:
    """Returns the pairs of the period that the filter lets through.

    None where it asks for what the lists cannot tell.
    """
    condition = active(filters, pairs)
    return None if condition is None else FrameView(pairs.frame.filter(condition), pairs.names, pairs.period)


def role_columns(pairs: FrameView, people: People, wanted: Collection[str] = SIDES) -> list[RoleColumn]:
    """Returns the columns of the pairs that name people of a list, by role.

    They mark people as `mentee`, `mentor` and `remote`, in a pair by distance technology.

    Without a column for the mode `remote` is unknown, and there is no such mark.
    """
    needs_mode = "remote" in wanted and pairs.has("mode")
    remote = pairs.column("mode").is_in(REMOTE_MODES) if needs_mode else None
    return [RoleColumn(pairs, role, f"{role}_{PEOPLE[people]}", remote) for role in SIDES if role in wanted]


def marked(view: FrameView, sides: Sequence[RoleColumn]) -> tuple[FrameView, Marks]:
    """Returns the people with their marks as conditions.

    What an eager engine looks up, a lazy one has to join.
    """
    if isinstance(view.frame, nw.DataFrame):
        return view, _looked_up(view, sides)
    names = [
        *dict.fromkeys(side.role for side in sides),
        *(["remote"] if any(side.remote is not None for side in sides) else []),
    ]
    persons = nw.concat([_named(side, names) for side in sides]).group_by("person").agg(nw.col(*names).max())
    joined = view.frame.join(persons, on="person", how="left")
    marks: Marks = {name: nw.col(name).fill_null(False) for name in names}
    return FrameView(joined, view.names.union(names), view.period), marks


def _named(side: RoleColumn, names: Sequence[str]) -> Frame:
    """Returns a row for each time that the column names somebody, with all marks."""
    marks = {name: nw.lit(name == side.role) for name in names}
    if side.remote is not None:
        marks["remote"] = side.remote
    return side.pairs.frame.select(nw.col(side.column).alias("person"), **marks)


def _looked_up(view: FrameView, sides: Sequence[RoleColumn]) -> Marks:
    persons: dict[Hashable, list[Any]] = defaultdict(list)
    for side in sides:
        named = side.pairs.column(side.column)
        persons[side.role].append(named)
        if side.remote is not None:
            persons["remote"].append(named.filter(side.remote))
    arrays = {mark: [column.drop_nulls().to_numpy() for column in columns] for mark, columns in persons.items()}
    return {mark: _among(view.column("person"), np.concatenate(numbers)) for mark, numbers in arrays.items()}


def _among(person: nw.Series[Any], named: Any) -> nw.Series[Any]:
    """Returns whether each person is named.

    People are numbered by rows: a table of them answers faster than a hash.
    """
    persons = person.to_numpy()
    if not len(persons) or not len(named):
        return person.is_in(named)
    highest, lowest = max(persons.max(), named.max()), min(persons.min(), named.min())
    if lowest < 0 or highest > MOST_SPARSE * len(persons):
        return person.is_in(named)
    table = np.zeros(highest + 1, dtype=bool)
    table[named] = True
    return nw.new_series("among", table[persons], backend=person.implementation)


def in_role(role: Role, marks: Marks) -> Condition:
    """Returns who has an active pair in the role."""
    return marks["mentee"] | marks["mentor"] if role == "either" else marks[role]
