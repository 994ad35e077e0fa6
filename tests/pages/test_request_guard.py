"""What the running server answers to requests that are not of its own page, and what its answers carry."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlparse

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import Message
from websockets.exceptions import ConnectionClosed

from benchmarks.server import ROOT
from pages.shell.request_guard import CLOSED, FOREIGN_ORIGIN, UNKNOWN_HOST, RequestGuard, page_policy
from tests.servers import the_app
from tests.waiting import DEADLINE
from tests.websocket_client import session

ROUTES = """
import json, dashboard
routes = dashboard.app._build_starlette_app().routes
print(json.dumps([[type(route).__name__, route.path or "/"] for route in routes]))
"""
PAGES = ["/", "/uploads", "/uploads/", "/favicon.png", "/manifest.json", "/static/js/none.js"]
CLOSED_PATHS = [
    "/_stcore/stream",
    "/_stcore/new",
    "/new/route",
    "/_stcore/metrics/",
    "//_stcore/health",
    "/media/x",
    "/media/x/y",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "QUERY"]
OPEN = {
    *((method, path) for method in ("GET", "HEAD") for path in PAGES),
    *((method, f"/_stcore/{name}") for method in ("GET", "HEAD") for name in ("health", "host-config")),
    *((method, "/_stcore/upload_file/x/x") for method in ("PUT", "DELETE")),
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with the_app() as running:
        yield running.address


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """Kind and path of every route of the app, asked in a process of its own: there is one app a process."""
    done = subprocess.run([sys.executable, "-c", ROUTES], cwd=ROOT, capture_output=True, check=True)
    return [(kind, re.sub(r"\{[^}]*\}", "x", path)) for kind, path in json.loads(done.stdout)]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    text: str


def ask(address: str, method: str, path: str, *headers: tuple[str, str]) -> Answer:
    """The server's answer; without headers, one of its own pages asks."""
    host = urlparse(address).netloc
    with closing(HTTPConnection(host, timeout=DEADLINE)) as connection:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers or own(address):
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        content = b"" if response.status == 101 else response.read()
        return Answer(response.status, response.headers, content.decode(errors="replace"))


def upgrade(address: str, *headers: tuple[str, str], path: str = "/_stcore/stream") -> Answer:
    """The answer to a websocket's handshake."""
    return ask(address, "GET", path, *UPGRADE.items(), *(headers or own(address)))


def own(address: str) -> list[tuple[str, str]]:
    return [("Host", urlparse(address).netloc), ("Origin", address)]


def assert_protected(answer: Answer, request: object) -> None:
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value], (request, name)
    assert answer.headers["Permissions-Policy"], request
    (policy,) = answer.headers.get_all("Content-Security-Policy", [])
    assert "frame-ancestors 'none'" in policy, request
    assert "default-src" in policy, request


def test_every_route_answers_with_the_headers_and_only_those_that_a_browser_needs_are_open(
    server: str, routes: list[tuple[str, str]]
):
    paths = {path for kind, path in routes if kind != "WebSocketRoute"}
    assert len(paths) > 10
    opened = set()
    for path in sorted(paths.union(PAGES, CLOSED_PATHS)):
        for method in METHODS:
            answer = ask(server, method, path)
            assert_protected(answer, (method, path))
            if not path.startswith("/static/"):
                assert answer.headers.get_all("Cache-Control") == ["no-store"], (method, path)
            if answer.headers["Content-Length"] == str(len(CLOSED.encode())):
                assert answer.status == 404
            else:
                opened.add((method, path))
    assert opened == OPEN


def test_only_one_websocket_is_there(server: str, routes: list[tuple[str, str]]):
    assert [path for kind, path in routes if kind == "WebSocketRoute"] == ["/_stcore/stream"]
    assert upgrade(server).status == 101
    for path in ("/", "/_stcore/health", "/_stcore/stream/x"):
        assert upgrade(server, path=path).status == 404


def test_assets_with_a_hash_in_their_name_may_be_kept_by_the_browser(server: str):
    script = re.search(r"\./(static/[^\"]+\.js)", ask(server, "GET", "/").text)
    assert script is not None
    assert "immutable" in ask(server, "GET", f"/{script[1]}").headers["Cache-Control"]


def test_a_page_allows_scripts_of_the_app_and_its_own_inline_script_by_the_hash(server: str):
    answer = ask(server, "GET", "/")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert re.fullmatch(r"'self' 'sha256-[\w+/=]+'", policy["script-src"])
    host = urlparse(server).netloc
    assert policy["connect-src"] == f"'self' ws://{host} wss://{host}"
    assert policy["object-src"] == policy["frame-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'self'"


def test_the_hash_is_that_of_the_text_between_the_tags():
    policy = page_policy('<script src="a.js"></script><script>alert(1)</script><script type="module">\n</script>')
    (scripts,) = (part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == (
        "script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' "
        "'sha256-AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs='"
    )


@pytest.mark.parametrize("path", ["/download/x", "/_stcore/health", "/_stcore/host-config"])
def test_data_opened_by_itself_may_do_nothing(server: str, path: str):
    policy = ask(server, "GET", path).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "LOCALHOST:8501", "127.0.0.1", "127.0.0.1:65535"])
def test_the_names_of_this_computer_are_answered_at_any_port(server: str, host: str):
    headers = [("Host", host), ("Origin", f"http://{host}")]
    assert ask(server, "GET", "/", *headers).status == 200
    assert upgrade(server, *headers).status == 101


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example", "attacker.example:8501", "localhost.attacker.example", "notlocalhost", "2130706433",
        "localhost@attacker.example", "attacker.example@localhost", "localhost:port", "[::1]:8501", "0.0.0.0", "",
    ],
)  # fmt: skip
def test_a_name_that_is_not_of_this_computer_is_refused_though_the_origin_agrees(server: str, host: str):
    headers = [("Host", host), ("Origin", f"http://{host}")]
    for path in ("/", "/download/x", "/_stcore/health", "/static/js/none.js"):
        answer = ask(server, "GET", path, *headers)
        assert (answer.status, answer.text) == (400, UNKNOWN_HOST)
        assert_protected(answer, host)
    answer = upgrade(server, *headers)
    assert (answer.status, answer.text) == (400, UNKNOWN_HOST)
    assert_protected(answer, host)


def test_without_a_list_of_names_none_is_answered(monkeypatch: pytest.MonkeyPatch):
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read of a request that is refused")

    monkeypatch.setattr(st, "get_option", lambda _name: [])
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(RequestGuard(PlainTextResponse("open"))(scope, receive, send))
    assert sent[0]["status"] == 400


@pytest.mark.parametrize(
    "origin",
    [
        "http://attacker.example", "http://localhost", "http://localhost:1", "null", "", "file://", "http://[",
        "http://127.0.0.1:{port}", "http://user@localhost:{port}", "http://localhost:{port}.attacker.example",
    ],
)  # fmt: skip
def test_a_foreign_origin_is_refused_everywhere(server: str, origin: str):
    headers = [("Host", urlparse(server).netloc), ("Origin", origin.format(port=urlparse(server).port))]
    answers = [upgrade(server, *headers)]
    answers += [ask(server, method, "/_stcore/upload_file/x/x", *headers) for method in METHODS if method != "HEAD"]
    answers += [ask(server, "GET", path, *headers) for path in ("/", "/download/x", "/_stcore/host-config")]
    for answer in answers:
        assert (answer.status, answer.text) == (403, FOREIGN_ORIGIN)
        assert_protected(answer, origin)


def test_without_an_origin_a_page_is_read_and_nothing_else(server: str):
    host = ("Host", urlparse(server).netloc)
    assert ask(server, "GET", "/", host).status == 200
    assert ask(server, "HEAD", "/", host).status == 200
    assert upgrade(server, host).status == 403
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert ask(server, method, "/_stcore/upload_file/x/x", host).status == 403


def test_a_second_origin_does_not_hide_behind_the_first(server: str):
    headers = [*own(server), ("Origin", "http://attacker.example")]
    assert ask(server, "PUT", "/_stcore/upload_file/x/x", *headers).status == 403
    assert upgrade(server, *headers).status != 101


def test_a_foreign_origin_makes_the_server_ask_no_outside_host(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as outside:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{outside.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "localhost")
        with the_app() as running:
            assert (
                upgrade(running.address, *own(running.address)[:1], ("Origin", "http://attacker.example")).status == 403
            )
        outside.setblocking(False)
        with pytest.raises(BlockingIOError):
            outside.accept()


def test_no_site_may_steer_the_app_from_a_frame_around_it(server: str):
    assert json.loads(ask(server, "GET", "/_stcore/host-config").text)["allowedOrigins"] == []


def test_endless_headers_are_cut_off(server: str):
    place = ("127.0.0.1", urlparse(server).port or 0)
    with socket.create_connection(place, timeout=DEADLINE) as connection, pytest.raises(ConnectionError):
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        for _ in range(100):
            connection.sendall(bytes(1_000_000))
    assert ask(server, "GET", "/_stcore/health").status == 200


def test_a_message_over_the_bound_ends_its_websocket(server: str):
    with session(server) as page:
        page.run()
        page.socket.send(bytes(5 * 1024 * 1024 + 1))
        with pytest.raises(ConnectionClosed) as closed:
            page.received("none")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
