"""Pairs of the period, who takes part in them in which role, and other marks that a list sets on people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from metrics.indicators import People, Role
from metrics.look import Condition, Frame, Look
from metrics.population import Filters, active

PEOPLE: dict[People, str] = {"students": "student", "teachers": "teacher"}
SIDES = ("mentee", "mentor")
ROLE_SIDES: dict[Role, tuple[str, ...]] = {"mentee": ("mentee",), "mentor": ("mentor",), "either": SIDES}
PERSON_COLUMNS = tuple(f"{side}_{kind}" for side in SIDES for kind in PEOPLE.values())
REMOTE_MODES = ("remote", "mixed")  # domain.md: both count as «с использованием дистанционных технологий»
MOST_SPARSE = 8  # numbers for one person, beyond which a table of them is no gain

Marks = dict[Hashable, Condition]


@dataclass(frozen=True, slots=True)
class Naming:
    """A list that names people in a column, and what its rows say of them: always (None) or on a condition."""

    of: Look
    column: str
    marks: dict[str, Condition | None]


def active_pairs(pairs: Look, filters: Filters) -> Look | None:
    """The pairs of the period that the filter lets through; None where it asks for what the lists cannot tell."""
    taken = active(filters, pairs)
    return None if taken is None else Look(pairs.frame.filter(taken), pairs.names, pairs.period)


def sides_of(pairs: Look, people: People, wanted: Collection[str] = SIDES) -> list[Naming]:
    """Both sides of the pairs as they mark people: `mentee`, `mentor` and `remote`, in a pair by distance technology.

    Without a column for the mode nobody can tell of `remote`, and there is no such mark.
    """
    remote = "remote" in wanted and pairs.has("mode")
    distant = {"remote": pairs.column("mode").is_in(REMOTE_MODES)} if remote else {}
    return [Naming(pairs, f"{side}_{PEOPLE[people]}", {side: None, **distant}) for side in SIDES if side in wanted]


def marked(seen: Look, namings: Sequence[Naming]) -> tuple[Look, Marks]:
    """The people with their marks as conditions; what an eager engine looks up, a lazy one has to join."""
    if isinstance(seen.frame, nw.DataFrame):
        return seen, _looked_up(seen, namings)
    names = sorted({mark for naming in namings for mark in naming.marks})
    persons = nw.concat([_named(naming, names) for naming in namings]).group_by("person").agg(nw.col(*names).max())
    joined = seen.frame.join(persons, on="person", how="left")
    return Look(joined, seen.names.union(names), seen.period), {name: nw.col(name).fill_null(False) for name in names}


def _looked_up(seen: Look, namings: Sequence[Naming]) -> Marks:
    persons: dict[Hashable, list[Any]] = defaultdict(list)
    for naming in namings:
        named = naming.of.column(naming.column)
        for mark, condition in naming.marks.items():
            kept = named if condition is None else named.filter(condition)
            persons[mark].append(kept.drop_nulls().to_numpy())
    return {mark: _among(seen.column("person"), np.concatenate(ids)) for mark, ids in persons.items()}


def _among(person: nw.Series[Any], named: Any) -> nw.Series[Any]:
    """Whether each person is named. People are numbered by rows: a table of them answers faster than a hash."""
    persons = person.to_numpy()
    if (
        not len(named)
        or min(named.min(), persons.min()) < 0
        or max(named.max(), persons.max()) > MOST_SPARSE * len(persons)
    ):
        return person.is_in(named)
    table = np.zeros(max(named.max(), persons.max()) + 1, dtype=bool)
    table[named] = True
    return nw.new_series("among", table[persons], backend=person.implementation)


def _named(naming: Naming, names: Sequence[str]) -> Frame:
    """One row for each time that the list names somebody, with true or false for each mark."""
    always = [mark for mark, condition in naming.marks.items() if condition is None]
    told = {mark: condition for mark, condition in naming.marks.items() if condition is not None}
    marks = {name: told.get(name, nw.lit(name in always)) for name in names}
    frame = naming.of.frame if always else naming.of.frame.filter(*told.values())
    return frame.select(nw.col(naming.column).alias("person"), **marks)


def in_role(role: Role, marks: Marks) -> Condition:
    """Has an active pair in the role."""
    return marks["mentee"] | marks["mentor"] if role == "either" else marks[role]
