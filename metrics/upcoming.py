"""What needs attention besides the shares: pairs that end soon, missing births."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import active, enrolled
from metrics.counting.frame_view import frame_view, height, literal, rows_of
from metrics.filters import Filters

SOON = 30  # days: time enough to renew a pair or to close it with its results


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Counts as of the report date.

    `ends` are the last days of the pairs that end within `SOON` days, by `ending_until` at the latest, the next first.
    """

    ends: tuple[dt.date, ...]
    ending_until: dt.date
    students_without_birth: int

    @property
    def ending_pairs(self) -> int:
        return len(self.ends)


def upcoming(roster: Roster, on: dt.date) -> Upcoming:
    """Returns the counts of the report day; 0 where a list is missing."""
    until, day = on + dt.timedelta(days=SOON), Period(on, on)
    ends: list[dt.date] = []
    unknown = 0
    if roster.pairs is not None:
        pairs = frame_view(roster.pairs, day)
        if pairs.has("end"):
            soon = pairs.frame.filter(active(Filters(), pairs) & (pairs.column("end") <= literal(until)))
            ends = sorted(row["end"].date() for row in rows_of(soon.select("end")))
    if roster.students is not None:
        students = frame_view(roster.students, day)
        unborn = students.column("birth").is_null()
        unknown = height(students.frame.filter(enrolled("students", students) & unborn))
    return Upcoming(tuple(ends), until, unknown)
