"""Pieces that several pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.russian import date_text
from data.store.location import cloud_warning, place
from data.workbooks.blank import blank_workbook
from pages.components.downloads import download
from pages.components.links import page_link
from pages.components.plain_text import plain
from pages.state import actions, rights, session, stored
from pages.state.state import SessionState, state
from reports.source import DEMONSTRATION, PERSONAL, XLSX

if TYPE_CHECKING:
    from reports.request import ReportRequest

SOURCES = {
    "list": "из списков",
    "person": "указано в программе",
    "today": "день загрузки: в списках даты нет",
    "stored": "сохранено с версией",
}


def heading(text: str) -> None:
    """Shows the page's answer, and below it school, day, period, people and data."""
    lists, request = session.lists(), state.request
    st.title(text, anchor=False)
    parts = [
        f"Наставничество, {session.school()}",
        f"на {date_text(request.period.on)}",
        request.period_words,
        "; ".join(request.filter_words) or session.reach(),
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


def ask_who(*, in_form: bool = False, in_bar: bool = False) -> None:
    """Shows the field for the name that `actions.person` returns, where no account tells it.

    In a form it is kept when the form is sent. In a bar it is narrow, its title inside.
    """
    title, purpose = "Кто вы", "Фамилия или должность"
    if actions.is_self_reported():
        st.text_input(
            title,
            state.who,
            max_chars=100,
            key=state.key(SessionState.who_typed),
            width=190 if in_bar else "stretch",
            label_visibility="collapsed" if in_bar else "visible",
            placeholder=title if in_bar else purpose,
            on_change=None if in_form else actions.keep_person,
        )


def self_reported_note() -> str:
    """Returns what stands before the names of those who acted; nothing where accounts tell them."""
    return " со слов" if actions.is_self_reported() else ""


def who_title(verb: str = "") -> str:
    """Returns the title of a column with names of those who acted: «Кто решил (со слов)»."""
    return " ".join(filter(None, ("Кто", verb, "(со слов)" if actions.is_self_reported() else "")))


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
    elif kind == "info":
        st.info(words, icon=":material/info:")
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
    """Says of whom the shares are where they are not of the whole school, for which goals are set."""
    if session.is_part_of_school():
        st.info(
            "Это доли ваших классов: целевые значения установлены для всей школы, поэтому здесь не оцениваются. Доля "
            "по школе стоит рядом на день списков, если по ней не узнать о малой группе.",
            icon=":material/groups:",
        )
    elif state.request.filters:
        st.info(
            "Включён отбор. Целевые значения установлены для всей школы, поэтому отобранные люди не оцениваются: "
            "рядом стоит доля по всей школе.",
            icon=":material/filter_alt:",
        )


def report_button(label: str, kind: str, request: ReportRequest, reason: str = "") -> None:
    """Offers the file of a report, made and noted in the log at the click.

    With a store, for a named person alone; for nobody while there is a reason to wait, which stands below it.
    """
    from reports.registry import KINDS, delivered

    if not rights.may_take(kind):
        return
    by = actions.known_person()
    if by and actions.is_self_reported():
        state.who = by
    nameless = request.store is not None and not by
    report = KINDS[kind]
    download(
        kind,
        label,
        lambda: delivered(kind, request, by).content,
        file_name=report.file_name.format(on=request.on),
        mime=report.mime,
        key=f"report_{kind}",
        type="primary",
        disabled=nameless or bool(reason),
    )
    if reason:
        st.caption(reason)
    if nameless:
        st.caption("Впишите выше, кто вы: это останется в журнале выгрузок.")


def papers_link(label: str) -> None:
    """Leads to the papers of pairs."""
    page_link(
        "documents.py",
        label=label,
        icon=":material/description:",
        query_params={state.key(SessionState.report): "Документы пар"},
    )


def blank_button() -> None:
    """Offers the blank workbook, made at the click."""
    download(
        "blank",
        "Скачать пустой бланк",
        blank_workbook,
        file_name="бланк_списков.xlsx",
        mime=XLSX,
        help="Три листа с обязательными столбцами и подсказками – если списков ещё нет.",
    )
