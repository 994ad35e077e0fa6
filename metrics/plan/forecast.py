"""The shares to come, if nobody does anything: birthdays pass, pairs end, the last grades leave."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from data.periods import Period, year_to_date
from data.roster import Roster
from metrics.indicators import Declarations
from metrics.people import people_of
from metrics.plan.changed_rosters import with_graduates_leaving
from metrics.plan.membership import membership
from metrics.plan.moves import Move, moves
from metrics.results import Result, course_periods, results_of_periods

MOST_QUARTERS = 24  # beyond them lists of today tell nothing: nearly everybody in them has left


@dataclass(frozen=True, slots=True)
class Point:
    """The shares at the end of a period, and who came into them or went out of them since the point before."""

    period: Period
    results: list[Result]
    moves: list[Move]


def forecast(roster: Roster, on: dt.date, declarations: Declarations) -> list[Point]:
    """Returns the date of the data, then each end of a quarter up to a day, which is the last.

    Who comes to the school anew no list knows. Returns the day alone where it is not after the date of the data.
    """
    lasting = with_graduates_leaving(roster, declarations.settings.pairing)
    periods = [year_to_date(min(roster.as_of, on))]
    if on > roster.as_of:
        *quarters, last = course_periods(roster.as_of + dt.timedelta(days=1), on)
        periods += [*quarters[:MOST_QUARTERS], last]
    shares = results_of_periods(lasting, periods, declarations=declarations)
    states = [membership(lasting, period, declarations) for period in periods]
    people = {person.id: person for person in people_of(lasting, on)}
    moved: list[list[Move]] = [[]]
    for (before, after), (first, last) in zip(pairwise(states), pairwise(periods), strict=True):
        moved.append(moves(before, after, (first.on, last.on), people, declarations))
    return [Point(*point) for point in zip(periods, shares, moved, strict=True)]
