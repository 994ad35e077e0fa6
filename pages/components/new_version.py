"""What a new version does to the five shares, seen before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from data.findings import ListError
from data.loading import Lists
from data.russian import date_text
from pages.components.comparison import difference, moved_shares
from pages.components.plain_text import plain
from pages.state import session


def new_version(made: Callable[[], Lists] | None, save: Callable[[Lists], None], leave: Callable[[], None]) -> None:
    """Shows the shares before and after, and offers to save or to leave; what the checks refuse is told in place.

    `made` is None while something is still to be filled in.
    """
    lists = None
    try:
        lists = made() if made else None
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
    if lists is not None:
        _moved_day(session.lists().as_of, lists.as_of)
        moved_shares(difference(session.lists(), lists), lists)
    with st.container(horizontal=True):
        st.button(
            "Сохранить новую версию",
            type="primary",
            icon=":material/save:",
            on_click=save,
            args=(lists,),
            disabled=lists is None,
        )
        st.button("Не записывать", on_click=leave)


def _moved_day(old: dt.date, new: dt.date) -> None:
    """Says that the lists become those of another day."""
    if old != new:
        st.info(
            f"Дата данных станет {date_text(new)} вместо {date_text(old)}: пары начинаются в этот день. Возраст и доли "
            "будут на него; кто за это время пришёл или выбыл, скажут только новые списки.",
            icon=":material/event:",
        )
