"""Small schools with their plans."""

from __future__ import annotations

from dataclasses import dataclass

from data.new_pairs import PersonId
from metrics.plan.planning import Plan, Planner
from tests.metrics.plan.every_plan import Best
from tests.metrics.plan.small_schools import YEAR, SmallSchool, small_school


@dataclass(frozen=True)
class Planned:
    """A small school with its plan."""

    school: SmallSchool
    planner: Planner
    plan: Plan

    def points(self, mentor: PersonId, mentee: PersonId) -> int:
        """Returns how well two people suit each other."""
        place = self.planner.pool.place
        return int(self.planner.fit.points[place[mentor], place[mentee]])

    def score(self) -> Best:
        """Returns how good the plan is, in the order of the aims."""
        lacking = [shortfall.lacking for shortfall in self.plan.shortfalls]
        points = sum(self.points(*proposal.pair) for proposal in self.plan.proposals)
        return len(lacking), sum(lacking), len(self.plan.proposals), self.plan.largest_load, -points


def planned_school(seed: int, most_pupils: int, most_teachers: int) -> Planned:
    school = small_school(seed, most_pupils, most_teachers)
    planner = Planner(school.roster, YEAR, school.on, school.declarations)
    return Planned(school, planner, planner.plan(school.choices))
