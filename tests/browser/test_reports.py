"""The reports in a real Chromium: given out by the page, noted in the log.

The publication asks no host for anything.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import settle
from data import demo
from data.loading import load
from data.saving import saving
from data.store.export_log import exports
from data.store.versions import Store
from tests.browser.conftest import Visitor
from tests.browser.screen import open_page
from tests.reports.test_nothing_hidden_shows import made
from tests.servers import the_app

pytestmark = pytest.mark.browser
SIZES = [(1366, 768), (390, 844)]
REPORTS = {
    "Мониторинг": "Скачать мониторинг в Word",
    "Страница директору": "Скачать страницу (PDF)",
    "Публикация": "Скачать страницу (HTML)",
    "Муниципальная база": "Скачать базу для отправки (Excel)",
    "Показатели с людьми": "Скачать книгу Excel",
    "Документы пар": "Скачать документы пар (архив)",
    "Дорожная карта": "Скачать дорожную карту в Word",
}


def section(page: Page, title: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(title, exact=True).click()
    settle(page)


def test_every_report_is_given_out_and_noted_in_the_log(page: Page, tmp_path: Path):
    Store(str(tmp_path)).save(saving(load([(demo.PATH.name, demo.PATH.read_bytes())]), [], "Директор", ""), None)
    with the_app(tmp_path) as running:
        open_page(page, f"{running.address}/documents")
        page.get_by_label("Кто вы").fill("Директор")
        page.keyboard.press("Enter")
        settle(page)
        for title, button in REPORTS.items():
            section(page, title)
            if title == "Муниципальная база":  # asks first about everybody whose consent the lists do not tell
                page.get_by_role("button", name="Записать решение").click()
                settle(page)
            with page.expect_download() as download:
                page.get_by_role("button", name=button).click()
            assert download.value.path().stat().st_size > 5_000
        section(page, "Журнал")
        expect(page.get_by_role("table")).to_be_visible()
    assert len({export.what for export in exports(Store(str(tmp_path)))}) == len(REPORTS)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_publication_is_one_file_that_fits_a_phone_and_asks_nobody(
    russian: Visitor, tmp_path: Path, width: int, height: int
):
    path = tmp_path / "publication.html"
    path.write_bytes(made("html", "demonstration"))
    page = russian.context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert asked == [path.as_uri()]
    assert not faults
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
