"""A session goes on until it is ended, stands idle or has lasted a day, and only its hash is stored."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from access import sessions
from access.accounts import create, create_first
from access.model import Role
from access.sessions import CLOCK, IDLE, LONGEST, MOST, NOTED, find, going_on, open_session, open_sessions, see
from data.store.schema import SESSIONS
from data.store.versions import now

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def head(store):
    return create_first(store, "direktor", "Ясень Клён Тополевич", "синий мост над рекой")


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of the sessions on by what is called."""
    start = now()

    def move(by: dt.timedelta) -> None:
        monkeypatch.setattr(sessions, "now", lambda: start + by)

    move(dt.timedelta())
    return move


def test_a_session_is_found_by_its_token_alone(store, head):
    token = open_session(store, head.id, "10.0.0.1")
    found = find(store, token)
    assert found.account == head
    assert found.session.address == "10.0.0.1"
    for forged in ("", token[:-1], token + "x", token.swapcase(), found.session.token_hash, "' OR 1=1 --"):
        assert find(store, forged) is None


def test_tokens_are_stored_as_hashes_only(store, head):
    token = open_session(store, head.id, "10.0.0.1")
    with store.reading() as connection:
        (row,) = connection.execute(select(SESSIONS)).all()
    assert token not in str(row)
    assert row.token_hash == sessions.token_hash(token)


def test_every_sign_in_has_a_token_of_its_own(store, head):
    assert len({open_session(store, head.id, "10.0.0.1") for _ in range(MOST)}) == MOST


def test_an_idle_session_ends(store, head, clock):
    token = open_session(store, head.id, "10.0.0.1")
    clock(IDLE - SECOND)
    assert find(store, token)
    assert going_on(store, [sessions.token_hash(token)])
    clock(IDLE)
    assert find(store, token) is None
    assert not going_on(store, [sessions.token_hash(token)])
    assert open_sessions(store) == []


def test_a_step_keeps_a_session_from_idling_but_not_beyond_its_longest(store, head, clock):
    token = open_session(store, head.id, "10.0.0.1")
    passed = dt.timedelta()
    while passed + IDLE - SECOND < LONGEST:
        passed += IDLE - SECOND
        clock(passed)
        see(store, find(store, token).session)
    clock(LONGEST - SECOND)
    assert find(store, token)
    clock(LONGEST)
    assert find(store, token) is None


def test_a_step_is_noted_once_a_minute(store, head, clock):
    token = open_session(store, head.id, "10.0.0.1")
    first = find(store, token).session
    clock(NOTED)
    see(store, first)
    assert find(store, token).session.seen_at == first.seen_at
    clock(NOTED + SECOND)
    see(store, first)
    assert find(store, token).session.seen_at == first.seen_at + NOTED + SECOND


def test_a_session_from_the_future_does_not_go_on(store, head, clock):
    token = open_session(store, head.id, "10.0.0.1")
    clock(-CLOCK)
    assert find(store, token)
    clock(-CLOCK - SECOND)
    assert find(store, token) is None


def test_the_oldest_of_too_many_sessions_ends(store, head):
    tokens = [open_session(store, head.id, "10.0.0.1") for _ in range(MOST)]
    with store.writing() as connection:
        oldest = SESSIONS.c.token_hash == sessions.token_hash(tokens[2])
        connection.execute(update(SESSIONS).where(oldest).values(seen_at=now() - NOTED))
    last = open_session(store, head.id, "10.0.0.1")
    assert [bool(find(store, token)) for token in [*tokens, last]] == [True, True, False, True, True, True]


def test_ending_reaches_one_session_alone(store, head):
    other, _ = create(store, "kalina", "Липа Калина", Role.VIEWER, by="")
    first, second = (open_session(store, head.id, "10.0.0.1") for _ in range(2))
    others = open_session(store, other.id, "10.0.0.2")
    sessions.end(store, sessions.token_hash(first))
    assert [bool(find(store, token)) for token in (first, second, others)] == [False, True, True]
    assert {session.account_id for session in open_sessions(store)} == {head.id, other.id}
