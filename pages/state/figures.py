"""The figures of the pages, cached on lists, declarations, period and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from data.findings import ListError
from data.hashing import sha256
from data.loading import Lists
from data.periods import Period, year_to_date
from metrics.breakdown import Slice, coverage
from metrics.explain import Standing, standings
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator
from metrics.results import Result, course_periods, results, results_of_periods
from metrics.snapshots import content_of, key, results_of
from pages.state import session, stored
from pages.state.state import state

if TYPE_CHECKING:
    from data.store.versions import Identity, Version
    from metrics.disclosure.public_tables import PublicFigures
    from reports.registry import Order

FIRST_POINT = dt.date(2020, 10, 1)  # the roadmap starts in IV quarter of 2020


def _by_settings(declarations: Declarations) -> str:
    """Returns what makes declarations differ while the app runs: their settings."""
    return repr(declarations.settings)


# How the caches know their arguments
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {Period: repr, Filters: hash, Declarations: _by_settings}


def computed() -> tuple[list[Result], list[list[Result]]]:
    """Returns the results of the report and the course of the shares up to it."""
    request, declarations, lists_key = state.request, stored.declarations(), session.cache_key()
    report, course = _computed(lists_key, declarations, request.period, request.filters, session.lists())
    if state.show:
        report, *course = _for_others(lists_key, declarations, request.period, (report, *course))
    return report, course


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs=KEYS)
def _for_others(
    lists_key: str, declarations: Declarations, period: Period, _points: Sequence[list[Result]]
) -> list[list[Result]]:
    from metrics.disclosure.public_tables import for_screen

    return for_screen(_points)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=300, hash_funcs=KEYS)
def _computed(
    lists_key: str, declarations: Declarations, period: Period, filters: Filters, _lists: Lists
) -> tuple[list[Result], list[list[Result]]]:
    periods = [period, *course_periods(min(FIRST_POINT, period.on), period.on)]
    report, *course = results_of_periods(_lists.roster, periods, filters, declarations=declarations)
    return report, course


def of_version(identity: Identity, period: Period) -> list[Result]:
    """Returns the shares of a period by a stored version."""
    return _of_version(identity, stored.declarations(), period)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs=KEYS)
def _of_version(identity: Identity, declarations: Declarations, period: Period) -> list[Result]:
    return results(stored.lists_of(identity).roster, period, declarations=declarations)


def public_figures(kind: Literal["annual", "quarterly"], order: Order) -> PublicFigures:
    """Returns what a publication of that day may show beside earlier ones."""
    return _public(kind, order.source.made_from, order.on, order.declarations, len(stored.exports()), order)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs=KEYS)
def _public(
    kind: str, words: str, on: dt.date, declarations: Declarations, exports: int, _order: Order
) -> PublicFigures:
    return _order.annual() if kind == "annual" else _order.quarterly()


def class_coverage() -> list[Slice]:
    """Returns how much of each class has pairs."""
    request = state.request
    return coverage(session.lists().roster, request.period, request.filters, stored.declarations())


def people_of(indicator: Indicator, filters: Filters | None = None) -> list[Standing]:
    """Returns everyone against one indicator; not cached: it holds names."""
    request, declarations = state.request, stored.declarations()
    chosen = request.filters if filters is None else filters
    return standings(session.lists().roster, request.period, chosen, indicator, declarations)


def results_of_versions(versions: Sequence[Version]) -> dict[int, list[Result]]:
    """Returns the shares of each version, year to date; they are stored beside it."""
    from data.store.figures import figures, store_figures

    declarations, store = stored.declarations(), stored.store()
    made_by = {version.id: sha256(key(declarations), version.sha256) for version in versions}
    known = figures(store)
    by_version = {}
    for version in versions:
        period = year_to_date(version.as_of)
        content = known.get((version.id, made_by[version.id]))
        if content is not None:
            by_version[version.id] = results_of(content, period, declarations)
        else:
            shares = by_version[version.id] = results(store.roster(version.id), period, declarations=declarations)
            with suppress(ListError):  # they can be computed again
                store_figures(store, made_by[version.id], version.id, content_of(shares))
    return by_version


def course_of_versions() -> list[list[Result]]:
    """Returns the shares of the last version of each date of data, by date.

    Nothing where fewer than two days are stored, or with a filter on.
    """
    if session.are_unsaved() or state.request.filters or state.show or state.current is None:
        return []
    last_of_day = {version.as_of: version for version in reversed(stored.versions())}
    if len(last_of_day) < 2:
        return []
    versions = [last_of_day[day] for day in sorted(last_of_day)]
    by_version = results_of_versions(versions)
    return [by_version[version.id] for version in versions]
