"""The one formula: distinct people of a part over the people of a whole.

All declared indicators are counted at once.

What is to be counted is a set of `Tally` values, so that a condition that several indicators share is computed once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import narwhals as nw
import numpy as np

from data.periods import Period
from data.roster import Roster
from metrics.counting.census import Census, CountRequest, Flags, censuses
from metrics.counting.conditions import came_back, chosen, enrolled, in_band, left_within
from metrics.counting.frame_view import Condition, FrameView, at_points, frame_view, rows_of, select_read_columns
from metrics.counting.pair_roles import PEOPLE, PERSON_COLUMNS, ROLE_SIDES, SIDES, active_pairs
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Ages, Declarations, Indicator, Role

ROWS_AT_ONCE = 2_000_000  # people times periods held at once, some 200 MB; beyond, period after period

Band = tuple[str | None, Ages | None]
EVERYBODY: Band = (None, None)


@dataclass(frozen=True, slots=True)
class Tally:
    """People to count: of a band, perhaps in a role.

    They are enrolled on the day or (`gone`) left within the period.
    """

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
        """The marks it needs from the pairs (`pair_roles.role_columns`)."""
        return (*(ROLE_SIDES[self.role] if self.role else ()), *(("remote",) if self.remote else ()))


Counts = dict[Tally, int]


def tallies(indicator: Indicator, declarations: Declarations) -> dict[str, Tally]:
    """Returns what an indicator needs counted, by name.

    The names are `part`, `could`, `left`, perhaps `distance`, and `whole:…` by reading.
    """
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
    """Returns counts of people for each period.

    What the lists cannot tell (a list or column is missing) has no entry.
    """
    counts: list[Counts] = [{} for _ in periods]
    if roster.pairs is None:
        return counts
    needed = {people: _needed(people, declarations) for people in PEOPLE if getattr(roster, people) is not None}
    marks = {column for group in declarations.groups.values() for column in group.columns}
    lists = {people: frame_view(getattr(roster, people)) for people in needed}
    known_from = {people: _marks_known_from(everyone) for people, everyone in lists.items()}
    all_pairs = frame_view(roster.pairs)
    if len(periods) > 1:  # the lists will be crossed with them
        lists = {people: select_read_columns(view, marks) for people, view in lists.items()}
        all_pairs = select_read_columns(all_pairs)
    for places in _batches(len(periods), [*lists.values(), all_pairs]):
        batch = [periods[place] for place in places]
        pairs = active_pairs(at_points(all_pairs, batch, (), PERSON_COLUMNS), filters)
        if pairs is None:
            return counts
        requests = []
        for people, everyone in lists.items():
            view = at_points(everyone, batch, _bounds(needed[people], filters, declarations), ["person"])
            conditions = _conditions(people, view, needed[people], filters, declarations)
            if conditions is not None:
                sides = {mark for tally in needed[people] for mark in tally.marks}
                requests.append(CountRequest(people, view, conditions, sides))
        for census in censuses(requests, pairs, len(batch)):
            for tally, numbers in _counted(census, needed[census.people]):
                by_marks = bool(tally.group) or filters.has_category_of(census.people, declarations)
                day = known_from[census.people] if by_marks else None
                for place, number in _where_known(tally, zip(places, numbers, strict=True), periods, day):
                    counts[place][tally] = number
    return counts


def _marks_known_from(everyone: FrameView) -> dt.date | None:
    """Returns the day from which the marks of all people of a list hide nothing; None where they never do.

    Before it somebody was there of whom a list of leavers tells no marks: a missing column is not a no.
    """
    if not everyone.has("marks_known_from"):
        return None
    days = [row["marks_known_from"] for row in rows_of(everyone.frame.select("marks_known_from"))]
    return max((day.date() for day in days if day is not None), default=None)


def _where_known(
    tally: Tally, numbers: Iterable[tuple[int, int]], periods: Sequence[Period], known_from: dt.date | None
) -> Iterator[tuple[int, int]]:
    """Yields the numbers, by the place of their period, where nobody's marks are unknown of those to count."""
    for place, number in numbers:
        period = periods[place]
        if known_from is None or (known_from < period.since if tally.gone else known_from <= period.on):
            yield place, number


def _batches(periods: int, lists: Iterable[FrameView]) -> Iterable[range]:
    """Returns the periods that are counted at once.

    All, where the lists are in memory and fit there that many times.
    """
    heights = [len(view.frame) if isinstance(view.frame, nw.DataFrame) else ROWS_AT_ONCE for view in lists]
    if periods > 1 and periods * max(heights) <= ROWS_AT_ONCE:
        return [range(periods)]
    return [range(place, place + 1) for place in range(periods)]


def _needed(people: People, declarations: Declarations) -> set[Tally]:
    indicators = (indicator for indicator in declarations.indicators if declarations.people(indicator) == people)
    return {tally for indicator in indicators for tally in tallies(indicator, declarations).values()}


def _bounds(needed: Iterable[Tally], filters: Filters, declarations: Declarations) -> list[int]:
    """Returns every number of years that an age is compared with, ascending.

    These are the first of a band and the year after its last.
    """
    bands = [*(tally.ages for tally in needed), filters.ages, (0, declarations.settings.young_specialist_oldest)]
    return sorted({year for band in bands if band for year in (band[0], band[1] + 1)})


def _conditions(
    people: People, view: FrameView, needed: set[Tally], filters: Filters, declarations: Declarations
) -> dict[Hashable, Condition] | None:
    """Returns the conditions on each person, by band and `here`, `gone`, `back`.

    A band whose columns the lists lack is left out; None if that is the filter.
    """
    narrowed = chosen(people, filters, view, declarations)
    if narrowed is None:
        return None
    here = enrolled(people, view)
    conditions: dict[Hashable, Condition] = {"here": reduce(and_, narrowed, here)}
    if view.has("left_on"):
        conditions["gone"] = reduce(and_, narrowed, left_within(view))
    if (back := came_back(here, people, view)) is not None:
        conditions["back"] = back
    for band in {tally.band for tally in needed} - {EVERYBODY}:
        if (belongs := in_band(*band, view, declarations)) is not None:
            conditions[band] = belongs
    return conditions


def _counted(census: Census, needed: set[Tally]) -> Iterator[tuple[Tally, list[int]]]:
    """Yields the people of each tally at each point.

    Who has left and come back is counted as here.
    """
    back: set[int] = set()
    if "back" in census.met:
        paired = reduce(or_, (census.met[side] for side in SIDES if side in census.met))
        back = census.named(census.met["back"] & paired)
    for tally in needed:
        if (flags := _flags(tally, census.met)) is not None:
            yield tally, census.by_point(census.named(flags) - back) if tally.gone else census.rows(flags)


def _flags(tally: Tally, met: Mapping[Hashable, Flags]) -> Flags | None:
    """Returns the rows of a tally's people; None where its band is unknown.

    A list without a day of leaving has nobody who left; pairs without a mode leave distance unknown.
    """
    if (tally.band not in met and tally.band != EVERYBODY) or (tally.remote and "remote" not in met):
        return None
    required = ["gone" if tally.gone else "here", *([] if tally.band == EVERYBODY else [tally.band])]
    required += ["remote"] if tally.remote else []
    if not met.keys() >= set(required):
        return np.zeros_like(met["here"])
    paired = [reduce(or_, (met[side] for side in ROLE_SIDES[tally.role]))] if tally.role else []
    return reduce(and_, [*(met[key] for key in required), *paired])
