"""«Доступ»: who may sign in, as what, and which sessions are open; for the head alone."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from access import accounts, sessions
from access.model import Account
from access.rights import Action
from data.russian import counted
from data.store.location import is_in_use
from metrics.breakdown import class_order
from pages.account_sections.account import account_section, show_passwords
from pages.account_sections.first_account import first_account
from pages.account_sections.open_sessions import open_sessions
from pages.account_sections.teachers import of_teachers
from pages.components.parts import show_outcome
from pages.components.tables import table
from pages.state import stored
from pages.state.actions import is_self_reported

SESSIONS = ("сеанс", "сеанса", "сеансов")


def main() -> None:
    if is_self_reported():
        st.title("Доступ", anchor=False)
        show_outcome()
        first_account()
        return
    store = stored.store(Action.MANAGE_ACCOUNTS)
    known = accounts.accounts(store)
    st.title(f"Доступ: учётных записей – {len(known)}", anchor=False)
    show_outcome()
    show_passwords()
    opened = sessions.open_sessions(store)
    counts = Counter(session.account_id for session in opened)
    table([_row(account, counts[account.id]) for account in known])
    account_section(known)
    open_sessions(opened, known)
    if is_in_use():
        of_teachers(known)


def _row(account: Account, opened: int) -> dict[str, str]:
    """Returns three columns, which a phone shows whole."""
    classes = ", ".join(sorted(account.classes, key=class_order))
    whose = "; ".join(filter(None, (classes, account.person[1] if account.person else "")))
    standing = "заблокирована" if account.locked else "ждёт первого входа" if account.must_change_password else ""
    return {
        "Кто (имя для входа)": f"{account.name} ({account.login})",
        "Роль: чей класс, чьи пары": f"{account.role.title}{f': {whose}' if whose else ''}",
        "Состояние": standing or (f"открыто: {counted(opened, *SESSIONS)}" if opened else ""),
    }


main()
