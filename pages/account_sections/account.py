"""One account: made or changed, locked, given a password for one sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import streamlit as st

from access import accounts
from access.journal import Event
from access.model import Account, Role
from access.rights import Action
from data.new_pairs import PersonId
from data.store.forbidden_pairs import PersonKey
from data.store.versions import Store
from metrics.breakdown import class_order
from metrics.people import Person
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import actions, pairs, session, stored
from pages.state.account import current_account
from pages.state.accounts import AccountForm, account_state
from reports.plan.stored_choices import person_key

NEW = 0  # in place of the number of an account
WITH_PERSON = (Role.MENTOR, Role.CLASS_TEACHER)  # roles that see pairs of their own


def show_passwords() -> None:
    """Shows once the passwords that were made just now."""
    if not account_state.passwords:
        return
    st.warning("Запишите сейчас: пароли показаны один раз, действуют неделю и для одного входа.", icon=":material/key:")
    table(
        [
            {"Имя": name, "Имя для входа": login, "Одноразовый пароль": password}
            for name, login, password in account_state.passwords
        ]
    )
    account_state.passwords = ()


def account_section(known: Sequence[Account]) -> None:
    """Asks which account, and for what it is to be."""
    st.header("Учётная запись", anchor=False)
    by_number = {account.id: account for account in known}
    titles = {NEW: "Новая"} | {account.id: f"{account.name} ({account.login})" for account in known}
    number = st.selectbox("Какая", list(titles), format_func=titles.__getitem__, key="chosen_account", filter_mode=None)
    account = by_number.get(number)
    form = AccountForm(number, account_state.made if number == NEW else repr(account))
    with st.container(border=True):
        _fields(form, account)
        with st.container(horizontal=True):
            if account is None:
                st.button("Создать", type="primary", icon=":material/person_add:", on_click=_create, args=(form,))
            else:
                _ways(form, account)


def _fields(form: AccountForm, account: Account | None) -> None:
    left, right = st.columns(2)
    left.text_input(
        "Фамилия, имя, отчество", account.name if account else "", key=form.key(AccountForm.name), max_chars=200
    )
    if account is None:
        right.text_input("Имя для входа", key=form.key(AccountForm.login), max_chars=60)
    roles = list(Role)
    role = left.selectbox(
        "Роль",
        roles,
        roles.index(account.role if account else Role.VIEWER),
        format_func=attrgetter("title"),
        key=form.key(AccountForm.role),
        filter_mode=None,
    )
    if role is Role.CLASS_TEACHER:
        _classes(form, account)
    if role in WITH_PERSON:
        _person(form, account)


def _classes(form: AccountForm, account: Account | None) -> None:
    now = sorted(account.classes, key=class_order) if account else []
    names = _class_names()
    st.multiselect(
        "Чьи классы",
        sorted({*names, *now}, key=class_order),
        now,
        key=form.key(AccountForm.classes),
        placeholder="Ни одного",
        select_all=False,
    )
    if gone := [name for name in now if name not in names]:
        st.warning(plain(f"В списках нет классов: {', '.join(gone)}. Их учеников эта запись не видит."))


def _class_names() -> list[str]:
    students = session.lists().roster.students
    if students is None or "class_name" not in students:
        return []
    return sorted(students["class_name"].dropna().unique(), key=class_order)


def _person(form: AccountForm, account: Account | None) -> None:
    people = people_by_id()
    now = next((who for who, person in people.items() if account and person_key(person) == account.person), None)
    options = list(people)
    st.selectbox(
        "Кто это в списках: чьи пары",
        options,
        None if now is None else options.index(now),
        format_func=lambda who: people[who].title,
        key=form.key(AccountForm.person),
        placeholder="Начните вводить любую часть имени",
    )
    if account and account.person and now is None:
        st.warning(plain(f"В списках нет человека, с которым связана запись: {account.person[1]}."))


def people_by_id() -> dict[PersonId, Person]:
    """Returns everybody of the lists in use."""
    return {person.id: person for person in pairs.people_on(session.lists().as_of)}


def _ways(form: AccountForm, account: Account) -> None:
    st.button("Сохранить", type="primary", icon=":material/save:", on_click=_change, args=(form, account))
    is_own = current_account() == account
    st.button(
        "Выдать одноразовый пароль",
        icon=":material/key:",
        on_click=_new_password,
        args=(account,),
        disabled=is_own,
        help="Свой пароль меняют по ссылке «Сменить пароль» слева." if is_own else None,
    )
    if account.locked:
        st.button("Разблокировать", icon=":material/lock_open:", on_click=_unlock, args=(account,))
    else:
        st.button("Заблокировать", icon=":material/lock:", on_click=_lock, args=(account,))


def _chosen(form: AccountForm) -> tuple[list[str], PersonKey | None]:
    """Returns the classes and the person as far as the role has any."""
    classes = list(form.classes) if form.role is Role.CLASS_TEACHER else []
    person = people_by_id().get(form.person) if form.person and form.role in WITH_PERSON else None
    return classes, person_key(person) if person else None


def _store_for(event: Event, account: Account) -> Store:
    """Returns the store for what is to be done with an account; it is recorded before."""
    store = stored.store(Action.MANAGE_ACCOUNTS)
    stored.record(event, str(account.id))
    return store


@actions.reporting_refusal
def _create(form: AccountForm) -> None:
    store, (classes, person) = stored.store(Action.MANAGE_ACCOUNTS), _chosen(form)
    stored.record(Event.ACCOUNT_MADE)
    account, password = accounts.create(
        store, form.login, form.name, form.role, classes=classes, person=person, by=actions.person()
    )
    account_state.passwords = ((account.name, account.login, password),)
    account_state.made += 1
    actions.report_success(f"Создана учётная запись: {account.name}.")


@actions.reporting_refusal
def _change(form: AccountForm, account: Account) -> None:
    classes, person = _chosen(form)
    store = _store_for(Event.ACCOUNT_CHANGED, account)
    accounts.change(store, account.id, name=form.name, role=form.role, classes=classes, person=person)
    actions.report_success(f"Изменено: {account.name}. Открытые окна этой записи закроются сами.")


@actions.reporting_refusal
def _new_password(account: Account) -> None:
    store = _store_for(Event.PASSWORD_MADE, account)
    account_state.passwords = ((account.name, account.login, accounts.new_one_time_password(store, account.id)),)
    actions.report_success(f"Прежний пароль больше не подходит: {account.name}.")


@actions.reporting_refusal
def _lock(account: Account) -> None:
    accounts.lock(_store_for(Event.ACCOUNT_LOCKED, account), account.id)
    actions.report_success(f"Заблокировано, сеансы завершены: {account.name}.")


@actions.reporting_refusal
def _unlock(account: Account) -> None:
    accounts.unlock(_store_for(Event.ACCOUNT_UNLOCKED, account), account.id)
    actions.report_success(f"Разблокировано: {account.name}.")
