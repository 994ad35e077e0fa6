"""What the shares would be if pairs began or ended, people left, a class was graduated. Nothing is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from data.new_pairs import NewPair, PersonId, Terms, with_pairs
from data.periods import year_to_date
from data.roster import Roster
from metrics.indicators import Declarations
from metrics.people import people_of
from metrics.plan.changed_rosters import (
    with_class_leaving,
    with_graduates_leaving,
    with_pairs_ending,
    with_people_leaving,
)
from metrics.plan.membership import membership
from metrics.plan.moves import Move, moves
from metrics.results import Result, results


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed to happen on the date of the data; `ending` are places in the list of pairs."""

    new_pairs: tuple[NewPair, ...] = ()
    ending: frozenset[int] = frozenset()
    leaving: frozenset[PersonId] = field(default_factory=frozenset)
    leaving_classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Effect:
    """The shares on a day as things stand and as supposed, and who moves."""

    before: list[Result]
    after: list[Result]
    moves: list[Move]


def what_if(roster: Roster, supposition: Supposition, on: dt.date, declarations: Declarations) -> Effect:
    """Returns what a supposition does to the shares of a day.

    By the rule of a period a pair that ends counts to the end of its year (docs/domain.md, «Who counts»).
    """
    period = year_to_date(on)
    lasting = with_graduates_leaving(roster, declarations.settings.pairing)
    supposed = with_supposed(lasting, supposition)
    before, after = (membership(lists, period, declarations) for lists in (lasting, supposed))
    was, now = (results(lists, period, declarations=declarations) for lists in (lasting, supposed))
    people = {person.id: person for person in people_of(lasting, on)}
    return Effect(was, now, moves(before, after, (on, on), people, declarations))


def with_supposed(roster: Roster, supposition: Supposition) -> Roster:
    """Returns the roster as supposed."""
    day = roster.as_of
    roster = with_pairs_ending(roster, supposition.ending, day) if supposition.ending else roster
    roster = with_people_leaving(roster, supposition.leaving, day)
    for class_name in sorted(supposition.leaving_classes):
        roster = with_class_leaving(roster, class_name, day)
    return with_pairs(roster, supposition.new_pairs, Terms(day))
