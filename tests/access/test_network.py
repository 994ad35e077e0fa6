"""No launcher opens the program to a network without accounts and TLS, and no request comes over one without them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest
from starlette.responses import PlainTextResponse

from access import accounts, turned_on
from access.gate import Gate
from access.network import NO_ACCOUNTS, NO_TLS, PROXY, is_local, is_over_network, refuse_open
from benchmarks.server import ROOT, free_port, the_app
from data.findings import ListError
from data.store.errors import StoreError
from tests.waiting import DEADLINE
from tests.websocket_client import session

PASSWORD = "синий мост над рекой"
LOOPBACK, NETWORK = ("127.0.0.1", 8501), ("192.168.7.9", 8501)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.delenv(PROXY, raising=False)


@pytest.fixture
def with_accounts(own_store):
    return accounts.create_first(turned_on.store(), "direktor", "Ясень Клён", PASSWORD)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "::ffff:127.0.0.1"])
def test_an_address_of_this_computer_is_local(address):
    assert is_local(address)
    refuse_open(address, None)


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "192.168.7.9", "school", "", None, "localhost.example", "unix:/x"]
)
def test_any_other_address_needs_accounts_and_tls(address, with_accounts):
    assert not is_local(address)
    with pytest.raises(ListError, match="защищённому соединению"):
        refuse_open(address, None)
    refuse_open(address, "server.crt")


def test_without_accounts_tls_is_not_enough(own_store):
    with pytest.raises(ListError, match="учётными записями"):
        refuse_open("0.0.0.0", "server.crt")


def test_behind_a_proxy_accounts_are_needed_and_an_address_of_this_computer(own_store, monkeypatch):
    monkeypatch.setenv(PROXY, "school.example")
    with pytest.raises(ListError, match="учётными записями"):
        refuse_open("127.0.0.1", None)
    accounts.create_first(turned_on.store(), "direktor", "Ясень Клён", PASSWORD)
    refuse_open("127.0.0.1", None)
    with pytest.raises(ListError, match="защищённому соединению"):
        refuse_open("0.0.0.0", None)


def asked(scheme, server, client, path="/"):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        raise AssertionError("nothing is read of a request that is refused")

    scope = {
        "type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "scheme": scheme,
        "server": server, "client": client,
    }  # fmt: skip
    asyncio.run(Gate(PlainTextResponse("open"))(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode()


WAYS = [(NETWORK, NETWORK), (LOOPBACK, NETWORK), (NETWORK, LOOPBACK), (None, LOOPBACK), (LOOPBACK, None)]


@pytest.mark.parametrize(("server", "client"), WAYS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_request_over_a_network_is_refused_without_accounts(own_store, scheme, server, client):
    assert is_over_network({"server": server, "client": client})
    assert asked(scheme, server, client) == (403, NO_ACCOUNTS)


@pytest.mark.parametrize(("server", "client"), WAYS)
def test_a_request_over_a_network_is_refused_without_tls_and_led_to_the_way_in_with_it(with_accounts, server, client):
    assert asked("http", server, client) == (403, NO_TLS)
    assert asked("https", server, client) == (303, "")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/download/x", "/_stcore/health"])
def test_while_the_store_does_not_answer_nobody_is_answered_and_other_computers_learn_no_more(monkeypatch, path):
    def fault():
        raise StoreError("Файл «/home/school/mentoring.sqlite» пуст.")

    monkeypatch.setattr(turned_on, "are_on", fault)
    status, words = asked("https", LOOPBACK, LOOPBACK, path)
    assert (status, "mentoring.sqlite" in words) == (503, True)
    for server, client in WAYS:
        status, words = asked("https", server, client, path)
        assert (status, "mentoring.sqlite" in words) == (503, False)


def test_a_request_of_this_computer_is_answered_while_accounts_are_off(own_store):
    assert asked("http", LOOPBACK, LOOPBACK) == (200, "open")


def run(*command, store, **environment):
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "MENTORING_STORE": str(store), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=DEADLINE,
        check=False,
    )


def test_streamlit_does_not_start_on_a_network_address_without_accounts(tmp_path):
    done = run(
        "-m", "streamlit", "run", "dashboard.py", "--server.address=0.0.0.0", f"--server.port={free_port()}",
        store=tmp_path / "store", PYTHONIOENCODING="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [NO_ACCOUNTS]


def test_serve_does_not_start_without_accounts(tmp_path):
    done = run("-m", "access", "serve", store=tmp_path / "store", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr.strip()) == (1, NO_ACCOUNTS)


def test_the_pages_started_without_the_gate_show_one_sentence():
    with the_app(script="pages/frame.py") as running, session(running.address) as window:
        drawn = "\n".join(message.SerializeToString().decode(errors="replace") for message in window.run())
    assert "в обход проверки входа" in drawn
    assert "plotly" not in drawn.lower()
