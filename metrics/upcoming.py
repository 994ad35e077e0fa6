"""What needs attention besides the shares: pairs that end soon, people without a birth date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import active, enrolled
from metrics.counting.frame_view import height, literal, look
from metrics.filters import Filters

SOON = 30  # days: time enough to renew a pair or to close it with its results


@dataclass(frozen=True, slots=True)
class Attention:
    """Counts as of the report date: pairs that end within `SOON` days, and when the last of them does."""

    ending_pairs: int
    ending_until: dt.date
    students_without_birth: int


def attention(roster: Roster, on: dt.date) -> Attention:
    """What the report day shows; 0 where a list is missing."""
    until, day = on + dt.timedelta(days=SOON), Period(on, on)
    ending = unknown = 0
    if roster.pairs is not None:
        pairs = look(roster.pairs, day)
        if pairs.has("end"):
            ending = height(pairs.frame.filter(active(Filters(), pairs) & (pairs.column("end") <= literal(until))))
    if roster.students is not None:
        students = look(roster.students, day)
        unborn = students.column("birth").is_null()
        unknown = height(students.frame.filter(enrolled("students", students) & unborn))
    return Attention(ending, until, unknown)
