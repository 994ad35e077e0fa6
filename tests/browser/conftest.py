"""A real server and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.server import ARGUMENTS, the_app
from tests.browser.screen import open_page
from tests.programs import needed
from tests.waiting import DEADLINE

POLICY = "Content Security Policy"  # in every message of Chromium on what it refused
PATIENCE = DEADLINE * 1000  # milliseconds
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yields a fresh page in a Russian browser."""
    with visitor(browser, "ru-RU") as opened:
        yield opened


@contextmanager
def visitor(browser: Browser, locale: str) -> Iterator[Page]:
    """Opens a fresh page of somebody with this language.

    No request may have gone past this machine, nor anything have broken the policy.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale=locale, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    asked: list[str] = []
    violations: list[str] = []
    opened.on("console", lambda message: violations.append(message.text) if POLICY in message.text else None)
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda socket: asked.append(socket.url))
    yield opened
    context.close()
    outside = [url for url in asked if url.startswith(("http", "ws")) and urlparse(url).hostname not in LOOPBACK]
    assert not outside
    assert not violations
    assert asked
