"""Servers of the app for tests: forked from a process that has imported it, in a fifth of the processor of a start."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks import server
from benchmarks.server import ROOT, free_port, wait_until_healthy
from data.store.location import VARIABLE
from tests.waiting import DEADLINE


class Running(NamedTuple):
    """A running server."""

    address: str


@contextmanager
def the_app(stored: Path | None = None, port: int | None = None, log: Path | None = None) -> Iterator[Running]:
    """Starts the app over the store in a folder, else over a new one, with this process's environment.

    All that the server writes goes into `log`. Where a process cannot be forked, the server is started as people do.
    """
    if not hasattr(os, "fork"):
        with server.the_app(stored, port, log) as started:
            yield Running(started.address)
        return
    with tempfile.TemporaryDirectory() as folder:
        port = port or free_port()
        process = _forked(
            arguments=["streamlit", "run", "dashboard.py", f"--server.port={port}", "--server.headless=true"],
            environment={**os.environ, VARIABLE: str(stored or folder)},
            output=str(log or os.devnull),
        )
        try:
            address = f"http://localhost:{port}"
            wait_until_healthy(address, process.is_running)
            yield Running(address)
        finally:
            process.terminate()
            process.wait(DEADLINE)


def _forked(**request: object) -> psutil.Process:
    origin = _origin()
    assert origin.stdin
    assert origin.stdout
    origin.stdin.write(json.dumps(request) + "\n")
    origin.stdin.flush()
    return psutil.Process(int(origin.stdout.readline()))


@cache
def _origin() -> subprocess.Popen[str]:
    """Returns the process that servers are forked from; it ends with this one."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.server_origin"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    @atexit.register
    def end() -> None:
        process.communicate()

    return process
