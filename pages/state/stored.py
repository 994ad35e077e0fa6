"""The store as the pages see it: the shown version, and the settings in force.

The modules of the store are imported where they are used: a school that has saved nothing does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from access import journal, turned_on
from access.journal import OF_ACTION, Event
from access.narrowing import narrowed_lists, scope
from access.rights import Action, require
from data.findings import ListError
from data.loading import Lists
from data.people_caches import people_cache
from data.required_columns import RequiredColumns
from data.store.location import is_in_use, place
from metrics.indicators import Declarations, load
from metrics.required_columns import required_columns_of
from metrics.settings import in_force
from pages.state.account import SignedOut, current_account, current_session
from pages.state.state import state

if TYPE_CHECKING:
    from access.model import Account
    from data.store.versions import Identity, Store, Version


@st.cache_resource(show_spinner=False)
def _interrupted(place: str) -> list[str]:
    return turned_on.interrupted(place)


@st.cache_resource(show_spinner=False)
def _store(place: str) -> Store:
    from data.store.versions import Store

    _interrupted(place)  # before: opening the store sweeps and says nothing
    return Store(place)


def store(action: Action) -> Store:
    """Returns the store for what is to be done with it, made if need be; what changes something is recorded before.

    Raises `Forbidden` where whoever has signed in may not do that, `StoreError` where the store failed.
    """
    require(current_account(), action)
    if event := OF_ACTION.get(action):
        record(event)
    return _store(place())


def record(event: Event, about: str = "") -> None:
    """Adds to the journal of actions what whoever has signed in is about to do; nothing without accounts.

    Raises `StoreError`: what cannot be recorded is not done. Raises `SignedOut` where the session has ended meanwhile.
    """
    if signed_in := current_session():
        from access.sessions import goes_on

        with _store(place()).writing() as connection:
            if not goes_on(connection, signed_in):
                raise SignedOut
            journal.add(connection, signed_in.account, event, about)
        state.is_recorded = True


def record_refusal() -> None:
    """Adds that what was recorded last was not done, whatever has become of the session since. Raises `StoreError`."""
    if account := current_account():
        journal.record(_store(place()), account, Event.REFUSED)


def store_or_none(action: Action) -> Store | None:
    """Returns the store where there is one; looking for it makes none. Raises like `store`."""
    require(current_account(), action)
    return _existing()


def _existing() -> Store | None:
    return _store(place()) if is_in_use() else None


@st.cache_resource(show_spinner=False)
def _faults(place: str) -> list[str]:
    return _store(place).faults()


@st.cache_resource(show_spinner=False, ttl=3600)
def _sweep(place: str) -> None:
    """Ends a draft that is too old: once an hour, as each rerun of a page would ask the store again."""
    _store(place).sweep()


def faults() -> list[str]:
    """Returns what in the store does not agree with its hash.

    Looks at start, and anew while something is wrong.
    """
    if _existing() is None:
        return []
    sentences = _faults(place())
    if sentences:
        _faults.clear()
    return sentences


def prepare() -> bool:
    """Checks the store and reads the current lists before anybody asks; returns whether there are any."""
    faults()
    existing = _existing()
    current = existing.current_id() if existing else None
    if current is None:
        return False
    whole_lists_of(current)
    return True


def interrupted() -> list[str]:
    """Returns, once a session, what an interrupted copy or restore had left.

    Raises `StoreError`.
    """
    if state.interruption_shown or not is_in_use():
        return []
    state.interruption_shown = True
    return _interrupted(place())


def refresh() -> None:
    """Asks the store once a run what is current and which settings are in force, and ends a draft that is too old.

    Raises `StoreError`.
    """
    # A store that disappears while its lists are shown is opened all the same: that names the cause.
    existing = _store(place()) if is_in_use() or state.current else None
    if existing is None:
        state.current, state.settings = None, None
        return
    from data.store.settings import settings_history

    _sweep(place())
    state.current = existing.current_id()
    opened = state.opened_version
    del state.opened_version
    if opened and (identity := existing.id_of(opened[0])):  # it may have been destroyed, or somebody in it
        state.opened_version = identity
    state.settings = in_force(settings_history(existing))


def shown() -> Identity | None:
    """Returns the identity of the opened version, else of the current one."""
    return state.opened_version or state.current


def is_old() -> bool:
    """Returns whether an older version than the current one is open."""
    return shown() != state.current


def versions() -> list[Version]:
    """Returns all stored versions, the last first."""
    existing = store_or_none(Action.READ_STORE)
    return existing.versions() if existing else []


def lists_of(identity: Identity) -> Lists:
    """Returns the lists of a stored version, as far as they are open to whoever has signed in."""
    return open_to_account(whole_lists_of(identity), repr(identity))


def whole_lists_of(identity: Identity) -> Lists:
    """Returns the lists of a stored version whole: for figures that disclosure control lets out."""
    return _lists(place(), *identity)


def open_to_account(lists: Lists, key: str) -> Lists:
    """Returns what of lists is open to whoever has signed in; `key` is what the caches know the lists by."""
    account = current_account()
    seen_by = scope(account)
    return _narrowed(place(), key, seen_by, lists, account) if seen_by else lists


@people_cache
@st.cache_resource(show_spinner=False, max_entries=60, ttl=3600)
def _narrowed(place: str, key: str, seen_by: str, _lists: Lists, _account: Account | None) -> Lists:
    return narrowed_lists(_lists, _account)


@people_cache
@st.cache_resource(show_spinner=False, max_entries=6, ttl=3600)  # what another program destroys does not stay for long
def _lists(place: str, number: int, sha256: str) -> Lists:
    from data.saving import lists_of_version

    if _store(place).id_of(number) != (number, sha256):
        raise ListError(f"Версия № {number} только что изменилась. Нажмите «Повторить».")
    return lists_of_version(_store(place), number)


def open_version(version: Version) -> None:
    """Looks at a version from now on, in this session."""
    if version.identity == state.current:
        close_version()
    else:
        state.opened_version = version.identity


def close_version() -> None:
    del state.opened_version


def declarations() -> Declarations:
    """Returns the declarations as the school's settings have them."""
    return load(settings=state.settings)


def required_columns() -> tuple[RequiredColumns, ...]:
    """Returns what the declared indicators need of the lists."""
    return required_columns_of(declarations())
