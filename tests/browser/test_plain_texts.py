"""What a person has written is on the screen letter for letter.

No picture, link, formula or icon is made of it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.parsing import clean
from data.roadmap.journal import write_entry
from data.roadmap.model import seed
from data.roadmap.records import FIRST_EDITION
from data.store.versions import Store
from pages.components.plain_text import JOINER
from tests.browser.screen import open_page
from tests.data.store.saved import to_save
from tests.servers import the_app

pytestmark = pytest.mark.browser
DAY = dt.date(2024, 9, 1)
TEXTS = [
    "![ж](http://example.invalid/x.png)",
    "<img src='http://example.invalid/y.png'>",
    "<script>alert(1)</script>",
    "[ж](http://example.invalid)",
    "[ж]: http://example.invalid",
    "http://example.invalid/a",
    "www.example.com",
    "школа@example.com",
    "**ж** _и_ `к` ~~л~~ ^м^",
    "# ж",
    "- ж",
    "+ ж",
    "1. ж",
    "1) ж",
    "---",
    "***",
    "===",
    "> ж",
    "&amp; &copy; &#58;",
    ":red[ж] :blue-badge[и] :small[:gray[к]]",
    ":smile: :material/home: :material_home:",
    ":streamlit:",
    "$ж$ $$и$$",
    "a -> b <- c -- d >= e <= f ~= g",
    "a|b",
    "\\ и \\\\",
    "[ ] ж",
    "[^1]",
    "{ж}",
    "10:20:30",
    "Салтыков-Щедрин «А» № 7 (ж) – 5 % & 6",
    "а\u202eб",
]


def test_every_text_stands_letter_for_letter_and_nothing_is_fetched_for_it(page: Page, tmp_path: Path):
    store = Store(str(tmp_path))
    store.save(to_save(), None)
    activity = seed().activities[0]
    for text in TEXTS:
        write_entry(store, FIRST_EDITION, activity.key, DAY, text, "Завуч")
    with the_app(tmp_path) as server:
        open_page(page, f"{server.address}/roadmap")
        choice = page.get_by_test_id("stSelectbox").filter(has_text="Мероприятие").first.locator("input")
        choice.fill(activity.title)
        choice.press("Enter")
        journal = page.get_by_test_id("stExpander").filter(has_text="Журнал: записей")
        expect(journal).to_contain_text(f"записей – {len(TEXTS)}", timeout=30_000)
        journal.locator("summary").click()
        lines = journal.get_by_test_id("stMarkdown").filter(has=page.locator("strong"))
        expect(lines).to_have_count(len(TEXTS), timeout=30_000)
        shown = [text.replace(JOINER, "") for text in lines.all_inner_texts()]
        assert sorted(shown) == sorted(f"{DAY:%d.%m.%Y} {clean(text)}" for text in TEXTS)
        for line in lines.all():
            assert line.locator("p *").evaluate_all("parts => parts.map(part => part.tagName)") == ["STRONG"]
