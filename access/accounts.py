"""Accounts: made, changed, locked, given a password. Whoever calls has asked whether the person may.

Accounts are off until the first one is made, and stay on from then: the last head can be neither locked nor changed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from access.journal import Event, add
from access.model import Account, Role
from access.passwords import hashed, is_right, one_time, refuse_weak
from data.findings import ListError
from data.hashing import canonical
from data.store.forbidden_pairs import PersonKey
from data.store.schema import ACCOUNTS, DEVICES, SESSIONS
from data.store.versions import Store, now

ONE_TIME = dt.timedelta(days=7)  # that a password made by somebody else opens the door
LOGIN = re.compile(r"[\w.@-]{3,60}")
LONGEST_NAME = 200
BEFORE_ACCOUNTS = "командная строка"  # who made an account where nobody was signed in
GONE = "Этой учётной записи уже нет. Обновите страницу."
LAST_HEAD = "Это последний руководитель, который может войти. Сначала дайте роль руководителя ещё одной учётной записи."


def login_key(login: str) -> str:
    """Returns the name for signing in as it is stored and compared."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def exist(store: Store) -> bool:
    """Returns whether accounts are on."""
    with store.reading() as connection:
        return connection.execute(select(ACCOUNTS.c.id).limit(1)).first() is not None


def accounts(store: Store) -> list[Account]:
    """Returns all accounts by name."""
    with store.reading() as connection:
        return [account_of(row) for row in connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name))]


def account_of(row: Any) -> Account:
    """Returns the account in a row of the table."""
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        classes=frozenset(json.loads(row.classes)),
        person=tuple(json.loads(row.person)) if row.person else None,
        locked=row.locked,
        must_change_password=row.one_time_until is not None,
    )


def create(
    store: Store,
    login: str,
    name: str,
    role: Role,
    *,
    classes: Collection[str] = (),
    person: PersonKey | None = None,
    by: str,
) -> tuple[Account, str]:
    """Makes an account and returns it with its password for the first sign-in. Raises `ListError`."""
    password = one_time()
    values = _values(role, classes, person) | {"password": hashed(password), "one_time_until": now() + ONE_TIME}
    return _add(store, login, name, values, by, first=False), password


def create_first(store: Store, login: str, name: str, password: str) -> Account:
    """Makes the first account, a head's: accounts are on from now. Raises `ListError`."""
    refuse_weak(password, login, name)
    values = _values(Role.HEAD, (), None) | {"password": hashed(password), "one_time_until": None}
    return _add(store, login, name, values, BEFORE_ACCOUNTS, first=True)


def _values(role: Role, classes: Collection[str], person: PersonKey | None) -> dict[str, Any]:
    return {
        "role": role.value,
        "classes": canonical(sorted(classes)),
        "person": canonical(person) if person else "",
    }


def _add(store: Store, login: str, name: str, values: dict[str, Any], by: str, *, first: bool) -> Account:
    key, name = login_key(login), _name(name)
    if not LOGIN.fullmatch(key):
        raise ListError("Имя для входа – от 3 до 60 букв, цифр или знаков «.», «-», «_», «@», без пробелов.")
    with store.writing() as connection:
        if first and connection.execute(select(ACCOUNTS.c.id).limit(1)).first():
            raise ListError("Учётные записи уже есть. Новую создаёт руководитель на странице «Доступ».")
        if not first and not _other_heads(connection, None):
            raise ListError("Сначала создайте учётную запись руководителя.")
        if connection.execute(select(ACCOUNTS.c.id).where(ACCOUNTS.c.login == key)).first():
            raise ListError(f"Имя для входа «{key}» уже занято. Возьмите другое.")
        values = {**values, "login": key, "name": name, "locked": False, "created_at": now(), "created_by": by}
        row = connection.execute(insert(ACCOUNTS).values(values).returning(*ACCOUNTS.c)).one()
        if first:
            add(connection, None, Event.FIRST_ACCOUNT, str(row.id))
        return account_of(row)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ListError(f"Впишите фамилию, имя и отчество, не длиннее {LONGEST_NAME} знаков.")
    return name


def change(
    store: Store,
    identity: int,
    *,
    name: str,
    role: Role,
    classes: Collection[str] = (),
    person: PersonKey | None = None,
) -> None:
    """Changes what somebody is; open windows follow at their next step. Raises `ListError`."""
    values = _values(role, classes, person) | {"name": _name(name)}
    with store.writing() as connection:
        if role is not Role.HEAD:
            _refuse_last_head(connection, identity)
        _update(connection, identity, values)


def lock(store: Store, identity: int) -> None:
    """Locks an account and ends its sessions at once. Raises `ListError`."""
    with store.writing() as connection:
        _refuse_last_head(connection, identity)
        _update(connection, identity, {"locked": True})
        _forget_ways_in(connection, identity)


def unlock(store: Store, identity: int) -> None:
    """Unlocks an account. Raises `ListError`."""
    with store.writing() as connection:
        _update(connection, identity, {"locked": False})


def new_one_time_password(store: Store, identity: int) -> str:
    """Returns a password for one sign-in in place of the former one, and ends the sessions. Raises `ListError`."""
    password = one_time()
    values = {"password": hashed(password), "one_time_until": now() + ONE_TIME}
    with store.writing() as connection:
        _update(connection, identity, values)
        _forget_ways_in(connection, identity)
    return password


def choose_password(store: Store, account: Account, former: str | None, password: str) -> None:
    """Puts a person's own password in place of the former one and ends the sessions. Raises `ListError`.

    The former one is asked for but where the person has just signed in with one for one sign-in.
    """
    refuse_weak(password, account.login, account.name)
    with store.reading() as connection:
        row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account.id)).first()
    if row is None or row.locked:
        raise ListError(GONE)
    if row.one_time_until is None and not is_right(row.password, former or ""):
        raise ListError("Прежний пароль не подходит.")
    content = hashed(password)
    with store.writing() as connection:
        is_same = (ACCOUNTS.c.id == account.id) & (ACCOUNTS.c.password == row.password)
        changed = update(ACCOUNTS).where(is_same).values(password=content, one_time_until=None)
        if not connection.execute(changed.returning(ACCOUNTS.c.id)).first():
            raise ListError("Пароль только что сменили в другом окне. Войдите заново.")
        _forget_ways_in(connection, account.id)


def _update(connection: Connection, identity: int, values: dict[str, Any]) -> None:
    changed = update(ACCOUNTS).where(ACCOUNTS.c.id == identity).values(values).returning(ACCOUNTS.c.id)
    if not connection.execute(changed).first():
        raise ListError(GONE)


def _refuse_last_head(connection: Connection, identity: int) -> None:
    if not _other_heads(connection, identity):
        raise ListError(LAST_HEAD)


def _other_heads(connection: Connection, identity: int | None) -> int:
    is_head = (ACCOUNTS.c.role == Role.HEAD.value) & ACCOUNTS.c.locked.is_(False)
    if identity is not None:
        is_head &= ACCOUNTS.c.id != identity
    return connection.execute(select(func.count()).where(is_head)).scalar_one()


def _forget_ways_in(connection: Connection, identity: int) -> None:
    for table in (SESSIONS, DEVICES):
        connection.execute(delete(table).where(table.c.account == identity))
