"""Results: what is drawn, printed and shown.

Made once, small and frozen; nothing is rounded before a comparison.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from data.periods import Period, quarter_ends, year_to_date
from data.roster import Roster
from data.vocabulary import Titled
from metrics.counting.counts import Counts, count, tallies
from metrics.filters import Filters
from metrics.goals import Goal, goal_of_year, line
from metrics.indicators import Declarations, Indicator, Whole, load


class Status(Titled):
    """How a share stands against its goal; the value is the word used in JSON."""

    NO_DATA = "no_data", "Нет данных"
    NOT_APPLICABLE = "not_applicable", "Не относится к выбранной категории"
    NOT_ASSESSED = "not_assessed", "Не оценивается"
    REACHED = "reached", "Достигнуто"
    ON_TRACK = "on_track", "В пределах плана"
    BEHIND = "behind", "Ниже плана"
    NOT_PUBLISHED = "not_published", "Значение не публикуется: малая группа"


BESIDE = ("distance", "left")  # counts that stand beside a share, which is known without them
JUDGED = (Status.REACHED, Status.ON_TRACK, Status.BEHIND)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in people.

    `could` is the part if everyone who could count did. None: no data.
    """

    reading: str
    declared: Whole
    part: int | None
    whole: int | None
    could: int | None

    @property
    def value(self) -> Fraction | None:
        """The exact share; a share of nobody is undefined, not 0."""
        return self._of_whole(self.part)

    @property
    def ceiling(self) -> Fraction | None:
        return self._of_whole(self.could)

    @property
    def one_person(self) -> Fraction | None:
        """What one person more adds to the share."""
        return self._of_whole(None if self.part is None else 1)

    def missing(self, goal: Fraction) -> int | None:
        """Returns how many people more reach the goal."""
        if self.part is None or not self.whole:
            return None
        return max(0, math.ceil(goal * self.whole) - self.part)

    def unreachable(self, goals: Mapping[int, Fraction]) -> list[int]:
        """Returns the years whose goal lies above the ceiling."""
        return [year for year, goal in goals.items() if self.ceiling is not None and goal > self.ceiling]

    def _of_whole(self, people: int | None) -> Fraction | None:
        return Fraction(people, self.whole) if people is not None and self.whole else None


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator on a day: its shares, the goals and the status.

    Under a filter `school` is the share of the whole school: the goals are the school's, so nothing is judged.
    """

    indicator: Indicator
    period: Period
    headline: Share
    other_readings: tuple[Share, ...]
    goal: Goal
    goals: dict[int, Fraction]
    status: Status
    left_in_period: int | None
    distance: int | None
    school: Share | None = None

    @property
    def is_judged(self) -> bool:
        """Whether the share is the one that the goals are set for."""
        return self.school is None

    @property
    def unreachable(self) -> list[int]:
        """Years whose goal lies above the ceiling of the headline."""
        return self.headline.unreachable(self.goals) if self.is_judged else []


def results(
    roster: Roster,
    period: Period,
    filters: Filters | None = None,
    *,
    declarations: Declarations | None = None,
) -> list[Result]:
    """Returns the results of all declared indicators, in their order.

    Without `declarations` those of the file hold.
    """
    return results_of_periods(roster, [period], filters, declarations=declarations)[0]


def results_of_periods(
    roster: Roster,
    periods: Sequence[Period],
    filters: Filters | None = None,
    *,
    declarations: Declarations | None = None,
) -> list[list[Result]]:
    """Returns the results of each period, all from the same lists.

    Under a filter nothing is judged, and each share has the school's beside it (docs/domain.md, «Filters»).
    """
    declarations = declarations or load()
    filters = filters or Filters()
    counts = count(roster, periods, filters, declarations)
    by_period = [
        [_result(indicator, counted, period, filters, declarations) for indicator in declarations.indicators]
        for period, counted in zip(periods, counts, strict=True)
    ]
    if not filters:
        return by_period
    of_school = results_of_periods(roster, periods, declarations=declarations)
    return [
        [_of_group(result, whole.headline) for result, whole in zip(group, school, strict=True)]
        for group, school in zip(by_period, of_school, strict=True)
    ]


def _of_group(result: Result, school: Share) -> Result:
    """Returns the result of a filter beside the school's share, without a verdict."""
    is_judged = result.status in (Status.REACHED, Status.ON_TRACK, Status.BEHIND)
    return replace(result, school=school, status=Status.NOT_ASSESSED if is_judged else result.status)


def _result(
    indicator: Indicator, counts: Counts, period: Period, filters: Filters, declarations: Declarations
) -> Result:
    excluded = filters.excludes(declarations.people(indicator), declarations)
    needed = tallies(indicator, declarations)
    known = not excluded and all(tally in counts for name, tally in needed.items() if name not in BESIDE)
    counted = {name: counts[tally] for name, tally in needed.items() if tally in counts} if known else {}
    shares = [
        Share(key, declarations.wholes[key], counted.get("part"), counted.get(f"whole:{key}"), counted.get("could"))
        for key in indicator.readings
    ]
    result = result_of(indicator, shares, period, declarations, counted.get("left"), counted.get("distance"))
    return replace(result, status=Status.NOT_APPLICABLE) if excluded else result


def result_of(
    indicator: Indicator,
    shares: Sequence[Share],
    period: Period,
    declarations: Declarations,
    left_in_period: int | None,
    distance: int | None,
) -> Result:
    """Returns the shares, the headline first, set against the goals."""
    goal = goal_of_year(indicator, period.on.year)
    status = _status(shares[0], goal, line(indicator, period.on, declarations.line_starts))
    return Result(
        indicator, period, shares[0], tuple(shares[1:]), goal, indicator.goals, status, left_in_period, distance
    )


def _status(share: Share, goal: Goal, plan: Fraction) -> Status:
    if share.value is None:
        return Status.NO_DATA
    if goal.value == 0:
        return Status.NOT_ASSESSED
    if share.value >= goal.value:
        return Status.REACHED
    return Status.ON_TRACK if share.value >= plan else Status.BEHIND


def assessed(results: Iterable[Result]) -> tuple[int, int]:
    """Returns how many goals are reached, and of how many assessed: «3 из 5»."""
    judged = [result.status for result in results if result.status in JUDGED]
    return judged.count(Status.REACHED), len(judged)


def course_periods(first: dt.date, on: dt.date) -> list[Period]:
    """Returns the periods of a course, by quarter.

    Each goes from 1 January of its year to the end of a quarter, the last to the report day.
    """
    return [year_to_date(end) for end in quarter_ends(first, on)]
