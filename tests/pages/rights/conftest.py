"""Pages opened by whoever has signed in, as the gate hands the session on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
import streamlit as st
from argon2 import PasswordHasher

from access import accounts, passwords
from access.model import Role
from data.store.location import place
from data.store.versions import Store
from pages.state import account
from tests.pages.rights.canary_school import PASSWORD, School, stored_school


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))
    st.cache_data.clear()
    st.cache_resource.clear()
    store = Store(place())
    return stored_school(store, accounts.create_first(store, "head", "Дуб Главный", PASSWORD))


@pytest.fixture
def sign_in(school: School, monkeypatch: pytest.MonkeyPatch) -> Callable[[Role], None]:
    """Signs a role in: from now on it is its session that a page loaded anew finds."""

    numbers = count()

    def signed_in(role: Role) -> None:
        page, token = f"page {next(numbers)} of {school.tokens[role]}", school.tokens[role]
        monkeypatch.setattr(account, "_page_and_token", lambda: (page, token))

    return signed_in
