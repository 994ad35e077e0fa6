"""The table of rights: declared for everything that there is, denied unless allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from access.model import Account, Role
from access.rights import (
    TABLE,
    Action,
    Forbidden,
    Page,
    may,
    may_open,
    may_see,
    may_take,
    read,
    require,
    require_download,
    rights,
)
from data.contracts import TABLES, fields
from reports.registry import KINDS

ROOT = Path(__file__).parents[2]
HEAD = Account(1, "head", "Липа Калина", Role.HEAD)


def account(role: Role) -> Account:
    return Account(2, "somebody", "Ясень Рябина", role)


def test_every_page_file_is_declared_and_every_declared_page_is_a_file() -> None:
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"frame"}
    assert files == {page.value for page in Page}


def test_every_declared_page_stands_in_the_menu() -> None:
    frame = (ROOT / "pages" / "frame.py").read_text(encoding="utf-8")
    assert {page for page in Page if f"Page.{page.name}" in frame.split("OPEN_TO_OTHERS")[0]} == set(Page)


def test_every_kind_of_report_is_a_declared_download() -> None:
    assert KINDS.keys() <= rights().downloads.keys()


def test_every_field_of_the_lists_is_declared() -> None:
    assert {table: set(rights().fields[table]) for table in TABLES} == {table: set(fields(table)) for table in TABLES}


@pytest.mark.parametrize("table", ["pages", "actions", "fields.students", "fields.teachers", "fields.pairs"])
@pytest.mark.parametrize("change", ["without a row", "with a row of nothing"])
def test_a_row_too_few_or_too_many_is_an_error_of_loading(table: str, change: str) -> None:
    head, heading, rest = TABLE.read_text(encoding="utf-8").partition(f"[{table}]\n")
    first, _, others = rest.partition("\n")
    rows = others if change == "without a row" else f"unknown = []\n{rest}"
    with pytest.raises(ValueError, match=first.split(" ")[0] if change == "without a row" else "unknown"):
        read(head + heading + rows)


def test_a_role_that_there_is_not_is_an_error_of_loading() -> None:
    with pytest.raises(ValueError, match="director"):
        read(TABLE.read_text(encoding="utf-8").replace("settings = []", 'settings = ["director"]'))


def test_the_head_may_all_that_is_declared() -> None:
    assert all(may_open(HEAD, page) for page in Page)
    assert all(may(HEAD, action) for action in Action)
    assert all(may_take(HEAD, download) for download in rights().downloads)
    assert all(may_see(HEAD, table) == fields(table).keys() for table in TABLES)


def test_without_accounts_everything_is_open() -> None:
    assert all(may_open(None, page) for page in Page)
    assert all(may(None, action) for action in Action)
    assert all(may_take(None, download) for download in rights().downloads)
    assert all(may_see(None, table) == fields(table).keys() for table in TABLES)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_accounts_settings_and_erasure_are_the_heads_alone(role: Role) -> None:
    assert not any(may_open(account(role), page) for page in (Page.SETTINGS, Page.ACCOUNTS, Page.JOURNAL))
    for action in (Action.CHANGE_SETTINGS, Action.DESTROY, Action.MANAGE_ACCOUNTS, Action.READ_JOURNAL):
        with pytest.raises(Forbidden):
            require(account(role), action)


def test_whoever_looks_at_figures_takes_nothing_away_and_sees_no_field() -> None:
    viewer = account(Role.VIEWER)
    for download in rights().downloads:
        with pytest.raises(Forbidden):
            require_download(viewer, download)
    assert not any(may_see(viewer, table) for table in TABLES)
    assert not any(may(viewer, action) for action in Action)


@pytest.mark.parametrize("table", TABLES)
def test_a_mentor_sees_nothing_of_health_and_registers(table: str) -> None:
    marks = {"flag", "ovz", "register", "registers"}
    closed = {key for key, field in fields(table).items() if field.kind in marks}
    assert closed or table == "pairs"
    assert not may_see(account(Role.MENTOR), table) & closed


def test_a_download_that_nobody_declared_is_a_fault_and_not_a_yes() -> None:
    with pytest.raises(KeyError):
        may_take(HEAD, "unheard of")
