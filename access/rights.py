"""Who may open which page, do what, take away which file and see which field: one table, denied unless allowed.

`rights.toml` is the table. An account may what its role may; the head may all that is declared. Without accounts there
is no account, and everything is open to whoever sits at this computer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from access.model import Account, Role
from data.contracts import TABLES, fields
from data.findings import ListError
from data.vocabulary import Titled

TABLE = Path(__file__).with_name("rights.toml")


class Page(Titled):
    """Every page by the name of its file."""

    OVERVIEW = "overview", "Обзор"
    INDICATOR = "indicator", "Показатели подробно"
    METHOD = "method", "Порядок расчёта"
    PAIRS = "pairs", "Пары"
    MATCHING = "matching", "Подбор новых пар"
    PERSON = "person", "Карточка человека"
    UPLOADS = "uploads", "Загрузка списков"
    VERSIONS = "versions", "Сохранённые версии"
    ROADMAP = "roadmap", "Дорожная карта"
    DOCUMENTS = "documents", "Отчёты"
    SETTINGS = "settings", "Настройки"
    ACCOUNTS = "accounts", "Доступ"
    JOURNAL = "journal", "Журнал действий"


class Action(StrEnum):
    """What is done with the store beside looking at one's own lists."""

    READ_STORE = "read_store"  # whole versions and what is known of them
    SAVE_LISTS = "save_lists"  # and decide of them, take a save back, make an older version current
    KEEP_DRAFT = "keep_draft"  # of an upload, until it is saved
    CHANGE_PAIRS = "change_pairs"
    READ_CONTACTS = "read_contacts"  # of one's own pairs
    NOTE_CONTACTS = "note_contacts"
    READ_ROADMAP = "read_roadmap"
    KEEP_ROADMAP = "keep_roadmap"
    REPORT = "report"
    DECIDE_REPORTS = "decide_reports"  # conclusions, consents, templates, what was handed in
    FIX_PERIOD = "fix_period"
    CHANGE_SETTINGS = "change_settings"
    DESTROY = "destroy"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_JOURNAL = "read_journal"


class Forbidden(ListError):
    """What an account may not open, do or take away."""

    def __init__(self) -> None:
        super().__init__("Вашей учётной записи это не открыто. Права даёт руководитель на странице «Доступ».")


@dataclass(frozen=True, slots=True)
class Rights:
    """The roles that may, by page, action, download, and field of each list."""

    pages: Mapping[str, frozenset[Role]]
    actions: Mapping[str, frozenset[Role]]
    downloads: Mapping[str, frozenset[Role]]
    fields: Mapping[str, Mapping[str, frozenset[Role]]]


@cache
def rights() -> Rights:
    """Returns the declared rights."""
    return read(TABLE.read_text(encoding="utf-8"))


def read(text: str) -> Rights:
    """Returns the rights that a table declares. Raises `ValueError` where a row lacks, or is of nothing known."""
    content = tomllib.loads(text)
    of_fields = content.get("fields", {})
    _same("fields", of_fields, TABLES)
    return Rights(
        _rows("pages", content, Page),
        _rows("actions", content, Action),
        _rows("downloads", content, content.get("downloads", ())),
        {name: _rows(name, of_fields, fields(name)) for name in TABLES},
    )


def _rows(name: str, content: Mapping[str, Any], known: Iterable[str]) -> dict[str, frozenset[Role]]:
    rows = content.get(name, {})
    _same(name, rows, known)
    return {key: frozenset({Role.HEAD, *map(Role, roles)}) for key, roles in rows.items()}


def _same(name: str, rows: Iterable[str], known: Iterable[str]) -> None:
    if differing := set(rows) ^ set(map(str, known)):
        raise ValueError(f"{name}: {', '.join(sorted(differing))}")


def may_open(account: Account | None, page: Page) -> bool:
    """Returns whether an account may open a page."""
    return account is None or account.role in rights().pages[page]


def may(account: Account | None, action: Action) -> bool:
    """Returns whether an account may do something."""
    return account is None or account.role in rights().actions[action]


def may_take(account: Account | None, download: str) -> bool:
    """Returns whether an account may take away a kind of file."""
    return account is None or account.role in rights().downloads[download]


def may_see(account: Account | None, table: str) -> frozenset[str]:
    """Returns the fields of a list that an account sees of its own people and pairs."""
    declared = rights().fields[table]
    return frozenset(field for field, roles in declared.items() if account is None or account.role in roles)


def require(account: Account | None, action: Action) -> None:
    """Raises `Forbidden` where an account may not do something."""
    if not may(account, action):
        raise Forbidden


def require_download(account: Account | None, download: str) -> None:
    """Raises `Forbidden` where an account may not take away a kind of file."""
    if not may_take(account, download):
        raise Forbidden
