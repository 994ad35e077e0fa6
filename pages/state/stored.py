"""The store as the pages see it: the shown version, and the settings in force.

The modules of the store are imported where they are used: a school that has saved nothing does not wait for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from data.findings import ListError
from data.loading import Lists
from data.needs import Need
from data.store.location import is_in_use, place
from metrics.indicators import Declarations, load
from metrics.needs import needs_of
from metrics.settings import in_force
from pages.state.state import state

if TYPE_CHECKING:
    from data.people.person_search import ErasureTarget
    from data.roadmap.records import Edition
    from data.roadmap.standing import Standing
    from data.store.export_log import Export
    from data.store.settings import SettingsSaved
    from data.store.versions import Identity, Store, Version


@st.cache_resource(show_spinner=False)
def _interrupted(place: str) -> list[str]:
    from data.store.working_folder import recovered

    return recovered(place)


@st.cache_resource(show_spinner=False)
def _store(place: str) -> Store:
    from data.store.versions import Store

    _interrupted(place)  # before: opening the store sweeps and says nothing
    return Store(place)


def store() -> Store:
    """Returns the store, made if need be. Raises `StoreError`."""
    return _store(place())


def store_or_none() -> Store | None:
    """Returns the store where there is one; looking for it makes none.

    Raises `StoreError`.
    """
    return store() if is_in_use() else None


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
    if store_or_none() is None:
        return []
    sentences = _faults(place())
    if sentences:
        _faults.clear()
    return sentences


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
    existing = store() if is_in_use() or state.current else None
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
    existing = store_or_none()
    return existing.versions() if existing else []


def lists_of(identity: Identity) -> Lists:
    """Returns the lists of a stored version."""
    return _lists(place(), *identity)


@st.cache_resource(show_spinner=False, max_entries=6, ttl=3600)  # what another program destroys does not stay for long
def _lists(place: str, number: int, sha256: str) -> Lists:
    from data.saving import lists_of_version

    if _store(place).id_of(number) != (number, sha256):
        raise ListError(f"Версия № {number} только что изменилась. Нажмите «Повторить».")
    return lists_of_version(_store(place), number)


def forget_lists() -> None:
    """Drops the lists in memory: what was destroyed must not live on there."""
    _lists.clear()


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


def needs() -> tuple[Need, ...]:
    """Returns what the declared indicators need of the lists."""
    return needs_of(declarations())


def settings_history() -> list[SettingsSaved]:
    """Returns what the school saved of its settings, the last first."""
    from data.store.settings import settings_history

    existing = store_or_none()
    return settings_history(existing) if existing else []


def roadmap() -> Edition:
    """Returns the edition of the roadmap in force."""
    from data.roadmap.records import editions

    return editions(store_or_none())[-1]


def roadmap_standings() -> list[Standing]:
    """Returns how every activity stands today.

    Until something is stored nothing counts as overdue.
    """
    from data.roadmap.records import standings_of_school

    settings = declarations().settings
    return standings_of_school(store_or_none(), dt.date.today(), settings.working_days_after, settings.records_from)


def exports() -> list[Export]:
    """Returns the log of exports, the last first."""
    from data.store.export_log import exports

    existing = store_or_none()
    return exports(existing) if existing else []


def people_of_versions() -> list[ErasureTarget]:
    """Returns everyone whom a version names, each once."""
    from data.store.erasure import everyone

    return everyone(store())
