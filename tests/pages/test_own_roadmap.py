"""«Дорожная карта»: a school's own table is looked at, asked about, and becomes an edition; nothing before it is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.roadmap.deadlines import Mark
from data.roadmap.journal import journal, write_entry
from data.roadmap.model import ONCE, Progress, awaited, sample
from data.roadmap.records import FIRST_EDITION, begin, editions, history_of_editions, history_of_marks, mark, standings
from data.store.location import place
from data.store.versions import Store
from pages.roadmap_sections.own_roadmap import DAY
from pages.state.forms import DeadlineForm, OwnRoadmapFile, OwnRoadmapForm
from pages.state.state import SessionState, state
from tests.data.roadmap.own_files import HEADER, as_the_school_wrote_it, word, workbook
from tests.data.store.saved import to_save
from tests.pages.shown import shown_tables
from tests.pages.test_pages import words
from tests.pages.test_versions import named, press

Start = Callable[..., AppTest]

SINCE = dt.date(2025, 9, 1)
LATER = dt.date(2026, 9, 1)
BEGUN = sample("Гимназия под липами", SINCE)
TITLE = "Дорожная карта Гимназии под липами"
ACTIVITIES = [
    ("Слёт наставников", "по графику", "Липа К. Д."),
    ("Сбор", "октябрь", ""),
    ("Приказ", "ежегодно", "Осока Я. Т."),
]
ROWS = [HEADER, *(("1", "Работа с наставниками", *activity) for activity in ACTIVITIES)]
OPEN = [0, 1]  # of the activities, those whose deadline is asked about
SAVE = "Сохранить как дорожную карту школы"


@pytest.fixture
def store() -> Store:
    made = Store(place())
    made.save(to_save(), None)
    begin(made, BEGUN, "Завуч", "")
    return made


def loaded(app: Start, content: bytes | None = None, name: str = "карта.docx") -> AppTest:
    test = named(app("roadmap"))
    uploader = test.file_uploader(key=OwnRoadmapFile(0).key(OwnRoadmapFile.file))
    uploader.upload(name, content or word(ROWS, above=[TITLE])).run()
    assert not test.exception
    return test


def answered(test: AppTest) -> AppTest:
    first, second = (DeadlineForm(1, number) for number in OPEN)
    test.selectbox(key=first.key(DeadlineForm.kind)).set_value("quarterly").run()
    test.date_input(key=second.key(DeadlineForm.due)).set_value(dt.date(2026, 10, 31)).run()
    return test


def since(test: AppTest, day: dt.date) -> AppTest:
    test.date_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.since)).set_value(day).run()
    return test


def read_table(test: AppTest) -> list[dict[str, str]]:
    return next(frame for frame in shown_tables(test) if "Вид срока" in frame).to_dict("records")


@pytest.mark.parametrize("name", ["карта.docx", "карта.xlsx"])
def test_what_was_read_is_shown_before_anything_is_saved(app: Start, store: Store, name: str):
    content = word(ROWS, above=[TITLE]) if name.endswith("docx") else workbook([(TITLE,), *ROWS])
    test = loaded(app, content, name)
    shown = [(row["Мероприятие"], row["Срок"]) for row in read_table(test)]
    assert shown == [activity[:2] for activity in ACTIVITIES]
    assert test.text_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.title)).value == TITLE
    assert len(history_of_editions(store)) == 1


def test_nothing_is_saved_while_a_deadline_is_not_understood(app: Start, store: Store):
    test = press(loaded(app), SAVE)
    assert "Ответьте, что значат сроки" in words(test)
    first, second = (DeadlineForm(1, number) for number in OPEN)
    assert test.selectbox(key=first.key(DeadlineForm.kind)).value is None
    assert test.selectbox(key=second.key(DeadlineForm.kind)).value in ONCE
    assert test.date_input(key=second.key(DeadlineForm.due)).value is None
    test.selectbox(key=first.key(DeadlineForm.kind)).set_value("date").run()
    press(test, SAVE)
    assert len(history_of_editions(store)) == 1


def test_an_edition_that_nobody_has_worked_by_gives_way_and_stays_in_the_history(app: Start, store: Store):
    test = answered(loaded(app))
    test.text_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.note)).set_value("Приказ № 5").run()
    press(test, SAVE)
    (edition,) = editions(store)
    assert (edition.number, edition.roadmap.title, edition.saved_by) == (FIRST_EDITION, TITLE, "Завуч")
    assert "карта.docx" in edition.note and "Приказ № 5" in edition.note
    kinds = [(activity.kind, activity.due) for activity in edition.roadmap.activities]
    assert kinds == [("quarterly", None), ("date", dt.date(2026, 10, 31)), ("yearly", None)]
    assert history_of_editions(store)[0].roadmap == BEGUN
    assert not test.file_uploader(key=OwnRoadmapFile(1).key(OwnRoadmapFile.file)).value
    assert "Вид срока" not in str([list(frame) for frame in shown_tables(test)])


def test_months_of_each_year_are_asked_for_where_they_are_meant(app: Start, store: Store):
    test = answered(loaded(app))
    first = DeadlineForm(1, OPEN[0])
    test.selectbox(key=first.key(DeadlineForm.kind)).set_value("in_months").run()
    press(test, SAVE)
    assert "Ответьте, что значат сроки" in words(test)
    test.multiselect(key=first.key(DeadlineForm.months)).set_value([9, 5]).run()
    press(test, SAVE)
    activity = editions(store)[-1].roadmap.activities[0]
    assert (activity.kind, activity.months) == ("in_months", (5, 9))


def test_months_that_the_words_name_are_filled_in_where_the_kind_is_chosen(app: Start, store: Store):
    test = loaded(app)
    asked = DeadlineForm(1, OPEN[1])
    test.selectbox(key=asked.key(DeadlineForm.kind)).set_value("in_months").run()
    assert test.multiselect(key=asked.key(DeadlineForm.months)).value == [10]


def test_what_is_assumed_by_the_school_year_is_seen_and_not_asked(app: Start, store: Store):
    title = f"{TITLE} на 2026/27 учебный год"
    test = loaded(app, word([HEADER[2:], ("Сбор", "октябрь", ""), ("Слёт", "1 раз в четверть", "")], above=[title]))
    terms = DeadlineForm(1, 0)
    assert "«1 раз в четверть»" in words(test) and "«октябрь»" not in words(test)
    assert test.multiselect(key=terms.key(DeadlineForm.months)).value == [3, 5, 10, 12]
    first, second = (row["Вид срока"] for row in read_table(test))
    assert "принято" in first and "принято" not in second
    assert "2026/27" in words(test)


def test_the_order_above_the_table_is_proposed_and_kept_with_the_roadmap(app: Start, store: Store):
    order = "Приказ от 28.08.2026 № 141-ОД"
    test = loaded(app, word([HEADER[2:], ("Слёт", "ежегодно", "")], above=["УТВЕРЖДАЮ", order, TITLE]))
    assert test.text_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.note)).value == order
    press(test, SAVE)
    assert editions(store)[-1].roadmap.order == order


def test_what_is_loaded_stands_in_place_of_what_was_awaited(app: Start):
    made = Store(place())
    made.save(to_save(), None)
    begin(made, awaited(SINCE), "Завуч", "")
    press(answered(loaded(app)), SAVE)
    (edition,) = editions(made)
    assert (edition.roadmap.title, edition.roadmap.is_awaited) == (TITLE, False)


def test_it_may_follow_the_edition_in_force_instead(app: Start, store: Store):
    test = since(answered(loaded(app)), LATER)
    test.radio(key=OwnRoadmapForm(1).key(OwnRoadmapForm.instead)).set_value(False).run()
    press(test, SAVE)
    first, second = editions(store)
    assert first.roadmap == BEGUN.model_copy(update={"until": LATER - DAY})
    assert (second.roadmap.title, second.roadmap.since) == (TITLE, LATER)


@pytest.mark.parametrize("worked", ["a mark", "an entry"])
def test_marks_and_journal_are_never_lost(app: Start, store: Store, worked: str):
    done = next(standing.instance for standing in standings(store, LATER))
    if worked == "a mark":
        mark(store, FIRST_EDITION, [done], Mark(Progress.DONE, SINCE), "Завуч")
    else:
        write_entry(store, FIRST_EDITION, done.activity.key, SINCE, "Совещание", "Завуч")
    test = since(answered(loaded(app)), SINCE)
    press(test, SAVE)
    assert "новая начинается позже" in words(test)
    assert len(editions(store)) == 1
    press(since(test, LATER), SAVE)
    first, second = editions(store)
    assert first.roadmap.directions == BEGUN.directions
    assert second.roadmap.title == TITLE
    kept = history_of_marks(store, FIRST_EDITION) or journal(store, FIRST_EDITION)
    assert [row.activity for row in kept] == [done.activity.key]


def test_a_mark_set_while_the_table_was_looked_at_is_not_lost(app: Start, store: Store):
    test = since(answered(loaded(app)), LATER)
    mark(store, FIRST_EDITION, [standings(store, LATER)[0].instance], Mark(Progress.DONE, SINCE), "Завуч")
    press(test, SAVE)
    assert [edition.roadmap.title for edition in editions(store)] == [BEGUN.title, TITLE]


def test_without_a_name_or_a_title_nothing_is_saved(app: Start, store: Store):
    test = answered(loaded(app))
    test.text_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.title)).set_value(" ").run()
    press(test, SAVE)
    assert "Впишите название дорожной карты" in words(test)
    test.text_input(key=OwnRoadmapForm(1).key(OwnRoadmapForm.title)).set_value(TITLE)
    test.text_input(key=state.key(SessionState.who_typed)).set_value("")
    test.session_state[state.key(SessionState.who)] = ""
    press(test, SAVE)
    assert "Впишите, кто вы" in words(test)
    assert len(history_of_editions(store)) == 1


def test_answers_for_one_file_are_none_for_the_next(app: Start, store: Store):
    test = answered(loaded(app))
    other = word([HEADER[2:], ("Встреча", "по плану", "")])
    test.file_uploader(key=OwnRoadmapFile(0).key(OwnRoadmapFile.file)).set_value(("другая.docx", other, "")).run()
    assert test.selectbox(key=DeadlineForm(2, 0).key(DeadlineForm.kind)).value is None
    assert test.text_input(key=OwnRoadmapForm(2).key(OwnRoadmapForm.title)).value == ""


def test_a_file_that_is_no_roadmap_is_said_in_one_sentence_and_one_can_be_put_away(app: Start, store: Store):
    test = loaded(app, b"PK\x03\x04word/", "карта.docx")
    assert "повреждён" in words(test)
    assert "Прочитано" not in words(test)
    test = press(loaded(app), "Не сохранять")
    assert "Прочитано" not in words(test)


def test_the_school_s_own_document_comes_back_without_a_question(app: Start, store: Store):
    test = loaded(app, as_the_school_wrote_it(BEGUN.model_copy(update={"title": TITLE})))
    press(since(test, SINCE), SAVE)
    saved = editions(store)[-1].roadmap
    assert [activity.key for activity in saved.activities] == [activity.key for activity in BEGUN.activities]
