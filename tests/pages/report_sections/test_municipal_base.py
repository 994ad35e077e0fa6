"""The municipal base on «Отчёты»: doubtful texts wait for a person, sendings are recorded, later changes shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.people.person_search import ErasureTarget
from data.periods import year_to_date
from data.russian import date_text
from data.store.decisions import CONSENT, remembered
from data.store.erasure import erase_person, erase_version
from data.store.location import is_in_use, place
from data.store.municipal_log import Done, base_records
from data.store.versions import Store
from reports.municipal.consents import decisions_about, store_decisions
from reports.municipal.rows import filled_forms
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without
from tests.pages.shown import shown_tables
from tests.pages.test_documents import section
from tests.pages.test_pages import words
from tests.pages.test_versions import named, press

Start = Callable[..., AppTest]
WITH_TEXTS = PAIRS.replace("| Формат\n", "| Формат | Запрос\n").replace("| очный\n", "| очный | беседа в ПДН\n")
WITH_CONSENT = "\n".join(
    f"{line} | {word}"
    for line, word in zip(STUDENTS.strip().splitlines(), ("Согласие", "да", "да", "нет"), strict=True)
)


@pytest.fixture
def store() -> Store:
    """A school where somebody decided that everybody in the pairs has consented on paper."""
    made = Store(place())
    made.save(to_save(pairs=WITH_TEXTS), None)
    roster = made.roster(1)
    people = filled_forms(roster, year_to_date(roster.as_of), "", ()).unconsented
    store_decisions(made, decisions_about(people, {person.key for person in people}, "Завуч", roster.as_of))
    return made


def sent(test: AppTest) -> AppTest:
    test.date_input(key="base_day").set_value(dt.date(2025, 1, 15))
    return press(test, "Записать")


def table_with(test: AppTest, column: str):
    return next((frame for frame in shown_tables(test) if column in frame), None)


def test_before_anything_is_stored_the_base_is_of_the_demonstration_and_nothing_is_recorded(app: Start):
    test = section(app, "Муниципальная база")
    assert "«База наставляемых» – 0" in words(test)
    let_in(test, "")
    assert "«База наставляемых» – 78" in words(test)
    assert not [button for button in test.button if button.label == "Записать"]


def test_the_rows_are_counted_and_the_columns_that_would_fill_them_are_named(app: Start, store: Store):
    drawn = words(section(app, "Муниципальная база"))
    assert "«База наставляемых» – 3\u00a0строки, «База наставников» – 2\u00a0строки" in drawn
    assert "Ссылка на кейс/отзыв – 3" in drawn
    assert "добавьте в список пар столбцы" in drawn
    assert "«Отметка о прохождении программы»" in drawn


def test_a_doubtful_text_is_not_sent_until_somebody_lets_it_go(app: Start, store: Store):
    test = section(app, "Муниципальная база")
    assert "1\u00a0текст" in words(test)
    assert [element.value for element in test.text] == ["беседа в ПДН"]
    (box,) = (element for element in test.checkbox if element.label == "Отправить")
    assert not box.value
    box.check().run()
    assert "вы разрешили отправить" in words(test)
    test.switch_page("overview.py").run()
    test.switch_page("documents.py").run()
    test.button_group(key="report").set_value("Муниципальная база").run()
    assert "вы разрешили отправить" in words(test)
    next(element for element in test.checkbox if element.label == "Отправить").uncheck().run()
    assert "1\u00a0текст" in words(test)


DOWNLOAD = "Скачать базу для отправки (Excel)"
DECIDE = "Записать решение: отмеченные – в базу, остальные – нет"


def let_in(test: AppTest, *names: str) -> AppTest:
    """Records that whose names begin so have consented on paper."""
    field = next(element for element in test.multiselect if element.label == "Чьё согласие есть на бумаге")
    field.set_value([option for option in field.options if option.startswith(names)])
    return press(test, DECIDE)


def is_offered(test: AppTest) -> bool:
    return DOWNLOAD in [button.proto.label for button in test.get("download_button")]


def test_the_base_is_made_when_somebody_named_has_decided_about_everybody_without_consent(app: Start):
    store = Store(place())
    store.save(to_save(WITH_CONSENT), None)
    test = section(app, "Муниципальная база")
    decisions = table_with(test, "Согласие в списках")
    assert dict(zip(decisions["Кто"], decisions["Согласие в списках"], strict=True))["Осока Рябина Кленовна"] == "нет"
    assert set(decisions["Решение"]) == {"не принято"}
    assert not is_offered(test)
    press(test, DECIDE)
    assert "Впишите, кто вы" in words(test)
    assert not is_offered(test)
    others = [name for name in decisions["Кто"] if not name.startswith("Осока")]
    let_in(named(test), *others)
    assert is_offered(test)
    decisions = table_with(test, "Согласие в списках")
    assert dict(zip(decisions["Кто"], decisions["Решение"], strict=True)) == {
        name: "не в базу" if name.startswith("Осока") else "в базу" for name in decisions["Кто"]
    }
    assert set(decisions["Кто решил (со слов)"]) == {"Завуч"}
    assert set(decisions["Когда"]) == {date_text(dt.date.today())}


def test_a_decision_goes_with_whoever_is_destroyed(store: Store):
    assert "Осока" in str(remembered(store, CONSENT))
    erase_person(store, ErasureTarget("Осока Рябина Кленовна"), "Директор", "заявление от 01.12.2024")
    assert "Осока" not in str(remembered(store, CONSENT))


def test_of_the_demonstration_a_decision_is_not_stored(app: Start):
    test = let_in(section(app, "Муниципальная база"))
    assert is_offered(test)
    assert not is_in_use()


def test_a_sending_is_recorded_with_its_version_and_who_and_can_be_withdrawn(app: Start, store: Store):
    test = section(app, "Муниципальная база")
    sent(test)
    assert "Впишите, кто вы" in words(test)
    sent(named(test))
    (record,) = base_records(store)
    assert (record.done, record.day, record.version, record.recorded_by) == (
        Done.SENT, dt.date(2025, 1, 15), 1, "Завуч",
    )  # fmt: skip
    assert "С 15.01.2025 в базе ничего не изменилось" in words(test)
    press(test, "Отозвать эту запись")
    assert [record.withdrawn for record in base_records(store)] == [True]
    assert list(table_with(test, "Отозвано")["Отозвано"]) == ["да"]
    assert "ничего не изменилось" not in words(test)


def test_what_has_changed_since_the_sending_is_told_row_by_row(app: Start, store: Store):
    sent(named(section(app, "Муниципальная база")))
    pairs = without(WITH_TEXTS, "Осока").replace("31.05.2025", "30.06.2025")
    store.save(to_save(pairs=pairs), store.current_id())
    test = section(app, "Муниципальная база")
    changes = table_with(test, "Стало")[["Форма", "Что", "Столбец", "Было", "Стало"]].to_numpy().tolist()
    assert ["База наставляемых", "Исчезли", "", "", ""] in changes
    assert [
        "База наставляемых", "Изменены", "Дата завершения программы", "31.05.2025", "30.06.2025",
    ] in changes  # fmt: skip


def test_a_destroyed_version_is_said_to_be_gone(app: Start, store: Store):
    sent(named(section(app, "Муниципальная база")))
    store.save(to_save(), store.current_id())
    erase_version(store, 1, "Директор", "ошибка")
    assert "Версия № 1 уничтожена: сравнить не с чем" in words(section(app, "Муниципальная база"))
