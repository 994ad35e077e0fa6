"""«План новых пар»: the plan, what comes and what hangs on whom, as one value for its files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data.periods import year_to_date
from data.roster import Roster
from metrics.indicators import Declarations
from metrics.plan.choices import Choices
from metrics.plan.forecast import Point, forecast
from metrics.plan.fragility import Fragility, fragility
from metrics.plan.planning import Plan, Planner


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan for the goals of a year on a day, the shares up to that day, and the goals reached by the lists.

    `has_people` says that names may be given: who is in a plan tells of health and registers.
    """

    plan: Plan
    points: list[Point]
    fragilities: list[Fragility]
    has_people: bool


def outlook(
    roster: Roster, on: dt.date, declarations: Declarations, *, special: bool, choices: Choices | None = None
) -> Outlook:
    """Returns the outlook for the goals of the year of a day; with people only where `special`."""
    return Outlook(
        Planner(roster, on.year, on, declarations).plan(choices),
        forecast(roster, on, declarations),
        fragility(roster, year_to_date(min(roster.as_of, on)), declarations),
        special,
    )
