"""`python -m access serve`: the program over TLS, with a certificate that browsers of the school can trust."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlencode

import pytest
from websockets.sync.client import connect

from access import accounts
from data.store.versions import Store
from tests.access.served import CANARY, LOGIN, PASSWORD, Serving, served_over_tls
from tests.access.visitor import FORM
from tests.waiting import DEADLINE
from tests.websocket_client import Session


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("served")
    accounts.create_first(Store(str(folder)), LOGIN, CANARY, PASSWORD)
    with served_over_tls(folder) as running:
        yield running


def ask(serving: Serving, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, list[str]]:
    connection = HTTPSConnection("localhost", serving.port, timeout=DEADLINE, context=serving.trust)
    origin = {"Origin": f"https://localhost:{serving.port}"}
    connection.request(method, path, body, {**origin, **headers})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers.get_all("Set-Cookie", [])


def test_whoever_signs_in_over_tls_has_a_cookie_for_this_host_and_tls_alone_and_a_window(serving: Serving):
    fields = urlencode({"login": LOGIN, "password": PASSWORD})
    status, cookies = ask(serving, "POST", "/sign-in", fields, **FORM)
    assert status == 303
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    (token,) = (cookie.split(";")[0] for cookie in cookies if cookie.startswith("__Host-mentoring="))
    assert ask(serving, "GET", "/pairs", Cookie=token)[0] == 200
    assert ask(serving, "GET", "/pairs", Cookie=token.removeprefix("__Host-"))[0] == 303
    with connect(
        f"wss://localhost:{serving.port}/_stcore/stream", origin=f"https://localhost:{serving.port}",
        additional_headers={"Cookie": token}, subprotocols=["streamlit"], ssl=serving.trust, proxy=None, max_size=None,
    ) as socket:  # fmt: skip
        drawn = "\n".join(
            map(str, (message.SerializeToString().decode(errors="replace") for message in Session(socket).run()))
        )
    assert CANARY in drawn


def test_nothing_is_answered_without_tls_or_over_an_old_one(serving: Serving):
    with pytest.raises((OSError, ConnectionError)):
        plain = HTTPConnection("localhost", serving.port, timeout=DEADLINE)
        plain.request("GET", "/sign-in")
        plain.getresponse()
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(OSError):
        ask(serving._replace(trust=old), "GET", "/sign-in")
