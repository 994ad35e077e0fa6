"""What the gate has found at a step is taken once, at once and for that session alone."""

from __future__ import annotations

import asyncio
import time

import pytest
from starlette.types import Message, Receive, Scope, Send

from access import sessions, steps, turned_on
from access.accounts import create, create_first, lock
from access.model import Role
from access.sessions import SignedIn
from access.sockets import OVER, Sockets
from data.store.versions import Store


@pytest.fixture
def signed_in(store: Store) -> SignedIn:
    head = create_first(store, "direktor", "Ясень Клён Тополевич", "синий мост над рекой")
    found = sessions.find(store, sessions.open_session(store, head.id, "10.0.0.1"))
    assert found
    return found


def test_what_was_found_is_taken_once(signed_in: SignedIn) -> None:
    steps.leave(signed_in, time.monotonic())
    assert steps.take(signed_in.session.token_hash) == signed_in
    assert steps.take(signed_in.session.token_hash) is None


def test_what_was_found_of_one_session_is_nothing_to_another(store: Store, signed_in: SignedIn) -> None:
    other = sessions.token_hash(sessions.open_session(store, signed_in.account.id, "10.0.0.1"))
    steps.leave(signed_in, time.monotonic())
    assert steps.take(other) is None
    assert steps.take(signed_in.session.token_hash) == signed_in


@pytest.mark.parametrize(("ago", "is_taken"), [(steps.AT_ONCE / 2, True), (steps.AT_ONCE, False)])
def test_what_was_found_too_long_ago_is_not_taken(signed_in: SignedIn, ago: float, is_taken: bool) -> None:
    steps.leave(signed_in, time.monotonic() - ago)
    assert (steps.take(signed_in.session.token_hash) is not None) is is_taken


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_step_leaves_what_was_found_until_its_window_goes_and_a_refused_one_nothing(
    store: Store, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, is_locked: bool
) -> None:
    monkeypatch.setattr(turned_on, "are_on", lambda: True)
    monkeypatch.setattr(turned_on, "store", lambda: store)
    left, sent = [], []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()
        left.append(steps.take(signed_in.session.token_hash))
        if not is_locked:
            await receive()

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    if is_locked:
        create(store, "zavuch", "Осока", Role.HEAD, by="")  # the last head is not locked
        lock(store, signed_in.account.id)
    asyncio.run(Sockets().watched(app, signed_in)({"type": "websocket"}, receive, send))
    assert left == [None if is_locked else signed_in]
    assert [message.get("code") for message in sent] == [OVER] * is_locked
    assert steps.take(signed_in.session.token_hash) is None
