"""The guard before every route: which requests Streamlit may see, and the headers of every answer, CSP among them.

A page of another site that is open in that browser can send requests here
too, or reach the port under a name of its own; it gets one sentence, and nothing of it comes to Streamlit.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from access.oidc_provider import configured
from access.routes import CLOSED, DOWNLOAD, SIGN_IN, Rule, rule_of

INDEX = Path(st.__file__).parent / "static" / "index.html"
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# A file that a person attached or takes away is data: opened by itself in the browser, it may do nothing at all.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
READING = {"GET", "HEAD"}
UNKNOWN_HOST = (
    "Под этим адресом программа не отвечает. Откройте её по адресу, который показан при запуске; "
    "другие имена компьютера разрешает server.allowedHosts в файле .streamlit/config.toml."
)
FOREIGN_ORIGIN = "Запрос пришёл не со страницы этой программы и отклонён. Откройте программу в новой вкладке."
FAILED = "Не получилось ответить – ошибка в программе. Обновите страницу."


class RequestGuard:
    """Refuses requests that are not of this app, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.policy = page_policy(INDEX.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)

        async def sending(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                self._set_headers(MutableHeaders(scope=message), scope, refused=refusal is not None)
            await send(message)

        await (refusal or self.app)(scope, receive, sending)

    def _set_headers(self, headers: MutableHeaders, scope: Scope, refused: bool) -> None:
        path: str = scope["path"]
        headers.update(HEADERS)
        if refused or path.startswith((DOWNLOAD, "/_stcore/")):
            headers["Content-Security-Policy"] = DATA_POLICY
        else:
            host, forms = Headers(scope=scope)["host"], _forms(path)
            headers["Content-Security-Policy"] = self.policy.format(host=host, forms=forms)
        if refused or not path.startswith("/static/"):
            headers["Cache-Control"] = "no-store"


def page_policy(index: str) -> str:
    """Returns the policy of a page with this index.html.

    `{host}` stands for the name that the browser asked for, `{forms}` for where forms may lead beside the app.
    Scripts come from the app alone, besides those that stand in the index itself. Streamlit sets styles on elements.
    Not every browser counts a websocket to the same host as 'self'.
    """
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in INLINE_SCRIPT.findall(index))
    directives = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *(f"'sha256-{value}'" for value in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self' data:",
        "img-src": "'self' data: blob:",
        "connect-src": "'self' ws://{host} wss://{host}",
        "object-src": "'none'",
        "frame-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'{forms}",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _forms(path: str) -> str:
    """Returns where a form of a page may lead besides: browsers hold a form to its policy through redirects too."""
    provider = configured() if path.startswith(SIGN_IN) else None
    return f" {provider.origin}" if provider else ""


def failed(_request: Request, _error: Exception) -> PlainTextResponse:
    """Answers where a route itself failed, outside all middleware."""
    headers = {**HEADERS, "Content-Security-Policy": DATA_POLICY, "Cache-Control": "no-store"}
    return PlainTextResponse(FAILED, 500, headers)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    if not _is_host_known(headers):
        return PlainTextResponse(UNKNOWN_HOST, 400)
    if not _is_origin_own(headers, needed=scope["type"] == "websocket" or scope["method"] not in READING):
        return PlainTextResponse(FOREIGN_ORIGIN, 403)
    if rule_of(scope) is Rule.NOBODY:
        return PlainTextResponse(CLOSED, 404)
    return None


def _is_host_known(headers: Headers) -> bool:
    # Without a list Streamlit takes every name.
    return bool(st.get_option("server.allowedHosts")) and is_host_allowed(headers.get("host"))


def _is_origin_own(headers: Headers, needed: bool) -> bool:
    """Returns whether a page of this app asks.

    A browser names the page wherever something could be changed.
    Streamlit would ask an outside host for this computer's address, to compare a foreign origin with it.
    """
    host = headers["host"].lower()
    origins = [origin.lower() for origin in headers.getlist("origin")]
    addresses = {f"http://{host}", f"https://{host}"}
    return addresses.issuperset(origins) and (bool(origins) or not needed)
