"""The sidebar: the report date, the period and the filters, all of them in the address."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data.periods import Period, quarter_to_date, school_year_to_date, year_to_date
from data.vocabulary import FORMS, MODES, ROLES
from metrics.filters import Filters
from pages.state import session

PERIODS = {
    "year": "С начала года",
    "quarter": "Квартал",
    "school_year": "Учебный год",
    "day": "Только на дату",
    "custom": "Свои даты",
}


def ask() -> None:
    """Draws the fields and keeps what they say."""
    own = session.lists()
    with st.sidebar:
        chosen = {} if "date" in st.session_state else {"value": own.as_of}  # a default beside it is warned of
        on = st.date_input(
            "Дата отчёта", **chosen, key="date", bind="query-params", format="DD.MM.YYYY",
            help="Выберите в календаре или впишите и щёлкните вне поля.",
            min_value=session.EARLIEST, max_value=session.LATEST,
        )  # fmt: skip
        on = on or own.as_of  # the field can be emptied
        period = _ask_period(on)
        if st.toggle(
            "Режим показа", key=session.SHOWN_TO_OTHERS, bind="query-params",
            help="Для проектора: имена и малые группы скрыты по правилам публикации, отбора и страниц с людьми нет. "
            "Дату и период выберите заранее: по двум соседним дням можно догадаться о скрытом.",
        ):  # fmt: skip
            session.remember_asked(period, Filters())
            return
        titles = session.categories()
        categories = st.pills(
            "Категория",
            titles,
            format_func=titles.__getitem__,
            selection_mode="multi",
            key="category",
            bind="query-params",
        )
        chosen = st.multiselect(
            "Класс или параллель",
            session.class_options(own),
            key="class",
            bind="query-params",
            placeholder="Все классы",
            select_all=False,
        )
        ages = st.slider("Возраст, полных лет", *session.ALL_AGES, session.ALL_AGES, key="age", bind="query-params")
        forms = st.multiselect(
            "Форма наставничества", FORMS, format_func=FORMS.__getitem__, key="form", bind="query-params",
            placeholder="Все формы", select_all=False,
        )  # fmt: skip
        modes = st.pills(
            "Формат", MODES, format_func=MODES.__getitem__, selection_mode="multi", key="mode", bind="query-params"
        )
        roles = st.pills(
            "Кто наставник",
            ROLES,
            format_func=ROLES.__getitem__,
            selection_mode="multi",
            key="mentor",
            bind="query-params",
        )
    filters = Filters(
        categories=frozenset(categories),
        classes=frozenset(name for name in chosen if not name.endswith(session.GRADE)),
        grades=frozenset(int(name.removesuffix(session.GRADE)) for name in chosen if name.endswith(session.GRADE)),
        ages=None if tuple(ages) == session.ALL_AGES else (ages[0], ages[1]),
        forms=frozenset(forms),
        modes=frozenset(modes),
        mentor_roles=frozenset(roles),
    )
    session.remember_asked(period, filters)


def _ask_period(on: dt.date) -> Period:
    kind = st.selectbox(
        "Отчётный период", PERIODS, format_func=PERIODS.__getitem__, key="period", bind="query-params", filter_mode=None
    )
    if kind == "quarter":
        return quarter_to_date(on)
    if kind == "school_year":
        return school_year_to_date(on)
    if kind == "day":
        return Period(on, on)
    if kind == "custom":
        since = st.date_input(
            "Начало периода", on.replace(month=1, day=1), key="since", bind="query-params", format="DD.MM.YYYY",
            min_value=session.EARLIEST, max_value=session.LATEST,
        )  # fmt: skip
        since = since or on
        if since > on:
            st.error("Начало периода позже даты отчёта: взят один день.", icon=":material/error:")
        return Period(min(since, on), on)
    return year_to_date(on)
