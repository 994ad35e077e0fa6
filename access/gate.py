"""The gate: middleware before every route, HTTP and websocket, that lets in who has signed in.

While there are no accounts it asks only that nobody comes from another computer. Where it cannot know, nobody comes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from access import cookies, downloads, owners, turned_on
from access.model import HEADER
from access.network import NO_ACCOUNTS, NO_TLS, is_over_network, is_secure
from access.routes import CLOSED, PAGE, PASSWORD, SIGN_IN, Rule, rule_of
from access.sockets import Sockets
from data.findings import ListError

if TYPE_CHECKING:
    from access.sessions import SignedIn

PROTOCOLS = "sec-websocket-protocol"  # its third entry is the page that a browser comes back to
NOBODY_KNOWS = "Сейчас нельзя проверить, кто вошёл, поэтому программа закрыта. {} Затем обновите страницу."
TELL = "Скажите об этом тому, кто ведёт программу."
SIGN_IN_FIRST = "Сеанс окончен. Обновите страницу и войдите снова."


class Gate:
    """Lets through what the declared routes allow to who has signed in; everything else it answers itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sockets = Sockets()
        turned_on.gate_stands = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            answer = await self._answer(scope, receive)
        except ListError as fault:
            # A fault of the store may name a folder, which is nothing to other computers.
            advice = TELL if is_over_network(scope) else str(fault)
            answer = PlainTextResponse(NOBODY_KNOWS.format(advice), 503)
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> ASGIApp:
        """Returns what answers a request: the program, or a refusal."""
        rule = rule_of(scope)
        if rule is Rule.NOBODY:
            return PlainTextResponse(CLOSED, 404)
        if rule is Rule.ANYBODY:
            return self.app
        are_on = await to_thread.run_sync(turned_on.are_on)
        if is_over_network(scope):
            if not are_on:
                return PlainTextResponse(NO_ACCOUNTS, 403)
            if not is_secure(scope):
                return PlainTextResponse(NO_TLS, 403)
        if not are_on:
            if rule is Rule.DOOR:
                return PlainTextResponse(CLOSED, 404)
            if rule is Rule.DOWNLOAD:
                return downloads.handed_out(scope["path"], None)
            handed_on = _handed_on(self.app, "")
            return self.sockets.watched(handed_on, None) if rule is Rule.STREAM else handed_on
        return await self._guarded(scope, receive, rule)

    async def _guarded(self, scope: Scope, receive: Receive, rule: Rule) -> ASGIApp:
        """Returns what answers a request where accounts are on."""
        from access import door, sessions  # who has no accounts does not wait for the modules of the store

        token = cookies.token(scope, cookies.SESSION)
        signed_in = await to_thread.run_sync(sessions.stepped, turned_on.store(), token)
        if rule is Rule.DOOR:
            return await door.answer(Request(scope, receive), signed_in)
        if signed_in is None or signed_in.account.must_change_password:
            if rule is Rule.PAGE:
                return _way_in(scope, signed_in)
            if rule is Rule.DOWNLOAD:
                return PlainTextResponse(CLOSED, 404)
            return PlainTextResponse(SIGN_IN_FIRST, 401)
        if rule is Rule.DOWNLOAD:
            return downloads.handed_out(scope["path"], signed_in)
        if rule is Rule.OWN_UPLOAD and not owners.is_page_of(scope["path"].split("/")[-2], signed_in.key):
            return PlainTextResponse(CLOSED, 404)
        handed_on = _handed_on(self.app, token, signed_in.key)
        return self.sockets.watched(handed_on, signed_in) if rule is Rule.STREAM else handed_on


def _way_in(scope: Scope, signed_in: SignedIn | None) -> RedirectResponse:
    if signed_in:
        return RedirectResponse(PASSWORD, 303)
    page = scope["path"].strip("/")
    return RedirectResponse(f"{SIGN_IN}?page={page}" if page and PAGE.fullmatch(page) else SIGN_IN, 303)


def _handed_on(app: ASGIApp, token: str, key: str | None = None) -> ASGIApp:
    """Returns the program as it sees a request.

    The token stands in a header that nobody else can have set. A browser that comes back to a page which is not its
    own gets a new one; `key` tells whose it is, None that accounts are off.
    """

    async def hand_on(scope: Scope, receive: Receive, send: Send) -> None:
        headers = MutableHeaders(raw=[pair for pair in scope["headers"] if pair[0].lower() != HEADER.encode()])
        if token:
            headers.append(HEADER, token)
        if key is not None and PROTOCOLS in headers:
            asked = ",".join(headers.getlist(PROTOCOLS)).split(",")
            headers[PROTOCOLS] = ",".join(
                asked[:2] + [page for page in asked[2:3] if owners.is_page_of(page.strip(), key)]
            )
        await app({**scope, "headers": headers.raw}, receive, send)

    return hand_on
