"""Accounts for teachers of the lists who have none yet, made at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter

import streamlit as st

from access import accounts
from access.journal import Event
from access.model import Account, Role
from access.rights import Action
from data.russian import counted
from pages.account_sections.account import people_by_id
from pages.state import actions, stored
from pages.state.accounts import AccountState, account_state
from reports.plan.stored_choices import person_key

ROLES = (Role.MENTOR, Role.VIEWER, Role.COORDINATOR)
ACCOUNTS = ("учётная запись", "учётные записи", "учётных записей")


def of_teachers(known: Sequence[Account]) -> None:
    """Offers accounts for teachers who have none; each gets a name for signing in and a password for one sign-in."""
    tied = {account.person for account in known}
    people = {
        who: person
        for who, person in people_by_id().items()
        if not person.is_student and person_key(person) not in tied
    }
    with st.expander(f"Создать по списку педагогов: без учётной записи – {len(people)}", icon=":material/group_add:"):
        st.multiselect(
            "Кому",
            list(people),
            format_func=lambda who: people[who].title,
            placeholder="Никому",
            key=account_state.key(AccountState.teachers),
            select_all=True,
        )
        st.selectbox(
            "Роль",
            ROLES,
            format_func=attrgetter("title"),
            key=account_state.key(AccountState.teachers_role),
            filter_mode=None,
        )
        st.caption("Классных руководителей создайте по одному: у каждого свои классы.")
        st.button("Создать учётные записи", icon=":material/group_add:", on_click=_create, args=(known,))


@actions.reporting_refusal
def _create(known: Sequence[Account]) -> None:
    store, people = stored.store(Action.MANAGE_ACCOUNTS), people_by_id()
    logins, made = {account.login for account in known}, []
    for who in account_state.teachers:
        person, login = people[who], _login(people[who].name, logins)
        logins.add(login)
        stored.record(Event.ACCOUNT_MADE)
        account, password = accounts.create(
            store, login, person.name, account_state.teachers_role, person=person_key(person), by=actions.person()
        )
        made.append((account.name, account.login, password))
        account_state.passwords = tuple(made)  # of those who were made, whatever comes next
    account_state.teachers = ()
    actions.report_success(f"Создано: {counted(len(made), *ACCOUNTS)}.")


def _login(name: str, taken: Collection[str]) -> str:
    """Returns «калина.л.д», with a number where that is taken."""
    surname, *given = name.split()
    login = accounts.login_key(".".join([surname, *(word[0] for word in given)]))[:50]
    number = 1
    while (numbered := login if number == 1 else f"{login}{number}") in taken:
        number += 1
    return numbered
