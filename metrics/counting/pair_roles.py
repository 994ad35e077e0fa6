"""Pairs of the period, who takes part in them in which role, and other marks that a list sets on people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from metrics.counting.conditions import active
from metrics.counting.frame_view import Condition, Frame, Look
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
class Side:
    """One side of the given pairs: whom `column` names is a `role`, and by a `remote` pair where that is asked."""

    pairs: Look
    role: str
    column: str
    remote: Condition | None


def active_pairs(pairs: Look, filters: Filters) -> Look | None:
    """The pairs of the period that the filter lets through; None where it asks for what the lists cannot tell."""
    taken = active(filters, pairs)
    return None if taken is None else Look(pairs.frame.filter(taken), pairs.names, pairs.period)


def sides_of(pairs: Look, people: People, wanted: Collection[str] = SIDES) -> list[Side]:
    """The sides of the pairs as they mark people: `mentee`, `mentor` and `remote`, in a pair by distance technology.

    Without a column for the mode nobody can tell of `remote`, and there is no such mark.
    """
    asked = "remote" in wanted and pairs.has("mode")
    remote = pairs.column("mode").is_in(REMOTE_MODES) if asked else None
    return [Side(pairs, role, f"{role}_{PEOPLE[people]}", remote) for role in SIDES if role in wanted]


def marked(seen: Look, sides: Sequence[Side]) -> tuple[Look, Marks]:
    """The people with their marks as conditions; what an eager engine looks up, a lazy one has to join."""
    if isinstance(seen.frame, nw.DataFrame):
        return seen, _looked_up(seen, sides)
    names = [
        *dict.fromkeys(side.role for side in sides),
        *(["remote"] if any(side.remote is not None for side in sides) else []),
    ]
    persons = nw.concat([_named(side, names) for side in sides]).group_by("person").agg(nw.col(*names).max())
    joined = seen.frame.join(persons, on="person", how="left")
    return Look(joined, seen.names.union(names), seen.period), {name: nw.col(name).fill_null(False) for name in names}


def _named(side: Side, names: Sequence[str]) -> Frame:
    """One row for each time that the side names somebody, with true or false for each mark."""
    marks = {name: nw.lit(name == side.role) for name in names}
    if side.remote is not None:
        marks["remote"] = side.remote
    return side.pairs.frame.select(nw.col(side.column).alias("person"), **marks)


def _looked_up(seen: Look, sides: Sequence[Side]) -> Marks:
    persons: dict[Hashable, list[Any]] = defaultdict(list)
    for side in sides:
        named = side.pairs.column(side.column)
        persons[side.role].append(named)
        if side.remote is not None:
            persons["remote"].append(named.filter(side.remote))
    numbers = {mark: [one.drop_nulls().to_numpy() for one in named] for mark, named in persons.items()}
    return {mark: _among(seen.column("person"), np.concatenate(told)) for mark, told in numbers.items()}


def _among(person: nw.Series[Any], named: Any) -> nw.Series[Any]:
    """Whether each person is named. People are numbered by rows: a table of them answers faster than a hash."""
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
    """Has an active pair in the role."""
    return marks["mentee"] | marks["mentor"] if role == "either" else marks[role]
