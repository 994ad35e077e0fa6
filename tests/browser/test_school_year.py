"""A year of a school's life in a real Chromium: lists, plan, pairs, order, contacts, changes, the quarter fixed."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import settle
from data.changed_pairs import MENTOR_CHANGED, Reason
from data.periods import school_year_end, year_to_date
from data.roster import Roster
from data.store.contacts import contacts_of
from data.store.fixed_periods import fixed_periods
from data.store.versions import Store
from metrics.indicators import load as declared
from metrics.pairs.pair_rows import PairRow, pair_rows
from metrics.plan.planning import Planner
from metrics.results import results
from pages.components.tables import HEADER
from tests.browser.screen import drop, go, open_page, shares
from tests.browser.test_keeping import AS_OF, save
from tests.data.lists import drawn, xlsx
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, without
from tests.servers import the_app

pytestmark = pytest.mark.browser
ON = dt.date(2024, 12, 31)
TICK = 16  # px from the left edge of a table to the middle of its boxes
MORE_TEACHERS = TEACHERS + "    Рябина Ольха Кленовна     | 12.12.1975    | 25 лет           | нет\n"
FEWER_PAIRS = without(without(PAIRS, "Осока"), "Можжевельник").replace("31.05.2025", "31.01.2025")


def rows(store: Store, number: int) -> list[PairRow]:
    return pair_rows(store.roster(number), ON, declared())


def counted(roster: Roster) -> dict[int, list[int]]:
    """Returns the shares of lists as a person reads them: number → [part, whole]."""
    return {
        result.indicator.number: [result.headline.part or 0, result.headline.whole]
        for result in results(roster, year_to_date(ON), declarations=declared())
        if result.headline.whole
    }


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).last.click()
    settle(page)


def save_pairs(page: Page, number: int) -> None:
    press(page, "Сохранить новую версию")
    expect(page.get_by_text(f"Это версия № {number}").first).to_be_visible()
    settle(page)


def tick(page: Page, mentee: str) -> None:
    """Ticks the only pair of a mentee."""
    field = page.get_by_label("Найти по имени")
    field.fill(mentee)
    field.blur()
    settle(page)
    grid = page.get_by_test_id("stDataFrame").first
    expect(page.get_by_text("Показано: 1")).to_be_visible()
    grid.click(position={"x": TICK, "y": HEADER + TICK})
    expect(page.get_by_role("button", name="Продлить…")).to_be_visible()
    settle(page)


def test_a_school_year_is_led_from_lists_to_a_fixed_quarter(page: Page, tmp_path: Path):
    folder, lists = tmp_path / "stored", tmp_path / "Сентябрь.xlsx"
    told = {"Обучающиеся": STUDENTS, "Педагоги": MORE_TEACHERS, "Пары": FEWER_PAIRS}
    lists.write_bytes(xlsx({name: drawn(AS_OF * (name == "Обучающиеся") + text) for name, text in told.items()}))
    with the_app(folder) as running:
        open_page(page, f"{running.address}/uploads")
        drop(page, lists)
        save(page, "Завуч")
        expect(page.get_by_text("Сохранена версия № 1").first).to_be_visible()
        store = Store(str(folder))

        plan = Planner(store.roster(1), ON.year, ON, declared()).plan()
        assert plan.proposals
        go(page, "Подбор новых пар")
        press(page, "Записать все пары")
        save_pairs(page, 2)
        made = rows(store, 2)[-len(plan.proposals) :]
        assert [(row.mentor.key, row.mentee.key) for row in made] == [one.pair for one in plan.proposals]
        assert {row.end for row in made} == {school_year_end(ON)}
        assert counted(store.roster(2)) == {
            result.indicator.number: [result.headline.part, result.headline.whole] for result in plan.after
        }

        page.get_by_role("link", name="Приказ, планы").click()
        with page.expect_download() as waited:
            page.get_by_role("button", name="Скачать документы пар").click()
        waited.value.save_as(tmp_path / "papers.zip")
        with zipfile.ZipFile(tmp_path / "papers.zip") as papers:
            order = docx.Document(papers.open(min(papers.namelist())))
        _, *appointed = order.tables[0].rows
        assert len(appointed) == len(made)

        go(page, "Пары")
        tick(page, "Ромашкина")
        page.get_by_label("О чём говорили").fill("Дроби")
        press(page, "Записать встречу")
        expect(page.get_by_text("Записано: встреча").first).to_be_visible()
        assert [noted.contact.topic for noted in contacts_of(store)] == ["Дроби"]

        press(page, "Сменить наставника…")  # the mentor leaves
        page.get_by_role("combobox", name="Новый наставник").press_sequentially("Ольха")
        page.get_by_role("option").first.click()
        settle(page)
        save_pairs(page, 3)
        assert [(row.mentor.name.split()[0], row.status) for row in rows(store, 3) if "Ромашкина" in row.mentee.name] == [
            ("Липа", MENTOR_CHANGED), ("Рябина", ""),
        ]  # fmt: skip

        tick(page, "Ромашкина")
        press(page, "Продлить…")
        save_pairs(page, 4)
        tick(page, "Можжевельник")
        press(page, "Завершить…")
        save_pairs(page, 5)
        now = {row.mentee.name.split()[0]: row for row in rows(store, 5)}
        assert now["Ромашкина"].end == school_year_end(ON)
        assert (now["Можжевельник"].end, now["Можжевельник"].status) == (ON, Reason.DONE.value)

        go(page, "Обзор")
        assert shares(page) == counted(store.roster(5))
        go(page, "Сохранённые версии")
        page.get_by_text("Да, в отчёте сданы именно эти цифры").click()
        settle(page)
        press(page, "Зафиксировать отчётный период")
        expect(page.get_by_text("зафиксированы по версии № 5").first).to_be_visible()
        assert [(record.period.on, record.version) for record in fixed_periods(store)] == [(ON, 5)]
