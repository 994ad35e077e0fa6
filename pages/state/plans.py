"""The plan of new pairs as a session asks for it: year and day, the rules, what the person settled; cached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from access.rights import Action
from data.loading import Lists
from data.new_pairs import NewPair, PersonId
from data.people_caches import clears_people, people_cache
from data.periods import Period, year_to_date
from metrics.indicators import Declarations, load
from metrics.pairing import Pairing
from metrics.people import Person
from metrics.plan.choices import Choices, Pair
from metrics.plan.forecast import Point, forecast
from metrics.plan.fragility import Fragility, fragility
from metrics.plan.planning import Plan, Planner, default_day
from metrics.plan.what_if import Effect, Supposition, what_if
from pages.state import actions, session, stored
from pages.state.figures import KEYS
from pages.state.values import Value, Values

if TYPE_CHECKING:
    from data.store.versions import Identity

YEARS_AHEAD = 3  # years after that of the lists for which goals can be chosen
HASHED: dict[str | type[Any], Callable[[Any], Any]] = {**KEYS, Choices: hash, Supposition: hash}


@dataclass(frozen=True, slots=True)
class Settled:
    """What the person settled of a plan; `lists` stands for the lists that it is about."""

    lists: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Recording:
    """Pairs that are to be recorded over the version that the person saw."""

    pairs: tuple[NewPair, ...]
    based_on: Identity


class PlanState(Values):
    """What the page «Подбор новых пар» holds for a session."""

    prefix = "plan"
    year: Value[int | None] = Value(None)
    day: Value[dt.date | None] = Value(None)
    section: Value[str | None] = Value(None)
    pairing: Value[Pairing | None] = Value(None)  # where it differs from the school's settings
    settled: Value[Settled | None] = Value(None)
    person: Value[PersonId | None] = Value(None)  # asked about
    partner: Value[PersonId | None] = Value(None)  # whether in a pair with this one
    number: Value[str | None] = Value(None)  # of the indicator of the forecast
    ending: Value[Sequence[int]] = Value(())  # what is supposed
    leaving: Value[Sequence[PersonId]] = Value(())
    classes: Value[Sequence[str]] = Value(())
    with_plan: Value[bool] = Value(True)
    special: Value[bool] = Value(False)  # whether the shares that tell of health or registers are shown too
    recording: Value[Recording | None] = Value(None)


class SwapField(Values):
    """Another mentor for the mentee of a pair; the scope is the pair."""

    prefix = "swap"
    mentor: Value[PersonId | None] = Value(None)


plan_state = PlanState()


def years() -> list[int]:
    """Returns the years whose goals can be planned for, that of the lists first."""
    first = session.lists().as_of.year
    return list(range(first, first + YEARS_AHEAD + 1))


def session_choices() -> Choices:
    """Returns what the person settled of these lists in this session."""
    settled = plan_state.settled
    return settled.choices if settled and settled.lists == session.cache_key() else Choices()


def choices() -> Choices:
    """Returns what holds for a plan: what was settled in this session, and who may never be paired."""
    now = session_choices()
    return replace(now, forbidden=now.forbidden | school_choices().forbidden)


def settle(**changed: Any) -> None:
    """Keeps what the person settles from now on, to the end of the session."""
    plan_state.settled = Settled(session.cache_key(), replace(session_choices(), **changed))


def school_choices() -> Choices:
    """Returns what the school settled for good."""
    from reports.plan.stored_choices import stored_choices

    return stored_choices(stored.store_or_none(Action.READ_STORE), session.lists().roster)


def set_forbidden(first: Person, second: Person, *, forbidden: bool) -> None:
    """Forbids two people to be a pair for good, or allows it; without a store to the end of the session."""
    from data.store.forbidden_pairs import allow_pair, forbid_pair
    from reports.plan.stored_choices import person_key

    store, who = stored.store_or_none(Action.READ_STORE), frozenset((first.id, second.id))
    two = frozenset((person_key(first), person_key(second)))
    if store is None or session.is_demonstration() or session.are_unsaved():
        now = session_choices().forbidden
        settle(forbidden=now | {who} if forbidden else now - {who})
    elif forbidden:
        forbid_pair(stored.store(Action.CHANGE_PAIRS), two, actions.known_person())
    else:
        allow_pair(stored.store(Action.CHANGE_PAIRS), two)


def pin(pair: Pair) -> None:
    """Keeps a pair in every plan."""
    now = session_choices()
    others = tuple(other for other in now.pinned if other[1] != pair[1])
    settle(pinned=(*others, pair), rejected=now.rejected - {pair})


def reject(pairs: Sequence[Pair]) -> None:
    """Keeps pairs out of every plan."""
    now = session_choices()
    gone = frozenset(pairs)
    settle(pinned=tuple(pair for pair in now.pinned if pair not in gone), rejected=now.rejected | gone)


def forget_settled() -> None:
    plan_state.settled = None


def declarations() -> Declarations:
    """Returns the declarations with the rules of pairs that this session tries."""
    declared = stored.declarations()
    if plan_state.pairing is None:
        return declared
    return load(settings=declared.settings.model_copy(update={"pairing": plan_state.pairing}))


def planner(year: int, on: dt.date) -> Planner:
    """Returns the planner of the lists in use; who is in them stays in memory alone."""
    return _planner(session.cache_key(), declarations(), year, on, session.lists())


def school_planner(on: dt.date) -> Planner:
    """Returns the planner of a day by the settings of the school, whatever this session tries."""
    return _planner(session.cache_key(), stored.declarations(), on.year, on, session.lists())


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=4, hash_funcs=HASHED)  # some 30 MB of a large school
def _planner(lists_key: str, declared: Declarations, year: int, on: dt.date, _lists: Lists) -> Planner:
    return Planner(_lists.roster, year, on, declared)


def plan(year: int, on: dt.date, settled: Choices | None = None) -> Plan:
    """Returns the plan for the goals of a year on a day."""
    return _plan(session.cache_key(), declarations(), year, on, settled or Choices(), planner(year, on))


@people_cache
@st.cache_resource(show_spinner="Подбираем пары…", ttl=3600, max_entries=60, hash_funcs=HASHED)
def _plan(lists_key: str, declared: Declarations, year: int, on: dt.date, settled: Choices, _planner: Planner) -> Plan:
    return _planner.plan(settled)


def plan_of_year(year: int) -> Plan:
    """Returns the plan for a year's goals on its last day, as this session settled nothing."""
    return plan(year, default_day(year), school_choices())


def forecast_to(on: dt.date) -> list[Point]:
    """Returns the shares to come up to a day."""
    return _points(session.cache_key(), declarations(), on, session.lists())


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=12, hash_funcs=HASHED)
def _points(lists_key: str, declared: Declarations, on: dt.date, _lists: Lists) -> list[Point]:
    return forecast(_lists.roster, on, declared)


def fragilities(on: dt.date) -> list[Fragility]:
    """Returns what hangs on whom by the lists, on their day."""
    lists = session.lists()
    return _fragilities(session.cache_key(), stored.declarations(), year_to_date(min(lists.as_of, on)), lists)


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=12, hash_funcs=HASHED)
def _fragilities(lists_key: str, declared: Declarations, period: Period, _lists: Lists) -> list[Fragility]:
    return fragility(_lists.roster, period, declared)


def effect_of(supposition: Supposition, on: dt.date) -> Effect:
    """Returns what a supposition does to the shares of a day."""
    return what_if(session.lists().roster, supposition, on, declarations())


@clears_people
def _clear_state() -> None:
    """Drops who is settled for a plan or is about to be recorded."""
    forget_settled()
    plan_state.recording = None
