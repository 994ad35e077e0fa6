"""Connections of which nothing comes are closed, and one address has no more than its share."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from access import connections
from access.connections import MOST_OF_ADDRESS, bound_connections, is_crowded
from tests.waiting import DEADLINE, until

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the body of the request."""
    await PlainTextResponse(await Request(scope, receive).body() or b"empty")(scope, receive, send)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AutoHTTPProtocol, "connection_made", AutoHTTPProtocol.connection_made)
        patch.setattr(connections, "PATIENCE", 0.05)
        bound_connections()
        config = uvicorn.Config(app, port=0, log_level="critical", lifespan="off", timeout_keep_alive=DEADLINE)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        until(lambda: server.started, "the server answers")
        yield server.servers[0].sockets[0].getsockname()[1]
        server.should_exit = True
        thread.join(DEADLINE)


def connected(port: int) -> closing[socket.socket]:
    return closing(socket.create_connection(("127.0.0.1", port), DEADLINE))


@pytest.mark.parametrize("begun", [b"", b"GET", REQUEST, REQUEST + b"A: b\r\n" * 10])
def test_who_never_ends_the_head_of_a_request_is_put_off(port: int, begun: bytes) -> None:
    with connected(port) as half:
        half.sendall(begun)
        assert half.recv(1) == b""


def test_who_was_answered_and_asks_no_more_or_only_half_is_put_off(port: int) -> None:
    with connected(port) as half:
        half.sendall(REQUEST + b"\r\n" + REQUEST)
        answer = b""
        while part := half.recv(4096):
            answer += part
        assert answer.count(b"HTTP/1.1 200") == 1


def test_a_request_that_is_being_answered_is_waited_for(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na")
        with connected(port) as half:  # is put off meanwhile, so that many looks have passed
            assert half.recv(1) == b""
        slow.sendall(b"b")
        answer = b""
        while not answer.endswith(b"ab"):
            part = slow.recv(4096)
            assert part
            answer += part


def crowd(address: str, number: int) -> SimpleNamespace:
    protocols: set[object] = set()
    for _ in range(number):
        protocols.add(last := type("Protocol", (), {"client": (address, 1), "connections": protocols})())
    return last


def test_one_address_has_no_more_connections_than_its_share() -> None:
    assert not is_crowded(crowd("192.0.2.1", MOST_OF_ADDRESS))
    assert is_crowded(crowd("192.0.2.1", MOST_OF_ADDRESS + 1))


def test_a_proxy_on_this_computer_has_the_connections_of_everybody() -> None:
    assert not is_crowded(crowd("127.0.0.1", MOST_OF_ADDRESS + 1))
