"""The sessions that are open now, each to be ended at once in all its windows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from access import sessions
from access.journal import Event
from access.model import Account, Session
from access.rights import Action
from pages.components.plain_text import when
from pages.components.tables import table
from pages.state import actions, stored


def open_sessions(opened: Sequence[Session], known: Sequence[Account]) -> None:
    """Shows whose sessions are open, since when and where, and offers to end one."""
    st.header(f"Открытые сеансы: {len(opened)}", anchor=False)
    names = {account.id: account.name for account in known}
    rows = [
        {
            "Кто": names.get(session.account_id, ""),
            "Вход": when(session.created_at),
            "Последнее действие": when(session.seen_at),
            "Адрес": session.address,
        }
        for session in opened
    ]
    if not rows:
        return
    table(rows)
    place = st.selectbox(
        "Какой завершить",
        range(len(opened)),
        filter_mode=None,
        key="session_to_end",
        format_func=lambda place: f"{rows[place]['Кто']}, вход {rows[place]['Вход']}, {rows[place]['Адрес']}",
    )
    st.button("Завершить сеанс", icon=":material/logout:", on_click=_end, args=(opened[place],))


@actions.reporting_refusal
def _end(session: Session) -> None:
    store = stored.store(Action.MANAGE_ACCOUNTS)
    stored.record(Event.SESSION_ENDED, str(session.account_id))
    sessions.end(store, session.token_hash)
    actions.report_success("Сеанс завершён во всех его окнах.")
