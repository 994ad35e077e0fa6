"""What the page «Доступ» holds for a session."""

from __future__ import annotations

from collections.abc import Sequence

from access.model import Role
from data.new_pairs import PersonId
from pages.state.values import Value, Values


class FirstAccount(Values):
    """The first account as it is typed."""

    prefix = "first_account"
    name: Value[str] = Value("")
    login: Value[str] = Value("")
    password: Value[str] = Value("")
    again: Value[str] = Value("")


class AccountForm(Values):
    """An account as it is made or changed; the scope is its number, and for a new one how many were made."""

    prefix = "account"
    name: Value[str] = Value("")
    login: Value[str] = Value("")
    role: Value[Role] = Value(Role.VIEWER)
    classes: Value[Sequence[str]] = Value(())
    person: Value[PersonId | None] = Value(None)


class AccountState(Values):
    """What the page holds beside its forms; passwords are shown once and then forgotten."""

    prefix = "accounts"
    passwords: Value[Sequence[tuple[str, str, str]]] = Value(())  # name, name for signing in, password
    made: Value[int] = Value(0)
    teachers: Value[Sequence[PersonId]] = Value(())
    teachers_role: Value[Role] = Value(Role.MENTOR)


account_state = AccountState()
