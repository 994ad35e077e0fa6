"""How many windows there may be: of all, and of one account."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from starlette.types import Message, Receive, Scope, Send

from access import sockets, turned_on
from access.model import Account, Role, Session
from access.sessions import SignedIn
from access.sockets import CROWDED, Sockets

NOW = dt.datetime(2026, 1, 1)


def signed_in(number: int) -> SignedIn:
    account = Account(number, f"account{number}", "Осока", Role.VIEWER)
    return SignedIn(Session(f"{number}" * 64, number, NOW, NOW, "192.0.2.1"), account)


@pytest.mark.parametrize(
    ("most", "of_account", "refused"), [(9, 9, 0), (9, 2, 1), (3, 9, 1), (9, 3, 0)],
)  # fmt: skip
def test_one_account_has_no_more_windows_than_its_share_and_all_no_more_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, most: int, of_account: int, refused: int
) -> None:
    monkeypatch.setattr(sockets, "MOST", most)
    monkeypatch.setattr(sockets, "MOST_OF_ACCOUNT", of_account)
    monkeypatch.setattr(turned_on, "are_on", lambda: False)
    assert asyncio.run(refusals([1, 1, 2, 1])) == refused


async def refusals(accounts: list[int]) -> int:
    """How many of windows that these open one after the other are refused; the others stay open meanwhile."""
    opened, sent, done = Sockets(), [], asyncio.Event()

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await done.wait()

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.disconnect"}

    windows = []
    for number in accounts:
        window = opened.watched(app, signed_in(number))
        windows.append(asyncio.create_task(window({"type": "websocket"}, receive, send)))
        await asyncio.sleep(0)
    done.set()
    await asyncio.gather(*windows)
    assert all(message == {"type": "websocket.close", "code": CROWDED} for message in sent)
    return len(sent)
