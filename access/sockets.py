"""Open websockets: each step asks anew who is there, and what has ended is closed without a step.

While accounts are off nobody is asked at a step; the first account closes what is open within a second.

A window that stands open shows no more than its account may see: where the account changes, the window is closed and
comes back by itself, with what it may see now.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access import steps, turned_on
from data.findings import ListError

if TYPE_CHECKING:
    from access.model import Account
    from access.sessions import SignedIn

EVERY = 1.0  # seconds between two looks at the store while windows are open
OVER = 4401  # why a websocket was closed; the numbers from 4000 on are free (RFC 6455, 7.4.2)
MOST = 500  # open websockets; a school has thirty people at once, with a few windows each
MOST_OF_ACCOUNT = 100  # of them: five sessions with twenty each; nobody takes the room of all others
CROWDED = 1013  # «try again later», in the registry of IANA


@dataclass(eq=False)
class Socket:
    """One window; `session` is the hash of its token, `account` whose it was when it opened. Neither while off."""

    session: str | None
    account: Account | None
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Sockets:
    """The open windows of this process."""

    def __init__(self) -> None:
        self._open: set[Socket] = set()
        self._watch: asyncio.Task[None] | None = None

    def watched(self, app: ASGIApp, signed_in: SignedIn | None) -> ASGIApp:
        """Returns the program with a window that closes when its session is over; None while accounts are off."""

        async def run(scope: Scope, receive: Receive, send: Send) -> None:
            if self._is_crowded(signed_in):
                await send({"type": "websocket.close", "code": CROWDED})
                return
            socket = Socket(
                signed_in.session.token_hash if signed_in else None, signed_in.account if signed_in else None
            )
            self._open.add(socket)
            if self._watch is None or self._watch.done():
                self._watch = asyncio.create_task(self._keep_watch(), name="sessions that end")
            try:
                await _carried(app, socket, scope, receive, send)
            finally:
                self._open.discard(socket)
                steps.forget(socket.session or "")

        return run

    def _is_crowded(self, signed_in: SignedIn | None) -> bool:
        of_account = sum(
            socket.account is not None and signed_in is not None and socket.account.id == signed_in.account.id
            for socket in self._open
        )
        return len(self._open) >= MOST or of_account >= MOST_OF_ACCOUNT

    async def _keep_watch(self) -> None:
        try:
            while self._open:
                await asyncio.sleep(EVERY)
                await self._look()
        except BaseException:  # nobody watches any more: no window stays open unwatched
            for socket in self._open:
                socket.over.set()
            raise

    async def _look(self) -> None:
        sockets = list(self._open)
        try:
            accounts = await to_thread.run_sync(_accounts_of, {socket.session or "" for socket in sockets})
        except ListError:  # each step asks anew, and is refused while nobody knows
            return
        for socket in sockets:
            if accounts is not None and (
                socket.account is None or accounts.get(socket.session or "") != socket.account
            ):
                socket.over.set()


def _accounts_of(sessions: set[str]) -> dict[str, Account] | None:
    """Returns whose the sessions are that go on; None while accounts are off."""
    if not turned_on.are_on():
        return None
    from access.sessions import going_on

    return going_on(turned_on.store(), sessions)


async def _carried(app: ASGIApp, socket: Socket, scope: Scope, receive: Receive, send: Send) -> None:
    """Runs the program over a websocket until either side ends it or the session is over."""

    async def receiving() -> Message:
        message = await _first(receive, socket.over)
        if message is not None and socket.session and message["type"] == "websocket.receive":
            message = message if await _may_go_on(socket) else None
        if message is None:
            socket.over.set()
            await send({"type": "websocket.close", "code": OVER})
            return {"type": "websocket.disconnect", "code": OVER}
        return message

    async def sending(message: Message) -> None:
        if not socket.over.is_set():
            await send(message)

    await app(scope, receiving, sending)


async def _first(receive: Receive, over: asyncio.Event) -> Message | None:
    """Returns the next message; None where the session is over first."""
    message, end = asyncio.ensure_future(receive()), asyncio.ensure_future(over.wait())
    try:
        await asyncio.wait({message, end}, return_when=asyncio.FIRST_COMPLETED)
        return None if over.is_set() else message.result()
    finally:
        for waiting in (message, end):
            waiting.cancel()


async def _may_go_on(socket: Socket) -> bool:
    """Returns whether a step is taken by who opened the window, as they were then."""
    try:
        return await to_thread.run_sync(_is_as_before, socket)
    except ListError:
        return False


def _is_as_before(socket: Socket) -> bool:
    from access.sessions import found, see

    asked_at = time.monotonic()
    signed_in = found(turned_on.store(), socket.session) if socket.session else None
    if signed_in is None or signed_in.account != socket.account:
        return False
    see(turned_on.store(), signed_in.session)
    steps.leave(signed_in, asked_at)
    return True
