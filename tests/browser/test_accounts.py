"""Coming in, working and going, in a browser: the same work behind the gate, and no window that outlives its session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from access import accounts
from access.model import Role
from benchmarks import stored_schools
from benchmarks.server import come_in, new_context
from data import demo
from tests.access.served import CANARY, LOGIN, PASSWORD, Served, served_over_tls, served_to_head
from tests.browser.screen import drop, open_page

pytestmark = pytest.mark.browser
DOOR = re.compile(r"/sign-in")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_to_head(tmp_path_factory.mktemp("served")) as running:
        yield running


def test_whoever_has_come_in_drops_a_list_and_takes_a_file_away(page: Page, served: Served):
    come_in(page, f"{served.address}/uploads", LOGIN, PASSWORD)
    assert page.url == f"{served.address}/uploads"
    drop(page, demo.PATH)
    open_page(page, f"{served.address}/indicator")
    with page.expect_download() as download:
        page.get_by_role("button", name="Скачать список в Excel").first.click()
    assert download.value.path().read_bytes().startswith(b"PK")


def test_who_goes_in_one_tab_is_shown_the_way_in_in_every_other(page: Page, served: Served):
    come_in(page, served.address, LOGIN, PASSWORD)
    other = page.context.new_page()
    other.goto(f"{served.address}/sign-out")
    expect(other.get_by_text(CANARY)).to_be_visible()
    other.get_by_role("button", name="Выйти").click()
    expect(other).to_have_url(DOOR)
    expect(page).to_have_url(DOOR)
    page.go_back()
    expect(page).to_have_url(DOOR)


def test_the_button_beside_the_name_ends_the_session(page: Page, served: Served):
    come_in(page, served.address, LOGIN, PASSWORD)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_text(CANARY)).to_be_visible()
    sidebar.get_by_role("button", name="Выйти").click()
    expect(page).to_have_url(DOOR)


def test_a_role_that_is_taken_away_is_gone_from_an_open_window(page: Page, served: Served):
    other, _ = accounts.create(served.store, "zavuch", "Осока Рябина Кленовна", Role.HEAD, by="")
    accounts.choose_password(served.store, other, None, PASSWORD)
    come_in(page, served.address, "zavuch", PASSWORD)
    expect(page.get_by_test_id("stSidebar").get_by_text("Руководитель")).to_be_visible()
    accounts.change(served.store, other.id, name=other.name, role=Role.COORDINATOR)
    expect(page.get_by_test_id("stSidebar").get_by_text("Ответственный")).to_be_visible()


def test_a_password_for_one_sign_in_leads_to_an_own_one_without_a_script(page: Page, served: Served):
    _, password = accounts.create(served.store, "klever", "Клевер Ясень", Role.HEAD, by="")
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(served.address)
    plain.get_by_label("Имя для входа").fill("klever")
    plain.get_by_label("Пароль").fill(password)
    plain.get_by_role("button", name="Войти").click()
    expect(plain.get_by_text("одноразовым паролем")).to_be_visible()
    plain.get_by_label("Новый пароль", exact=True).fill("жёлтый лист на воде")
    plain.get_by_label("Новый пароль ещё раз").fill("жёлтый лист на воде")
    plain.get_by_role("button", name="Сменить пароль").click()
    expect(plain).to_have_url(f"{served.address}/")
    context.close()
    page.goto(served.address)


def test_a_class_teacher_on_another_address_sees_own_classes_over_tls(browser: Browser, tmp_path: Path):
    stored_schools.several_people(tmp_path)
    with served_over_tls(tmp_path) as serving:
        contexts = [new_context(browser, ignore_https_errors=True) for _ in range(2)]  # it trusts no authority of ours
        head, teacher = (context.new_page() for context in contexts)
        come_in(head, f"https://localhost:{serving.port}", stored_schools.LOGIN, stored_schools.PASSWORD)
        come_in(teacher, f"https://127.0.0.1:{serving.port}", stored_schools.TEACHER, stored_schools.PASSWORD)
        expect(teacher.get_by_test_id("stMain").get_by_text("мои классы: 4А, 5Б, 9В, 10А").first).to_be_visible()
        expect(head.get_by_test_id("stMain").get_by_text("мои классы")).to_have_count(0)
        for context in contexts:
            assert {"__Host-mentoring", "__Host-mentoring-browser"} <= {cookie["name"] for cookie in context.cookies()}
        open_page(teacher, f"https://127.0.0.1:{serving.port}/documents")
        expect(teacher.get_by_text("Эта страница вашей учётной записи не открыта")).to_be_visible()
        for context in contexts:
            context.close()
