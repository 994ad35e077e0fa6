"""What keeps people out of a page, by axe-core: those who see little, who listen, who use no mouse."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.server import settle
from tests.waiting import until

# What axe calls minor stays: Streamlit's place for files says that it is for the eye alone and yet has a name.
WEIGHTY = ("moderate", "serious", "critical")
CONTRAST = {"runOnly": ["color-contrast"]}  # all that the dark theme changes
LAYOUT = {"rules": {"color-contrast": {"enabled": False}}}  # all that another width changes
IS_SHOWN_IN = """theme => {
    const app = document.querySelector("[data-testid=stApp]");
    return getComputedStyle(app).colorScheme === theme && document.getAnimations().length === 0;
}"""
LAPTOP, DESK, PHONE = 1366, 1920, 390  # px: widths of screens
LEAST = 768  # px: the height of a window


def barriers(page: Page, *widths: int) -> list[str]:
    """Returns what axe finds on a page, a line an element: at all or these widths, and the contrasts of the dark theme.

    The window is as high as the page: of what is out of sight axe cannot tell the contrast.
    """
    before, found = page.viewport_size, []
    for place, width in enumerate(widths or (DESK, LAPTOP, PHONE)):
        page.set_viewport_size({"width": width, "height": LEAST})
        settle(page)
        whole = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": whole})
        found += [f"{width}: {line}" for line in violations(page, LAYOUT if place else {})]
    _show_in(page, "dark")
    found += [f"dark: {line}" for line in violations(page, CONTRAST)]
    _show_in(page, "light")
    if before:
        page.set_viewport_size(before)
    settle(page)
    return found


def _show_in(page: Page, theme: Literal["dark", "light"]) -> None:
    """Changes the theme, and waits until the last colour has: backgrounds go over to it by and by."""
    page.emulate_media(color_scheme=theme)
    until(lambda: page.evaluate(IS_SHOWN_IN, theme), f"the page is {theme}")
    settle(page)


def violations(page: Page, options: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """Returns what axe finds on a page as it stands, a line an element."""
    answer = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in answer["violations"]
        if violation["impact"] in WEIGHTY
        for node in violation["nodes"]
    ]
