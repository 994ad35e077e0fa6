"""What hangs on whom: how many people a reached goal can lose, and whose leaving alone breaks it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from data.new_pairs import PersonId
from data.periods import Period
from data.roster import Roster
from data.vocabulary import SIDES
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE, PERSON_COLUMNS, ROLE_SIDES, active_pairs
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator
from metrics.people import people_of
from metrics.plan.membership import Membership, membership
from metrics.results import Result, Status, results

NOT_LISTED = "нет в списках"  # a pair may name somebody whose row was not accepted
Holder = PersonId | str  # somebody of the lists, or a mentor from outside by name


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody whose leaving, with all his pairs, breaks a goal.

    `part` people fewer would then count in the share.
    """

    holder: Holder
    name: str
    part: int


@dataclass(frozen=True, slots=True)
class Fragility:
    """A reached goal: how many of its people may lose their pairs, and who alone holds it, the weightiest first."""

    result: Result
    spare: int
    supports: tuple[Support, ...]


def fragility(roster: Roster, period: Period, declarations: Declarations) -> list[Fragility]:
    """Returns what hangs on whom for each goal that is reached at the end of a period."""
    if roster.pairs is None:
        return []
    shares = results(roster, period, declarations=declarations)
    members = membership(roster, period, declarations)
    rows, partners = members.row(), _partners(roster, period)
    names = {person.id: person.title for person in people_of(roster, period.on)}
    found = []
    for column, result in enumerate(shares):
        share, goal = result.headline, result.goal.value
        if result.status is not Status.REACHED or share.part is None or share.whole is None:
            continue
        counting = {who for row, who in enumerate(members.persons) if members.counts[row, column]}
        lost = _lost(counting, result.indicator, partners)
        breaking = {
            holder: fewer
            for holder, fewer in lost.items()
            if _breaks(share.part - fewer, share.whole - _is_in_whole(members, rows, holder, column), goal)
        }
        supports = [Support(holder, _name(holder, names), fewer) for holder, fewer in breaking.items()]
        spare = share.part - math.ceil(goal * share.whole)
        found.append(Fragility(result, spare, tuple(sorted(supports, key=lambda one: (-one.part, one.name)))))
    return found


def _partners(roster: Roster, period: Period) -> dict[str, dict[Holder, set[Holder]]]:
    """Returns with whom everybody is in an active pair, by the side on which he is."""
    partners: dict[str, dict[Holder, set[Holder]]] = {side: defaultdict(set) for side in SIDES}
    pairs = active_pairs(frame_view(roster.pairs, period), Filters())
    assert pairs is not None  # it asks nothing that lists may lack
    for row in rows_of(pairs.frame.select(*PERSON_COLUMNS, *SIDES)):
        sides = [_holders(row, side) for side in SIDES]
        for side, own, others in zip(SIDES, sides, reversed(sides), strict=True):
            for holder in own:
                partners[side][holder].update(others)
    return partners


def _holders(row: dict[str, Any], side: str) -> list[Holder]:
    """Returns who is on a side of a pair."""
    listed: list[Holder] = [
        (people, int(row[f"{side}_{kind}"])) for people, kind in PEOPLE.items() if row[f"{side}_{kind}"] is not None
    ]
    return listed or [str(row[side])]


def _lost(
    counting: set[PersonId], indicator: Indicator, partners: dict[str, dict[Holder, set[Holder]]]
) -> Counter[Holder]:
    """Returns how many fewer count without a person and his pairs: himself, and who has no pair but with him."""
    lost: Counter[Holder] = Counter(counting)
    for who in counting:
        others = set().union(*(partners[side].get(who, set()) for side in ROLE_SIDES[indicator.part.role]))
        if len(others) == 1:
            lost.update(others - {who})
    return lost


def _is_in_whole(members: Membership, rows: dict[PersonId, int], holder: Holder, column: int) -> bool:
    row = None if isinstance(holder, str) else rows.get(holder)
    return row is not None and bool(members.whole[row, column])


def _breaks(part: int, whole: int, goal: Fraction) -> bool:
    """Returns whether a goal is missed; a share of nobody misses none."""
    return whole > 0 and Fraction(part, whole) < goal


def _name(holder: Holder, names: dict[PersonId, str]) -> str:
    return holder if isinstance(holder, str) else names.get(holder, NOT_LISTED)
