"""The road of an upload in a real browser: few presses, «Сохранить» in sight, focus where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.presses import presses_of
from benchmarks.server import settle
from tests.browser.screen import drop, go, open_page, step
from tests.browser.test_keeping import written
from tests.data.store.saved import PAIRS, STUDENTS
from tests.sample_files import SAMPLES

pytestmark = pytest.mark.browser
STEPS = ("1 Файлы", "2 Что распознано", "3 Замечания", "4 Что изменится", "5 Сохранить")


@pytest.mark.parametrize(("upload", "most"), [("ordinary_september", 4), ("ten_faults.xlsx", 12)])
def test_an_upload_is_saved_with_few_presses(app_page: Page, upload: str, most: int):
    place = SAMPLES / "rosters_hard" / upload
    go(app_page, "Загрузка списков")
    pressed = presses_of(app_page, sorted(place.iterdir()) if place.is_dir() else [place])
    assert len(pressed) <= most, pressed


def test_the_save_is_in_sight_in_every_step_on_a_phone(page: Page, server: str, tmp_path: Path):
    open_page(page, f"{server}/uploads")
    drop(page, written(tmp_path, "Списки.xlsx", STUDENTS.replace("03.03.2012", "31.02.2012")))
    page.set_viewport_size({"width": 390, "height": 844})
    for title in STEPS:
        step(page, title)
        expect(page.get_by_role("button", name="Сохранить без этих строк")).to_be_in_viewport(ratio=1)
        assert page.get_by_test_id("stMain").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_focus_stays_after_an_upload_and_after_a_press(page: Page, server: str, tmp_path: Path):
    open_page(page, f"{server}/uploads")
    page.get_by_test_id("stFileUploader").get_by_role("button").first.focus()
    pairs = PAIRS.replace("Клевер Ясень Тополевич", "Клевир Ясень Тополевич")
    drop(page, written(tmp_path, "Списки.xlsx", pairs=pairs))
    page.keyboard.press("Tab")  # the uploader has made its button anew; the next one is beside it, not at the top
    assert page.evaluate("document.activeElement.closest('[data-testid=stFileUploader]') !== null")
    accept = page.get_by_role("button", name="Принять 1")
    accept.focus()
    accept.press("Enter")
    undo = page.get_by_role("button", name="Отменить", exact=True)
    expect(undo).to_be_focused()
    undo.press("Enter")
    settle(page)
    expect(accept).to_be_focused()
