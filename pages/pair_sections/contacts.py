"""Contacts of pairs on «Пары»: noted for the chosen pairs at once, seen with the last first, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from data.findings import ListError
from data.russian import PAIRS, counted, date_text, listed
from data.store.contacts import LONGEST, Contact, NotedContact
from data.vocabulary import MODES
from metrics.pairs.pair_rows import PairPhase, PairRow
from pages.components.date_fields import date_field
from pages.components.parts import ask_who
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import actions, pairs, session
from pages.state.new_version import is_possible
from pages.state.pairs import pair_state

Details = tuple[dt.date, bool, str, int | None, str, str]  # of a contact beside the pair

MET, FAILED = "состоялась", "не состоялась"
MOST_SHOWN = 20  # contacts of the chosen pairs


def contacts(chosen: Sequence[PairRow]) -> None:
    """Offers to note a contact of the chosen pairs, and shows those that they had."""
    st.header("Встречи", anchor=False)
    if not is_possible():
        st.caption("Встречи отмечаются в сохранённых списках: сохраните свои и откройте действующую версию.")
        return
    running = [row for row in chosen if row.phase is not PairPhase.CALLED_OFF]
    if not running:
        st.caption("Отметьте пары в таблице выше, чтобы записать их встречу или посмотреть прежние.")
        return
    _form(running)
    _noted(running)


def _form(chosen: Sequence[PairRow]) -> None:
    today = dt.date.today()
    proposed = min(today, pair_state.day or session.lists().as_of)
    with st.form("contact", clear_on_submit=True):
        day, kind, mode, minutes = st.columns(4)
        with day:
            on = date_field("День встречи", proposed, last=today)
        outcome = kind.radio("Встреча", (MET, FAILED), horizontal=True)
        chosen_mode = mode.selectbox(
            "Формат", list(MODES), index=None, format_func=MODES.__getitem__, placeholder="Не указан", filter_mode=None
        )
        length = minutes.number_input("Минут", 1, LONGEST, None, step=5, placeholder="Не указано")
        topic = st.text_input("О чём говорили", max_chars=300)
        step = st.text_input("Следующий шаг", max_chars=300)
        ask_who(in_form=True)
        words = counted(len(chosen), *PAIRS)
        if st.form_submit_button(f"Записать встречу: {words}", type="primary", icon=":material/event_available:"):
            values: Details = (on or proposed, outcome == MET, chosen_mode or "", length, topic.strip(), step.strip())
            _note(chosen, values)
            st.rerun()


@actions.reporting_refusal
def _note(chosen: Sequence[PairRow], values: Details) -> None:
    if over := [row for row in chosen if row.end and row.end < values[0]]:
        names = listed([f"{row.mentor.name} → {row.mentee.name}" for row in over], 3)
        raise ListError(f"К {date_text(values[0])} уже закончились: {names}. Исправьте день или снимите отметку.")
    noted = [Contact(row.mentor.name, row.mentee.name, row.start, *values) for row in chosen]
    pairs.note(noted, dt.date.today())
    actions.report_success(f"Записано: встреча {date_text(noted[0].on)}, {counted(len(noted), *PAIRS)}.")


def _noted(chosen: Sequence[PairRow]) -> None:
    """Shows the contacts of the chosen pairs, and lets the last of them be withdrawn."""
    found = pairs.contacts_of_rows(chosen)
    if not found:
        st.caption("Записанных встреч у этих пар нет.")
        return
    table([contact_texts(noted) for noted in found[:MOST_SHOWN]])
    if len(found) > MOST_SHOWN:
        st.caption(f"Показаны последние {MOST_SHOWN} из {len(found)}.")
    in_force = [noted for noted in found[:MOST_SHOWN] if noted.withdrawn_at is None]
    with st.popover("Записано по ошибке…", icon=":material/undo:", disabled=not in_force):
        if in_force:
            mistaken = st.selectbox("Какая встреча", in_force, format_func=_title, filter_mode=None)
            st.caption("Она останется в списке как отозванная и не будет учитываться.")
            st.button("Отозвать", on_click=_withdraw, args=(mistaken.id,))


@actions.reporting_refusal
def _withdraw(identity: int) -> None:
    pairs.withdraw(identity)
    actions.report_success("Встреча отозвана.")


def _title(noted: NotedContact) -> str:
    contact = noted.contact
    return plain(f"{date_text(contact.on)}: {contact.mentor} → {contact.mentee}")


def contact_texts(noted: NotedContact) -> dict[str, str]:
    """Returns a contact in words, as a row of a table."""
    contact = noted.contact
    outcome = MET if contact.took_place else FAILED
    return {
        "День": date_text(contact.on),
        "Пара": f"{contact.mentor} → {contact.mentee}",
        "Встреча": f"отозвана ({noted.withdrawn_by})" if noted.withdrawn_at else outcome,
        "Формат": MODES.get(contact.mode, ""),
        "Минут": str(contact.minutes or ""),
        "О чём говорили": contact.topic,
        "Следующий шаг": contact.next_step,
        "Кто записал": noted.noted_by,
    }
