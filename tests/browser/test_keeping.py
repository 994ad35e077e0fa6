"""Stored lists in a real browser: corrected, saved, changed, and taken back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from benchmarks.presses import name_school
from benchmarks.server import free_port, settle
from data.loading import load
from pages.upload_steps.line_table import WIDTHS
from tests.browser.screen import drop, go, open_page, shares, step
from tests.data.lists import Book, drawn, xlsx
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save, without
from tests.servers import the_app

pytestmark = pytest.mark.browser
AS_OF = "по состоянию на 31.12.2024\n"


def written(folder: Path, name: str, students: str = STUDENTS, pairs: str = PAIRS) -> Path:
    book: Book = {
        "Обучающиеся": drawn(AS_OF + students),
        "Педагоги": drawn(TEACHERS),
        "Пары": drawn(pairs),
    }
    path = folder / name
    path.write_bytes(xlsx(book))
    return path


def save(page: Page, who: str = "Заместитель директора") -> None:
    field = page.get_by_label("Кто вы")
    field.fill(who)
    field.blur()
    settle(page)
    step(page, "5 Сохранить")
    name_school(page)
    page.get_by_role("button", name="Сохранить", exact=False).last.click()
    settle(page)


def open_the_only_cell(page: Page) -> None:
    """Opens the column «Исправить на» of the only line, as a person does."""
    grid = page.get_by_test_id("stDataFrame").first
    expect(grid).to_be_visible()
    box = grid.bounding_box()
    assert box is not None
    middle = WIDTHS["Где"] + WIDTHS["Сейчас"] + WIDTHS["Исправить на"] / 2
    # The grid stretches its columns over the page. The click waits until it stands still.
    grid.dblclick(position={"x": middle * box["width"] / sum(WIDTHS.values()), "y": 52})
    expect(page.locator("#portal textarea, #portal input").first).to_be_visible()


def correct_the_only_cell(page: Page, text: str) -> None:
    """Types into the cell and applies it."""
    open_the_only_cell(page)
    page.keyboard.type(text, delay=30)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Принять 1").click()
    settle(page)


def test_a_bad_list_is_corrected_on_the_page_saved_changed_and_taken_back(app_page: Page, tmp_path: Path):
    page = app_page
    go(page, "Загрузка списков")
    drop(page, written(tmp_path, "Сентябрь.xlsx", STUDENTS.replace("03.03.2012", "31.02.2012")))
    expect(page.get_by_role("button", name="Сохранить без этих строк")).to_be_visible()
    correct_the_only_cell(page, "03.03.2012")
    expect(page.get_by_role("button", name="Сохранить без этих строк")).to_have_count(0)
    page.get_by_role("button", name="Отменить", exact=True).click()
    settle(page)
    expect(page.get_by_role("button", name="Сохранить без этих строк")).to_be_visible()
    page.get_by_role("button", name="Принять 1").click()  # what was typed stands there again
    settle(page)
    expect(page.get_by_role("button", name="Сохранить без этих строк")).to_have_count(0)
    save(page)
    expect(page.get_by_text("Сохранена версия № 1").first).to_be_visible()

    page.reload()
    settle(page)
    expect(page.get_by_text("Версия № 1").first).to_be_visible()
    drop(page, written(tmp_path, "Январь.xlsx", without(STUDENTS, "Осока"), without(PAIRS, "Осока")))
    step(page, "4 Что изменится")
    expect(page.get_by_text("Почему изменились доли")).to_be_visible()
    save(page)
    expect(page.get_by_text("Сохранена версия № 2").first).to_be_visible()

    go(page, "Сохранённые версии")
    page.get_by_role("combobox").filter(has_text="№ 2").or_(page.get_by_label("Версия", exact=True)).first.click()
    page.get_by_role("option", name="№ 1").click()
    settle(page)
    page.get_by_role("button", name="Сделать действующей").click()
    expect(page.get_by_text("сохранена как версия № 3").first).to_be_visible()


def test_the_stored_lists_are_given_out_and_not_those_of_another_school(app_page: Page, tmp_path: Path):
    page = app_page
    go(page, "Загрузка списков")
    drop(page, written(tmp_path, "Сентябрь.xlsx"))
    save(page)
    expect(page.get_by_text("Сохранена версия № 1").first).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Выгрузить текущие списки").click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    lists = load([(saved.name, saved.read_bytes())])
    assert sorted(lists.roster.students["name"]) == sorted(to_save().roster.students["name"])
    go(page, "Отчёты")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Скачать мониторинг в Word").click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    assert any("охранённая версия № 1" in paragraph.text for paragraph in docx.Document(str(saved)).paragraphs)


def test_of_two_people_who_save_over_one_version_the_second_is_warned(app_page: Page, tmp_path: Path):
    first = app_page
    second = first.context.new_page()
    second.goto(first.url)
    settle(second)
    for page, name, students in ((first, "А.xlsx", STUDENTS), (second, "Б.xlsx", without(STUDENTS, "Осока"))):
        go(page, "Загрузка списков")
        pairs = PAIRS if page is first else without(PAIRS, "Осока")
        drop(page, written(tmp_path, name, students, pairs))
    save(first, "Первый")
    expect(first.get_by_text("Сохранена версия").first).to_be_visible()
    save(second, "Второй")
    expect(second.get_by_text("Списки ещё не сохранены").first).to_be_visible()
    expect(second.get_by_text("действующей стала другая версия: № 1")).to_be_visible()
    save(second, "Второй")
    expect(second.get_by_text("Сохранена версия").first).to_be_visible()


def test_a_server_that_starts_anew_in_mid_session_shows_the_stored_version_and_goes_on(page: Page, tmp_path: Path):
    port = free_port()
    store, lists = tmp_path / "stored", written(tmp_path, "Списки.xlsx")
    with the_app(store, port) as running:
        open_page(page, running.address)
        go(page, "Загрузка списков")
        drop(page, lists)
        save(page)
        expect(page.get_by_text("Сохранена версия № 1").first).to_be_visible()
        drop(page, written(tmp_path, "Январь.xlsx", without(STUDENTS, "Осока"), without(PAIRS, "Осока")))
    with the_app(store, port):
        expect(page.get_by_text("Версия № 1").first).to_be_visible()
        go(page, "Обзор")
        assert shares(page)
        go(page, "Загрузка списков")
        drop(page, lists)
        save(page)
        expect(page.get_by_text("Такие же списки уже сохранены: это версия № 1").first).to_be_visible()
