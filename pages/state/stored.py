"""The store as the pages see it: the version that is shown, and the settings in force.

The modules of the store are imported where they are used: a school that has saved nothing does not wait for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Literal, ParamSpec

import streamlit as st

from data.findings import ListError
from data.loading import Lists
from data.needs import Need
from data.parsing import clean
from data.periods import year_to_date
from data.store.location import is_in_use, place
from metrics.indicators import Declarations, Settings
from metrics.indicators import load as load_declarations
from metrics.needs import needs_of
from metrics.results import Result, results
from metrics.settings import in_force
from metrics.snapshots import content_of, key, results_of

if TYPE_CHECKING:
    from data.people.person_search import ErasureTarget
    from data.roadmap.records import Edition
    from data.roadmap.standing import Standing
    from data.store.export_log import Export
    from data.store.versions import Store, Version

Asked = ParamSpec("Asked")
OPENED = "opened_version"  # in session state: the older version that this session looks at
TOLD = "told"  # in session state: the outcome of what was asked for, to be shown once
TOLD_OF_INTERRUPTED = "told_of_interrupted"  # in session state: that the outcome of an ended copy was shown
WHO = "who"  # in session state: the name that the person gave; «со слов» until accounts exist
WHO_TYPED = "who_typed"  # the field on the page that is open, gone from session state with it


@st.cache_resource(show_spinner=False)
def _interrupted(where: str) -> list[str]:
    from data.store.working_folder import recovered

    return recovered(where)


@st.cache_resource(show_spinner=False)
def _store(where: str) -> Store:
    from data.store.versions import Store

    _interrupted(where)  # before: opening the store sweeps and says nothing
    return Store(where)


def store() -> Store:
    """The store, made if need be. Raises `StoreError`."""
    return _store(place())


@st.cache_resource(show_spinner=False)
def _faults(where: str) -> list[str]:
    return _store(where).faults()


def faults() -> list[str]:
    """What in the store does not agree with its hash: looked for at start, and anew as long as something is wrong."""
    found = _faults(place())
    if found:
        _faults.clear()
    return found


def interrupted() -> list[str]:
    """What an ended process had left of a copy or a restore: told to every session once. Raises `StoreError`."""
    if st.session_state.get(TOLD_OF_INTERRUPTED):
        return []
    st.session_state[TOLD_OF_INTERRUPTED] = True
    return _interrupted(place())


def look() -> None:
    """Asks the store once a run what is current and which settings are in force. Raises `StoreError`."""
    if not is_in_use() and current() is None:
        st.session_state["current"], st.session_state["settings"] = None, None
        return
    from data.store.settings import settings_history

    st.session_state["current"] = store().current_id()
    opened = st.session_state.pop(OPENED, None)
    if opened and (now := store().id_of(opened[0])):  # it may have been destroyed, or somebody in it
        st.session_state[OPENED] = now
    st.session_state["settings"] = in_force(settings_history(store()))


def current() -> tuple[int, str] | None:
    """Number and hash of the current version."""
    found: tuple[int, str] | None = st.session_state.get("current")
    return found


def shown() -> tuple[int, str] | None:
    """Number and hash of the version that is looked at: the one that was opened, else the current one."""
    opened: tuple[int, str] | None = st.session_state.get(OPENED)
    return opened or current()


def is_old() -> bool:
    """Whether an older version than the current one is open."""
    return shown() != current()


def lists_of(key: tuple[int, str]) -> Lists:
    """The lists of a stored version."""
    return _lists(place(), *key)


@st.cache_resource(show_spinner=False, max_entries=6, ttl=3600)  # what another program destroys does not stay for long
def _lists(where: str, number: int, sha256: str) -> Lists:
    from data.saving import lists_of_version

    if _store(where).id_of(number) != (number, sha256):
        raise ListError(f"Версия № {number} только что изменилась. Нажмите «Повторить».")
    return lists_of_version(_store(where), number)


def forget_lists() -> None:
    """Drops the lists in memory: what was destroyed must not live on there."""
    _lists.clear()


def open_version(version: Version) -> None:
    """Looks at a version from now on, in this session."""
    if (version.id, version.sha256) == current():
        st.session_state.pop(OPENED, None)
    else:
        st.session_state[OPENED] = (version.id, version.sha256)


def close_version() -> None:
    st.session_state.pop(OPENED, None)


def telling(act: Callable[Asked, None]) -> Callable[Asked, None]:
    """A click's doing whose failure in the store is told on the next drawing."""

    @wraps(act)
    def told_of(*arguments: Asked.args, **named: Asked.kwargs) -> None:
        try:
            act(*arguments, **named)
        except ListError as fault:
            told("error", str(fault))

    return told_of


def who() -> str:
    """The name that the person gave, on this page or before. Raises `ListError` where none was given."""
    name = clean(str(st.session_state.get(WHO_TYPED) or st.session_state.get(WHO, "")))
    if not name:
        raise ListError("Впишите, кто вы: это останется в записи. Пока ничего не сделано.")
    st.session_state[WHO] = name
    return name


def told(kind: Literal["error", "success"], words: str) -> None:
    """Keeps the outcome of a click for the drawing that follows it."""
    st.session_state[TOLD] = (kind, words)


def settings() -> Settings | None:
    """The settings in force; None where nothing was ever kept."""
    found: Settings | None = st.session_state.get("settings")
    return found


def declarations() -> Declarations:
    """The declarations as the school's settings have them."""
    return load_declarations(settings=settings())


def needs() -> tuple[Need, ...]:
    """What the declared indicators need of the lists."""
    return needs_of(declarations())


def results_of_versions(versions: Sequence[Version]) -> dict[int, list[Result]]:
    """The shares of each version, from the start of the year to the date of its data; kept beside it."""
    from data.hashing import sha256
    from data.store.figures import figures, keep_figures

    told = declarations()
    made_by = {one.id: sha256(key(told), one.sha256) for one in versions}
    known = figures(store())
    found = {}
    for one in versions:
        period = year_to_date(one.as_of)
        if (one.id, made_by[one.id]) in known:
            found[one.id] = results_of(known[one.id, made_by[one.id]], period, told)
        else:
            found[one.id] = results(store().roster(one.id), period, declarations=told)
            with suppress(ListError):  # they can be computed again
                keep_figures(store(), made_by[one.id], one.id, content_of(found[one.id]))
    return found


def course_of_versions() -> list[list[Result]]:
    """The shares over the stored versions by the date of their data, the last version of each date."""
    if current() is None:
        return []
    last = {one.as_of: one for one in reversed(store().versions())}
    chosen = [last[day] for day in sorted(last)]
    found = results_of_versions(chosen)
    return [found[one.id] for one in chosen]


def roadmap() -> Edition:
    """The edition of the roadmap in force."""
    from data.roadmap.records import editions

    return editions(store() if is_in_use() else None)[-1]


def roadmap_standings() -> list[Standing]:
    """How every activity stands today; until something is stored nothing counts as overdue."""
    from data.roadmap.records import standings_of_school

    told = declarations().settings
    return standings_of_school(
        store() if is_in_use() else None, dt.date.today(), told.working_days_after, told.records_from
    )


def exports() -> list[Export]:
    """The log of exports, the last first."""
    from data.store.export_log import exports

    return exports(store()) if is_in_use() else []


def people_of_versions() -> list[ErasureTarget]:
    """Everyone whom a version names, each once."""
    from data.store.erasure import everyone

    return everyone(store())
