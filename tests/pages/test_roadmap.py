"""«Дорожная карта»: what is due is shown, marked, and stored with who and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.periods import Period, year_to_date
from data.roadmap.deadlines import Mark, instances
from data.roadmap.journal import journal
from data.roadmap.model import Activity, Progress, seed
from data.roadmap.records import FIRST_EDITION, editions, history_of_marks, mark, standings
from data.store.fixed_periods import fix_period
from data.store.municipal_log import Done, base_records, record_base, withdraw_record
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.indicators import declared
from metrics.results import Status, results
from metrics.settings import as_content
from pages.state.state import SessionState, state
from tests.data.store.saved import PAIRS, to_save, without
from tests.pages.shown import shown_tables
from tests.pages.test_pages import words
from tests.pages.test_versions import named, press

Start = Callable[..., AppTest]


def activity(key: str) -> Activity:
    return next(activity for activity in seed().activities if activity.key == key)


def open_activity(app: Start, key: str) -> AppTest:
    test = named(app("roadmap"))
    test.selectbox(key="activity").set_value((FIRST_EDITION, activity(key))).run()
    return test


def test_before_anything_is_stored_the_school_s_roadmap_is_shown_and_nothing_counts_as_overdue(app: Start):
    test = app("roadmap")
    assert "просроченного нет" in test.title[0].value
    titles = [title for frame in shown_tables(test) if "Мероприятие" in frame for title in frame["Мероприятие"]]
    assert titles == [activity.title for activity in seed().activities]
    assert "не назначен" in str([frame.to_dict() for frame in shown_tables(test)])


def test_every_direction_has_its_table_however_long_it_is(app: Start, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.components.tables.READ_WHOLE", 0)
    test = app("roadmap")
    headers = {header.value for header in test.header}
    assert {direction.title for direction in seed().directions} <= headers


def test_a_mark_is_kept_with_who_and_the_day(app: Start, store: Store):
    test = open_activity(app, "site_section")
    test.date_input(key="done_1_site_section").set_value(dt.date(2020, 11, 25))
    press(test, "Отметить")
    history = history_of_marks(store, FIRST_EDITION)
    assert [(marked.activity, marked.mark, marked.marked_by) for marked in history] == [
        ("site_section", Mark(Progress.DONE, dt.date(2020, 11, 25)), "Завуч")
    ]
    assert "выполнено с опозданием" in str([frame.to_dict() for frame in shown_tables(test)])


def test_nothing_is_marked_by_nobody_and_an_exclusion_needs_its_order(app: Start, store: Store):
    test = open_activity(app, "site_section")
    test.text_input(key=state.key(SessionState.who_typed)).set_value("")
    test.session_state[state.key(SessionState.who)] = ""
    press(test, "Отметить")
    assert "Впишите, кто вы" in words(test)
    test.text_input(key=state.key(SessionState.who_typed)).set_value("Завуч")
    test.selectbox(key="status_1_site_section").set_value(Progress.EXCLUDED)
    press(test, "Отметить")
    assert "Впишите приказ" in words(test)
    assert history_of_marks(store, FIRST_EDITION) == []


def test_a_school_that_starts_late_marks_the_earlier_ones_together(app: Start, store: Store):
    save_settings(store, as_content(declared().settings) | {"records_from": dt.date.today().isoformat()}, "Завуч")
    test = open_activity(app, "realisation_monitored")
    assert "просроченного нет" in test.title[0].value
    next(button for button in test.button if "Выполнено ранее" in button.label).click().run()
    now = standings(store, dt.date.today())
    mine = [
        standing
        for standing in now
        if standing.instance.activity.key == "realisation_monitored" and standing.instance.due
    ]
    assert {standing.status for standing in mine if standing.instance.due < dt.date.today()} == {Progress.DONE}


def test_several_overdue_deadlines_are_marked_with_one_day_and_document(app: Start, store: Store):
    test = named(app("roadmap"))
    late = [one for one in standings(store, dt.date.today()) if one.status is Progress.OVERDUE]
    [table] = [frame for frame in test.dataframe if frame.proto.id and "together_" in frame.proto.id]
    assert len(table.value) == len(late)
    test.session_state[table.key] = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}
    test.text_input(key="together_document").set_value("Справка № 3")
    test.date_input(key="together_done").set_value(dt.date(2025, 6, 2)).run()
    press(test, "Отметить выполненным (2)")
    new_mark = Mark(Progress.DONE, dt.date(2025, 6, 2), "Справка № 3")
    chosen = [late[place].instance for place in (0, 2)]
    assert [(row.activity, row.period, row.mark) for row in history_of_marks(store, FIRST_EDITION)] == [
        (instance.activity.key, instance.key, new_mark) for instance in chosen
    ]
    assert "Отметить выполненным (0)" in [button.label for button in test.button]


def test_what_will_count_as_late_is_said_before_it_is_marked_and_each_may_be_done_on_its_day(app: Start, store: Store):
    test = named(app("roadmap"))
    late = [one for one in standings(store, dt.date.today()) if one.status is Progress.OVERDUE]
    days = [one.instance.due for one in late]
    places = sorted({days.index(min(days)), days.index(max(days))})
    [table] = [frame for frame in test.dataframe if frame.proto.id and "together_" in frame.proto.id]
    test.session_state[table.key] = {"selection": {"rows": places, "columns": [], "cells": []}}
    test.date_input(key="together_done").set_value(max(days)).run()
    assert "С опозданием будет отмечено 1 из 2\u00a0сроков" in words(test)
    test.checkbox(key="together_on_their_days").check().run()
    assert "С опозданием будет отмечено" not in words(test)
    press(test, "Отметить выполненным (2)")
    assert [row.mark.done_on for row in history_of_marks(store, FIRST_EDITION)] == [days[place] for place in places]


def test_a_fixed_period_is_offered_as_done_and_not_assumed(app: Start, store: Store):
    fix_period(store, Period(dt.date(2021, 10, 1), dt.date(2021, 12, 31)), 1, "Завуч", {})
    test = open_activity(app, "realisation_monitored")
    assert history_of_marks(store, FIRST_EDITION) == []
    offer = next(button for button in test.button if "зафиксирован" in button.label)
    assert offer.label.startswith("Мониторинг реализации ЦМН")  # several may stand on «Отчёты»
    offer.click().run()
    assert [(marked.period, marked.mark.status) for marked in history_of_marks(store, FIRST_EDITION)] == [
        ("2021-12-31", Progress.DONE)
    ]


def test_a_base_that_was_sent_is_offered_as_done_for_its_year_and_not_assumed(app: Start, store: Store):
    of_2021 = Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    record_base(store, Done.SENT, dt.date(2020, 11, 12), of_2021, 1, "Завуч")
    record_base(store, Done.ENTERED, dt.date(2021, 3, 1), of_2021, 1, "Завуч")
    record_base(store, Done.SENT, dt.date(2021, 10, 5), of_2021, None, "Завуч")
    withdraw_record(
        store, next(record for record in base_records(store) if record.day == dt.date(2021, 10, 5)), "Завуч"
    )
    test = open_activity(app, "base_updated")
    offered = [button.label for button in test.button if button.label.startswith("База")]
    assert offered == [
        "База направлена 12.11.2020 – отметить выполненным",
        "База внесена 01.03.2021 – отметить выполненным",
    ]
    assert history_of_marks(store, FIRST_EDITION) == []
    press(test, offered[1])
    assert [(marked.period, marked.mark) for marked in history_of_marks(store, FIRST_EDITION)] == [
        ("2021-12-31", Mark(Progress.DONE, dt.date(2021, 3, 1)))
    ]
    test = open_activity(app, "base_filled")
    press(test, "База направлена 12.11.2020 – отметить выполненным")
    assert history_of_marks(store, FIRST_EDITION)[-1].mark == Mark(Progress.DONE, dt.date(2020, 11, 12))


def test_an_entry_of_the_journal_makes_an_activity_without_a_deadline_ongoing(app: Start, store: Store):
    test = open_activity(app, "mentors_consulted")
    test.text_area(key="entry_text_1_mentors_consulted").set_value("Консультация для наставников")
    press(test, "Записать в журнал")
    assert [entry.text for entry in journal(store, FIRST_EDITION)] == ["Консультация для наставников"]
    assert "ведётся постоянно" in str([frame.to_dict() for frame in shown_tables(test)])


def test_somebody_is_named_for_what_has_nobody(app: Start, store: Store):
    test = named(app("roadmap"))
    test.selectbox(key="edited").set_value(activity("pairs_formed")).run()
    test.text_input(key="e_people_1_pairs_formed").set_value("Липа К. Д.; Клевер Я. Т.")
    press(test, "Сохранить мероприятие")
    changed = next(activity for activity in editions(store)[-1].roadmap.activities if activity.key == "pairs_formed")
    assert changed.people == ("Липа К. Д.", "Клевер Я. Т.")


def test_a_number_of_a_day_after_the_period_is_written_in_and_stays_when_something_else_changes(
    app: Start, store: Store
):
    test = named(app("roadmap"))
    test.selectbox(key="edited").set_value(activity("realisation_monitored")).run()
    test.number_input(key="e_due_day_1_realisation_monitored").set_value(10)
    press(test, "Сохранить мероприятие")
    [changed] = [one for one in editions(store)[-1].roadmap.activities if one.key == "realisation_monitored"]
    test.selectbox(key="edited").set_value(changed).run()
    test.text_input(key="e_people_1_realisation_monitored").set_value("Липа К. Д.")
    press(test, "Сохранить мероприятие")
    [again] = [one for one in editions(store)[-1].roadmap.activities if one.key == "realisation_monitored"]
    assert (changed.due_day, again.due_day, again.people) == (10, 10, ("Липа К. Д.",))


def test_months_of_each_year_are_asked_for_and_written_in(app: Start, store: Store):
    test = named(app("roadmap"))
    test.selectbox(key="edited").set_value(activity("realisation_monitored")).run()
    test.selectbox(key="e_kind_1_realisation_monitored").set_value("in_months")
    press(test, "Сохранить мероприятие")
    assert "Мероприятие не сохранено" in words(test)
    test.multiselect(key="e_months_1_realisation_monitored").set_value([9, 5])
    press(test, "Сохранить мероприятие")
    [changed] = [one for one in editions(store)[-1].roadmap.activities if one.key == "realisation_monitored"]
    assert (changed.kind, changed.months) == ("in_months", (5, 9))


def test_an_activity_is_added_and_one_without_a_name_is_refused(app: Start, store: Store):
    test = named(app("roadmap"))
    test.selectbox(key="edited").set_value("новое мероприятие").run()
    press(test, "Сохранить мероприятие")
    assert "Мероприятие не сохранено" in words(test)
    test.text_area(key="e_title_1_новое мероприятие").set_value("Слёт наставников")
    test.text_input(key="e_deadline_1_новое мероприятие").set_value("Ежегодно")
    test.selectbox(key="e_kind_1_новое мероприятие").set_value("yearly")
    press(test, "Сохранить мероприятие")
    assert [activity.title for activity in editions(store)[-1].roadmap.activities].count("Слёт наставников") == 1


def test_the_next_edition_starts_where_this_one_ends(app: Start, store: Store):
    test = named(app("roadmap"))
    test.date_input(key="next_since").set_value(dt.date(2025, 1, 1))
    press(test, "Начать редакцию № 2")
    first, second = (edition.roadmap for edition in editions(store))
    assert (first.until, second.since) == (dt.date(2024, 12, 31), dt.date(2025, 1, 1))
    assert all(activity.due is None or activity.due >= second.since for activity in second.activities)


def test_what_is_overdue_stands_on_the_first_page_and_beside_the_share_that_lags(app: Start, store: Store):
    late = [
        instance for instance in instances(seed(), dt.date.today()) if instance.due and instance.due < dt.date.today()
    ]
    overview = words(app("overview"))
    activities = {instance.activity.key for instance in late}
    assert len(activities) < len(late)
    assert f"{len(activities)}\u00a0мероприят" in overview
    test = app("indicator")
    store.save(to_save(pairs=without(without(PAIRS, "Осока"), "Верба")), store.current_id())
    shares = results(store.roster(2), year_to_date(store.version(2).as_of))
    behind = next(str(result.indicator.number) for result in shares if result.status is Status.BEHIND)
    test.button_group(key="number").set_value(behind).run()
    assert "Просрочено то, что по нашему суждению" in words(test)
    mark(store, FIRST_EDITION, late, Mark(Progress.DONE), "Завуч")
    assert "Просрочено то, что по нашему суждению" not in words(test.run())


def test_the_next_deadlines_are_there_for_a_calendar_and_for_a_letter(app: Start, store: Store):
    labels = [button.proto.label for button in app("roadmap").get("download_button")]
    assert labels[:2] == ["Скачать сроки для календаря", "Скачать письмо о ближайших сроках"]
