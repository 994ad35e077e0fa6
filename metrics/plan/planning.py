"""The plan: the fewest new pairs that bring every assessed share to its goal at once (docs/domain.md, «New pairs»)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from data.new_pairs import NewPair, Terms, form_of, with_pairs
from data.periods import year_to_date
from data.roster import Roster
from metrics.goals import goal_of_year, year_end
from metrics.indicators import Declarations
from metrics.people import Person
from metrics.plan.changed_rosters import with_graduates_leaving
from metrics.plan.choices import Choices, Pair
from metrics.plan.fit import Fit
from metrics.plan.needs import needs
from metrics.plan.pool import Pool, pool_of
from metrics.plan.rules import Rules
from metrics.plan.search import best_pairs
from metrics.plan.shortfalls import Shortfall, shortfalls
from metrics.results import Result, results


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new pair: why these two, and the shares (their numbers) in which each would newly count."""

    mentor: Person
    mentee: Person
    form: str
    reasons: tuple[str, ...]
    mentor_serves: tuple[int, ...]
    mentee_serves: tuple[int, ...]
    is_pinned: bool

    @property
    def pair(self) -> Pair:
        return self.mentor.id, self.mentee.id


@dataclass(frozen=True, slots=True)
class Plan:
    """New pairs for the goals of a year on a day, and the shares without and with them.

    `is_proven`: no other plan misses fewer goals, lacks fewer people or has fewer pairs. `largest_load` is the most
    pairs of one of its mentors, those that run among them. `unfit` are pinned pairs that may not be, with the reasons.
    """

    year: int
    on: dt.date
    start: dt.date
    proposals: tuple[Proposal, ...]
    shortfalls: tuple[Shortfall, ...]
    before: list[Result]
    after: list[Result]
    largest_load: int
    is_proven: bool
    fit_knows: str
    unfit: tuple[tuple[Pair, tuple[str, ...]], ...]

    @property
    def wanted(self) -> list[Result]:
        """The shares that have a goal in the year, without the new pairs."""
        return [result for result in self.before if goal_of_year(result.indicator, self.year).value]

    @property
    def without_data(self) -> list[int]:
        """The numbers of those of them that the lists cannot tell: nothing is planned for them."""
        return [result.indicator.number for result in self.wanted if result.headline.value is None]

    @property
    def new_pairs(self) -> list[NewPair]:
        return [NewPair(*proposal.pair) for proposal in self.proposals]


def default_day(year: int) -> dt.date:
    """Returns the last day of the period of a year's goals."""
    return year_end(year)


class Planner:
    """Plans for the goals of a year on a day, by the same lists and rules again and again as choices change."""

    def __init__(self, roster: Roster, year: int, on: dt.date, declarations: Declarations) -> None:
        self.roster = with_graduates_leaving(roster, declarations.settings.pairing)
        self.year, self.on, self.declarations = year, on, declarations
        self._rules: Rules | None = None

    @cached_property
    def pool(self) -> Pool:
        """Everybody who may be paired, without any new pair."""
        return pool_of(self.roster, self.on, self.declarations)

    @cached_property
    def fit(self) -> Fit:
        """How well people suit each other."""
        return Fit(self.pool)

    def plan(self, choices: Choices | None = None) -> Plan:
        """Returns the plan that holds to what a person settled."""
        choices = choices or Choices()
        pool, rules = self.pool, self.rules(replace(choices, pinned=()))
        fit_pins, unfit = _sorted_out(choices.pinned, pool, rules)
        choices = replace(choices, pinned=tuple(fit_pins))
        if fit_pins:
            pinned = with_pairs(self.roster, [NewPair(*pair) for pair in fit_pins], Terms(pool.start))
            pool = pool_of(pinned, self.on, self.declarations)
            rules = self.rules(choices, pool)
        wanted = needs(pool, self.year, self.declarations)
        found = best_pairs(wanted, pool.load, rules.pairing.most_pairs, rules.allowed, self.fit.points)
        pairs = [*((pool.place[mentor], pool.place[mentee]) for mentor, mentee in fit_pins), *sorted(found.pairs)]
        named = [NewPair(pool.people[mentor].id, pool.people[mentee].id) for mentor, mentee in pairs]
        after = results(
            with_pairs(self.roster, named, Terms(pool.start)), year_to_date(self.on), declarations=self.declarations
        )
        return Plan(
            self.year,
            self.on,
            pool.start,
            tuple(self._proposals(pairs, len(fit_pins))),
            tuple(shortfalls(after, self.year, rules, wanted)),
            self.pool.results,
            after,
            _largest_load(self.pool, pairs),
            found.is_proven,
            self.fit.knows,
            tuple(unfit),
        )

    def _proposals(self, pairs: Sequence[tuple[int, int]], pinned: int) -> Iterator[Proposal]:
        """Yields the pairs in words, the first of which are pinned."""
        pool, wanted = self.pool, needs(self.pool, self.year, self.declarations)
        numbers = np.array([indicator.number for indicator in self.declarations.indicators])
        for place, (mentor, mentee) in enumerate(pairs):
            sides = pool.people[mentor], pool.people[mentee]
            yield Proposal(
                *sides,
                form_of(NewPair(*(person.id for person in sides))),
                self.fit.reasons(mentor, mentee),
                tuple(numbers[wanted.as_mentor[mentor]].tolist()),
                tuple(numbers[wanted.as_mentee[mentee]].tolist()),
                place < pinned,
            )

    def rules(self, choices: Choices, pool: Pool | None = None) -> Rules:
        """Returns the rules by which people are paired; those asked for last are kept."""
        if pool is not None:
            return Rules(pool, self.declarations.settings.pairing, self.declarations, choices)
        last = self._rules  # another session may ask meanwhile
        if last is None or last.choices != choices:
            last = self._rules = Rules(self.pool, self.declarations.settings.pairing, self.declarations, choices)
        return last


def _sorted_out(
    pinned: Iterable[Pair], pool: Pool, rules: Rules
) -> tuple[list[Pair], list[tuple[Pair, tuple[str, ...]]]]:
    """Returns the pinned pairs that may be, and those that may not with the reasons.

    Pins are taken in their order: one more of a mentor than may be, or a second of a mentee, is not.
    """
    fit: list[Pair] = []
    unfit: list[tuple[Pair, tuple[str, ...]]] = []
    load = pool.load.copy()
    for mentor, mentee in dict.fromkeys(pinned):
        if mentor not in pool.place or mentee not in pool.place:
            unfit.append(((mentor, mentee), ("одного из этих людей в списках больше нет",)))
            continue
        at, to = pool.place[mentor], pool.place[mentee]
        words = rules.objections(at, to)
        if load[at] >= rules.pairing.most_pairs and not words:
            words.append(f"больше {rules.pairing.most_pairs} пар у одного наставника")
        if any(mentee == other for _, other in fit):
            words.append("этому человеку уже закреплён другой наставник")
        if words:
            unfit.append(((mentor, mentee), tuple(words)))
            continue
        load[at] += 1
        fit.append((mentor, mentee))
    return fit, unfit


def _largest_load(pool: Pool, pairs: Sequence[tuple[int, int]]) -> int:
    new = Counter(mentor for mentor, _ in pairs)
    return max((int(pool.load[mentor]) + count for mentor, count in new.items()), default=0)
