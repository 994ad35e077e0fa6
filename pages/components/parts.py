"""Pieces that several pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.russian import date_text
from data.store.location import cloud_warning, place
from data.workbooks.blank import blank_workbook
from pages.components.plain_text import plain
from pages.state import session, stored
from pages.state.state import State, state
from reports.source import DEMONSTRATION, PERSONAL, XLSX

if TYPE_CHECKING:
    from reports.registry import Order

SOURCES = {
    "list": "из списков",
    "person": "указано при загрузке",
    "today": "день загрузки: в списках даты нет",
    "stored": "сохранено с версией",
}


def heading(text: str) -> None:
    """Shows the page's answer, and below it school, day, period, people and data."""
    lists, request = session.lists(), state.request
    st.title(text, anchor=False)
    parts = [
        session.school(),
        f"на {date_text(request.period.on)}",
        request.period_words,
        "; ".join(request.filter_words) or "вся школа",
        f"данные от {date_text(lists.as_of)} ({SOURCES[lists.as_of_source]})",
    ]
    badge(" · ".join(parts))


def badge(words: str) -> None:
    """Shows whose lists are shown, and small words after it."""
    mark = f":orange-badge[{DEMONSTRATION}]"
    if session.are_unsaved():
        mark = ":blue-badge[Списки этого сеанса, не сохранены]"
    elif version := stored.shown():
        mark = f":{'violet' if stored.is_old() else 'green'}-badge[Версия № {version[0]}]"
    if state.show:
        mark += " :violet-badge[Режим показа: имена и малые группы скрыты]"
    st.markdown(f"{mark} :small[:gray[{plain(words)}]]")


def marks() -> list[str]:
    """Returns what stands above every list of people that leaves the page."""
    return [DEMONSTRATION, PERSONAL] if session.is_demonstration() else [PERSONAL]


def cloud_note() -> None:
    """Warns of a store that another program copies to the internet."""
    if warning := cloud_warning(place()):
        st.warning(plain(warning), icon=":material/cloud:")


def ask_who() -> None:
    """Shows the field for the name that `actions.person` returns.

    Until accounts exist it is whatever the person types.
    """
    st.text_input("Кто вы (со слов)", state.who, max_chars=100, key=state.key(State.who_typed))


def show_outcome() -> bool:
    """Shows once what came of the last click; returns whether it succeeded."""
    if state.outcome is None:
        return False
    kind, outcome = state.outcome
    del state.outcome
    words = plain(outcome)
    if kind == "error":
        st.error(words, icon=":material/error:")
        st.toast(words, icon=":material/error:", duration="long")  # seen wherever the page is scrolled to
    else:
        st.success(words, icon=":material/check_circle:")
        st.toast(words, icon=":material/check_circle:")
    return kind == "success"


def old_version_note() -> None:
    """Says on every page that an older version is open, and closes it."""
    if session.are_unsaved() or not stored.is_old():
        return
    number = (stored.shown() or (0, ""))[0]
    words, button = st.columns([0.72, 0.28], vertical_alignment="center")
    words.warning(f"Открыта прежняя версия № {number}, не действующая.", icon=":material/history:")
    button.button("Вернуться к действующей", on_click=session.close_version, icon=":material/undo:")


def filter_note() -> None:
    """Says, with any filter on, that goals are set for the whole school."""
    if state.request.filters:
        st.info(
            "Включён отбор. Целевые значения установлены для всей школы, поэтому отобранные люди не оцениваются: "
            "рядом стоит доля по всей школе.",
            icon=":material/filter_alt:",
        )


def report_button(label: str, kind: str, order: Order) -> None:
    """Offers the file of a report, made and noted in the log at the click.

    With a store, for a named person alone.
    """
    from reports.registry import KINDS, delivered

    if by := state.person:
        state.who = by
    nameless = order.store is not None and not by
    report = KINDS[kind]
    st.download_button(
        label, lambda: delivered(kind, order, by).content, file_name=report.file_name.format(on=order.on),
        mime=report.mime, key=f"report_{kind}", icon=":material/download:", on_click="ignore", type="primary",
        disabled=nameless,
    )  # fmt: skip
    if nameless:
        st.caption("Впишите выше, кто вы: это останется в журнале выгрузок.")


def blank_button() -> None:
    """Offers the blank workbook, made at the click."""
    st.download_button(
        "Скачать пустой бланк",
        blank_workbook,
        file_name="бланк_списков.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        help="Три листа с обязательными столбцами и подсказками – если списков ещё нет.",
    )
