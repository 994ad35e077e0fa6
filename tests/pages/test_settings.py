"""«Настройки»: what is set there holds on the pages and in the commands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Hashable
from contextlib import nullcontext

import pytest
from streamlit.testing.v1 import AppTest

from data.findings import ListError
from data.store.location import place
from data.store.settings import save_settings, settings_history
from data.store.versions import Store
from metrics.indicators import declared
from metrics.settings import as_content, in_force
from pages.settings_sections.goals import (
    DECLARED,
    DOCUMENT,
    GOALS,
    YEAR,
    check_start,
    column,
    goal_rows,
    typed_goals,
)
from pages.state.state import SessionState, state
from pages.upload_steps.steps import Step
from reports.__main__ import main as reports
from tests.data.store.saved import to_save
from tests.pages.test_pages import words
from tests.pages.test_uploads import PAIRS, PUPILS, go, workbook

Start = Callable[..., AppTest]


def save(test: AppTest, who: str = "Завуч") -> AppTest:
    test.text_input(key=state.key(SessionState.who_typed)).set_value(who)
    next(button for button in test.button if button.label == "Сохранить настройки").click().run()
    assert not test.exception
    return test


def field(test: AppTest, kind: str, label: str):
    return next(element for element in getattr(test, kind) if element.label.startswith(label))


def test_a_setting_holds_on_the_pages_and_in_the_commands_and_tells_who(app: Start, capsys):
    Store(place()).save(to_save(), None)
    test = app("settings")
    field(test, "text_input", "Название школы").set_value("Школа под липами")
    field(test, "radio", "Главная доля").set_value("all_students")
    save(test)
    assert "Настройки сохранены" in words(test)
    assert [saved.saved_by for saved in settings_history(Store(place()))] == ["Завуч"]
    assert "Школа под липами" in words(app("overview"))
    assert reports(["--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["school"] == "Школа под липами"


def test_settings_need_a_name_of_the_school_and_of_who_changes_them(app: Start):
    test = save(app("settings"))
    assert "Впишите название школы" in words(test)
    field(test, "text_input", "Название школы").set_value("Школа под липами")
    assert "Впишите, кто вы" in words(save(test, who=" "))
    assert settings_history(Store(place())) == []


def test_the_goals_of_a_school_stay_exact_when_other_settings_are_saved(app: Start):
    key = declared().indicators[0].key
    goals = {"own_goals": {key: {"2027": "33.333"}}, "goal_orders": {"2027": "№ 5 от 01.09.2025"}}
    store = Store(place())
    save_settings(store, as_content(declared().settings) | goals | {"school": "Школа под липами"}, "Директор")
    test = app("settings")
    field(test, "text_input", "Директор").set_value("Подпись Иная")
    save(test)
    now = as_content(in_force(settings_history(store)))
    assert (now["own_goals"], now["director"]) == (goals["own_goals"], "Подпись Иная")


def test_on_the_first_load_of_registers_the_page_asks_once_which_count(app: Start):
    pupils = [[*PUPILS[0], "ВШУ"], [*PUPILS[1], "да"], [*PUPILS[3], ""]]
    test = app("uploads")
    test.file_uploader(key="files").upload("Списки.xlsx", workbook(Дети=pupils, Пары=PAIRS)).run()
    go(test, Step.SAVE)
    field(test, "multiselect", "В списках есть и другие учёты").set_value(["vshu"])
    next(button for button in test.button if button.label == "Запомнить ответ").click().run()
    assert not test.exception
    assert in_force(settings_history(Store(place()))).counted_registers == ("vshu",)
    assert not [element for element in test.multiselect if element.label.startswith("В списках есть и другие учёты")]
    assert not in_force(settings_history(Store(place()))).school  # the question was not about the school's name


def named(school: str, **changes: object) -> Store:
    """A store of a school with settings of its own."""
    store = Store(place())
    store.save(to_save(), None)
    save_settings(store, as_content(declared().settings) | {"school": school, **changes}, "Директор")
    return store


def save_goals(test: AppTest, label: str) -> AppTest:
    test.text_input(key=state.key(SessionState.who_typed)).set_value("Завуч").run()
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def test_another_school_is_asked_for_its_goals_until_it_confirms_those_of_the_programme(app: Start):
    store = named("Школа под липами")
    assert "подтвердите" in "".join(link.proto.label for link in app("overview").get("page_link"))
    test = app("settings", settings_section=GOALS)
    assert "Подтвердите их или впишите свои" in words(test)
    save_goals(test, "Это и есть целевые значения школы")
    assert "Подтвердите их" not in words(test)
    settings = in_force(settings_history(store))
    assert (settings.goals_confirmed, settings.own_goals, settings.school) == (True, {}, "Школа под липами")
    assert "подтвердите" not in "".join(link.proto.label for link in app("overview").get("page_link"))


def test_goals_of_its_own_are_saved_without_a_loss_and_can_be_given_up_again(app: Start):
    own = {indicator.key: {"2025": "33.333", "2027": "50"} for indicator in declared().indicators}
    orders = {"2025": "№ 5", "2027": "№ 5"}
    store = named("Школа под липами", own_goals=own, goal_orders=orders, own_line_starts="2024-09-01")
    test = app("settings", settings_section=GOALS)
    save_goals(test, "Сохранить целевые значения")
    now = as_content(in_force(settings_history(store)))
    assert (now["own_goals"], now["goal_orders"], now["own_line_starts"]) == (own, orders, "2024-09-01")
    test.radio(key="goals_source").set_value(DECLARED).run()
    save_goals(test, "Это и есть целевые значения школы")
    now = as_content(in_force(settings_history(store)))
    assert (now["own_goals"], now["goal_orders"], now["own_line_starts"]) == ({}, {}, None)


def test_every_reader_has_the_goals_of_the_school_and_no_others(app: Start, capsys: pytest.CaptureFixture[str]):
    own = {indicator.key: {"2025": "61", "2027": "73.5"} for indicator in declared().indicators}
    named("Школа под липами", own_goals=own, own_line_starts="2024-09-01")
    assert reports(["--format", "json"]) == 0
    for indicator in json.loads(capsys.readouterr().out)["indicators"]:
        assert indicator["goals"] == {"2025": 61.0, "2027": 73.5}
        assert set(indicator["headline"]["missing"]) == set(indicator["goals"])
    assert "целевых значений 2025 года" in words(app("overview"))
    method = words(app("method"))
    assert "2025 год – 61\u00a0%, 2027 год – 73,5\u00a0%" in method
    assert not [year for year in ("2021 год", "2024 год") if year in method]


def typed(*rows: str) -> list[dict[Hashable, str]]:
    """Rows as they are typed: «2026 | 15 | 1 | 0 | 20 | 30 | № 5»."""
    titles = [YEAR, *(column(indicator) for indicator in declared().indicators), DOCUMENT]
    return [dict(zip(titles, (cell.strip() for cell in row.split("|")), strict=True)) for row in rows]


def line_of(year: str, goal: str, document: str = "№ 5") -> str:
    return " | ".join([year, *[goal] * len(declared().indicators), document])


def test_goals_are_typed_in_percent_with_a_comma_or_a_sign_and_stay_exact():
    goals = typed_goals(typed(line_of("2026", "12,345 %"), line_of("", "", ""), line_of("2025", "0")))
    assert goals.orders == {2025: "№ 5", 2026: "№ 5"}
    assert {tuple(of_one.items()) for of_one in goals.goals.values()} == {((2026, "12.345"), (2025, "0"))}


def test_the_goals_of_the_programme_need_no_document_and_others_do():
    assert typed_goals([{**row} for row in goal_rows(declared().indicators, {})]).orders == {}
    with pytest.raises(ListError, match="2026 год: впишите документ"):
        typed_goals(typed(line_of("2026", "12", "")))


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([line_of("20226", "12")], "Строка 1: «20226» – не год"),
        ([line_of("2026", "12"), line_of("", "12")], "Строка 2: год не вписан"),
        ([line_of("2026", "112")], "2026 год, № 1: «112» – не доля. Впишите число от 0 до 100"),
        ([line_of("2026", "-5")], "«-5» – не доля"),
        ([line_of("2026", "половина")], "«половина» – не доля"),
        ([line_of("2026", "12"), line_of("2026", "13")], "2026 год стоит в двух строках"),
        ([line_of("2026", "")], "2026 год: впишите хотя бы одно значение"),
        ([], "№ 1: нет ни одного целевого значения"),
    ],
)
def test_a_fault_in_typed_goals_is_told_in_a_sentence(rows: list[str], fault: str):
    with pytest.raises(ListError) as refusal:
        typed_goals(typed(*rows))
    assert fault in str(refusal.value)


@pytest.mark.parametrize(("starts", "is_right"), [("2025-12-30", True), ("2025-12-31", False), (None, False)])
def test_the_plan_starts_before_the_end_of_its_first_year(starts: str | None, is_right: bool):
    goals = typed_goals(typed(line_of("2026", "15"), line_of("2025", "15")))
    with nullcontext() if is_right else pytest.raises(ListError, match="конца первого года"):
        check_start(goals, dt.date.fromisoformat(starts) if starts else None)
