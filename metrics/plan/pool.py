"""Everybody who may be paired: what each would add to which share, and what is known of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.new_pairs import PersonId
from data.periods import Period, year_to_date
from data.roster import Roster
from data.vocabulary import REGISTERS, SIDES
from metrics.breakdown import class_order
from metrics.counting.conditions import marked_on_day
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE, active_pairs
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Declarations
from metrics.people import Person, people_of
from metrics.plan.membership import Flags, Membership, membership, present
from metrics.results import Result, results

TEXTS_OF_SIDES = {  # of people by the pairs in which they are, as the official bases have it
    "mentor": ("competences", "interests", "desired_age", "time_resource"),
    "mentee": ("request",),
}


@dataclass(frozen=True)
class Pool:
    """The people of a roster on the day of a goal, in an order that the rows of the lists do not change.

    Columns of the flags are the declared indicators. `is_here` is who is enrolled both when new pairs begin and on the
    day. `load` is how many different people a person mentors when new pairs begin, `mentored` by how many a person
    is mentored by people of the lists; `running` are those pairs, by place (mentor, mentee). `on_register` is who is
    on any register when new pairs begin, be it counted in a share or not.
    """

    people: list[Person]
    is_here: Flags
    members: Membership
    load: NDArray[np.int64]
    mentored: NDArray[np.int64]
    running: frozenset[tuple[int, int]]
    on_register: Flags
    asks_consent: frozenset[People]
    results: list[Result]
    start: dt.date
    on: dt.date

    @cached_property
    def place(self) -> dict[PersonId, int]:
        """The place of each person."""
        return {person.id: place for place, person in enumerate(self.people)}

    @cached_property
    def is_student(self) -> Flags:
        return np.array([person.is_student for person in self.people], dtype=bool)


def pool_of(roster: Roster, on: dt.date, declarations: Declarations) -> Pool:
    """Returns the pool of a day; new pairs begin on the date of the data, or on the day if that is earlier."""
    period, start = year_to_date(on), min(roster.as_of, on)
    members = membership(roster, period, declarations)
    unordered = {person.id: person for person in people_of(roster, on)}
    for who, texts in _texts_of_pairs(roster).items():
        if who in unordered:
            unordered[who] = replace(unordered[who], texts=texts | unordered[who].texts)
    order = sorted(range(len(members.persons)), key=lambda row: _rank(unordered[members.persons[row]]))
    people = [unordered[members.persons[row]] for row in order]
    place = {person.id: at for at, person in enumerate(people)}
    at_start, on_day = (present(roster, Period(day, day)) for day in (start, on))
    running = frozenset(pair for pair in _running(roster, start, place) if people[pair[1]].id in at_start)
    return Pool(
        people,
        np.array([person.id in at_start and person.id in on_day for person in people], dtype=bool),
        Membership(
            [person.id for person in people],
            *(getattr(members, name)[order] for name in ("here", "could", "counts", "whole")),
        ),
        np.bincount([mentor for mentor, _ in running], minlength=len(people)),
        np.bincount([mentee for _, mentee in running], minlength=len(people)),
        running,
        _on_register(roster, start, people),
        frozenset(
            name for name in PEOPLE if (native := getattr(roster, name)) is not None and "consent" in native.columns
        ),
        results(roster, period, declarations=declarations),
        start,
        on,
    )


def _on_register(roster: Roster, day: dt.date, people: Sequence[Person]) -> Flags:
    """Returns who is on a register on a day, for each of these people."""
    marked: set[PersonId] = set()
    if roster.students is not None:
        view = frame_view(roster.students, Period(day, day))
        for key in REGISTERS:
            if view.has(key):
                rows = rows_of(view.frame.filter(marked_on_day(key, view)).select("person"))
                marked |= {("students", int(row["person"])) for row in rows}
    return np.array([person.id in marked for person in people], dtype=bool)


def _texts_of_pairs(roster: Roster) -> dict[PersonId, dict[str, str]]:
    """Returns what the list of pairs tells of the people in them; the last pair that says something holds."""
    texts_of: dict[PersonId, dict[str, str]] = {}
    if roster.pairs is None:
        return texts_of
    pairs = frame_view(roster.pairs)
    keys = {side: [key for key in of_side if pairs.has(key)] for side, of_side in TEXTS_OF_SIDES.items()}
    if not any(keys.values()):
        return texts_of
    for row in rows_of(pairs.frame):
        for side, of_side in keys.items():
            texts = {key: str(row[key]) for key in of_side if row[key]}
            for people, kind in PEOPLE.items():
                if texts and row[f"{side}_{kind}"] is not None:
                    texts_of.setdefault((people, int(row[f"{side}_{kind}"])), {}).update(texts)
    return texts_of


def _rank(person: Person) -> tuple[Any, ...]:
    people, number = person.id
    return people, class_order(person.class_name or ""), person.name, person.birth or dt.date.min, number


def _running(roster: Roster, start: dt.date, place: dict[PersonId, int]) -> Iterator[tuple[int, int]]:
    """Yields pairs of two people of the lists that run on a day."""
    if roster.pairs is None:
        return
    pairs = active_pairs(frame_view(roster.pairs, Period(start, start)), Filters())
    assert pairs is not None  # it asks nothing that lists may lack
    columns = [f"{side}_{kind}" for side in SIDES for kind in PEOPLE.values()]
    for row in rows_of(pairs.frame.select(columns)):
        sides = [_place_on(side, row, place) for side in SIDES]
        if sides[0] is not None and sides[1] is not None:
            yield sides[0], sides[1]


def _place_on(side: str, row: Mapping[str, Any], place: Mapping[PersonId, int]) -> int | None:
    """Returns the place of who is on a side of a pair; None of somebody from outside the lists."""
    for people, kind in PEOPLE.items():
        number = row[f"{side}_{kind}"]
        if number is not None and (people, int(number)) in place:
            return place[people, int(number)]
    return None
