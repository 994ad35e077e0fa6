"""The plan of new pairs of a school of 1 500 pupils, beside a bare solve of its model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.generated_lists import ON
from benchmarks.large_schools import large_school
from benchmarks.timing import Figure, best_of_each, milliseconds
from data.periods import year_to_date
from data.roster import Roster
from metrics.indicators import load
from metrics.plan.choices import Choices
from metrics.plan.class_model import ClassProgram, best_score, classes
from metrics.plan.forecast import forecast
from metrics.plan.fragility import fragility
from metrics.plan.needs import needs
from metrics.plan.planning import Planner
from metrics.plan.what_if import Supposition, what_if

PUPILS, RUNS = 1_500, 5
SEEDS = {"some pairs": 1, "hardly any": 0}


def figures() -> Iterator[Figure]:
    for words, seed in SEEDS.items():
        yield from _of_school(f"{PUPILS:,} pupils, {words}", large_school(seed, PUPILS))


def _of_school(case: str, roster: Roster) -> Iterator[Figure]:
    planner = _planner(roster)
    most = planner.declarations.settings.pairing.most_pairs
    allowed, wanted = planner.rules(Choices()).allowed, needs(planner.pool, ON.year, planner.declarations)
    more = planner.rules(Choices()).capacity(most)
    works: dict[str, Callable[[], object]] = {
        "bare solve of the model by classes": _solves(
            lambda: ClassProgram(wanted, more, classes(wanted, more, allowed))
        ),
        "the fewest pairs, of the people": partial(best_score, wanted, more, allowed),
        "the fewest pairs, of the lists": lambda: _fewest(roster),
        "the plan with people and reasons, of the lists": lambda: _planner(roster).plan(),
        "the plan again, another choice": lambda: planner.plan(Choices()),
        "what if: a class leaves": lambda: what_if(roster, Supposition(leaving_classes=frozenset({"9А"})), ON, load()),
        "forecast of two years": lambda: forecast(roster, ON.replace(year=ON.year + 2), load()),
        "fragility": lambda: fragility(roster, year_to_date(ON), load()),
    }
    bare, *others = best_of_each(RUNS, list(works.values()))
    for what, seconds in zip(works, (bare, *others), strict=True):
        yield Figure("plan", case, what, f"{milliseconds(seconds)}, {seconds / bare:.1f} of it")


def _solves(build: Callable[[], ClassProgram]) -> Callable[[], object]:
    """Returns work that solves a model that is built before."""
    built = iter([build() for _ in range(RUNS + 1)])
    return lambda: next(built).best()


def _planner(roster: Roster) -> Planner:
    return Planner(roster, ON.year, ON, load())


def _fewest(roster: Roster) -> object:
    planner = _planner(roster)
    rules, wanted = planner.rules(Choices()), needs(planner.pool, ON.year, planner.declarations)
    return best_score(wanted, rules.capacity(rules.pairing.most_pairs), rules.allowed)
