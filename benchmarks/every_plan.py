"""`python -m benchmarks.every_plan [SMALL [LARGE]]`: plans of new pairs against every set of pairs, and their proofs.

Small schools of up to 12 pupils and 5 teachers, where every set of pairs is tried; large ones of 400 to 1 500 pupils,
where the solver's own bound is the proof. The suite runs a short form (`tests/metrics/plan/test_planning.py`).
"""

from __future__ import annotations

import datetime as dt
import sys
from itertools import count, islice

from benchmarks.large_schools import large_school
from metrics.indicators import load
from metrics.plan.planning import Planner
from tests.metrics.plan.every_plan import TooMany, best_by_trying
from tests.metrics.plan.planned import planned_school

SMALL, LARGE = 2_000, 200
MOST_SETS = 40_000  # a school with more sets of pairs is passed over and another drawn
DAYS = (dt.date(2024, 12, 31), dt.date(2025, 12, 31))


def small(schools: int) -> int:
    """Tries so many schools; returns how many plans are not the best."""
    wrong = tried = passed_over = missed = 0
    for seed in count():
        if tried == schools:
            break
        planned = planned_school(seed, most_pupils=12, most_teachers=5)
        try:
            best = best_by_trying(planned.school, planned.points, MOST_SETS)
        except TooMany:
            passed_over += 1
            continue
        tried += 1
        missed += best[0] > 0
        if planned.score() != best or not planned.plan.is_proven:
            wrong += 1
            print(f"school {seed}: {planned.score()} instead of {best}")
    print(f"small schools: {tried} ({passed_over} passed over), goals out of reach in {missed}, wrong: {wrong}")
    return wrong


def large(schools: int) -> int:
    """Plans for so many schools; returns how many plans are not proven or miss what they say they reach."""
    declarations, wrong, missed, sizes = load(), 0, 0, []
    for seed in islice(count(), schools):
        on = DAYS[seed % len(DAYS)]
        plan = Planner(large_school(seed), on.year, on, declarations).plan()
        out_of_reach = {shortfall.indicator.key for shortfall in plan.shortfalls}
        lacking = {result.indicator.key for result in plan.after if result.headline.missing(result.goal.value)}
        sizes.append(len(plan.proposals))
        missed += bool(out_of_reach)
        if not plan.is_proven or lacking != out_of_reach:
            wrong += 1
            print(f"school {seed}: proven {plan.is_proven}, lacking {sorted(lacking)}, named {sorted(out_of_reach)}")
    pairs = f"{min(sizes)} to {max(sizes)} pairs"
    print(f"large schools: {len(sizes)}, of {pairs}, goals out of reach in {missed}, wrong: {wrong}")
    return wrong


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(int(small(*numbers[:1] or [SMALL]) + large(*numbers[1:2] or [LARGE]) > 0))
