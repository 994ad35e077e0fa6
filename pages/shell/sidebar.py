"""The sidebar: the report date, the period and the filters, all in the address."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.model import Account
from access.narrowing import sees_figures_alone
from access.routes import PASSWORD
from data.periods import Period, quarter_to_date, school_year_to_date, year_to_date
from data.roster import Roster
from data.vocabulary import FORMS, MODES, ROLES
from metrics.filters import Filters
from pages.components.date_fields import date_field
from pages.components.plain_text import plain
from pages.state import session
from pages.state.account import current_account, sign_out
from pages.state.request import ALL_AGES, Request, categories, class_options, classes_and_grades
from pages.state.state import SessionState, state

PERIODS = {
    "year": "С начала года",
    "quarter": "Квартал",
    "school_year": "Учебный год",
    "day": "Только на дату",
    "custom": "Свои даты",
}


def ask() -> None:
    """Draws the fields of a page with figures and sets `state.request` to what they hold."""
    lists = session.lists()
    if sees_figures_alone(current_account()):  # two days beside each other would tell what each hides
        state.request = Request(year_to_date(lists.as_of), Filters())
        ask_show()
        return
    with st.sidebar:
        on = _ask_date(lists.as_of)
        period = _ask_period(on)
        ask_show()
        filters = Filters() if state.show else _ask_filters(lists.roster)
        state.request = Request(period, filters)
        if not state.show:
            st.button("Сбросить отбор", icon=":material/filter_alt_off:", disabled=not filters, on_click=_reset_filters)


def show_account(account: Account) -> None:
    """Draws who has signed in, and the ways to go and to change the password."""
    with st.sidebar:
        st.caption(f"{plain(account.name)}  \n{account.role.title}")
        st.button("Выйти", icon=":material/logout:", on_click=sign_out)
        st.caption(f"[Сменить пароль]({PASSWORD})")


def ask_show() -> None:
    """Draws «Режим показа»: every page has it, as it closes those with names; whoever sees no names is always in it."""
    if sees_figures_alone(current_account()):
        state.show = True
        return
    with st.sidebar:
        st.toggle(
            "Режим показа",
            key=state.key(SessionState.show),
            bind="query-params",
            help="Для проектора: имена и малые группы скрыты по правилам публикации, отбора и страниц с людьми нет. "
            "Дату и период выберите заранее: по двум соседним дням можно догадаться о скрытом.",
        )


def _ask_together() -> bool:
    """Asks how several chosen categories narrow. Returns whether a person must be in all of them."""
    words = {"any": "любая из отмеченных", "all": "все сразу"}
    together: str = st.radio(
        "Несколько категорий",
        words,
        format_func=words.__getitem__,
        key=state.key(SessionState.together),
        bind="query-params",
        horizontal=True,
    )
    return together == "all"


def _reset_filters() -> None:
    state.category, state.class_, state.form, state.mode, state.mentor = (), (), (), (), ()
    state.age = ALL_AGES


def end_show() -> None:
    """Ends «Режим показа» from a page that it closes."""
    state.show = False


def _ask_date(as_of: dt.date) -> dt.date:
    on = date_field(
        "Дата отчёта",
        as_of,
        state.key(SessionState.date),
        bind="query-params",
        help="Выберите в календаре или впишите и щёлкните вне поля.",
    )
    return on or as_of  # the field can be emptied


def _ask_period(on: dt.date) -> Period:
    kind = st.selectbox(
        "Отчётный период",
        PERIODS,
        format_func=PERIODS.__getitem__,
        key=state.key(SessionState.period),
        bind="query-params",
        filter_mode=None,
    )
    match kind:
        case "quarter":
            return quarter_to_date(on)
        case "school_year":
            return school_year_to_date(on)
        case "day":
            return Period(on, on)
        case "custom":
            return _ask_since(on)
        case _:
            return year_to_date(on)


def _ask_since(on: dt.date) -> Period:
    day = date_field("Начало периода", on.replace(month=1, day=1), state.key(SessionState.since), bind="query-params")
    since = day or on  # the field can be emptied
    if since > on:
        st.error("Начало периода позже даты отчёта: взят один день.", icon=":material/error:")
    return Period(min(since, on), on)


def _ask_filters(roster: Roster) -> Filters:
    titles = categories()
    chosen_categories = st.pills(
        "Категория",
        titles,
        format_func=titles.__getitem__,
        selection_mode="multi",
        key=state.key(SessionState.category),
        bind="query-params",
    )
    together = len(chosen_categories) > 1 and _ask_together()
    classes, grades = classes_and_grades(
        st.multiselect(
            "Класс или параллель",
            class_options(roster),
            key=state.key(SessionState.class_),
            bind="query-params",
            placeholder="Все классы",
            select_all=False,
        )
    )
    ages = st.slider("Возраст, полных лет", *ALL_AGES, ALL_AGES, key=state.key(SessionState.age), bind="query-params")
    forms = st.multiselect(
        "Форма наставничества",
        FORMS,
        format_func=FORMS.__getitem__,
        key=state.key(SessionState.form),
        bind="query-params",
        placeholder="Все формы",
        select_all=False,
    )
    modes = st.pills(
        "Формат",
        MODES,
        format_func=MODES.__getitem__,
        selection_mode="multi",
        key=state.key(SessionState.mode),
        bind="query-params",
    )
    roles = st.pills(
        "Кто наставник",
        ROLES,
        format_func=ROLES.__getitem__,
        selection_mode="multi",
        key=state.key(SessionState.mentor),
        bind="query-params",
    )
    return Filters(
        categories=frozenset(chosen_categories),
        all_categories=together,
        classes=classes,
        grades=grades,
        ages=None if tuple(ages) == ALL_AGES else (ages[0], ages[1]),
        forms=frozenset(forms),
        modes=frozenset(modes),
        mentor_roles=frozenset(roles),
    )
