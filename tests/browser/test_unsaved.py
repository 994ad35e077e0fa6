"""Lists used without saving them, whatever stands in the sidebar.

And so in the address.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from benchmarks.generated_lists import workbook
from benchmarks.server import settle
from data.loading import load
from data.periods import quarter_to_date
from metrics.filters import Filters
from metrics.results import results
from tests.browser.screen import drop, go, open_page, shares
from tests.browser.test_main_job import choose_ovz, counts_of, use_lists

pytestmark = pytest.mark.browser


def test_unsaved_lists_are_shown_under_the_period_and_the_filters_that_were_chosen_before(
    page: Page, server: str, tmp_path: Path
):
    lists = tmp_path / "Списки.xlsx"
    lists.write_bytes(workbook(120, 20, 60))
    open_page(page, f"{server}/?period=Квартал&class=6 параллель")
    choose_ovz(page)
    go(page, "Загрузка списков")
    drop(page, lists)
    use_lists(page)
    expect(page.get_by_text("Включён отбор")).to_be_visible(timeout=30_000)
    loaded = load([(lists.name, lists.read_bytes())])
    chosen = Filters(categories=frozenset({"ovz"}), grades=frozenset({6}))
    expected = counts_of(results(loaded.roster, quarter_to_date(loaded.as_of), chosen))
    assert expected
    assert shares(page) == expected
    assert parse_qs(urlparse(page.url).query) == {
        "period": ["Квартал"],
        "class": ["6 параллель"],
        "category": ["ОВЗ"],
        "lists": ["1"],
    }
    settle(page)
    expect(page.get_by_role("alert").filter(has_text="ошибка в программе")).to_have_count(0)
