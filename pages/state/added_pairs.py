"""A pair that a person adds on «Пары»: what the fields hold, why it may not be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from data.new_pairs import NewOutsidePair, NewPair, PersonId
from data.people_caches import clears_people
from pages.state import plans, stored
from pages.state.values import Value, Values

if TYPE_CHECKING:
    from data.store.versions import Identity


class AddState(Values):
    """What the form of a new pair holds for a session."""

    prefix = "added"
    based_on: Value[Identity | None] = Value(None)  # the version over which a pair is being added
    is_outside: Value[bool] = Value(False)
    mentor: Value[PersonId | None] = Value(None)
    outsider: Value[str] = Value("")
    workplace: Value[str] = Value("")
    mentee: Value[PersonId | None] = Value(None)
    form: Value[str | None] = Value(None)
    mode: Value[str | None] = Value(None)


add_state = AddState()


def begin(*, mentor: PersonId | None = None, mentee: PersonId | None = None) -> None:
    """Begins to add a pair over the version shown, with whom is known of it."""
    add_state.based_on, add_state.mentor, add_state.mentee = stored.shown(), mentor, mentee


def objections(pair: NewPair | NewOutsidePair, start: dt.date) -> list[str]:
    """Returns in words why a pair may not begin on a day, by the rules for proposals; nothing where it may."""
    planner = plans.school_planner(start)
    place, rules = planner.pool.place, planner.rules(plans.school_choices())
    if isinstance(pair, NewPair):
        return rules.objections(place[pair.mentor], place[pair.mentee])
    return [f"наставляемый: {words}" for words in rules.of_mentee(place[pair.mentee])]


@clears_people
def _clear_state() -> None:
    """Drops who is in the form."""
    add_state.based_on = None
    del add_state.mentor, add_state.mentee, add_state.outsider
