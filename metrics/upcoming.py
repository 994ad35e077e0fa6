"""What needs attention besides the shares: pairs that end soon, missing births."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import active, enrolled
from metrics.counting.frame_view import frame_view, height, literal
from metrics.filters import Filters

SOON = 30  # days: time enough to renew a pair or to close it with its results


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Counts as of the report date.

    `ending_pairs` end within `SOON` days, by `ending_until` at the latest.
    """

    ending_pairs: int
    ending_until: dt.date
    students_without_birth: int


def upcoming(roster: Roster, on: dt.date) -> Upcoming:
    """Returns the counts of the report day; 0 where a list is missing."""
    until, day = on + dt.timedelta(days=SOON), Period(on, on)
    ending = unknown = 0
    if roster.pairs is not None:
        pairs = frame_view(roster.pairs, day)
        if pairs.has("end"):
            ending = height(pairs.frame.filter(active(Filters(), pairs) & (pairs.column("end") <= literal(until))))
    if roster.students is not None:
        students = frame_view(roster.students, day)
        unborn = students.column("birth").is_null()
        unknown = height(students.frame.filter(enrolled("students", students) & unborn))
    return Upcoming(ending, until, unknown)
