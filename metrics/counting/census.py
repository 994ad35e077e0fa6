"""Who meets which condition, as arrays: what is counted from, the same for every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from metrics.counting.frame_view import Condition, Frame, Look
from metrics.counting.pair_roles import PEOPLE, SIDES, marked, sides_of
from metrics.groups import People

NOBODY = -1  # in place of a person whom a lazy engine need not name
MOVED = ("gone", "back")  # conditions of people who have to be named: one person may have several such rows

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A list, the conditions to be evaluated on its people, and the marks wanted of the pairs (`sides_of`)."""

    people: People
    seen: Look
    conditions: Mapping[Hashable, Condition]
    marks: Collection[str]


@dataclass(frozen=True, slots=True)
class Census:
    """For each condition and mark the rows of a list that meet it.

    A row is a person's; or, of a lazy engine, the `number` of people for whom everything comes out alike.
    """

    people: People
    points: int
    persons: NDArray[np.int64]
    number: NDArray[np.int64] | None
    met: dict[Hashable, Flags]

    def rows(self, flags: Flags) -> list[int]:
        """How many people the flagged rows are, at each point of a course."""
        if self.points > 1:
            counted: list[int] = np.bincount(self.persons[flags] % self.points, minlength=self.points).tolist()
            return counted
        return [int(np.count_nonzero(flags) if self.number is None else self.number[flags].sum())]

    def named(self, flags: Flags) -> set[int]:
        """The different people of flagged rows, where these are few and `MOVED`."""
        return set(self.persons[flags].tolist())

    def by_point(self, persons: Iterable[int]) -> list[int]:
        at = Counter(person % self.points for person in persons)
        return [at[point] for point in range(self.points)]


def taken(asked: Sequence[Asked], pairs: Look, points: int) -> Iterator[Census]:
    """The census of each list, together with the marks of its people."""
    if asked and isinstance(pairs.frame, nw.LazyFrame):
        yield from _at_once(asked, pairs)
        return
    for one in asked:
        _, marks = marked(one.seen, sides_of(pairs, one.people, one.marks))
        found = {**one.conditions, **marks}
        met = {key: _flags(condition) for key, condition in found.items()}
        yield Census(one.people, points, one.seen.column("person").to_numpy(), None, met)


def _flags(condition: Condition) -> Flags:
    """Who meets a condition of an eager engine; null, where nothing is known, is no."""
    flags = condition.to_numpy()
    return np.asarray(flags if flags.dtype == bool else condition.fill_null(False).to_numpy(), dtype=bool)


def _at_once(asked: Sequence[Asked], pairs: Look) -> Iterator[Census]:
    """All lists by one query of a lazy engine: planning one takes it longer than computing a school.

    People of different lists get different numbers. People alike are one row; only those who moved are named.
    """
    keys = dict.fromkeys(key for one in asked for key in one.conditions)
    names = {key: f"met_{place}" for place, key in enumerate(keys)}
    everyone = nw.concat([_numbered(one, place, len(asked), names) for place, one in enumerate(asked)])
    sides = {f"{side}_{PEOPLE[one.people]}": place for place, one in enumerate(asked) for side in SIDES}
    apart = pairs.frame.with_columns(*(nw.col(side) * len(asked) + place for side, place in sides.items()))
    named = [side for one in asked for side in sides_of(replace(pairs, frame=apart), one.people, one.marks)]
    joined, marks = marked(Look(everyone, frozenset({"person"}), pairs.period), named)
    found = {**{key: nw.col(name) for key, name in names.items()}, **marks}
    moved = [reduce(or_, (found[key] for key in some if key in found), nw.lit(False)) for some in (MOVED, SIDES)]
    columns = {f"found_{place}": condition for place, condition in enumerate(found.values())}
    person = nw.when(reduce(and_, moved)).then(nw.col("person")).otherwise(NOBODY)
    rows = joined.frame.select("list", person=person, **columns)
    alike = rows.group_by("list", "person", *columns).agg(number=nw.len()).collect()
    flags = {key: alike[column].fill_null(False).to_numpy() for key, column in zip(found, columns, strict=True)}
    for place, one in enumerate(asked):
        own = alike["list"].to_numpy() == place
        met = {key: flags[key][own] for key in (*one.conditions, *marks)}
        yield Census(one.people, 1, alike["person"].to_numpy()[own], alike["number"].to_numpy()[own], met)


def _numbered(one: Asked, place: int, lists: int, names: Mapping[Hashable, str]) -> Frame:
    """The people of a list, numbered apart from those of the others, with every condition of any list."""
    told = {name: one.conditions.get(key, nw.lit(False)) for key, name in names.items()}
    return one.seen.frame.select(person=nw.col("person") * lists + place, list=nw.lit(place), **told)
