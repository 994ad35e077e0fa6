"""The one owner of session keys, caches and query parameters.

The report date, the period and the filters live in the URL, so that they survive a reload and can be sent to a
colleague; names never do. Lists that a person loads live in this browser session alone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from charts.theme import DARK, LIGHT, Theme
from data import demo
from data.contracts.students import OLDEST, YOUNGEST
from data.loading import Lists, load
from data.periods import Period, quarter_to_date, year_to_date
from data.russian import date_text
from data.vocabulary import FORMS, MODES, ROLES
from metrics.breakdown import Slice, class_order, coverage
from metrics.explain import Standing, standings
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator
from metrics.results import Result, course_periods, results_of_periods
from pages.state import stored

if TYPE_CHECKING:
    from data.store.versions import Version
    from metrics.disclosure.public_tables import PublicFigures
    from reports.registry import Order

LISTS = "lists"  # in session state: the loaded lists; in the URL: that they were in use before a reload
FIRST_POINT = dt.date(2020, 10, 1)  # the roadmap starts in IV quarter of 2020
EARLIEST, LATEST = dt.date(2015, 1, 1), dt.date(2100, 12, 31)  # days that a date field offers
ALL_AGES = (YOUNGEST, OLDEST)
GRADE = " параллель"
SHOWN_TO_OTHERS = "show"  # in session state and in the URL


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sidebar asks for."""

    period: Period
    filters: Filters


@st.cache_resource(show_spinner=False)
def demonstration() -> Lists:
    """The demonstration school, read once for all sessions."""
    return load([(demo.PATH.name, demo.PATH.read_bytes())], needs=stored.needs())


def lists() -> Lists:
    """The lists in use: the session's own, else those of the stored version, else the demonstration school."""
    own: Lists | None = st.session_state.get(LISTS)
    if own:
        return own
    version = stored.shown()
    return stored.lists_of(version) if version else demonstration()


def are_own() -> bool:
    """Whether the lists are the session's own, not saved."""
    return LISTS in st.session_state


def is_demonstration() -> bool:
    return not are_own() and stored.shown() is None


def lost_on_reload() -> bool:
    """The page was reloaded, and with it the lists of the session are gone.

    While a session has lists, the address says so; a change of page drops the mark, so it is set in every run.
    """
    if not are_own():
        return LISTS in st.query_params
    st.query_params[LISTS] = "1"
    return False


def use(own: Lists) -> None:
    """Shows these lists from now on, in this session alone."""
    st.session_state[LISTS] = own
    st.session_state["lists_key"] = uuid.uuid4().hex
    st.session_state["date"] = own.as_of
    _forget_choices_of_other_lists(own)


def close() -> None:
    """Closes the session's own lists: the stored version is shown again, or the demonstration school."""
    st.session_state.pop(LISTS, None)
    st.session_state.pop("lists_key", None)
    st.query_params.pop(LISTS, None)
    _show_day_of_lists()


def open_version(version: Version) -> None:
    """Shows a stored version from now on, in this session alone."""
    stored.open_version(version)
    close()


def close_version() -> None:
    """Shows the current version again."""
    stored.close_version()
    close()


def _show_day_of_lists() -> None:
    st.session_state["date"] = lists().as_of
    _forget_choices_of_other_lists(lists())


def _forget_choices_of_other_lists(own: Lists) -> None:
    known = set(class_options(own))
    st.session_state["class"] = [name for name in st.session_state.get("class", []) if name in known]


def class_options(own: Lists) -> list[str]:
    """«5 параллель» for each grade, then every class."""
    students = own.roster.students
    if students is None or "class_name" not in students:
        return []
    understood = students[students["grade"].notna()]  # other texts may be anything, and options stand in the address
    classes = sorted(understood["class_name"].dropna().unique(), key=class_order)
    grades = sorted({int(grade) for grade in students["grade"].dropna().unique()})
    return [f"{grade}{GRADE}" for grade in grades] + classes


def remember_asked(period: Period, filters: Filters) -> None:
    """Keeps what the sidebar asks for in this run."""
    st.session_state["asked"] = Asked(period, filters)


def asked() -> Asked:
    """What the sidebar asked for in this run."""
    found: Asked = st.session_state["asked"]
    return found


def categories() -> dict[str, str]:
    """The declared groups that a filter can choose → their titles."""
    return {key: group.title for key, group in declarations().groups.items()}


def filter_words(filters: Filters) -> list[str]:
    """The filters in words, in the order of the sidebar; empty when none is on."""
    words = [title for key, title in categories().items() if key in filters.categories]
    words += [f"{grade}{GRADE}" for grade in sorted(filters.grades)]
    words += sorted(filters.classes, key=class_order)
    if filters.ages:
        words.append(f"{filters.ages[0]}–{filters.ages[1]} лет")
    words += [f"форма: {FORMS[form]}" for form in FORMS if form in filters.forms]
    words += [f"формат: {MODES[mode]}" for mode in MODES if mode in filters.modes]
    words += [f"наставник: {ROLES[role]}" for role in ROLES if role in filters.mentor_roles]
    return words


def period_words(period: Period) -> str:
    return (
        f"период {date_text(period.since)}–{date_text(period.on)}" if period.since < period.on else "только этот день"
    )


def declarations() -> Declarations:
    return stored.declarations()


def computed() -> tuple[list[Result], list[list[Result]]]:
    """The results of the report and the course of the shares up to it, from one pass over the lists."""
    now = asked()
    key, settings = _key(), repr(stored.settings())
    found, points = _computed(key, settings, now.period, now.filters, lists(), declarations())
    if is_shown_to_others():
        found, *points = _for_others(key, settings, now.period, (found, *points))
    return found, points


def is_shown_to_others() -> bool:
    """«Режим показа»: names and small groups are hidden, for a projector."""
    return bool(st.session_state.get(SHOWN_TO_OTHERS))


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50, hash_funcs={Period: repr})
def _for_others(key: str, settings: str, period: Period, _points: Sequence[list[Result]]) -> list[list[Result]]:
    from metrics.disclosure.public_tables import for_screen

    return for_screen(_points)


def _key() -> str:
    """What tells one set of lists from another in the caches: a random word or a version, never their content."""
    key: str = st.session_state.get("lists_key") or str(stored.shown() or "demonstration")
    return key


@st.cache_data(show_spinner=False, ttl=3600, max_entries=300, hash_funcs={Period: repr, Filters: lambda one: hash(one)})
def _computed(
    key: str, settings: str, period: Period, filters: Filters, _own: Lists, _told: Declarations
) -> tuple[list[Result], list[list[Result]]]:
    first = min(FIRST_POINT, period.on)
    periods = [period, *course_periods(first, period.on)]
    found = results_of_periods(_own.roster, periods, filters, declarations=_told)
    return found[0], found[1:]


def results_of_report(order: Order) -> list[list[Result]]:
    """The shares of the quarter and of the year up to the day of a report."""
    return results_of_periods(
        order.source.roster, [quarter_to_date(order.on), year_to_date(order.on)], declarations=order.declarations
    )


def public_figures(kind: Literal["annual", "quarterly"], order: Order) -> PublicFigures:
    """What a publication of that day may show, beside what was published before."""
    return _public(kind, order.source.words, order.on, repr(stored.settings()), len(stored.exports()), order)


@st.cache_data(show_spinner=False, ttl=3600, max_entries=50)
def _public(kind: str, words: str, on: dt.date, settings: str, exports: int, _order: Order) -> PublicFigures:
    return _order.annual() if kind == "annual" else _order.quarterly()


def course_of_versions() -> list[list[Result]]:
    """The shares over the stored versions; nothing where fewer than two days are stored, or with a filter on."""
    if are_own() or asked().filters or is_shown_to_others():
        return []
    points = stored.course_of_versions()
    return points if len(points) > 1 else []


def class_coverage() -> list[Slice]:
    now = asked()
    return coverage(lists().roster, now.period, now.filters, declarations())


def people_of(indicator: Indicator, filters: Filters | None = None) -> list[Standing]:
    """Everyone against one indicator; not cached: it holds names."""
    now = asked()
    return standings(lists().roster, now.period, now.filters if filters is None else filters, indicator, declarations())


def theme() -> Theme:
    return DARK if st.context.theme.type == "dark" else LIGHT


@st.cache_data(show_spinner=False, ttl=3600, max_entries=4)
def check_template(content: bytes) -> None:
    """Raises `ListError` where the Word template gives no report: tried again each time, as only success is cached."""
    from reports.monitoring.school_template import check_template as check

    check(content, demonstration().roster)
