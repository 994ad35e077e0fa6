"""What a person does on a page and reads from it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.server import settle

TOTAL = re.compile(r"([\d\u00a0]+) из ([\d\u00a0]+)")


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def go(page: Page, title: str) -> None:
    """Follows a link of the navigation, through the menu of its group where it has one."""
    link = page.get_by_test_id(re.compile("^stTopNav(Dropdown)?Link$")).filter(has_text=title)
    for group in page.get_by_test_id("stTopNavSection").all():
        if link.count():
            break
        group.click()
        expect(page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
    link.click()
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    settle(page)


def set_report_date(page: Page, day: dt.date) -> None:
    """Types the report date as a person does."""
    field = page.get_by_test_id("stSidebar").get_by_test_id("stDateInput").first
    field.locator('[role="spinbutton"]').first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stMarkdown").filter(has_text=f"на {day:%d.%m.%Y}").first).to_be_visible()
    settle(page)


def drop(page: Page, *files: Path) -> None:
    """Drops files on «Загрузка списков» and waits for the steps."""
    field = page.locator('input[type="file"]')
    expect(field).to_have_count(1)  # a save makes it anew, and for a moment both are there
    field.set_input_files([str(file) for file in files])
    expect(page.get_by_test_id("stFileUploader").get_by_text(files[0].suffix).first).to_be_visible()
    settle(page)
    expect(page.get_by_role("radiogroup", name="Шаг")).to_be_visible()
    settle(page)


def step(page: Page, title: str) -> None:
    """Goes to a step of the upload."""
    page.get_by_role("radiogroup", name="Шаг").get_by_role("radio", name=title).click()
    settle(page)


def shares(page: Page) -> dict[int, list[int]]:
    """Returns the shares as drawn on «Обзор»: number → [part, whole].

    They are read from the figure's own texts.
    """
    figure = page.locator(".js-plotly-plot").first
    expect(figure).to_be_visible()
    texts = figure.evaluate("plot => plot.layout.annotations.map(note => note.text)")
    drawn: dict[int, list[int]] = {}
    number = 0
    for text in texts:
        if match := re.search(r"(?:^|\s|>)(\d)\.[\s\u00a0]", text):
            number = int(match[1])
        if match := TOTAL.search(text):
            drawn.setdefault(number, [int(re.sub(r"\D", "", part)) for part in match.groups()])
    return drawn
