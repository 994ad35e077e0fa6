"""What the page «Пары» holds for a session, and the pairs of the lists in use as they stand on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from access.narrowing import scope
from access.rights import Action, Forbidden
from data.changed_pairs import PairChange, Reason
from data.loading import Lists
from data.new_pairs import PersonId
from data.people_caches import clears_people, people_cache
from data.store.contacts import (
    Contact,
    NotedContact,
    PairKey,
    contacts_of,
    days_without_contact,
    last_contacts,
    note_contacts,
    withdraw_contact,
)
from metrics.indicators import Declarations
from metrics.pairs.attention import AttentionCause, attention, long_without_contact
from metrics.pairs.flow import Flow, flows
from metrics.pairs.pair_rows import PairPhase, PairRow, pair_rows
from metrics.people import Person, people_of
from pages.state import actions, session, stored
from pages.state.account import current_account
from pages.state.figures import KEYS
from pages.state.new_version import checked_once
from pages.state.values import Value, Values

if TYPE_CHECKING:
    from data.store.versions import Identity, Store


class PairChangeKind(StrEnum):
    """What can be changed of pairs; the value is the words on the button."""

    EXTEND = "Продлить"
    END = "Завершить"
    MODE = "Изменить формат"
    FORM = "Изменить форму"
    MENTOR = "Сменить наставника"


@dataclass(frozen=True, slots=True)
class Changing:
    """Pairs that are to be changed, by their places in the list, over the version that the person saw."""

    kind: PairChangeKind
    rows: tuple[int, ...]
    based_on: Identity


class PairState(Values):
    """What the page «Пары» holds for a session."""

    prefix = "pairs"
    day: Value[dt.date | None] = Value(None)
    cause: Value[AttentionCause | None] = Value(None)
    standing: Value[PairPhase | str] = Value(PairPhase.IN_FORCE)  # or all
    form: Value[Sequence[str]] = Value(())
    name: Value[str] = Value("")  # any part of one
    special: Value[bool] = Value(False)  # whether the shares that tell of health or registers are shown too
    special_flow: Value[bool] = Value(False)  # the same of the groups of mentees
    small_flow: Value[bool] = Value(False)
    changing: Value[Changing | None] = Value(None)
    until: Value[dt.date | None] = Value(None)  # what the change is to be
    last: Value[dt.date | None] = Value(None)
    reason: Value[Reason] = Value(Reason.DONE)
    outcome: Value[str] = Value("")
    new_mode: Value[str | None] = Value(None)
    new_form: Value[str | None] = Value(None)
    mentor: Value[PersonId | None] = Value(None)
    mentor_from: Value[dt.date | None] = Value(None)


pair_state = PairState()


def rows_on(on: dt.date) -> list[PairRow]:
    """Returns the pairs of the lists in use as they stand on a day; who is in them stays in memory alone."""
    return _rows(session.cache_key(), stored.declarations(), on, session.lists())


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=6, hash_funcs=KEYS)
def _rows(lists_key: str, declared: Declarations, on: dt.date, _lists: Lists) -> list[PairRow]:
    return pair_rows(_lists.roster, on, declared)


def people_on(on: dt.date) -> list[Person]:
    """Returns everybody of the lists in use by name, each once; they stay in memory alone."""
    return _people(session.cache_key(), on, session.lists())


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=2, hash_funcs=KEYS)
def _people(lists_key: str, on: dt.date, _lists: Lists) -> list[Person]:
    return sorted(people_of(_lists.roster, on), key=lambda person: (person.name, person.title, person.id))


def flows_on(on: dt.date) -> list[Flow]:
    """Returns who mentors whom on a day, as far as it is asked for."""
    return flows(
        rows_on(on),
        session.lists().roster,
        on,
        stored.declarations(),
        special=pair_state.special_flow,
        small=pair_state.small_flow,
    )


def keeps_outcomes() -> bool:
    """Returns whether the list of pairs has a column for outcomes."""
    pairs = session.lists().roster.pairs
    return pairs is not None and "outcome" in pairs.columns


def causes(on: dt.date) -> dict[AttentionCause, frozenset[int]]:
    """Returns for every cause of attention the pairs that it concerns on a day."""
    settings, rows = stored.declarations().settings, rows_on(on)
    quiet, silent = long_without_contact(without_contact(rows, on), settings.quiet_after)
    return attention(rows, on, settings.pairing, keeps_outcomes=keeps_outcomes(), quiet=quiet, silent=silent)


def contacts() -> list[NotedContact]:
    """Returns the contacts of the stored lists, as far as their pairs are open to whoever has signed in.

    Of other lists there are none.
    """
    store = stored.store_or_none(Action.READ_CONTACTS)
    if session.are_unsaved() or session.is_demonstration():
        return []
    every, is_own = _contacts(session.whole_lists_key(), store), _own_pairs()
    return every if is_own is None else [noted for noted in every if noted.contact.pair in is_own]


def _own_pairs() -> frozenset[PairKey] | None:
    """Returns the pairs that are open to whoever has signed in; None where all are."""
    if not scope(current_account()):
        return None
    return frozenset(map(key_of, rows_on(session.lists().as_of)))


def note(contacts: Sequence[Contact], today: dt.date) -> None:
    """Stores contacts of own pairs. Raises `ListError`."""
    own = _own_pairs()
    if own is not None and not own.issuperset(contact.pair for contact in contacts):
        raise Forbidden
    note_contacts(stored.store(Action.NOTE_CONTACTS), contacts, actions.person(), today)
    forget_contacts()


def withdraw(identity: int) -> None:
    """Marks a contact of an own pair as noted by mistake. Raises `ListError`."""
    if all(noted.id != identity for noted in contacts()):
        raise Forbidden
    withdraw_contact(stored.store(Action.NOTE_CONTACTS), identity, actions.person())
    forget_contacts()


def contacts_of_rows(rows: Sequence[PairRow]) -> list[NotedContact]:
    """Returns the contacts of these pairs, the last first."""
    wanted = {key_of(row) for row in rows}
    return [noted for noted in contacts() if noted.contact.pair in wanted]


@people_cache
@st.cache_resource(show_spinner=False, ttl=60, max_entries=2)
def _contacts(lists_key: str, _store: Store | None) -> list[NotedContact]:
    return contacts_of(_store)


def forget_contacts() -> None:
    """Drops the contacts in memory: some were noted, withdrawn or destroyed."""
    _contacts.clear()


def key_of(row: PairRow) -> PairKey:
    """Returns what a pair and its contacts are known by."""
    return PairKey.of(row.mentor.name, row.mentee.name, row.start)


def without_contact(rows: Sequence[PairRow], on: dt.date) -> dict[int, int]:
    """Returns the days since the last contact of each pair; nothing where no contact was ever noted."""
    last = last_contacts(contacts(), on)
    return {row.row: days_without_contact(key_of(row), last, on) for row in rows} if last else {}


def words(cause: AttentionCause, count: int) -> str:
    """Returns a cause with its count, as it is chosen and as it stands in the address."""
    return f"{title(cause)}: {count}"


def address(on: dt.date, cause: AttentionCause, count: int) -> dict[str, str]:
    """Returns what the address of the page says to show the pairs of a day that a cause concerns."""
    return {
        pair_state.key(PairState.day): on.isoformat(),
        pair_state.key(PairState.cause): words(cause, count),
    }


def title(cause: AttentionCause) -> str:
    return f"{cause.value[0].upper()}{cause.value[1:]}"


def changed(changing: Changing, change: PairChange) -> Lists:
    """Returns the stored lists with the change, checked once. Raises `ListError`."""
    from data.saving import lists_with_changed_pairs

    number, _ = changing.based_on
    return checked_once(
        (changing, change),
        lambda: lists_with_changed_pairs(
            stored.store(Action.READ_STORE), number, changing.rows, change, dt.date.today(), stored.required_columns()
        ),
    )


@clears_people
def _clear_state() -> None:
    """Drops who is chosen on the page of pairs."""
    pair_state.name, pair_state.changing = "", None
    del pair_state.mentor
