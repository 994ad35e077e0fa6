"""A real server and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from benchmarks.server import ARGUMENTS, new_context
from tests.browser.screen import open_page
from tests.programs import needed
from tests.servers import the_app
from tests.waiting import DEADLINE

POLICY = "Content Security Policy"  # in every message of Chromium on what it refused
PATIENCE = DEADLINE * 1000  # milliseconds
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
LOOPBACK = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="package")
def server() -> Iterator[str]:
    """Yields the address of the app, started for all browser tests."""
    needed("chromium")
    with the_app() as running:
        yield running.address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=needed("chromium"), args=ARGUMENTS, timeout=PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def app_page(page: Page) -> Iterator[Page]:
    """Yields «Обзор» of a new server, in which nothing is stored yet."""
    with the_app() as running:
        open_page(page, running.address)
        yield page


@pytest.fixture(scope="package")
def russian(browser: Browser) -> Iterator[Visitor]:
    """Yields somebody whose browser speaks Russian: a window of one's own takes longer to open than most tests need."""
    with visitor(browser, "ru-RU") as opened:
        yield opened


@pytest.fixture
def page(russian: Visitor) -> Iterator[Page]:
    """Yields the window of a Russian browser, in which nothing is left of what was there before."""
    with russian.page() as opened:
        yield opened


class Visitor:
    """Somebody with one window."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._asked: list[str] = []
        self._faults: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._faults.append(str(error.error)))
        context.on("request", lambda request: self._asked.append(request.url))
        context.on("page", lambda opened: opened.on("websocket", lambda socket: self._asked.append(socket.url)))
        self._page = context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        if POLICY in message.text:
            self._faults.append(message.text)

    @contextmanager
    def page(self) -> Iterator[Page]:
        """The window. No request may have gone past this machine, no script failed, nothing broken the policy."""
        self._page.set_viewport_size(LAPTOP)
        self._asked.clear()
        self._faults.clear()
        yield self._page
        for other in self.context.pages:
            if other is not self._page:
                other.close()
        self._page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self._page.goto("about:blank")
        self.context.clear_cookies()
        outside = [
            url for url in self._asked if url.startswith(("http", "ws")) and urlparse(url).hostname not in LOOPBACK
        ]
        assert not outside
        assert not self._faults
        assert self._asked


@contextmanager
def visitor(browser: Browser, locale: str) -> Iterator[Visitor]:
    """Yields somebody with this language.

    They have asked for no motion: without a graphics card each frame of what moves costs more than all else on a page.
    """
    context = new_context(browser, viewport=LAPTOP, locale=locale, accept_downloads=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield Visitor(context)
    context.close()
