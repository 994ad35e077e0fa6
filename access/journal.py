"""The journal of actions: who did, opened and took away what and when. Rows are added and never changed.

A row holds no name and nothing of anybody in the lists: an account stands there by its number, what it was done to by a
kind or a number. Each row holds the hash of the one before it, and a place of its own that of the last: a row that was
changed, removed, put in or moved is told. An export bears the last hash, by which a journal that was written anew as a
whole is told from the one that was exported.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from access.model import Account, Role
from access.rights import Action
from data.findings import ListError
from data.hashing import canonical, sha256
from data.store.schema import ACCOUNTS, ACTIONS, LAST_ACTION
from data.store.versions import Store, now
from data.vocabulary import Titled

NOTHING_BEFORE = "0" * 64
BY_PROVIDER = "provider"  # how somebody signed in, or failed to
ABOUT = re.compile(r"[a-z0-9_]{0,60}")  # a kind or a number: a name would not pass

_LAST, _ADD, _BEGIN = select(LAST_ACTION), insert(ACTIONS), insert(LAST_ACTION)  # put together once
_GO_ON = update(LAST_ACTION).values(count=bindparam("rows"), sha256=bindparam("hash"))


class Event(Titled):
    """What is recorded; the value is how it is stored."""

    SIGNED_IN = "signed_in", "Вход"
    SIGNED_OUT = "signed_out", "Выход"
    SIGN_IN_FAILED = "sign_in_failed", "Неудачный вход"
    PASSWORD_CHOSEN = "password_chosen", "Смена своего пароля"
    OPENED = "opened", "Открыта страница"
    TOOK_AWAY = "took_away", "Выгружен файл"
    FIRST_ACCOUNT = "first_account", "Включён вход: создана первая учётная запись"
    ACCOUNT_MADE = "account_made", "Создана учётная запись"
    ACCOUNT_CHANGED = "account_changed", "Изменена учётная запись"
    ACCOUNT_LOCKED = "account_locked", "Заблокирована учётная запись"
    ACCOUNT_UNLOCKED = "account_unlocked", "Разблокирована учётная запись"
    PASSWORD_MADE = "password_made", "Выдан одноразовый пароль"
    PASSWORD_COMMANDED = "password_commanded", "Из командной строки выдан одноразовый пароль"
    SESSION_ENDED = "session_ended", "Завершён сеанс"
    SAVE_LISTS = Action.SAVE_LISTS.value, "Сохранение списков и решений о них"
    CHANGE_PAIRS = Action.CHANGE_PAIRS.value, "Изменение пар"
    NOTE_CONTACTS = Action.NOTE_CONTACTS.value, "Запись о встречах"
    KEEP_ROADMAP = Action.KEEP_ROADMAP.value, "Запись в дорожной карте"
    DECIDE_REPORTS = Action.DECIDE_REPORTS.value, "Решение к отчётам"
    FIX_PERIOD = Action.FIX_PERIOD.value, "Фиксация отчётного периода"
    CHANGE_SETTINGS = Action.CHANGE_SETTINGS.value, "Изменение настроек"
    DESTROY = Action.DESTROY.value, "Уничтожение данных"
    REFUSED = "refused", "Отказано: предыдущее действие не выполнено"


OF_ACTION = {action: Event(action.value) for action in Action if action.value in set(Event)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the journal; `at` is UTC, `who` the account as it is called now."""

    number: int
    at: dt.datetime
    who: str
    role: str
    event: Event
    about: str


def record(store: Store, account: Account | None, event: Event, about: str = "") -> None:
    """Adds a row, before what it tells is done: where it cannot be written, nothing is done. Raises `StoreError`."""
    with store.writing() as connection:
        add(connection, account, event, about)


def add(connection: Connection, account: Account | None, event: Event, about: str = "") -> None:
    """Adds a row in the transaction of what it tells."""
    if not ABOUT.fullmatch(about):
        raise ValueError("the journal holds kinds and numbers alone")
    last = connection.execute(_LAST).first()
    values = {
        "at": now(),
        "account": account.id if account else None,
        "role": account.role.value if account else "",
        "event": event.value,
        "about": about,
        "previous": last.sha256 if last else NOTHING_BEFORE,
    }
    values["sha256"] = _hash(values)
    connection.execute(_ADD, values)
    if last:
        connection.execute(_GO_ON, {"rows": last._mapping["count"] + 1, "hash": values["sha256"]})
    else:
        connection.execute(_BEGIN, {"count": 1, "sha256": values["sha256"]})


def _hash(row: Any) -> str:
    columns = ("at", "account", "role", "event", "about", "previous")
    return sha256(canonical({name: str(row[name]) for name in columns}))


def entries(store: Store) -> list[Entry]:
    """Returns all rows, the last first."""
    roles, events = {role.value: role.title for role in Role}, {event.value: event for event in Event}
    with store.reading() as connection:
        names = {row.id: f"{row.name} ({row.login})" for row in connection.execute(select(ACCOUNTS))}
        rows = connection.execute(select(ACTIONS).order_by(ACTIONS.c.id.desc())).all()
    return [
        Entry(row.id, row.at, _who(row.account, names), roles.get(row.role, ""), events[row.event], row.about)
        for row in rows
        if row.event in events
    ]


def _who(account: int | None, names: dict[int, str]) -> str:
    if account is None:
        return "не вошёл"
    return names.get(account, f"учётная запись № {account}, её уже нет")


def last_hash(store: Store) -> str:
    """Returns the hash of the last row, which tells the whole journal."""
    with store.reading() as connection:
        last = connection.execute(_LAST).first()
    return last.sha256 if last else NOTHING_BEFORE


def faults(store: Store) -> list[str]:
    """Returns a sentence for each place where the journal was changed beside the program."""
    with store.reading() as connection:
        return _faults(connection)


def _faults(connection: Connection) -> list[str]:
    try:
        rows = connection.execute(select(ACTIONS).order_by(ACTIONS.c.id)).all()
    except ValueError:  # a moment that is none
        raise ListError("Журнал действий повреждён: в нём есть запись без времени.") from None
    last = connection.execute(_LAST).first()
    sentences, previous = [], NOTHING_BEFORE
    for row in rows:
        if row.sha256 != _hash(row._mapping):
            sentences.append(f"Запись № {row.id} изменена.")
        elif row.previous != previous:
            sentences.append(f"Перед записью № {row.id} чего-то нет, или записи переставлены.")
        previous = row.sha256
    if (len(rows), previous) != ((last._mapping["count"], last.sha256) if last else (0, NOTHING_BEFORE)):
        sentences.append("Последние записи журнала удалены или добавлены в обход программы.")
    return sentences
