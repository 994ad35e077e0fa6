"""Who meets which condition, as arrays: the same for every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from metrics.counting.frame_view import Condition, Frame, FrameView
from metrics.counting.pair_roles import PEOPLE, SIDES, marked, role_columns
from metrics.groups import People

NOBODY = -1  # in place of a person whom a lazy engine need not name
MOVED = ("gone", "back")  # conditions of people who have to be named: one person may have several such rows

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CountRequest:
    """A list, the conditions to evaluate on its people, and the marks of pairs.

    The marks are those of `role_columns`.
    """

    people: People
    view: FrameView
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
        """Returns how many people the flagged rows are, at each point of a course."""
        if self.points > 1:
            counted: list[int] = np.bincount(self.persons[flags] % self.points, minlength=self.points).tolist()
            return counted
        return [int(np.count_nonzero(flags) if self.number is None else self.number[flags].sum())]

    def named(self, flags: Flags) -> set[int]:
        """Returns the different people of flagged rows, where these are few and `MOVED`."""
        return set(self.persons[flags].tolist())

    def by_point(self, persons: Iterable[int]) -> list[int]:
        counts = Counter(person % self.points for person in persons)
        return [counts[point] for point in range(self.points)]


def censuses(requests: Sequence[CountRequest], pairs: FrameView, points: int) -> Iterator[Census]:
    """Yields the census of each list, together with the marks of its people."""
    if requests and isinstance(pairs.frame, nw.LazyFrame):
        yield from _at_once(requests, pairs)
        return
    for request in requests:
        _, marks = marked(request.view, role_columns(pairs, request.people, request.marks))
        conditions = {**request.conditions, **marks}
        met = {key: _flags(condition) for key, condition in conditions.items()}
        yield Census(request.people, points, request.view.column("person").to_numpy(), None, met)


def _flags(condition: Condition) -> Flags:
    """Returns who meets a condition of an eager engine; null, unknown, is no."""
    flags = condition.to_numpy()
    return np.asarray(flags if flags.dtype == bool else condition.fill_null(False).to_numpy(), dtype=bool)


def _at_once(requests: Sequence[CountRequest], pairs: FrameView) -> Iterator[Census]:
    """Yields the census of all lists by one query of a lazy engine.

    Planning a query takes it longer than computing a school.

    People of different lists get different numbers. People alike are one row; only those who moved are named.
    """
    distinct = dict.fromkeys(key for request in requests for key in request.conditions)
    names = {key: f"met_{place}" for place, key in enumerate(distinct)}
    everyone = nw.concat([_numbered(request, place, len(requests), names) for place, request in enumerate(requests)])
    sides = {f"{side}_{PEOPLE[request.people]}": place for place, request in enumerate(requests) for side in SIDES}
    apart = pairs.frame.with_columns(*(nw.col(side) * len(requests) + place for side, place in sides.items()))
    numbered = replace(pairs, frame=apart)
    named = [column for request in requests for column in role_columns(numbered, request.people, request.marks)]
    joined, marks = marked(FrameView(everyone, frozenset({"person"}), pairs.period), named)
    conditions = {**{key: nw.col(name) for key, name in names.items()}, **marks}
    moved = [_any_of(keys, conditions) for keys in (MOVED, SIDES)]
    columns = {f"condition_{place}": condition for place, condition in enumerate(conditions.values())}
    person = nw.when(reduce(and_, moved)).then(nw.col("person")).otherwise(NOBODY)
    rows = joined.frame.select("list", person=person, **columns)
    alike = rows.group_by("list", "person", *columns).agg(number=nw.len()).collect()
    flags = {key: alike[column].fill_null(False).to_numpy() for key, column in zip(conditions, columns, strict=True)}
    for place, request in enumerate(requests):
        rows_of_list = alike["list"].to_numpy() == place
        met = {key: flags[key][rows_of_list] for key in (*request.conditions, *marks)}
        persons, numbers = (alike[column].to_numpy()[rows_of_list] for column in ("person", "number"))
        yield Census(request.people, 1, persons, numbers, met)


def _any_of(keys: Collection[Hashable], conditions: Mapping[Hashable, Condition]) -> Condition:
    return reduce(or_, (conditions[key] for key in keys if key in conditions), nw.lit(False))


def _numbered(request: CountRequest, place: int, lists: int, names: Mapping[Hashable, str]) -> Frame:
    """Returns the people of a list with every condition of any list.

    They are numbered apart from those of the others.
    """
    flags = {name: request.conditions.get(key, nw.lit(False)) for key, name in names.items()}
    return request.view.frame.select(person=nw.col("person") * lists + place, list=nw.lit(place), **flags)
