"""The municipal base on «Отчёты»: its rows, doubtful texts, file and records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from access.rights import Action
from data.changes import FieldChange
from data.findings import ListError
from data.hashing import sha256
from data.periods import Period
from data.russian import ROWS, TEXTS, counted, date_text
from data.store.municipal_log import BaseRecord, Done, base_records, record_base, withdraw_record
from pages.components.date_fields import date_field
from pages.components.parts import report_button, who_title
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.report_sections.base_consents import ask_consents, known_consents
from pages.state import actions, stored
from pages.state.forms import ReleaseBox
from pages.state.state import SessionState, state
from reports.municipal.changes import changed, people_as_before
from reports.municipal.consents import decided_consents
from reports.municipal.forms import BOTH, MENTEES, MENTORS, own_header
from reports.municipal.rows import Forms
from reports.municipal.text_guard import Doubt
from reports.municipal.workbook import forms_of
from reports.request import ReportRequest
from reports.source import PERSONAL, Source

QUESTIONS_HEIGHT = 480  # px
FEW_QUESTIONS = 3  # texts that stand on the page without a frame of their own to scroll


def municipal_base(request: ReportRequest, version: int | None) -> None:
    """Shows everything about the base of the period.

    `version` is the number of the stored one, if any.
    """
    st.header("Муниципальная база", anchor=False)
    released = state.released_texts
    source, period, on = request.source, request.period, request.on
    consents = known_consents(request)
    forms = forms_of(source, period, request.declarations, released, consents)
    st.markdown(
        f"Обе формы муниципальной базы по парам, действовавшим с {date_text(period.since)} по {date_text(on)}: "
        f"«{MENTEES.title}» – {counted(len(forms.mentees), *ROWS)}, "
        f"«{MENTORS.title}» – {counted(len(forms.mentors), *ROWS)}."
    )
    st.caption("Сведений об ОВЗ, инвалидности и учётах в базе нет.")
    ask_consents(request, forms)
    empty_cells(forms)
    questions(forms.doubts)
    st.caption(f"Два листа по форме и лист «О файле». {PERSONAL}.")
    if forms.undecided:
        st.caption("Базу можно сделать, когда о каждом без согласия решено: в базу или нет.")
    else:
        made = replace(request, released=released, consents=consents)
        report_button("Скачать базу для отправки (Excel)", "base", made)
    if version is not None:
        sending_history(source, period, version, forms)


def empty_cells(forms: Forms) -> None:
    """Shows which cells of each form stay empty, and which columns would fill them."""
    wanted: dict[str, None] = {}
    for form in BOTH:
        if empty := forms.empty(form):
            count = len(forms.rows(form))
            words = ", ".join(f"{title} – {number}" for title, number in empty.items())
            st.caption(f"Пустые ячейки в «{form.title}» (строк {count}): {words}.")
            headers = (own_header(column) for column in form.columns if empty.get(column.title) == count)
            wanted |= dict.fromkeys(filter(None, headers))
    if wanted:
        st.caption(
            f"Чтобы их заполнить, добавьте в список пар столбцы: {', '.join(f'«{header}»' for header in wanted)}."
        )


def questions(doubts: Sequence[Doubt]) -> None:
    """Shows each doubtful text once, with a box that lets it go.

    It is not sent until somebody ticks it.
    """
    if not doubts:
        return
    held = len({doubt.text for doubt in doubts if not doubt.sent})
    st.warning(
        f"Не отправляется без вас: {counted(held, *TEXTS)}. Прочитайте и отметьте то, что можно "
        "отправить: отметка действует, пока открыта программа."
        if held
        else "Все сомнительные тексты вы разрешили отправить.",
        icon=":material/privacy_tip:",
    )
    texts = list(dict.fromkeys(doubt.text for doubt in doubts))
    room = st.container(height=QUESTIONS_HEIGHT if len(texts) > FEW_QUESTIONS else "content", border=False)
    for text in texts:
        places = [doubt for doubt in doubts if doubt.text == text]
        whose = "; ".join(dict.fromkeys(f"{doubt.column} ({doubt.person})" for doubt in places))
        with room.container(border=True):
            st.caption(plain(f"{places[0].why}. {whose}"))
            st.text(text)
            box = ReleaseBox(sha256(text)[:16])  # the text itself would be a key for everybody to see
            key = box.key(ReleaseBox.release)
            st.checkbox("Отправить", places[0].sent, key=key, on_change=_release, args=(box, text))


def _release(box: ReleaseBox, text: str) -> None:
    state.released_texts = state.released_texts | {text} if box.release else state.released_texts - {text}


def sending_history(source: Source, period: Period, version: int, forms: Forms) -> None:
    """Shows the form that records a sending, the records, and changes since then."""
    _record_form(period, version)
    store = stored.store_or_none(Action.REPORT)
    sent = base_records(store) if store else []
    if not sent:
        return
    _records_table(sent)
    if valid := [record for record in sent if not record.withdrawn]:
        left, right = st.columns([0.7, 0.3], vertical_alignment="bottom")
        since = left.selectbox(
            "Что изменилось с того дня, как",
            valid,
            filter_mode=None,
            key="base_since",
            format_func=lambda record: f"база {record.done.title} {date_text(record.day)} (версия {_version(record)})",
        )
        right.button("Отозвать эту запись", icon=":material/undo:", on_click=_withdraw, args=(since,))
        changes_since(source, since, forms)


def _record_form(period: Period, version: int) -> None:
    with st.form("base_record"):
        left, right = st.columns(2)
        left.selectbox(
            "Что сделано",
            list(Done),
            format_func=lambda done: f"база {done.title}",
            filter_mode=None,
            key=state.key(SessionState.base_done),
        )
        today = dt.date.today()
        with right:
            date_field("Когда", today, state.key(SessionState.base_day), last=today)
        st.form_submit_button("Записать", icon=":material/check:", on_click=_record, args=(period, version))


def _records_table(records: Sequence[BaseRecord]) -> None:
    rows = [
        {
            "Что": f"база {record.done.title}",
            "Когда": date_text(record.day),
            "На какой день": date_text(record.period.on),
            "Версия": _version(record),
            who_title("записал"): record.recorded_by,
            "Записано": when(record.recorded_at),
            "Отозвано": "да" if record.withdrawn else "",
        }
        for record in records
    ]
    table(rows)


def _version(record: BaseRecord) -> str:
    """Returns the number of the version.

    A restore from a backup that does not have it leaves none.
    """
    return f"№ {record.version}" if record.version is not None else "без номера"


@actions.reporting_refusal
def _record(period: Period, version: int) -> None:
    done, day = state.base_done, state.base_day
    if day is None:
        raise ListError("Укажите день. Запись ещё не сделана.")
    record_base(stored.store(Action.DECIDE_REPORTS), done, day, period, version, actions.person())
    actions.report_success(f"Записано: база {done.title} {date_text(day)}.")


@actions.reporting_refusal
def _withdraw(record: BaseRecord) -> None:
    withdraw_record(stored.store(Action.DECIDE_REPORTS), record, actions.person())
    actions.report_success("Запись отозвана: она осталась в таблице с отметкой.")


def changes_since(source: Source, record: BaseRecord, forms: Forms) -> None:
    """Shows what differs between the base as recorded and this one.

    That of the record is worked out again from its version.
    """
    then = stored.store(Action.READ_STORE).id_of(record.version) if record.version is not None else None
    if then is None:
        words = "уничтожена" if record.version is not None else "была сохранена после резервной копии"
        st.info(f"Версия {_version(record)} {words}: сравнить не с чем.", icon=":material/delete_forever:")
        return
    was = Source(stored.lists_of(then).roster, f"сохранённая версия № {then[0]}")
    consents = decided_consents(stored.store(Action.REPORT))
    old = forms_of(was, record.period, stored.declarations(), state.released_texts, consents)
    changes = changed(old, forms, people_as_before(was.roster, source.roster))
    if not changes:
        st.caption(f"С {date_text(record.day)} в базе ничего не изменилось.")
        return
    rows = [
        {
            "Форма": change.form,
            "Что": change.kind.title,
            "Кто": change.names,
            "Столбец": field.title,
            "Было": field.old,
            "Стало": field.new,
        }
        for change in changes
        for field in change.fields or (FieldChange("", "", ""),)
    ]
    st.markdown(f"**Что изменилось с {date_text(record.day)}**: {counted(len(changes), *ROWS)}")
    table(rows)
