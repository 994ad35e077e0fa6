"""From a changed filter to the drawn screen, and from a cold start to figures.

In a real Chromium.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from benchmarks.server import an_empty_page, chromium, opened, the_app
from benchmarks.timing import Figure, median_and_tail, milliseconds

CHANGES = 30
FIGURE = ".js-plotly-plot .main-svg text"  # a figure that has its words
PILLS = ("ОВЗ", "СОП", "Молодые специалисты", "очный", "дистанционный", "смешанный")
STILL = 150  # milliseconds without a change, after which the screen counts as drawn

# Clicks, and gives the milliseconds from the click to the last change of the page: the script has come to rest, the
# words of the page are others, and nothing has changed for a while.
CLICK_AND_WAIT = """
([pill, still]) => new Promise((resolve, reject) => {
    const words = () => document.querySelector('[data-testid="stMain"]').textContent;
    const app = document.querySelector('[data-testid="stApp"]');
    const before = words();
    const start = performance.now();
    let last = start;
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
    pill.click();
    const look = () => {
        const now = performance.now();
        const rested = app.getAttribute('data-test-script-state') === 'notRunning' && words() !== before;
        if (rested && now - last > still) { observer.disconnect(); resolve(last - start); }
        else if (now - start > 30000) { observer.disconnect(); reject(new Error('the screen never came to rest')); }
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})
"""


def figures() -> Iterator[Figure]:
    with chromium() as browser:
        with the_app() as server:
            health = time.perf_counter() - server.started
            page = opened(browser, server.address, until=FIGURE)
            first = time.perf_counter() - server.started
            yield Figure("screen", "cold start", "server answers", milliseconds(health))
            yield Figure("screen", "cold start", "first figures drawn", milliseconds(first))
            yield Figure("screen", "filter → drawn", "«Обзор»", median_and_tail(changes(page)))
            yield Figure("screen", "page opened again", "«Обзор»", milliseconds(reopened(browser, server.address)))
        with an_empty_page() as server:
            page = opened(browser, server.address)
            yield Figure("screen", "filter → drawn", "an empty page", median_and_tail(changes(page)))


def changes(page: Page) -> list[float]:
    """Returns the seconds of each change.

    No combination of filters comes twice, so that no cache answers.
    """
    page.wait_for_timeout(1000)
    seconds = []
    for number in range(1, CHANGES + 1):
        turned = (number & -number).bit_length() - 1  # the bit in which a Gray code changes
        pill = page.get_by_role("button", name=PILLS[turned], exact=False).first
        seconds.append(page.evaluate(CLICK_AND_WAIT, [pill.element_handle(), STILL]) / 1000)
    return seconds


def reopened(browser: Browser, address: str) -> float:
    start = time.perf_counter()
    opened(browser, address, until=FIGURE)
    return time.perf_counter() - start
