"""The one formula: distinct people of a part over the people of a whole, for all declared indicators at once.

What is to be counted is a set of `Tally` values, so that a condition that several indicators share is computed once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import narwhals as nw
import numpy as np

from data.periods import Period
from data.roster import Roster
from metrics.counting.census import Asked, Census, Flags, taken
from metrics.counting.conditions import came_back, chosen, enrolled, in_band, left_within
from metrics.counting.frame_view import Condition, Look, at_points, lightened, look
from metrics.counting.pair_roles import PEOPLE, PERSON_COLUMNS, ROLE_SIDES, SIDES, active_pairs
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Ages, Declarations, Indicator, Role

ROWS_AT_ONCE = 2_000_000  # people times periods held at once, some 200 MB; beyond, period after period

Band = tuple[str | None, Ages | None]
EVERYBODY: Band = (None, None)


@dataclass(frozen=True, slots=True)
class Tally:
    """People to count: enrolled on the day or (`gone`) left within the period, of a band, perhaps in a role."""

    group: str | None
    ages: Ages | None
    role: Role | None = None
    gone: bool = False
    remote: bool = False

    @property
    def band(self) -> Band:
        return self.group, self.ages

    @property
    def marks(self) -> tuple[str, ...]:
        """What it needs to know from the pairs (`metrics.counting.pair_roles.sides_of`)."""
        return (*(ROLE_SIDES[self.role] if self.role else ()), *(("remote",) if self.remote else ()))


Counts = dict[Tally, int]


def tallies(indicator: Indicator, declarations: Declarations) -> dict[str, Tally]:
    """What an indicator needs counted: `part`, `could`, `left`, perhaps `distance`, and `whole:…` by reading."""
    group, ages, role = indicator.part.group, indicator.part.ages, indicator.part.role
    needed = {
        "part": Tally(group, ages, role),
        "could": Tally(group, ages),
        "left": Tally(group, ages, role, gone=True),
    }
    if indicator.counts_distance:
        needed["distance"] = Tally(group, ages, role, remote=True)
    for key in indicator.readings:
        whole = declarations.wholes[key]
        needed[f"whole:{key}"] = Tally(whole.group, whole.ages)
    return needed


def count(roster: Roster, periods: Sequence[Period], filters: Filters, declarations: Declarations) -> list[Counts]:
    """Counts of people for each period; what the lists cannot tell (a list or column is missing) has no entry."""
    counts: list[Counts] = [{} for _ in periods]
    if roster.pairs is None:
        return counts
    needed = {people: _needed(people, declarations) for people in PEOPLE if getattr(roster, people) is not None}
    marks = {column for group in declarations.groups.values() for column in group.columns}
    lists = {people: lightened(look(getattr(roster, people)), marks) for people in needed}
    all_pairs = lightened(look(roster.pairs))
    for places in _batches(len(periods), [*lists.values(), all_pairs]):
        batch = [periods[place] for place in places]
        pairs = active_pairs(at_points(all_pairs, batch, (), PERSON_COLUMNS), filters)
        if pairs is None:
            return counts
        asked = []
        for people, everyone in lists.items():
            seen = at_points(everyone, batch, _bounds(needed[people], filters, declarations), ["person"])
            conditions = _conditions(people, seen, needed[people], filters, declarations)
            if conditions is not None:
                sides = {mark for tally in needed[people] for mark in tally.marks}
                asked.append(Asked(people, seen, conditions, sides))
        for told in taken(asked, pairs, len(batch)):
            for tally, numbers in _counted(told, needed[told.people]):
                for place, number in zip(places, numbers, strict=True):
                    counts[place][tally] = number
    return counts


def _batches(periods: int, lists: Iterable[Look]) -> Iterable[range]:
    """Periods that are counted at once: all, where the lists are in memory and fit there that many times."""
    heights = [len(one.frame) if isinstance(one.frame, nw.DataFrame) else ROWS_AT_ONCE for one in lists]
    if periods > 1 and periods * max(heights) <= ROWS_AT_ONCE:
        return [range(periods)]
    return [range(place, place + 1) for place in range(periods)]


def _needed(people: People, declarations: Declarations) -> set[Tally]:
    indicators = (one for one in declarations.indicators if declarations.people(one) == people)
    return {tally for indicator in indicators for tally in tallies(indicator, declarations).values()}


def _bounds(needed: Iterable[Tally], filters: Filters, declarations: Declarations) -> list[int]:
    """Every number of years that an age is compared with: the first of a band and the one after its last."""
    bands = [*(tally.ages for tally in needed), filters.ages, (0, declarations.settings.young_specialist_oldest)]
    return sorted({year for band in bands if band for year in (band[0], band[1] + 1)})


def _conditions(
    people: People, seen: Look, needed: set[Tally], filters: Filters, declarations: Declarations
) -> dict[Hashable, Condition] | None:
    """What is asked of each person; a band that the lists cannot tell of is left out, all if it is the filter."""
    narrowed = chosen(people, filters, seen, declarations)
    if narrowed is None:
        return None
    conditions: dict[Hashable, Condition] = {"here": reduce(and_, narrowed, enrolled(people, seen))}
    if seen.has("left_on"):
        conditions["gone"] = reduce(and_, narrowed, left_within(seen))
    if (back := came_back(people, seen)) is not None:
        conditions["back"] = back
    for band in {tally.band for tally in needed} - {EVERYBODY}:
        if (met := in_band(*band, seen, declarations)) is not None:
            conditions[band] = met
    return conditions


def _counted(told: Census, needed: set[Tally]) -> Iterator[tuple[Tally, list[int]]]:
    """The people of each tally at each point; who has left and come back is counted as one who is here."""
    back: set[int] = set()
    if "back" in told.met:
        paired = reduce(or_, (told.met[side] for side in SIDES if side in told.met))
        back = told.named(told.met["back"] & paired)
    for tally in needed:
        if (flags := _flags(tally, told.met)) is not None:
            yield tally, told.by_point(told.named(flags) - back) if tally.gone else told.rows(flags)


def _flags(tally: Tally, met: Mapping[Hashable, Flags]) -> Flags | None:
    """The rows of a tally's people; None where the lists cannot tell of its band.

    A list without a day of leaving tells of nobody who left; pairs without a mode do not tell of distance at all.
    """
    if (tally.band not in met and tally.band != EVERYBODY) or (tally.remote and "remote" not in met):
        return None
    asked = ["gone" if tally.gone else "here", *([] if tally.band == EVERYBODY else [tally.band])]
    asked += ["remote"] if tally.remote else []
    if not met.keys() >= set(asked):
        return np.zeros_like(met["here"])
    in_role = [reduce(or_, (met[side] for side in ROLE_SIDES[tally.role]))] if tally.role else []
    return reduce(and_, [*(met[key] for key in asked), *in_role])
