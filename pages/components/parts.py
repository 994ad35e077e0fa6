"""Pieces that several pages show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from data.parsing import clean
from data.russian import date_text
from data.store.location import cloud_warning, place
from data.workbooks.blank import blank_workbook
from pages.state import session, stored
from reports.source import DEMONSTRATION, DEMONSTRATION_SCHOOL, PERSONAL, XLSX

if TYPE_CHECKING:
    from reports.registry import Order

SOURCES = {
    "list": "из списков",
    "person": "указано при загрузке",
    "today": "день загрузки: в списках даты нет",
    "stored": "сохранено с версией",
}


SPECIAL = re.compile(r"[\\`*_\[\]()<>!$:~#|&^{}]")  # signs that Markdown may take for its own
AT_START = re.compile(r"^(\d*)([-+.)])(?=[\s-]|$)")  # what begins a list or is a line across
# Where Streamlit acts on a text after all escapes: arrows and dashes, links, addresses, names of icons.
ACTED_ON = re.compile(
    r"(?<=[<-])(?=[->])|(?<=[<>~])(?==)|(?<=:)(?=//|[a-z_][\w/-]*:)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE
)
JOINER = "\u2060"  # is not seen, and parts what must not be taken together


def plain(text: str) -> str:
    """A text of the user, on one line, as Markdown shows it letter for letter.

    Every such text goes through here into whatever takes Markdown (bodies, labels, options of radios and pills): it
    might hold a picture of a far host, which the browser would fetch.
    """
    words = SPECIAL.sub(r"\\\g<0>", ACTED_ON.sub(JOINER, clean(text)))
    return AT_START.sub(r"\1\\\2", words)


def heading(text: str) -> None:
    """The page's answer, and below it what it is about: school, day, period, people, date of the data."""
    own, now = session.lists(), session.asked()
    st.title(text, anchor=False)
    words = session.filter_words(now.filters)
    parts = [
        DEMONSTRATION_SCHOOL if session.is_demonstration() else session.declarations().settings.school,
        f"на {date_text(now.period.on)}",
        session.period_words(now.period),
        "; ".join(words) if words else "вся школа",
        f"данные от {date_text(own.as_of)} ({SOURCES[own.as_of_source]})",
    ]
    badge(" · ".join(parts))


def badge(words: str) -> None:
    """Whose lists are shown, and small words after it."""
    mark = f":orange-badge[{DEMONSTRATION}]"
    if session.are_own():
        mark = ":blue-badge[Списки этого сеанса, не сохранены]"
    elif version := stored.shown():
        mark = f":{'violet' if stored.is_old() else 'green'}-badge[Версия № {version[0]}]"
    if session.is_shown_to_others():
        mark += " :violet-badge[Режим показа: имена и малые группы скрыты]"
    st.markdown(f"{mark} :small[:gray[{plain(words)}]]")


def marks() -> list[str]:
    """What stands above every list of people that leaves the page."""
    return [DEMONSTRATION, PERSONAL] if session.is_demonstration() else [PERSONAL]


def cloud_note() -> None:
    """Warns of a store that another program copies to the internet."""
    if warning := cloud_warning(place()):
        st.warning(plain(warning), icon=":material/cloud:")


def ask_who() -> None:
    """The field for the name that `stored.who` gives; until accounts exist the person's word is taken."""
    st.text_input("Кто вы (со слов)", st.session_state.get(stored.WHO, ""), max_chars=100, key=stored.WHO_TYPED)


def tell_outcome() -> bool:
    """Shows once what came of the last click; whether it succeeded."""
    kind, outcome = st.session_state.pop(stored.TOLD, ("", ""))
    words = plain(outcome)
    if kind == "error":
        st.error(words, icon=":material/error:")
        st.toast(words, icon=":material/error:", duration="long")  # seen wherever the page is scrolled to
    if kind == "success":
        st.success(words, icon=":material/check_circle:")
        st.toast(words, icon=":material/check_circle:")
    return bool(kind == "success")


def old_version_note() -> None:
    """Says on every page that an older version is open, and closes it."""
    if session.are_own() or not stored.is_old():
        return
    number = (stored.shown() or (0, ""))[0]
    words, button = st.columns([0.72, 0.28], vertical_alignment="center")
    words.warning(f"Открыта прежняя версия № {number}, не действующая.", icon=":material/history:")
    button.button("Вернуться к действующей", on_click=session.close_version, icon=":material/undo:")


def filter_note() -> None:
    """With any filter on: goals are set for the whole school."""
    if session.asked().filters:
        st.info(
            "Включён отбор. Целевые значения установлены для всей школы, с отобранными людьми их сравнивают условно.",
            icon=":material/filter_alt:",
        )


def widths(told: Mapping[str, int]) -> dict[str, Any]:
    """Columns of a table as wide as told, in px."""
    return {title: st.column_config.Column(width=width) for title, width in told.items()}


def table_below(key: str, rows: Sequence[dict[str, str]]) -> None:
    """The figure's numbers as a table, drawn only when asked for."""
    if st.toggle("Показать таблицей", key=f"{key}_table"):
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def report_button(label: str, kind: str, order: Order) -> None:
    """The file of a report, made and noted in the log when it is asked for; who asks must have said so."""
    from reports.registry import KINDS, delivered

    by = str(st.session_state.get(stored.WHO_TYPED) or st.session_state.get(stored.WHO, "")).strip()
    if by:
        st.session_state[stored.WHO] = by
    nameless = order.store is not None and not by
    told = KINDS[kind]
    st.download_button(
        label, lambda: delivered(kind, order, by).content, file_name=told.file_name.format(on=order.on), mime=told.mime,
        key=f"report_{kind}", icon=":material/download:", on_click="ignore", type="primary", disabled=nameless,
    )  # fmt: skip
    if nameless:
        st.caption("Впишите выше, кто вы: это останется в журнале выгрузок.")


def blank_button() -> None:
    """The blank workbook, made when it is asked for."""
    st.download_button(
        "Скачать пустой бланк",
        blank_workbook,
        file_name="бланк_списков.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        help="Три листа с обязательными столбцами и подсказками – если списков ещё нет.",
    )


def when(moment: dt.datetime) -> str:
    """A stored moment, UTC, as the clock on the wall shows it: «03.09.2021 14:05»."""
    here = moment.replace(tzinfo=dt.UTC).astimezone()
    return f"{date_text(here.date())} {here:%H:%M}"
