"""The date of the data: that of the lists unless a person gives another; asked for where they carry none."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data.checking.as_of_date import likely_days
from data.loading import Lists
from data.russian import date_text
from pages.components.date_fields import date_field
from pages.state.forms import AsOfField
from pages.state.upload import Draft


def date_of_data(current: Draft, lists: Lists) -> None:
    """Shows the date of the data with a field for another; where the lists carry one, behind a press."""
    if lists.as_of_source == "list":
        st.caption(f"Дата данных – {date_text(lists.as_of)}: стоит в списках.")
        with st.expander("Указать другую дату данных"):
            _field(current, lists)
        return
    if current.as_of is None:
        st.info("В файлах нет даты, на которую они составлены. Укажите её: пока проверено на сегодня.")
    _field(current, lists)


def _field(current: Draft, lists: Lists) -> None:
    """Shows the field with likely days to press."""
    field = AsOfField(current.key)
    if not field.has(AsOfField.as_of):
        field.as_of = current.as_of
    chosen = date_field(
        "Дата данных: на какой день составлены списки",
        None,
        field.key(AsOfField.as_of),
        help="Впишите её, если в файлах нет строки «по состоянию на …» или она о другом дне. От этой даты зависят "
        "проверки возраста и завершённых пар.",
    )
    today = dt.date.today()
    with st.container(horizontal=True):
        for day in likely_days(lists.roster, today):
            words = f"сегодня, {date_text(day)}" if day == today else date_text(day)
            st.button(words, key=f"{field.key(AsOfField.as_of)}_{day}", on_click=_take, args=(current, field, day))
    if chosen and chosen != current.as_of:
        current.as_of = chosen
        st.rerun()


def _take(current: Draft, field: AsOfField, day: dt.date) -> None:
    """Takes the pressed day, as if it had been typed."""
    current.as_of = field.as_of = day
