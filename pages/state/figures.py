"""The figures of the pages, cached on lists, declarations, period and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from access.narrowing import scope, sees_figures_alone
from access.rights import Action, may
from data.findings import ListError
from data.hashing import sha256
from data.loading import Lists
from data.people_caches import people_cache
from data.periods import Period, year_to_date
from metrics.breakdown import Slice, coverage
from metrics.disclosure.beside_school import beside_school, without_school
from metrics.explain import Explanation, explanations
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator
from metrics.results import Result, course_periods, results, results_of_periods
from metrics.snapshots import content_of, key, results_of
from pages.state import records, session, stored
from pages.state.account import current_account
from pages.state.state import state

if TYPE_CHECKING:
    from data.store.versions import Identity, Version
    from metrics.disclosure.public_tables import PublicFigures
    from reports.request import ReportRequest

FIRST_POINT = dt.date(2020, 10, 1)  # the roadmap starts in IV quarter of 2020


def _by_settings(declarations: Declarations) -> str:
    """Returns what makes declarations differ while the app runs: their settings."""
    return repr(declarations.settings)


# How the caches know their arguments
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Period: repr,
    Filters: hash,
    Declarations: _by_settings,
    Indicator: attrgetter("key"),  # of these declarations
}


def computed() -> tuple[list[Result], list[list[Result]]]:
    """Returns the results of the report and the course of the shares up to it.

    Whoever may see figures alone has those of the whole school as others see them; whoever sees own classes has theirs,
    the school's beside them as far as it may be seen.
    """
    request, declarations, account = state.request, stored.declarations(), current_account()
    if sees_figures_alone(account):
        lists_key = session.whole_lists_key()
        report, course = _computed(lists_key, declarations, request.period, Filters(), session.whole_lists())
    else:
        lists_key = session.cache_key()
        report, course = _computed(lists_key, declarations, request.period, request.filters, session.lists())
    if state.show or sees_figures_alone(account):
        report, *course = _for_others(lists_key, declarations, request.period, (report, *course))
    if scope(account) and not sees_figures_alone(account):
        return _beside_school(report), [without_school(point) for point in course]
    return report, course


def _beside_school(report: list[Result]) -> list[Result]:
    """Returns the results of own classes beside the school's of the day of the lists.

    Of another day there are none: two days beside each other would tell what each hides.
    """
    period = year_to_date(session.lists().as_of)
    if state.show or state.request.period != period:
        return without_school(report)
    declarations = stored.declarations()
    own, _ = _computed(session.cache_key(), declarations, period, Filters(), session.lists())
    school, _ = _computed(session.whole_lists_key(), declarations, period, Filters(), session.whole_lists())
    shares = [result.school for result in beside_school(own, school)]
    return [replace(result, school=share) for result, share in zip(without_school(report), shares, strict=True)]


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
    return _of_version(identity, scope(current_account()), stored.declarations(), period)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs=KEYS)
def _of_version(identity: Identity, seen_by: str, declarations: Declarations, period: Period) -> list[Result]:
    return results(stored.lists_of(identity).roster, period, declarations=declarations)


def public_figures(kind: Literal["annual", "quarterly"], request: ReportRequest) -> PublicFigures:
    """Returns what a publication of that day may show beside earlier ones. Raises `Forbidden`."""
    return _public(kind, request.source.made_from, request.on, request.declarations, len(records.exports()), request)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs=KEYS)
def _public(
    kind: str, words: str, on: dt.date, declarations: Declarations, exports: int, _request: ReportRequest
) -> PublicFigures:
    return _request.annual() if kind == "annual" else _request.quarterly()


def class_coverage() -> list[Slice]:
    """Returns how much of each class has pairs."""
    request = state.request
    return coverage(session.lists().roster, request.period, request.filters, stored.declarations())


def people_of(indicator: Indicator, filters: Filters | None = None, period: Period | None = None) -> list[Explanation]:
    """Returns everyone against one indicator, as the sidebar asks unless told; they stay in memory alone."""
    chosen = state.request.filters if filters is None else filters
    return _people_of(
        session.cache_key(),
        stored.declarations(),
        period or state.request.period,
        chosen,
        indicator,
        session.lists(),
    )


@people_cache
@st.cache_resource(show_spinner=False, ttl=3600, max_entries=10, hash_funcs=KEYS)
def _people_of(
    lists_key: str,
    declarations: Declarations,
    period: Period,
    filters: Filters,
    indicator: Indicator,
    _lists: Lists,
) -> list[Explanation]:
    return explanations(_lists.roster, period, filters, indicator, declarations)


def results_of_versions(versions: Sequence[Version]) -> dict[int, list[Result]]:
    """Returns the shares of each version, year to date; they are stored beside it."""
    from data.store.figures import figures, store_figures

    declarations, store = stored.declarations(), stored.store(Action.READ_STORE)
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
    if not may(current_account(), Action.READ_STORE):
        return []
    last_of_day = {version.as_of: version for version in reversed(stored.versions())}
    if len(last_of_day) < 2:
        return []
    versions = [last_of_day[day] for day in sorted(last_of_day)]
    by_version = results_of_versions(versions)
    return [by_version[version.id] for version in versions]
