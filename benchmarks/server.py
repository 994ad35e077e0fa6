"""Streamlit servers that a measurement starts and ends.

The app, and an empty page to set it against.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import UNAUTHORIZED
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from data.store.location import VARIABLE

ROOT = Path(__file__).parents[1]
START_LIMIT = 120  # seconds
PATIENCE = 60_000  # milliseconds
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process draws all pages: scripts that it has compiled once are not compiled anew when a page is opened again.
    "--process-per-site",
    "--disable-site-isolation-trials",
]
SETTLED = (
    "html:not([data-awaiting-answer]) "
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
)
# Marks a page from what it sends to the server until that is answered: before its script runs it looks settled.
MARK_AWAITED_ANSWERS = """
(() => {
    const mark = awaited => document.documentElement.toggleAttribute("data-awaiting-answer", awaited)
    let sent = 0
    window.WebSocket = class extends WebSocket {
        constructor(...address) {
            super(...address)
            this.addEventListener("message", () => setTimeout(before => before === sent && mark(false), 50, sent))
        }
        send(message) {
            sent += 1
            mark(true)
            super.send(message)
        }
    }
})()
"""
DELAY = 150  # milliseconds for which Streamlit holds back what is typed into a table
EMPTY_PAGE = """
import streamlit as st

options = ["ОВЗ", "СОП", "Молодые специалисты", "очный", "дистанционный", "смешанный"]
chosen = st.pills("Категория", options, selection_mode="multi")
st.caption(f"Выбрано: {', '.join(chosen) or 'ничего'}")
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    `started` is when its process was started (`time.perf_counter`).
    """

    address: str
    process: subprocess.Popen[bytes]
    started: float

    def processor(self) -> float:
        """Returns the seconds of a processor that the server has taken."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """Returns the bytes that the server holds, without what it shares."""
        return int(psutil.Process(self.process.pid).memory_full_info().uss)


@contextmanager
def the_app(
    stored: Path | None = None, port: int | None = None, log: Path | None = None, script: str = "dashboard.py"
) -> Iterator[Server]:
    """Starts the app over the store in that folder, else over a new one.

    Never over the lists of the person who measures.

    All that the server writes goes into `log`.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        Path(log or os.devnull).open("ab") as output,
        _served(ROOT, script, stored or Path(folder), port or free_port(), output) as server,
    ):
        yield server


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def an_empty_page() -> Iterator[Server]:
    """Starts Streamlit as the app configures it, with one line that answers."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.py").write_text(EMPTY_PAGE, encoding="utf-8")
        shutil.copytree(ROOT / ".streamlit", Path(folder, ".streamlit"))
        with _served(Path(folder), "page.py", Path(folder), free_port()) as server:
            yield server


@contextmanager
def _served(
    folder: Path, script: str, stored: Path, port: int, output: BinaryIO | int = subprocess.DEVNULL
) -> Iterator[Server]:
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    started = time.perf_counter()
    environment = {**os.environ, VARIABLE: str(stored)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
    try:
        address = f"http://localhost:{port}"
        wait_until_healthy(address, lambda: process.poll() is None)
        yield Server(address, process, started)
    finally:
        process.terminate()
        process.wait(START_LIMIT)


def wait_until_healthy(address: str, runs: Callable[[], bool]) -> None:
    """Returns when the server answers; raises `RuntimeError` where its process ends before."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and runs():
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except HTTPError as answer:
            if answer.code == UNAUTHORIZED:  # accounts are on, and the gate stands
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server did not start")


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("this section needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """Returns a Russian browser's context whose pages can be waited for by `settle`."""
    context = browser.new_context(**{"locale": "ru-RU"} | options)
    context.add_init_script(MARK_AWAITED_ANSWERS)
    context.set_default_timeout(PATIENCE)
    return context


def come_in(page: Page, address: str, login: str, password: str) -> None:
    """Signs in by the door and waits for the page that was asked for."""
    page.goto(address)
    page.get_by_label("Имя для входа").fill(login)
    page.get_by_label("Пароль").fill(password)
    page.get_by_role("button", name="Войти").click()
    settle(page)


def settle(page: Page) -> None:
    """Waits until what was done is answered, the script has run and nothing is about to be drawn."""
    page.wait_for_timeout(DELAY)
    page.wait_for_selector(SETTLED)
    page.wait_for_selector('[data-testid="stSkeleton"]', state="detached")


def opened(browser: Browser, address: str, until: str = SETTLED) -> Page:
    """Returns a fresh page on a laptop's screen.

    It waits until the script has run and the element stands.
    """
    page = new_context(browser, viewport={"width": 1366, "height": 768}).new_page()
    page.goto(address)
    for selector in dict.fromkeys((SETTLED, until)):
        page.wait_for_selector(selector)
    return page
