"""A real server and Debian's Chromium; without Chromium these tests skip and say so, in CI they may not."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_LIMIT = 60  # seconds; a cold start on a busy machine
LOOPBACK = {"localhost", "127.0.0.1"}


def chromium() -> str:
    """The path of Chromium; without one the test skips, or fails where CI demands the browser."""
    found = shutil.which("chromium")
    if found:
        return found
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail("Chromium is not installed, and CI demands the browser tests")
    pytest.skip("Chromium is not installed: the browser tests are left out")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the app, started with the README's own program and ended by its process."""
    chromium()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        f"--server.port={port}",
        "--server.headless=true",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in Russian; after the test, not one request may have gone past this machine."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", accept_downloads=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda socket: asked.append(socket.url))
    yield opened
    context.close()
    outside = [url for url in asked if url.startswith(("http", "ws")) and urlparse(url).hostname not in LOOPBACK]
    assert not outside
    assert asked
