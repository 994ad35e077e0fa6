"""The main job behind the request guard: the app keeps the policy of its own pages.

Nothing of a person is logged.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import settle
from benchmarks.stored_schools import zero
from data import demo
from data.loading import load
from data.saving import saving
from data.store.versions import Store
from tests.browser.conftest import Visitor
from tests.browser.screen import drop, go, open_page, shares, step
from tests.servers import the_app

pytestmark = pytest.mark.browser
PAGES = ["Показатели подробно", "Дорожная карта", "Сохранённые версии", "Порядок расчёта", "Настройки", "Обзор"]


def test_the_main_job_is_done_under_the_policy(page: Page, server: str):
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    open_page(page, f"{server}/uploads")
    drop(page, demo.PATH)
    step(page, "5 Сохранить")
    page.get_by_role("button", name="Посмотреть показатели, не сохраняя").click()
    expect(page.get_by_text("Списки этого сеанса, не сохранены").first).to_be_attached()
    settle(page)
    assert shares(page)
    page.get_by_text("Показать таблицей").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    open_page(page, f"{server}/indicator")
    of_file = page.expect_response(lambda answer: "/download/" in answer.url)
    with of_file, page.expect_download() as download:
        page.get_by_role("button", name="Скачать список в Excel").first.click()
    assert download.value.path().read_bytes().startswith(b"PK")
    assert len(answers) > 50
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff", answer.url
        assert answer.headers["content-security-policy"], answer.url
        assert "/static/" in answer.url or answer.headers["cache-control"] == "no-store", answer.url
    assert any("/download/" in answer.url for answer in answers)


def test_a_script_that_is_not_of_the_app_does_not_run(russian: Visitor, server: str):
    page = russian.context.new_page()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    open_page(page, server)
    page.evaluate(
        """() => {
            const script = document.createElement("script")
            script.textContent = "window.ran = true"
            document.body.append(script)
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in violations)
    page.close()


def test_no_other_page_can_put_the_app_into_a_frame(russian: Visitor, server: str):
    page = russian.context.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.set_content(f'<iframe src="{server}"></iframe>')
    page.close()


def test_a_walk_with_a_broken_store_leaves_no_name_and_no_id_of_a_session_in_the_log(page: Page, tmp_path: Path):
    folder, log = tmp_path / "stored", tmp_path / "log"
    lists = load([(demo.PATH.name, demo.PATH.read_bytes())])
    Store(str(folder)).save(saving(lists, [], "Директор", ""), None)
    sessions: set[str] = set()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sessions.add(session_id(frame))))
    with the_app(folder, log=log) as running:
        open_page(page, running.address)
        for title in PAGES:
            go(page, title)
        go(page, "Загрузка списков")
        drop(page, demo.PATH)
        go(page, "Отчёты")
        page.get_by_label("Кто вы").fill("Директор")
        page.keyboard.press("Enter")
        settle(page)
        zero(folder)
        page.get_by_role("button", name="Скачать мониторинг в Word").click()
        error = page.get_by_test_id("stDownloadButtonError")
        expect(error).to_have_text(re.compile(r"^[А-ЯЁ].+\.$"))
        page.reload()
        settle(page)
        expect(page.get_by_role("alert").first).to_be_visible()
    text = log.read_text(encoding="utf-8")
    assert "A download failed [" in text
    assert sessions - {""}
    names = {
        word
        for list_ in (lists.roster.students, lists.roster.teachers)
        for name in list_["name"]
        for word in name.split()
    }
    assert len(names) > 100
    assert not [word for word in {*sessions, *names} - {""} if word in text]


def session_id(frame: bytes | str) -> str:
    """Returns the id that a message of the server gives to the session.

    None in other messages.
    """
    return "" if isinstance(frame, str) else ForwardMsg.FromString(frame).new_session.initialize.session_id
