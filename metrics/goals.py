"""Goals of any year and the line of the plan, as exact fractions.

Rules: docs/domain.md, «The five shares».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from metrics.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal of a year.

    `declared` is False for an intermediate value between two declared years.
    """

    year: int
    value: Fraction
    declared: bool


def year_end(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def goal_of_year(indicator: Indicator, year: int) -> Goal:
    """Returns the goal that a report of that year is set against.

    The first declared goal holds through its year, the last from its year on; between them the line does.
    """
    nearest = min(max(year, min(indicator.goals)), max(indicator.goals))
    if nearest in indicator.goals:
        return Goal(year, indicator.goals[nearest], True)
    return Goal(year, _between(_goal_points(indicator), year_end(year)), False)


def year_of_goal(indicator: Indicator, goal: Goal) -> int:
    """Returns the year of the goal that holds: a declared one's own, between two declared ones the year asked for."""
    if not goal.declared:
        return goal.year
    return max((year for year in indicator.goals if year <= goal.year), default=min(indicator.goals))


def line(indicator: Indicator, on: dt.date, starts: dt.date) -> Fraction:
    """Returns the value of the plan's line on a day.

    It is 0 at its start, each goal at the end of its year, then level.
    """
    points = [(starts, Fraction(0)), *_goal_points(indicator)]
    if on <= starts:
        return Fraction(0)
    return points[-1][1] if on >= points[-1][0] else _between(points, on)


def _goal_points(indicator: Indicator) -> list[tuple[dt.date, Fraction]]:
    return [(year_end(year), goal) for year, goal in indicator.goals.items()]


def _between(points: Sequence[tuple[dt.date, Fraction]], on: dt.date) -> Fraction:
    """Returns the value on the straight line between the points around a day."""
    (first, low), (last, high) = next(pair for pair in pairwise(points) if pair[0][0] <= on <= pair[1][0])
    return low + (high - low) * Fraction((on - first).days, (last - first).days)
