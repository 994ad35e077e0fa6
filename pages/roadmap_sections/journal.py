"""The journal of an activity: its dated entries, and the form for the next one."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.roadmap.journal import JournalEntry, attached, journal, withdraw_entry, write_entry
from data.roadmap.model import Activity
from data.russian import date_text
from pages.components.date_fields import date_field
from pages.components.downloads import download
from pages.components.parts import self_reported_note
from pages.components.plain_text import plain, when
from pages.state import actions, stored
from pages.state.forms import EntryForm
from reports.source import PERSONAL

LARGEST_FILE = 10 * 1024 * 1024  # bytes


def journal_of(edition: int, activity: Activity, today: dt.date) -> None:
    """Shows the entries of the activity, and the form for the next one."""
    store = stored.store_or_none(Action.READ_ROADMAP)
    entries = [entry for entry in journal(store, edition) if entry.activity == activity.key] if store else []
    count = sum(not entry.withdrawn for entry in entries)
    title = f"Журнал: записей – {count}"
    with st.expander(title, icon=":material/menu_book:", key=f"journal_{edition}_{activity.key}"):
        for entry in entries:
            _entry(edition, entry)
        _form(edition, activity, today)


def _entry(edition: int, entry: JournalEntry) -> None:
    words, button = st.columns([0.8, 0.2], vertical_alignment="center")
    text = " · ".join(filter(None, (plain(entry.text), plain(entry.people), plain(entry.link))))
    line = f"**{date_text(entry.day)}** {text}"
    words.markdown(f"~~{line}~~ :gray[отозвано]" if entry.withdrawn else line)
    words.caption(f"Записал(а){self_reported_note()}: {plain(entry.written_by)}, {when(entry.written_at)}")
    if entry.withdrawn:
        return
    if entry.file_name:
        store = stored.store(Action.READ_ROADMAP)
        with words:
            download(
                "attachment",
                f"Скачать «{plain(entry.file_name)}»",
                lambda: attached(store, entry.id),
                file_name=entry.file_name,
                key=f"file_{entry.id}",
                icon=":material/attach_file:",
                help=PERSONAL,
            )
    button.button("Отозвать", key=f"withdraw_{entry.id}", on_click=_withdraw, args=(edition, entry))


def _form(edition: int, activity: Activity, today: dt.date) -> None:
    fields = EntryForm(edition, activity.key)
    with st.form(f"entry_{edition}_{activity.key}", clear_on_submit=True):
        left, right = st.columns([0.3, 0.7])
        with left:
            date_field("День", today, fields.key(EntryForm.day), last=today)
        right.text_input("Кто участвовал", max_chars=300, key=fields.key(EntryForm.people))
        st.text_area(
            "Что сделано",
            max_chars=2000,
            key=fields.key(EntryForm.text),
            placeholder="совещание, консультация, курсы, поощрение, приказ, информирование родителей…",
        )
        st.text_input("Ссылка", max_chars=500, key=fields.key(EntryForm.link), placeholder="https://…")
        st.file_uploader("Файл (приказ, протокол), до 10 МБ", key=fields.key(EntryForm.file))
        st.form_submit_button(
            "Записать в журнал", icon=":material/add:", on_click=_write, args=(edition, activity, fields)
        )


@actions.reporting_refusal
def _write(edition: int, activity: Activity, fields: EntryForm) -> None:
    text, link, file = fields.text.strip(), fields.link.strip(), fields.file
    if fields.day is None:
        raise ListError("Укажите день. Запись ещё не добавлена.")
    if not text:
        raise ListError("Впишите, что сделано. Запись ещё не добавлена.")
    if link and not link.startswith(("https://", "http://")):
        raise ListError("Ссылка начинается с «https://». Исправьте её или уберите. Запись ещё не добавлена.")
    if file is not None and file.size > LARGEST_FILE:
        raise ListError("Файл больше 10 МБ. Уменьшите его или дайте ссылку. Запись ещё не добавлена.")
    write_entry(
        stored.store(Action.KEEP_ROADMAP),
        edition,
        activity.key,
        fields.day,
        text,
        actions.person(),
        people=fields.people.strip(),
        link=link,
        file=(file.name, file.getvalue()) if file is not None else None,
    )
    actions.report_success("Запись добавлена в журнал.")


@actions.reporting_refusal
def _withdraw(edition: int, entry: JournalEntry) -> None:
    withdraw_entry(stored.store(Action.KEEP_ROADMAP), edition, entry, actions.person())
    actions.report_success("Запись отозвана: она осталась в журнале зачёркнутой.")
