"""Who is in which share on a day, by the very conditions that count the shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.new_pairs import PersonId
from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import enrolled, in_band
from metrics.counting.frame_view import Condition, FrameView, frame_view
from metrics.counting.pair_roles import PEOPLE, active_pairs, in_role, marked, role_columns
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Band, Declarations

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Membership:
    """Everybody on a day: a row a person, the students before the teachers, a column an indicator.

    `could` is who is enrolled and in the band of the part, `counts` who of them has a pair in the role, `whole` who is
    in the whole of the headline.
    """

    persons: list[PersonId]
    here: Flags
    could: Flags
    counts: Flags
    whole: Flags

    def row(self) -> dict[PersonId, int]:
        """Returns the row of each person."""
        return {person: row for row, person in enumerate(self.persons)}


def membership(roster: Roster, period: Period, declarations: Declarations) -> Membership:
    """Returns who is in which share at the end of the period.

    An indicator of which the lists cannot tell has nobody in its columns.
    """
    parts = [_of_list(people, roster, period, declarations) for people in PEOPLE]
    persons = [person for part in parts for person in part.persons]
    here = np.concatenate([part.here for part in parts])
    tables = [np.concatenate([getattr(part, name) for part in parts]) for name in ("could", "counts", "whole")]
    return Membership(persons, here, *tables)


def _of_list(people: People, roster: Roster, period: Period, declarations: Declarations) -> Membership:
    native, count = getattr(roster, people), len(declarations.indicators)
    if native is None or roster.pairs is None:
        nobody = np.zeros((0, count), dtype=bool)
        return Membership([], nobody[:, 0], nobody, nobody, nobody)
    view = frame_view(native, period)
    pairs = active_pairs(frame_view(roster.pairs, period), Filters())
    assert pairs is not None  # it asks nothing that lists may lack
    view, marks = marked(view, role_columns(pairs, people))
    persons, place = np.unique(view.column("person").to_numpy(), return_inverse=True)
    here = _flags(enrolled(people, view))
    could, counts, whole = (np.zeros((len(persons), count), dtype=bool) for _ in range(3))
    for column, indicator in enumerate(declarations.indicators):
        if declarations.people(indicator) != people:
            continue
        part = _in(indicator.part, here, view, declarations)
        np.logical_or.at(could[:, column], place, part)
        np.logical_or.at(counts[:, column], place, part & _flags(in_role(indicator.part.role, marks)))
        np.logical_or.at(
            whole[:, column], place, _in(declarations.wholes[indicator.readings[0]], here, view, declarations)
        )
    present = np.zeros(len(persons), dtype=bool)
    np.logical_or.at(present, place, here)
    return Membership([(people, int(person)) for person in persons], present, could, counts, whole)


def _in(band: Band, here: Flags, view: FrameView, declarations: Declarations) -> Flags:
    condition = in_band(band.group, band.ages, view, declarations)
    return np.zeros_like(here) if condition is None else here & _flags(condition)


def _flags(condition: Condition) -> Flags:
    return np.asarray(condition.fill_null(False).to_numpy(), dtype=bool)


def present(roster: Roster, day: Period) -> set[PersonId]:
    """Returns everybody who is enrolled at the end of a period."""
    found: set[PersonId] = set()
    for people in PEOPLE:
        native = getattr(roster, people)
        if native is not None:
            view = frame_view(native, day)
            persons = view.column("person").to_numpy()[_flags(enrolled(people, view))]
            found |= {(people, int(person)) for person in persons}
    return found
