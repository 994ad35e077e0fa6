"""No English is left: what every page says in every state, to those who look and to those who listen.

On the same walk: nothing keeps those out who see little, who listen or who use no mouse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.server import come_in, settle
from benchmarks.stored_schools import LOGIN, PASSWORD, several_people, zero
from data.store.versions import Store
from pages.shell.served import Served
from tests.browser.accessibility import PHONE, barriers, violations
from tests.browser.conftest import Visitor, visitor
from tests.browser.screen import drop, go, open_page, step
from tests.browser.test_keeping import open_the_only_cell, save, written
from tests.browser.test_uploads import STEPS
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without
from tests.servers import the_app
from tests.waiting import until

pytestmark = pytest.mark.browser
PAGES = (
    "Обзор", "Показатели подробно", "Пары", "Подбор новых пар", "Карточка человека", "Загрузка списков", "Дорожная карта", "Отчёты",
    "Сохранённые версии", "Порядок расчёта", "Настройки",
)  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}")
COMMAND = re.compile("«python -m [^»]+»")  # is typed as it stands
KNOWN = {
    *("csv", "docx", "html", "ics", "json", "ods", "pdf", "xls", "xlsb", "xlsm", "xlsx"),  # formats of files
    *("excel", "word"),  # the programs that the files are for
    *("ctrl", "enter", "escape"),  # what stands on the keys
    *("ii", "iii", "iv"),  # quarters
    "https",  # how a link begins
}
# All that stands in the page counts, also what only a screen reader says or what is hidden for now. What is not to be
# translated does not: these are the names of icons, which the font draws as pictures.
SAID = """() => {
    const said = [document.title]
    for (const element of document.querySelectorAll("body *")) {
        if (element.closest("script, style, noscript, [translate=no]")) continue
        for (const name of ["placeholder", "title", "alt", "aria-label", "aria-roledescription", "aria-valuetext",
                            "aria-description", "aria-placeholder"])
            if (element.hasAttribute(name)) said.push(element.getAttribute(name))
        for (const node of element.childNodes)
            if (node.nodeType === Node.TEXT_NODE && node.data.trim()) said.push(node.data)
    }
    return said
}"""
# Those that are wider than what is seen of them.
CUT = """tables => tables.flatMap(table => [table, ...table.querySelectorAll("*")])
    .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible")
    .map(part => `${part.outerHTML.slice(0, 100)} ${part.scrollWidth} > ${part.clientWidth}`)"""
# Of each kind the first that can be opened on a page: what it is, what opens it, what is opened.
OPENED = (
    ("stSelectbox", "[role=combobox]", "[role=listbox]"),
    ("stMultiSelect", "[role=combobox]", "[role=listbox]"),
    ("stDateInput", "[data-testid=stDateInputCalendarButton]", "[data-testid=stDateInputCalendar][role=dialog]"),
    ("stPopover", "button", "[data-testid=stPopoverBody]"),
)


class Heard(dict[str, str]):
    """What was said with a foreign word in it, and where first."""

    def hear(self, page: Page, where: str) -> None:
        for text in page.evaluate(SAID):
            if {word.lower() for word in WORD.findall(COMMAND.sub("", text))} - KNOWN:
                self.setdefault(text, where)


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Yields what is heard of foreign words, of which there may be none in the end."""
    heard = Heard()
    yield heard
    assert not heard, "\n".join(f"{where}: {text}" for text, where in heard.items())


@pytest.fixture(scope="module")
def english(browser: Browser) -> Iterator[Visitor]:
    """Yields somebody whose browser speaks English: it does not decide what the program speaks."""
    with visitor(browser, "en-US") as opened:
        yield opened


@pytest.fixture
def page(english: Visitor) -> Iterator[Page]:
    with english.page() as opened:
        yield opened


def hear_all(heard: Heard, page: Page, place: Locator, where: str) -> None:
    """Opens all that opens there, one after the other, and hears what is said."""
    heard.hear(page, where)
    place.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(summary => summary.click())")
    settle(page)
    heard.hear(page, f"{where}: expanders")
    for kind, opener, opened in OPENED:
        for button in place.get_by_test_id(kind).filter(visible=True).locator(f"{opener}:enabled").all()[:1]:
            unfold(button, page.locator(opened).first)
            heard.hear(page, f"{where}: {kind}")
            page.keyboard.press("Escape")
            expect(page.locator(opened)).to_have_count(0)


def unfold(button: Locator, opened: Locator) -> None:
    """Opens what a button opens; it closes by itself when the page moves under it."""

    def is_open() -> bool:
        if not opened.is_visible():
            button.press("ArrowDown" if button.get_attribute("role") == "combobox" else "Enter")
            button.page.wait_for_timeout(300)
        return opened.is_visible()

    until(is_open, "a list or a calendar opens")


def hear_table(heard: Heard, page: Page, table: Locator, where: str) -> None:
    """Opens the tools of a table and the menu of a column."""
    for tool in ("Столбцы", "Найти"):
        table.hover()
        table.get_by_role("button", name=tool).dispatch_event("click")  # by the mouse it may lie under the menu
        heard.hear(page, f"{where}: {tool}")
        page.keyboard.press("Escape")
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    table.evaluate("table => { table.scrollIntoView(); table.closest('[data-testid=stMain]').scrollBy(0, -200) }")
    place = table.bounding_box()
    assert place is not None
    for left in range(100, 400, 10):  # the sign of the menu is painted at the end of the column, wherever that is
        page.mouse.click(place["x"] + left, place["y"] + 18)
        page.wait_for_timeout(50)
        if menu.is_visible():
            break
    expect(menu).to_be_visible()
    for item in menu.get_by_role("menuitem").all():
        item.hover()
        heard.hear(page, f"{where}: the menu of a column")
    page.keyboard.press("Escape")


def test_every_page_of_the_demonstration(page: Page, server: str, heard: Heard):
    barred: dict[str, list[str]] = {}
    open_page(page, server)
    page.get_by_test_id("stTopNavSection").first.click()
    expect(page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
    heard.hear(page, "the menu")
    page.keyboard.press("Escape")
    hear_all(heard, page, page.get_by_test_id("stSidebar"), "sidebar")
    main = page.get_by_test_id("stMain")
    for title in PAGES:
        go(page, title)
        hear_all(heard, page, main, title)
        barred[title] = barriers(page)
    main.get_by_role("radio", name="Целевые значения").click()
    settle(page)
    main.get_by_role("radiogroup", name="Целевые значения школы").get_by_text("Свои").click()
    settle(page)
    hear_all(heard, page, main, "the goals")
    barred["the goals"] = barriers(page)
    hear_table(heard, page, main.get_by_test_id("stDataFrame").first, "the goals")
    go(page, "Показатели подробно")
    hear_table(heard, page, main.get_by_test_id("stDataFrame").first, "the people")
    open_page(page, f"{server}/indicator?category=ОВЗ&class=4 параллель")
    expect(page.get_by_text("Никого.").filter(visible=True)).to_be_visible()
    heard.hear(page, "a filter that leaves nobody")
    for path in ("", "documents"):  # one that is open to others, one that is closed
        open_page(page, f"{server}/{path}?show=true")
        heard.hear(page, f"shown to others: /{path}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    settle(page)
    page.get_by_role("button", name="Развернуть боковую панель").click()
    expect(page.get_by_role("button", name="Свернуть боковую панель")).to_be_visible()
    heard.hear(page, "the menu on a phone")
    barred["the menu on a phone"] = barriers(page, PHONE)
    page.get_by_role("link", name="Порядок расчёта").click()
    expect(page.get_by_role("button", name="Развернуть боковую панель")).to_be_visible()  # the menu covers no page
    open_page(page, f"{server}/nothing")
    expect(page.get_by_role("dialog")).to_be_visible()
    heard.hear(page, "a page that is not there")
    assert not {where: found for where, found in barred.items() if found}


def hear_upload(heard: Heard, page: Page, folder: Path) -> None:
    """Drops lists with faults in them, goes through the steps, and drops what is no list."""
    pairs = PAIRS.replace("Клевер Ясень Тополевич", "Клевир Ясень Тополевич")
    drop(page, written(folder, "Список.xlsx", STUDENTS.replace("03.03.2012", "31.02.2012"), pairs))
    for title in STEPS:
        step(page, title)
        hear_all(heard, page, page.get_by_test_id("stMain"), title)
    step(page, STEPS[2])
    open_the_only_cell(page)
    heard.hear(page, "a cell that is typed into")
    page.keyboard.press("Escape")
    page.get_by_label("Кто вы").first.fill("А")
    heard.hear(page, "a field that is typed into")
    for name, content in (("Снимок.xlsx", b"\x89PNG"), ("Большой.xlsx", bytes(21 << 20)), ("Письмо.csv", b"")):
        (folder / name).write_bytes(content)
        page.locator('input[type="file"]').set_input_files(str(folder / name))
        expect(page.get_by_test_id("stFileChip").filter(has_text=name)).to_be_visible()
        settle(page)
        heard.hear(page, f"refused: {name}")
    page.get_by_test_id("stFileChip").filter(has_text="Большой").hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    heard.hear(page, "why a file is refused")


def hear_saved(heard: Heard, page: Page, folder: Path) -> None:
    """Saves sound lists, and opens an older version."""
    drop(page, written(folder, "Списки.xlsx"))
    step(page, STEPS[3])
    heard.hear(page, "what will change")
    save(page)
    expect(page.get_by_test_id("stToast").first).to_be_visible()
    heard.hear(page, "saved")
    go(page, "Сохранённые версии")
    hear_all(heard, page, page.get_by_test_id("stMain"), "versions")
    unfold(page.get_by_label("Версия", exact=True), page.get_by_role("listbox"))
    page.get_by_role("option", name="№ 1").click()
    settle(page)
    page.get_by_role("button", name="Открыть эту версию").click()
    expect(page.get_by_text("Открыта прежняя версия № 1")).to_be_visible()
    heard.hear(page, "an older version")


def test_stored_lists_from_an_upload_to_a_damaged_store_and_no_answer(page: Page, heard: Heard, tmp_path: Path):
    place = tmp_path / "stored"
    store = Store(str(place))
    first, _new = store.save(to_save(), None)
    store.save(to_save(without(STUDENTS, "Осока"), pairs=without(PAIRS, "Осока")), first.identity)
    with the_app(place) as running:
        open_page(page, running.address)
        for title in PAGES:
            go(page, title)
            heard.hear(page, f"stored: {title}")
        go(page, "Загрузка списков")
        hear_upload(heard, page, tmp_path)
        open_page(page, f"{running.address}/uploads")
        heard.hear(page, "the draft after a reload")
        hear_saved(heard, page, tmp_path)
        zero(place)
        page.reload()
        settle(page)
        expect(page.get_by_role("alert").first).to_be_visible()
        heard.hear(page, "a damaged store")
    expect(page.get_by_role("dialog")).to_be_visible()
    heard.hear(page, "no answer")


def test_the_door_and_the_pages_of_accounts(page: Page, heard: Heard, tmp_path: Path):
    several_people(tmp_path)
    barred: dict[str, list[str]] = {}
    with the_app(tmp_path) as running:
        page.goto(f"{running.address}/sign-in")
        heard.hear(page, "the way in")
        barred["the way in"] = violations(page)
        come_in(page, running.address, LOGIN, PASSWORD)
        for title in ("Доступ", "Журнал действий"):
            go(page, title)
            hear_all(heard, page, page.get_by_test_id("stMain"), title)
            barred[title] = barriers(page)
        page.set_viewport_size({"width": 390, "height": 844})
        for path in ("accounts", "journal"):
            open_page(page, f"{running.address}/{path}")
            assert page.get_by_test_id("stTable").evaluate_all(CUT) == [], path
        for path in ("password", "sign-out"):
            page.goto(f"{running.address}/{path}")
            heard.hear(page, path)
    assert not {where: found for where, found in barred.items() if found}


def test_the_calendar_begins_the_week_on_monday_and_a_date_the_day(page: Page, server: str):
    open_page(page, server)
    field = page.get_by_test_id("stSidebar").get_by_test_id("stDateInput")
    names = [part.get_attribute("aria-label") or "" for part in field.get_by_role("spinbutton").all()]
    assert [name.split(",")[0] for name in names] == ["день", "месяц", "год"]
    unfold(
        field.get_by_test_id("stDateInputCalendarButton"), page.locator("[data-testid=stDateInputCalendar] th").first
    )
    week = page.locator("[data-testid=stDateInputCalendar] th").all_inner_texts()
    assert week == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]


def test_every_script_in_russian_can_be_run(page: Page, server: str):
    open_page(page, server)
    page.evaluate("scripts => Promise.all(scripts.map(script => import(script)))", list(Served(None).scripts))
