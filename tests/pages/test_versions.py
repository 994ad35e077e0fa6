"""«Сохранённые версии» and a store that fails between two clicks."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from data.periods import quarter_to_date
from data.store.backup import backup
from data.store.drafts import StoredDraft, save_draft, stored_draft
from data.store.erasure import erase_version
from data.store.erasure_records import erasure_records
from data.store.fixed_periods import fixed_periods
from data.store.location import DATABASE, VARIABLE, place
from data.store.restore import restore
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.explain import Explanation
from metrics.indicators import declared
from metrics.people import Person
from metrics.settings import as_content
from pages.components.parts import who_title
from pages.state import stored
from pages.state.state import SessionState, state
from tests.data.lists import sheet
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without
from tests.pages.shown import shown_tables
from tests.pages.test_pages import words

Start = Callable[..., AppTest]
SHORT = {indicator.number: indicator.short for indicator in declared().indicators}


@pytest.fixture
def store() -> Store:
    """Two versions; the second, without somebody, is the current one."""
    made = Store(place())
    first, _ = made.save(to_save(note="первая"), None)
    made.save(to_save(without(STUDENTS, "Осока"), pairs=without(PAIRS, "Осока"), note="вторая"), first.identity)
    return made


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def fix(test: AppTest) -> AppTest:
    """Confirms the figures that are shown, and fixes them."""
    next(box for box in test.checkbox if box.label == "Да, в отчёте сданы именно эти цифры").check().run()
    return press(test, "Зафиксировать отчётный период")


def named(test: AppTest) -> AppTest:
    test.text_input(key=state.key(SessionState.who_typed)).set_value("Завуч").run()
    return test


def test_the_pages_show_the_stored_version_and_not_the_demonstration(app: Start, store: Store):
    assert "Версия № 2" in words(app("overview"))
    assert "Демонстрационные данные" not in words(app("indicator"))


def test_the_versions_are_listed_with_their_shares(app: Start, store: Store):
    table = shown_tables(app("versions"))[0]
    assert list(table["Версия"]) == ["№ 2 – действующая", "№ 1"]
    assert list(table["Примечание"]) == ["вторая", "первая"]
    assert (table["№ 1"] != "").all()


def test_an_older_version_is_opened_marked_everywhere_and_left_again(app: Start, store: Store):
    test = app("versions")
    test.selectbox(key="chosen_version").select_index(1).run()
    press(test, "Открыть эту версию")
    assert "Открыта прежняя версия № 1" in words(test)
    test.switch_page("overview.py").run()
    assert "Открыта прежняя версия № 1" in words(test)
    press(test, "Вернуться к действующей")
    assert "Версия № 2" in words(test)


def test_an_opened_version_that_somebody_destroys_gives_way_to_the_current_one(app: Start, store: Store):
    test = app("versions")
    test.selectbox(key="chosen_version").select_index(1).run()
    press(test, "Открыть эту версию")
    erase_version(store, 1, "Директор", "ошибка")
    test.switch_page("overview.py").run()
    assert not test.exception
    assert "Версия № 2" in words(test)


def test_an_older_version_is_made_current_as_a_new_one_by_somebody_named(app: Start, store: Store):
    test = app("versions")
    test.selectbox(key="chosen_version").select_index(1).run()
    press(test, "Сделать действующей")
    assert "Впишите, кто вы" in words(test)
    assert len(store.versions()) == 2
    press(named(test), "Сделать действующей")
    current = store.versions()[0]
    assert (current.id, current.copy_of, current.saved_by) == (3, 1, "Завуч")


def test_two_versions_are_compared_row_by_row(app: Start, store: Store):
    test = app("versions")
    test.toggle(key="compare").set_value(True).run()
    counts = next(frame for frame in shown_tables(test) if "Исчезли" in frame)
    assert dict(zip(counts["Список"], counts["Исчезли"], strict=True)) == {
        "Обучающиеся": "1", "Педагоги": "0", "Пары": "1",
    }  # fmt: skip


def test_a_fixed_period_stays_as_reported_and_the_people_who_changed_it_are_named(app: Start, store: Store):
    store.make_current(1, "Завуч", "", store.current_id())
    test = named(app("versions"))
    test.selectbox(key="period_to_fix").select(next(
        option for option in test.selectbox(key="period_to_fix").options if "2024" in option
    )).run()  # fmt: skip
    fix(test)
    fixed = fixed_periods(store)
    assert [fixed_period.period.on for fixed_period in fixed] == [dt.date(2024, 12, 31)]
    before = fixed[0].content
    store.make_current(2, "Завуч", "", store.current_id())
    test.run()
    toggle = next(element for element in test.toggle if element.label == "Почему цифры разошлись")
    toggle.set_value(True).run()
    assert "Осока" in words(test)
    assert fixed_periods(store)[0].content == before
    assert not [button for button in test.button if button.label == "Зафиксировать отчётный период"]


def version_to_fix(test: AppTest):
    return next(field for field in test.selectbox if field.label == "Версия, по которой сдан отчёт")


def test_nothing_is_fixed_before_its_figures_are_seen_and_confirmed(app: Start, store: Store):
    test = named(app("versions"))
    shown = next(frame for frame in shown_tables(test) if "По версии № 2" in frame)
    assert set(shown["Показатель"]) >= {f"{number}. {title}" for number, title in SHORT.items()}
    button = next(button for button in test.button if button.label == "Зафиксировать отчётный период")
    assert button.disabled
    fix(test)
    (fixed,) = fixed_periods(store)
    assert (fixed.version, fixed.fixed_by, fixed.reason, fixed.earlier) == (2, "Завуч", "", ())


def test_who_comes_from_the_monitoring_to_fix_a_period_sees_the_periods_first(app: Start, store: Store):
    link = next(link.proto for link in app("documents").get("page_link") if "Зафиксировать" in link.proto.label)
    address = dict(parse_qsl(link.query_string))
    assert address
    for query, first in ((address, "Отчётные периоды"), ({}, "Что сделать с версией")):
        test = named(app("versions", **query))
        assert test.header[0].value == first
        assert len(test.header) == 2
    fix(named(app("versions", **address)))
    assert len(fixed_periods(store)) == 1


def test_the_version_that_stood_at_the_end_of_the_period_is_proposed(app: Start, store: Store):
    later = to_save(note="следующий год")
    store.save(replace(later, roster=replace(later.roster, as_of=dt.date(2025, 6, 30))), store.current_id())
    test = named(app("versions"))
    assert test.selectbox(key="period_to_fix").value == quarter_to_date(dt.date(2025, 6, 30))
    assert "действующие списки от 30.06.2025: II кв. 2025" in words(test).replace("\u00a0", " ")
    for quarter, year, number in (("IV", "2024", 2), ("II", "2025", 3), ("II", "2024", 3)):
        period = test.selectbox(key="period_to_fix")
        period.select(next(title for title in period.options if title.split() == [quarter, "кв.", year])).run()
        assert version_to_fix(test).value.id == number
    assert "предложена действующая" in words(test)


def test_a_fixed_period_is_corrected_with_a_record_and_never_in_silence(app: Start, store: Store):
    test = fix(named(app("versions")))
    (first,) = fixed_periods(store)
    version_to_fix(test).select_index(1).run()
    next(box for box in test.checkbox if box.label == "Да, в отчёте сданы именно эти цифры").check().run()
    press(test, "Исправить с записью")
    assert "Впишите, почему" in words(test)
    assert fixed_periods(store) == [first]
    reason = next(field for field in test.text_input if field.label == "Почему исправляются сданные цифры")
    reason.set_value("в отчёте была первая версия").run()
    press(test, "Исправить с записью")
    (corrected,) = fixed_periods(store)
    assert (corrected.version, corrected.reason) == (1, "в отчёте была первая версия")
    assert [(record.version, record.content) for record in corrected.earlier] == [(2, first.content)]
    history = next(frame for frame in shown_tables(test) if "Почему" in frame)
    assert list(history["Почему"]) == ["в отчёте была первая версия", "первая запись"]
    assert list(history["Версия"]) == ["№ 1", "№ 2"]


def test_a_person_is_destroyed_after_a_confirmation_and_a_record_remains(app: Start, store: Store):
    test = named(app("versions"))
    test.text_input(key="destroy_reason").set_value("заявление")
    test.radio(key="destroy_what").set_value("всё об одном человеке").run()
    test.selectbox(key="destroy_person").select(next(
        option for option in test.selectbox(key="destroy_person").options if option.startswith("Ромашкина")
    )).run()  # fmt: skip
    button = next(button for button in test.button if button.label == "Уничтожить навсегда")
    assert button.disabled
    test.checkbox(key="destroy_sure").check().run()
    press(test, "Уничтожить навсегда")
    assert "Данные уничтожены" in words(test)
    assert [(record.what, record.destroyed_by) for record in erasure_records(store)] == [("person", "Завуч")]
    assert "Ромашкина" not in str(store.roster(1).students)


def test_who_was_destroyed_lives_on_in_no_cache(app: Start, store: Store):
    app("indicator")
    app("matching")

    def kept() -> list[object]:
        known = [one for one in gc.get_objects() if isinstance(one, Explanation | Person)]
        return [one for one in known if one.name.startswith("Ромашкина")]

    assert {type(one) for one in kept()} == {Explanation, Person}
    test = named(app("versions"))
    test.text_input(key="destroy_reason").set_value("заявление")
    test.radio(key="destroy_what").set_value("всё об одном человеке").run()
    person = test.selectbox(key="destroy_person")
    person.select(next(option for option in person.options if option.startswith("Ромашкина"))).run()
    test.checkbox(key="destroy_sure").check().run()
    press(test, "Уничтожить навсегда")
    gc.collect()
    assert kept() == []


def test_that_a_draft_goes_with_a_person_is_said_before_and_after(app: Start, store: Store):
    save_draft(store, StoredDraft.of("d" * 64, [], [sheet(STUDENTS, "Обучающиеся")]))
    test = named(app("versions"))
    test.text_input(key="destroy_reason").set_value("заявление")
    test.radio(key="destroy_what").set_value("всё об одном человеке").run()
    test.selectbox(key="destroy_person").select(next(
        element for element in test.selectbox(key="destroy_person").options if element.startswith("Ромашкина")
    )).run()  # fmt: skip
    assert "Черновик загрузки называет этого человека" in words(test)
    test.checkbox(key="destroy_sure").check().run()
    press(test, "Уничтожить навсегда")
    assert "уничтожен черновик загрузки" in words(test)
    assert stored_draft(store) is None


def test_what_was_reported_and_destroyed_is_seen_when_no_version_is_left(app: Start, store: Store):
    test = fix(named(app("versions")))
    for number in (2, 1):
        erase_version(store, number, "Директор", "ошибка")
    drawn = words(test.run())
    assert "Сохранённых версий нет" in drawn
    tables = [set(frame.columns) for frame in shown_tables(test)]
    assert any("Сдано" in columns for columns in tables)
    assert any("Основание" in columns for columns in tables)


def test_a_restore_that_gives_a_number_to_other_lists_shows_these(app: Start, store: Store, tmp_path: Path):
    backup(store, tmp_path / "copy.sqlite")
    store.save(to_save(without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), store.current_id())
    test = app("overview")
    assert "Версия № 3" in words(test)
    restore(store.place, tmp_path / "copy.sqlite")
    store.save(to_save(note="другие"), store.current_id())
    assert "Версия № 3" in words(test.run())
    assert len(stored.lists_of(store.current_id()).roster.students) == len(to_save().roster.students)


def test_a_setting_changes_nothing_of_what_was_reported(app: Start, store: Store):
    test = fix(named(app("versions")))
    before = list(next(frame["Сдано"] for frame in shown_tables(test) if "Сдано" in frame))
    save_settings(store, as_content(declared().settings) | {"headline_readings": {"at_risk": "all_students"}}, "Завуч")
    test.run()
    table = next(frame for frame in shown_tables(test) if "Сдано" in frame)
    assert list(table["Сдано"]) == before
    assert list(table["По нынешним спискам"]) != before


def test_what_was_changed_behind_the_program_is_told_on_every_page(app: Start, store: Store):
    with store.writing() as connection:
        connection.execute(text("UPDATE lists SET content = replace(content, 'Верба', 'Ива')"))
    assert "не сходится со своей контрольной суммой" in words(app("method"))


def test_a_database_that_vanishes_is_one_sentence_and_the_page_goes_on_when_it_is_back(app: Start, store: Store):
    test = app("overview")
    folder = Path(place())
    away = folder.with_name("away")
    folder.rename(away)
    test.run()
    assert not test.exception
    assert "База данных не найдена" in words(test)
    away.rename(folder)
    press(test, "Повторить")
    assert "Версия № 2" in words(test)
    assert (folder / DATABASE).exists()


def test_a_postgresql_stopped_between_two_clicks_is_one_sentence_and_used_again(app: Start, postgresql, monkeypatch):
    monkeypatch.setenv(VARIABLE, postgresql.new_database())
    Store(place()).save(to_save(), None)
    test = app("overview")
    assert "Версия № 1" in words(test)
    with postgresql.stopped():
        test.run()
        assert not test.exception
        assert "PostgreSQL не отвечает" in words(test)
    press(test, "Повторить")
    assert "Версия № 1" in words(test)


def test_who_acts_is_asked_in_two_words_and_what_is_recorded_says_that_it_is_their_own_word(app: Start, store: Store):
    test = app("roadmap")
    assert test.text_input(key=state.key(SessionState.who_typed)).label == "Кто вы"
    assert "(со слов)" in who_title("решил")
