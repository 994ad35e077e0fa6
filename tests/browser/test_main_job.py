"""The main job in a real Chromium.

Drop lists, read the five shares, filter, read again.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from urllib.parse import urlparse

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import settle
from data import demo
from data.loading import load
from data.periods import Period
from metrics.filters import Filters
from metrics.results import Result, results
from reports.source import PERSONAL
from tests.browser.screen import drop, go, open_page, set_report_date, shares, step
from tests.programs import needed
from tests.sample_files import EXPECTED, roster_files, roster_paths

pytestmark = pytest.mark.browser
OVZ = Filters(categories=frozenset({"ovz"}))


def counts_of(results: list[Result]) -> dict[int, list[int]]:
    """Returns results as a person reads them: number → [part, whole].

    Nothing where there is no data.
    """
    return {
        result.indicator.number: [result.headline.part, result.headline.whole]
        for result in results
        if result.headline.part is not None and result.headline.whole
    }


def use_lists(page: Page) -> None:
    step(page, "5 Сохранить")
    page.get_by_role("button", name="Посмотреть показатели, не сохраняя").click()
    # The page that is left shows the lists too: what follows is about the page that is gone to, and its address.
    page.wait_for_url(lambda url: "/uploads" not in url and "lists=1" in url, wait_until="commit")
    expect(page.get_by_text("Списки этого сеанса, не сохранены")).to_be_visible()
    settle(page)


def choose_ovz(page: Page) -> None:
    page.get_by_test_id("stSidebar").get_by_role("button", name="ОВЗ", exact=True).click()
    expect(page.get_by_text("Включён отбор")).to_be_visible()
    settle(page)


@pytest.mark.parametrize("name", list(EXPECTED)[::3])  # the other formats: tests of reading and of every engine
def test_dropped_lists_give_their_shares_and_so_they_do_filtered(page: Page, server: str, name: str):
    expected = EXPECTED[name]
    open_page(page, f"{server}/uploads")
    drop(page, *roster_paths(name))
    use_lists(page)
    set_report_date(page, dt.date.fromisoformat(expected["on"]))
    assert shares(page) == {int(key): counts for key, counts in expected["shares"].items() if key.isdigit()}
    choose_ovz(page)
    roster = load(roster_files(name)).roster
    period = Period(dt.date.fromisoformat(expected["since"]), dt.date.fromisoformat(expected["on"]))
    assert shares(page) == counts_of(results(roster, period, OVZ))


def test_the_filter_on_the_demonstration_stays_across_a_reload_and_back_undoes_it(page: Page, server: str):
    open_page(page, server)
    everyone = shares(page)
    choose_ovz(page)
    filtered = shares(page)
    assert filtered != everyone
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    assert filtered == counts_of(results(roster, Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), OVZ))
    page.reload()
    settle(page)
    expect(page.get_by_text("Включён отбор")).to_be_visible()
    assert shares(page) == filtered
    set_report_date(page, dt.date(2024, 3, 31))
    earlier = shares(page)
    assert earlier != filtered
    page.get_by_role("button", name="Сбросить отбор").click()
    expect(page.get_by_text("Включён отбор")).to_have_count(0)
    settle(page)
    for before, is_filtered, day in (
        (earlier, 1, "31.03.2024"),
        (filtered, 1, "31.12.2024"),
        (everyone, 0, "31.12.2024"),
    ):
        page.go_back()
        expect(page.get_by_text("Включён отбор")).to_have_count(is_filtered)
        expect(page.get_by_test_id("stMarkdown").filter(has_text=f"на {day}").first).to_be_visible()
        settle(page)
        assert shares(page) == before
    assert urlparse(page.url).query == ""


def test_lists_of_the_session_are_gone_after_a_reload_and_the_page_says_so(page: Page, server: str):
    open_page(page, f"{server}/uploads")
    drop(page, *roster_paths("one_workbook.xlsx"))
    use_lists(page)
    page.reload()
    settle(page)
    expect(page.get_by_text("списки прежнего сеанса закрыты")).to_be_visible()
    expect(page.get_by_text("Демонстрационные данные").first).to_be_visible()


def test_a_file_that_is_no_list_is_named_in_one_sentence_and_the_app_goes_on(page: Page, server: str, tmp_path: Path):
    wrong = tmp_path / "фото.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    open_page(page, f"{server}/uploads")
    page.locator('input[type="file"]').set_input_files(str(wrong))
    expect(page.get_by_role("alert").filter(has_text="«фото.xlsx» – картинка")).to_be_visible()
    go(page, "Обзор")
    assert shares(page)


def test_the_first_screen_answers_without_scrolling_and_is_printed_whole(page: Page, server: str, tmp_path: Path):
    open_page(page, server)
    figure = page.locator(".js-plotly-plot").first.bounding_box()
    assert figure is not None
    assert figure["y"] + figure["height"] <= 768
    printed = tmp_path / "overview.pdf"
    page.pdf(path=printed, format="A4")
    words = subprocess.run([needed("pdftotext"), printed, "-"], capture_output=True, text=True, check=True).stdout
    assert page.get_by_text("Дата отчёта").is_visible()
    assert "Дата отчёта" not in words
    assert {"№1", "№2", "№3", "№4", "№5"} <= set(words.replace(" ", "").split("\n"))  # the right end of the figure


def test_a_scrolled_table_is_printed_whole_and_alone_once_it_is_asked_for_whole(
    page: Page, server: str, tmp_path: Path
):
    open_page(page, f"{server}/pairs")
    page.get_by_text("Показать целиком, для печати").click()
    settle(page)
    mentors = page.locator('[class*="st-key-scrolled_"] [data-testid="stTable"] td:first-child')
    expect(mentors.last).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stDataFrame")).to_be_hidden()
    page.emulate_media(media="null")
    printed = tmp_path / "pairs.pdf"
    page.pdf(path=printed, format="A4")
    words = subprocess.run([needed("pdftotext"), printed, "-"], capture_output=True, text=True, check=True).stdout
    surnames = [name.split()[0] for name in mentors.all_inner_texts()]
    assert len(set(surnames)) > 1
    words = "".join(words.split())  # pdftotext parts letters drawn with some room between them
    missing = [surname for surname in surnames if words.count(surname) < surnames.count(surname)]
    assert not missing


@pytest.mark.parametrize("path", ["", "indicator", "uploads", "method"])
def test_no_page_is_wider_than_the_screen(page: Page, server: str, path: str):
    open_page(page, f"{server}/{path}")
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 844})
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        main = page.get_by_test_id("stMain")
        assert main.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_main_job_can_be_done_with_the_keyboard(page: Page, server: str):
    open_page(page, server)
    everyone = shares(page)
    button = page.get_by_test_id("stSidebar").get_by_role("button", name="ОВЗ", exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Включён отбор")).to_be_visible()
    settle(page)
    assert shares(page) != everyone


def test_the_fields_of_a_closed_sidebar_are_not_reached_by_keyboard(page: Page, server: str):
    open_page(page, server)
    sidebar = page.get_by_test_id("stSidebar")
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(sidebar.get_by_test_id("stDateInput").first).to_be_hidden()
    page.get_by_test_id("stSkipToContent").focus()
    page.keyboard.press("Tab")
    assert not sidebar.locator(":focus").count()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(sidebar.get_by_test_id("stDateInput").first).to_be_visible()


def test_what_came_of_a_click_stands_beside_the_menu_and_not_over_the_headline(app_page: Page):
    go(app_page, "Настройки")
    app_page.get_by_label("Название школы").fill("Школа под липами")
    app_page.get_by_label("Кто вы").fill("Завуч")
    app_page.get_by_role("button", name="Сохранить настройки").click()
    toast = app_page.get_by_test_id("stToast").first
    expect(toast).to_be_visible()
    shown, title = toast.bounding_box(), app_page.get_by_role("heading", level=1)
    title.scroll_into_view_if_needed()
    headline = title.bounding_box()
    assert shown and headline and shown["y"] + shown["height"] / 2 < headline["y"]


def test_a_list_of_people_is_downloaded_as_a_marked_workbook(page: Page, server: str, tmp_path: Path):
    open_page(page, f"{server}/indicator")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Скачать список в Excel").first.click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    rows = list(openpyxl.load_workbook(saved).active.iter_rows(values_only=True))
    text = "\n".join(str(cell) for row in rows for cell in row if cell)
    assert PERSONAL in text
    assert "Демонстрационные данные" in text
    header = next(number for number, row in enumerate(rows) if row[0] == "ФИО")
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    first = results(roster, Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))[0]
    assert len(rows) - header - 1 == first.headline.part


def test_the_blank_is_downloaded_and_dropped_in_again_it_is_empty_and_sound(page: Page, server: str, tmp_path: Path):
    open_page(page, f"{server}/uploads")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Скачать пустой бланк").click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    drop(page, saved)
    step(page, "1 Файлы")
    expect(page.get_by_text("0 обучающихся, 0 педагогов, 0 пар".replace("0 ", "0\u00a0"))).to_be_visible()
    step(page, "3 Замечания")
    expect(page.get_by_role("button", name="✕")).to_have_count(0)
