"""The municipal base on «Отчёты»: what is in it and what is not, the texts asked about, the file, when it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.changes import FieldChange
from data.findings import ListError
from data.hashing import sha256
from data.periods import Period
from data.russian import counted, date_text
from data.store.location import is_in_use
from data.store.municipal_log import BaseRecord, Done, record_base, records, withdraw_record
from pages.components.parts import plain, report_button, when, widths
from pages.state import session, stored
from reports.municipal.changes import changed, people_as_before
from reports.municipal.forms import BOTH, MENTEES, MENTORS, own_header
from reports.municipal.rows import Forms
from reports.municipal.text_guard import Doubt
from reports.municipal.workbook import forms_of
from reports.registry import Order
from reports.source import PERSONAL, Source

RELEASED = "released_texts"  # in session state: doubtful texts that this person has looked at and lets go
RECORDS_HEIGHT, CHANGES_HEIGHT, QUESTIONS_HEIGHT = 220, 400, 480  # px
CHANGES_WIDTHS = {"Форма": 140, "Что": 95, "Кто": 180, "Столбец": 150, "Было": 165, "Стало": 165}
FEW_QUESTIONS = 3  # texts that stand on the page without a frame of their own to scroll


def municipal_base(order: Order, version: int | None) -> None:
    """Everything about the base of the period; `version` is the number of the stored one, None where nothing is."""
    st.subheader("Муниципальная база", anchor=False)
    released = frozenset(st.session_state.get(RELEASED, ()))
    source, period, on = order.source, order.period, order.on
    forms = forms_of(source, period, order.declarations, released)
    st.markdown(
        f"Обе формы муниципальной базы по парам, действовавшим с {date_text(period.since)} по {date_text(on)}: "
        f"«{MENTEES.title}» – {counted(len(forms.mentees), 'строка', 'строки', 'строк')}, "
        f"«{MENTORS.title}» – {counted(len(forms.mentors), 'строка', 'строки', 'строк')}."
    )
    st.caption("Сведений об ОВЗ, инвалидности и учётах в базе нет.")
    consents(forms)
    empty_cells(forms)
    questions(forms.doubts)
    st.caption(f"Два листа по форме и лист «О файле». {PERSONAL}.")
    report_button("Скачать базу для отправки (Excel)", "base", replace(order, released=released))
    if version is not None:
        history(source, period, version, forms)


def consents(forms: Forms) -> None:
    """Who is left out for want of consent, by name; or that nobody was asked."""
    if forms.consent_not_asked:
        st.info(
            f"Согласие не проверялось: {', '.join(forms.consent_not_asked)}. В списках нет столбца «Согласие» (в "
            "списке пар – «Согласие наставника», «Согласие наставляемого»).",
            icon=":material/help:",
        )
    if forms.left_out:
        with st.expander(
            f"Не вошли без согласия: {counted(len(forms.left_out), 'человек', 'человека', 'человек')}",
            icon=":material/person_off:",
        ):
            rows = [{"Кто": one.name, "Пар не вошло": str(one.pairs)} for one in forms.left_out]
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def empty_cells(forms: Forms) -> None:
    """What the lists leave empty, on one line a form, and which columns of the list of pairs would fill it."""
    wanted: dict[str, None] = {}
    for form in BOTH:
        if empty := forms.empty(form):
            count = len(forms.rows(form))
            words = ", ".join(f"{title} – {number}" for title, number in empty.items())
            st.caption(f"Пустые ячейки в «{form.title}» (строк {count}): {words}.")
            headers = (own_header(column) for column in form.columns if empty.get(column.title) == count)
            wanted |= dict.fromkeys(filter(None, headers))
    if wanted:
        st.caption(f"Чтобы их заполнить, добавьте в список пар столбцы: {', '.join(f'«{one}»' for one in wanted)}.")


def questions(doubts: Sequence[Doubt]) -> None:
    """Each doubtful text once, with a box that lets it go; it is not sent until somebody ticks it."""
    if not doubts:
        return
    held = len({one.text for one in doubts if not one.sent})
    st.warning(
        f"Не отправляется без вас: {counted(held, 'текст', 'текста', 'текстов')}. Прочитайте и отметьте то, что можно "
        "отправить: отметка действует, пока открыта программа."
        if held
        else "Все сомнительные тексты вы разрешили отправить.",
        icon=":material/privacy_tip:",
    )
    texts = list(dict.fromkeys(one.text for one in doubts))
    room = st.container(height=QUESTIONS_HEIGHT if len(texts) > FEW_QUESTIONS else "content", border=False)
    for text in texts:
        mine = [one for one in doubts if one.text == text]
        whose = "; ".join(dict.fromkeys(f"{one.column} ({one.who})" for one in mine))
        with room.container(border=True):
            st.caption(plain(f"{mine[0].why}. {whose}"))
            st.text(text)
            key = f"release_{sha256(text)[:16]}"  # the text itself would be a key for everybody to see
            st.checkbox("Отправить", mine[0].sent, key=key, on_change=_release, args=(key, text))


def _release(key: str, text: str) -> None:
    told = set(st.session_state.get(RELEASED, ()))
    st.session_state[RELEASED] = told | {text} if st.session_state[key] else told - {text}


def history(source: Source, period: Period, version: int, forms: Forms) -> None:
    """The form that records a sending, the records, and what has changed since one of them."""
    with st.form("base_record"):
        left, right = st.columns(2)
        left.selectbox(
            "Что сделано", list(Done), format_func=lambda one: f"база {one.title}", filter_mode=None, key="base_done"
        )  # fmt: skip
        today = dt.date.today()
        right.date_input(
            "Когда", today, format="DD.MM.YYYY", min_value=session.EARLIEST, max_value=today, key="base_day"
        )  # fmt: skip
        st.form_submit_button("Записать", icon=":material/check:", on_click=_record, args=(period, version))
    told = records(stored.store()) if is_in_use() else []
    if not told:
        return
    rows = [
        {
            "Что": f"база {one.done.title}", "Когда": date_text(one.day), "На какой день": date_text(one.period.on),
            "Версия": _version(one), "Кто записал (со слов)": one.recorded_by, "Записано": when(one.recorded_at),
            "Отозвано": "да" if one.withdrawn else "",
        }
        for one in told
    ]  # fmt: skip
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), RECORDS_HEIGHT))
    if valid := [one for one in told if not one.withdrawn]:
        left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
        since = left.selectbox(
            "Что изменилось с того дня, как", valid, filter_mode=None, key="base_since",
            format_func=lambda one: f"база {one.done.title} {date_text(one.day)} (версия {_version(one)})",
        )  # fmt: skip
        right.button("Отозвать эту запись", icon=":material/undo:", on_click=_withdraw, args=(since,))
        changes_since(source, since, forms)


def _version(record: BaseRecord) -> str:
    """The number of the version; a restore from a backup that does not have it leaves none."""
    return f"№ {record.version}" if record.version is not None else "без номера"


@stored.telling
def _record(period: Period, version: int) -> None:
    day = st.session_state["base_day"]
    if day is None:
        raise ListError("Укажите день. Запись ещё не сделана.")
    done: Done = st.session_state["base_done"]
    record_base(stored.store(), done, day, period, version, stored.who())
    stored.told("success", f"Записано: база {done.title} {date_text(day)}.")


@stored.telling
def _withdraw(record: BaseRecord) -> None:
    withdraw_record(stored.store(), record, stored.who())
    stored.told("success", "Запись отозвана: она осталась в таблице с отметкой.")


def changes_since(source: Source, record: BaseRecord, forms: Forms) -> None:
    """What differs between the base as it was recorded, worked out again from its version, and this one."""
    then = stored.store().id_of(record.version) if record.version is not None else None
    if then is None:
        words = "уничтожена" if record.version is not None else "была сохранена после резервной копии"
        st.info(f"Версия {_version(record)} {words}: сравнить не с чем.", icon=":material/delete_forever:")
        return
    was = Source(stored.lists_of(then).roster, f"сохранённая версия № {then[0]}")
    released = frozenset(st.session_state.get(RELEASED, ()))
    old = forms_of(was, record.period, session.declarations(), released)
    found = changed(old, forms, people_as_before(was.roster, source.roster))
    if not found:
        st.caption(f"С {date_text(record.day)} в базе ничего не изменилось.")
        return
    rows = [
        {
            "Форма": one.form, "Что": one.kind.title, "Кто": one.who, "Столбец": field.title, "Было": field.old,
            "Стало": field.new,
        }
        for one in found
        for field in one.fields or (FieldChange("", "", ""),)
    ]  # fmt: skip
    st.markdown(f"**Что изменилось с {date_text(record.day)}**: {counted(len(found), 'строка', 'строки', 'строк')}")
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), CHANGES_HEIGHT),
        column_config=widths(CHANGES_WIDTHS),
    )  # fmt: skip
