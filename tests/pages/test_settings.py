"""«Настройки»: what is set there holds on the pages and in the commands."""

from __future__ import annotations

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from data.store.location import place
from data.store.settings import save_settings, settings_history
from data.store.versions import Store
from metrics.indicators import declared
from metrics.settings import as_content, in_force
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


def test_the_goals_of_later_years_stay_exact_when_other_settings_are_saved(app: Start):
    key = declared().indicators[0].key
    goals = {"later_goals": {key: {"2027": "33.333"}}, "goal_orders": {"2027": "№ 5 от 01.09.2025"}}
    store = Store(place())
    save_settings(store, as_content(declared().settings) | goals | {"school": "Школа под липами"}, "Директор")
    test = app("settings")
    field(test, "text_input", "Директор").set_value("Подпись Иная")
    save(test)
    now = as_content(in_force(settings_history(store)))
    assert (now["later_goals"], now["director"]) == (goals["later_goals"], "Подпись Иная")


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
