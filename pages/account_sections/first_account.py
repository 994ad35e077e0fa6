"""Accounts are turned on: the first one is the head's."""

from __future__ import annotations

import streamlit as st

from access import accounts
from access.rights import Action
from data.findings import ListError
from pages.state import actions, stored
from pages.state.accounts import FirstAccount

first = FirstAccount()


def first_account() -> None:
    """Offers to make the first account; from then on nobody comes in without signing in."""
    st.caption(
        "Сейчас программа отвечает только этому компьютеру и пароля не спрашивает. С первой учётной записью вход нужен "
        "всем, и программу можно открыть в школьной сети по защищённому адресу – как, сказано в описании программы."
    )
    with st.form("first_account", border=True):
        st.markdown("**Первая учётная запись – руководителя**")
        st.text_input("Фамилия, имя, отчество", key=first.key(FirstAccount.name), max_chars=200)
        st.text_input("Имя для входа", key=first.key(FirstAccount.login), max_chars=60)
        left, right = st.columns(2)
        left.text_input("Пароль, не короче 12 знаков", type="password", key=first.key(FirstAccount.password))
        right.text_input("Пароль ещё раз", type="password", key=first.key(FirstAccount.again))
        st.caption("Запомните пароль: восстановить его нельзя, другой выдаст только другой руководитель.")
        st.form_submit_button("Включить вход по паролю", type="primary", icon=":material/lock:", on_click=_make)


@actions.reporting_refusal
def _make() -> None:
    if first.password != first.again:
        raise ListError("Пароли не совпадают. Учётная запись не создана.")
    accounts.create_first(stored.store(Action.MANAGE_ACCOUNTS), first.login, first.name, first.password)
    first.password, first.again = "", ""
