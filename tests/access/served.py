"""Running servers whose head has an account."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from typing import NamedTuple

from access import accounts
from access.model import Account
from benchmarks.server import ROOT, free_port
from data.store.location import VARIABLE
from data.store.versions import Store
from tests.servers import the_app
from tests.waiting import DEADLINE, until

LOGIN = "direktor"
PASSWORD = "синий мост над рекой"
CANARY = "Ясень Клён Тополевич"  # the head's name, which a page shows


class Served(NamedTuple):
    """A running server with accounts, the store behind it and the head's account."""

    address: str
    store: Store
    head: Account


@contextmanager
def served_to_head(folder: Path) -> Iterator[Served]:
    """Yields a server over a new store in a folder."""
    store = Store(str(folder))
    head = accounts.create_first(store, LOGIN, CANARY, PASSWORD)
    with the_app(stored=folder) as running:
        yield Served(running.address, store, head)


class Serving(NamedTuple):
    """A server over TLS, and what a browser must trust."""

    port: int
    trust: ssl.SSLContext


@contextmanager
def served_over_tls(folder: Path) -> Iterator[Serving]:
    """Yields what `python -m access serve` starts over the store in a folder, on this computer alone."""
    port = free_port()
    command = [sys.executable, "-m", "access", "serve", "--listen", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, VARIABLE: str(folder)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    authority = folder / "certificates" / "authority.crt"
    try:
        until(lambda: authority.exists() and _answers(port, authority), "the server answers")
        yield Serving(port, ssl.create_default_context(cafile=authority))
    finally:
        process.terminate()
        process.wait(DEADLINE)


def _answers(port: int, authority: Path) -> bool:
    trust = ssl.create_default_context(cafile=authority)
    try:
        with closing(HTTPSConnection("localhost", port, timeout=DEADLINE, context=trust)) as connection:
            connection.request("GET", "/sign-in")
            return connection.getresponse().status == 200
    except OSError:
        return False
