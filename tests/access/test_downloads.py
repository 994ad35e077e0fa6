"""What is kept of files to take away: for whom, for how long, how much; the route itself is tried in `test_gate.py`."""

from __future__ import annotations

import datetime as dt

import pytest

from access import downloads, rights
from access.downloads import LASTS, Downloads, File, handed_out
from access.model import Account, Role, Session
from access.rights import Rights
from access.routes import DOWNLOAD
from access.sessions import SignedIn

HEAD = Account(1, "direktor", "Ясень Клён", Role.HEAD)
NOW = dt.datetime(2026, 9, 1)
SIGNED_IN = SignedIn(Session("0" * 64, HEAD.id, NOW, NOW, ""), HEAD)


def file(content: bytes = b"a file", key: str | None = None, name: str = "Пары.xlsx") -> File:
    return File("xlsx", name, "application/x", content, key)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Downloads:
    monkeypatch.setattr(downloads, "DOWNLOADS", Downloads(lambda: 0.0))
    return downloads.DOWNLOADS


def test_a_file_is_kept_for_so_long_and_no_longer_under_an_address_of_its_own():
    now = [0.0]
    kept = Downloads(lambda: now[0])
    first, second = kept.keep(file()), kept.keep(file())
    assert first != second
    assert len(first.removeprefix(DOWNLOAD)) == 43
    now[0] = LASTS
    assert kept.file(first) == file()
    now[0] = LASTS + 1
    assert (kept.file(first), kept.file(second)) == (None, None)


def test_files_of_all_are_bounded_and_the_last_one_is_kept_however_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(downloads, "MOST", 10)
    kept = Downloads(lambda: 0.0)
    addresses = [kept.keep(file(b"x" * 5)) for _ in range(3)]
    assert [kept.file(address) is not None for address in addresses] == [False, True, True]
    large = kept.keep(file(b"x" * 11))
    assert [kept.file(address) is not None for address in (*addresses, large)] == [False, False, False, True]


@pytest.mark.parametrize("address", [DOWNLOAD, f"{DOWNLOAD}x", "", "/", f"{DOWNLOAD}../sign-in"])
def test_nothing_is_under_an_address_that_never_was(kept: Downloads, address: str):
    kept.keep(file())
    assert handed_out(address, None).status_code == 404


def test_a_file_of_a_sign_in_is_of_no_other_and_one_without_accounts_is_nobodys_when_they_are_on(kept: Downloads):
    own, free = kept.keep(file(key=SIGNED_IN.key)), kept.keep(file())
    assert handed_out(own, SIGNED_IN).body == b"a file"
    assert handed_out(own, None).status_code == 404
    assert handed_out(free, None).body == b"a file"
    assert handed_out(free, SIGNED_IN).status_code == 404


def test_the_right_is_asked_when_the_file_is_fetched(kept: Downloads, monkeypatch: pytest.MonkeyPatch):
    own = kept.keep(file(key=SIGNED_IN.key))
    none = Rights({}, {}, {"xlsx": frozenset()}, {})
    monkeypatch.setattr(rights, "rights", lambda: none)
    assert handed_out(own, SIGNED_IN).status_code == 404


@pytest.mark.parametrize("name", ['"; x="', "a\r\nX: y", "../../x", "Пары; 1.xlsx"])
def test_a_name_is_no_more_than_a_name_in_the_header(kept: Downloads, name: str):
    header = handed_out(kept.keep(file(name=name)), None).headers["content-disposition"]
    assert header.startswith("attachment; filename*=utf-8''")
    assert not set(header.partition("''")[2]) & set('"; \r\n/')
