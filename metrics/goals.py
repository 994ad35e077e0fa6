"""Goals of any year and the line of the plan, as exact fractions (domain.md, «The five shares»)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from metrics.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal of a year; `declared` is False for an intermediate value between two declared years."""

    year: int
    value: Fraction
    declared: bool


def year_end(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def goal_of_year(indicator: Indicator, year: int) -> Goal:
    """The goal of a report of that year: the first through its year, the last from its year, the line between."""
    years = list(indicator.goals)
    nearest = min(max(year, years[0]), years[-1])
    if nearest in indicator.goals:
        return Goal(year, indicator.goals[nearest], True)
    return Goal(year, line(indicator, year_end(year), year_end(years[0])), False)


def line(indicator: Indicator, on: dt.date, starts: dt.date) -> Fraction:
    """The value of the plan's line on a day: 0 at its start, each goal at the end of its year, then level."""
    points = [(starts, Fraction(0)), *((year_end(year), goal) for year, goal in indicator.goals.items())]
    if on <= points[0][0]:
        return points[0][1]
    for (first, low), (last, high) in pairwise(points):
        if first <= on <= last:
            return low + (high - low) * Fraction((on - first).days, (last - first).days)
    return points[-1][1]
