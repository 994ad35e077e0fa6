"""What keeps people out of a page, by axe-core: those who see little, who listen, who use no mouse."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.server import settle

# What axe calls minor stays: Streamlit's place for files says that it is for the eye alone and yet has a name.
WEIGHTY = ("moderate", "serious", "critical")
CONTRAST = {"runOnly": ["color-contrast"]}  # all that the dark theme changes
LAYOUT = {"rules": {"color-contrast": {"enabled": False}}}  # all that another width changes
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
    page.emulate_media(color_scheme="dark")
    settle(page)
    if dark := violations(page, CONTRAST):  # on a busy machine colours may still be changing: what stays is a barrier
        page.wait_for_timeout(1000)
        dark = violations(page, CONTRAST)
    found += [f"dark: {line}" for line in dark]
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    settle(page)
    return found


def violations(page: Page, options: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """Returns what axe finds on a page as it stands, a line an element."""
    answer = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in answer["violations"]
        if violation["impact"] in WEIGHTY
        for node in violation["nodes"]
    ]
