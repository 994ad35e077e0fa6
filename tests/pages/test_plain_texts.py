"""A text of the user is shown letter for letter: no markup of it reaches anything that takes Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from data.people.name_decisions import DifferentPeople
from data.periods import quarter_to_date, year_to_date
from data.roadmap.deadlines import Mark
from data.roadmap.journal import write_entry
from data.roadmap.model import Progress, seed
from data.roadmap.records import FIRST_EDITION, mark, save_editions, standings
from data.store.decisions import decide
from data.store.fixed_periods import fix_period
from data.store.location import place
from data.store.municipal_log import Done, record_base
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.indicators import declared
from metrics.results import results
from metrics.settings import as_content
from metrics.snapshots import content_of
from pages.components.plain_text import plain
from pages.state import stored
from pages.state.forms import OwnRoadmapFile
from pages.state.state import SessionState, state
from pages.upload_steps.steps import Step
from tests.data.lists import Book, drawn, xlsx
from tests.data.roadmap.own_files import HEADER, word
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save, without
from tests.pages.test_pages import ESCAPED, PAGES
from tests.reports.hostile_texts import HOSTILE

Start = Callable[..., AppTest]
MARKUP = re.compile(r"(?<!\\)(?:!\[ж|\]\(http|<b>ж|<img|:red\[ж|\$ж|\*\*ж|`ж|~~ж|:streamlit:|http://)")
TEXT = (
    "![ж](http://example.invalid/x.png) <img src=x> <b>ж</b> :red[ж] $ж$ **ж** `ж` ~~ж~~ :streamlit: http://e.invalid"
)
TITLE = "<b>ж $ж$ `ж` ~~ж~~"  # what the name of a sheet may hold of it
PLAIN = {  # fields of messages that the browser shows as text alone, or does not show
    ("Selectbox", "options"),
    ("Selectbox", "raw_value"),
    ("MultiSelect", "options"),
    ("MultiSelect", "raw_values"),
    ("TextInput", "default"),
    ("TextInput", "value"),
    ("TextArea", "default"),
    ("TextArea", "value"),
    ("Text", "body"),
    ("Dataframe", "columns"),  # what a cell of a table can be chosen from, drawn as text like all cells
    ("PlotlyChart", "spec"),  # has its own escapes: tests/charts
}


def messages(node: Any) -> Iterator[Message]:
    """The messages of a drawn page, those of its blocks among them."""
    if isinstance(getattr(node, "proto", None), Message):
        yield node.proto
    for child in getattr(node, "children", {}).values():
        yield from messages(child)


def texts(message: Message) -> Iterator[tuple[tuple[str, str], str]]:
    """Every text of a message with the message and the field that it stands in."""
    for field, value in message.ListFields():
        for part in value if field.is_repeated else [value]:
            if isinstance(part, Message):
                yield from texts(part)
            elif isinstance(part, str) and field.name not in ("id", "form_id", "element_id", "user_key", "url"):
                yield (message.DESCRIPTOR.name, field.name), part


def shown(test: AppTest) -> list[tuple[tuple[str, str], str]]:
    return [text for message in messages(test._tree) for text in texts(message)]


def assert_plain(test: AppTest) -> None:
    """Nothing that takes Markdown has the markup of a text of the user."""
    assert not test.exception
    raw = [(place, text) for place, text in shown(test) if place not in PLAIN and MARKUP.search(text)]
    assert not raw


def is_shown(test: AppTest) -> bool:
    """Whether the text stands on the page, its escapes taken off."""
    return any("e.invalid" in ESCAPED.sub(r"\1", text) for place, text in shown(test) if place not in PLAIN)


@pytest.fixture
def store() -> Store:
    """A school that writes the text wherever anybody may write."""
    made = Store(place())
    school = {"school": TEXT, "director": TEXT, "responsible": TEXT, "method_order": TEXT}
    save_settings(made, as_content(declared().settings) | school, TEXT)
    files = [{"name": f"{TEXT}.xlsx", "sha256": "0" * 64}]
    for lists in (to_save(), to_save(without(STUDENTS, "Осока"), pairs=without(PAIRS, "Осока"))):
        made.save(replace(lists, note=TEXT, saved_by=TEXT, files=files), made.current_id())
    day = dt.date(2024, 12, 31)
    shares = content_of(results(to_save().roster, year_to_date(day)))
    fix_period(made, quarter_to_date(day), 1, TEXT, {"alone": shares, "from_start": shares})
    decide(made, DifferentPeople(TEXT))
    write_roadmap(made)
    record_base(made, Done.SENT, dt.date(2024, 12, 31), year_to_date(day), 1, TEXT)
    return made


def write_roadmap(store: Store) -> None:
    roadmap = seed()
    written = {"title": TEXT, "responsible": TEXT, "deadline": TEXT, "people": (TEXT,)}
    directions = tuple(
        direction.model_copy(update={
            "title": f"{TEXT} {direction.title}",
            "activities": tuple(each.model_copy(update=written) for each in direction.activities),
        })
        for direction in roadmap.directions
    )  # fmt: skip
    save_editions(
        store, {FIRST_EDITION: roadmap.model_copy(update={"title": TEXT, "directions": directions})}, TEXT, TEXT
    )
    first = standings(store, dt.date.today())[0].instance
    mark(store, FIRST_EDITION, [first], Mark(Progress.EXCLUDED, None, TEXT), TEXT)
    for activity in roadmap.activities:
        write_entry(
            store, FIRST_EDITION, activity.key, dt.date(2024, 9, 1), TEXT, TEXT, people=TEXT, link=f"http://{TEXT}",
            file=(TEXT, b"x"),
        )  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_no_page_takes_markup_from_what_the_school_has_written(app: Start, store: Store, page: str):
    test = app(page)
    assert_plain(test)
    in_fields_alone = ("settings", "documents", "uploads")
    of_nobody_yet = ("accounts", "journal")  # accounts are off
    assert is_shown(test) or page in (*in_fields_alone, *of_nobody_yet)


@pytest.mark.parametrize("page", ["roadmap", "versions", "settings"])
def test_the_outcome_of_a_click_takes_no_markup_from_what_was_typed(app: Start, store: Store, page: str):
    test = app(page)
    test.session_state[state.key(SessionState.outcome)] = ("error", f"Не сохранено: {TEXT}")
    test.run()
    assert_plain(test)
    assert any("Не сохранено" in element.value for element in test.error)
    assert is_shown(test)


def test_the_comparison_and_the_explanation_of_reported_figures_take_no_markup(app: Start, store: Store):
    test = app("versions")
    for key in ("compare", "why_1"):
        if any(toggle.key == key for toggle in test.toggle):
            test.toggle(key=key).set_value(True)
    test.run()
    assert_plain(test)
    assert any(element.value.startswith("Было") for element in test.caption)


@pytest.mark.parametrize("section", ["Мониторинг", "Публикация", "Муниципальная база", "Показатели с людьми", "Журнал"])
def test_no_section_of_the_reports_takes_markup(app: Start, store: Store, section: str):
    test = app("documents")
    test.button_group(key="report").set_value(section).run()
    assert_plain(test)


def test_what_is_found_in_dropped_files_takes_no_markup_from_them(app: Start, store: Store):
    test = app("uploads")
    odd = f"{TEXT} Осока"
    students = STUDENTS.replace("Осока Рябина Кленовна", odd).replace("ОВЗ", f"ОВЗ ({TEXT[:90]})")
    book: Book = {
        TITLE: drawn(students + f"Л-4 | {TEXT} | {TEXT} | {TEXT} | {TEXT} | {TEXT}\n"),
        "Педагоги": drawn(TEACHERS),
        "Пары": drawn(PAIRS + f"{TEXT} | {odd}а | {TEXT} | 01.09.2024 | | \n" * 2),
    }
    files = test.file_uploader(key="files")
    files.upload(f"{TEXT}.xlsx", xlsx(book))
    files.upload(f"{TEXT}.pdf", b"%PDF-1.7 not a list")
    test.run()
    assert_plain(test)
    assert is_shown(test)
    assert [element for element in test.error if "PDF" in element.value]
    for step in Step:
        test.button_group(key="step").set_value(step).run()
        assert_plain(test)
    test.button_group(key="step").set_value(Step.FINDINGS).run()
    kinds = [button.key for button in test.button if button.key.startswith("fold_")]
    assert kinds
    for key in kinds:
        test.button(key=key).click().run()
        assert_plain(test)


def test_a_school_s_own_roadmap_takes_no_markup_from_its_file(app: Start, store: Store):
    test = app("roadmap")
    rows = [HEADER[2:], (TEXT, f"до {TEXT}", f"{TEXT} и другие"), ("", f"до {TEXT}", TEXT)]
    files = test.file_uploader(key=OwnRoadmapFile(0).key(OwnRoadmapFile.file))
    files.upload(f"{TEXT}.docx", word(rows, above=[f"План {TEXT}"])).run()
    assert any("Не похоже" in element.value for element in test.warning)
    assert_plain(test)
    assert is_shown(test)


def test_a_store_that_fails_with_a_name_in_its_sentence_takes_no_markup(app: Start, store: Store, monkeypatch):
    test = app("versions")
    monkeypatch.setattr(stored, "refresh", lambda: (_ for _ in ()).throw(stored.ListError(TEXT)))
    test.run()
    assert_plain(test)
    assert is_shown(test)


@pytest.mark.parametrize("text", [*HOSTILE, TEXT, "1. первая", "- строка", "---", "a\n\nb", "&amp; &copy;", "a -> b"])
def test_a_text_and_its_plain_form_differ_by_escapes_alone(text: str):
    assert "\n" not in plain(text)
    assert ESCAPED.sub(r"\1", plain(text)) == " ".join(re.sub(r"[^\S ]+", " ", text).split()) or not text.isprintable()
