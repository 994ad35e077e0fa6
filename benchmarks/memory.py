"""Memory of a server with no, one and twenty sessions, beside an empty page."""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.screen import FIGURE
from benchmarks.server import SETTLED, Server, an_empty_page, chromium, opened, the_app
from benchmarks.timing import Figure

SESSIONS = (0, 1, 20)
MEGABYTE = 1_000_000
REST = 2  # seconds for the server to settle after the last page


def figures() -> Iterator[Figure]:
    with chromium() as browser:
        with the_app() as server:
            yield from _of_server(browser, server, "the app", FIGURE)
        with an_empty_page() as server:
            yield from _of_server(browser, server, "an empty page", SETTLED)


def _of_server(browser: Browser, server: Server, case: str, until: str) -> Iterator[Figure]:
    pages = []
    for sessions in SESSIONS:
        while len(pages) < sessions:
            pages.append(opened(browser, server.address, until=until))
        time.sleep(REST)
        words = f"{sessions} session{'' if sessions == 1 else 's'}"
        yield Figure("memory", case, words, f"{server.memory() / MEGABYTE:,.0f} MB")
    for page in pages:
        page.context.close()
