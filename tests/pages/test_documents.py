"""«Отчёты» and «Режим показа»: what is chosen once, what is hidden and why, what others may see."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from data import demo
from data.loading import load
from data.periods import year_to_date
from data.saving import saving
from data.store.decisions import remember
from data.store.export_log import exports, published_about
from data.store.location import place
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.disclosure.facts import SMALLEST_SHOWN, Published
from metrics.disclosure.public_tables import annual
from metrics.indicators import declared
from metrics.results import Status
from reports.monitoring.document import TEMPLATE
from reports.monitoring.school_template import NAME
from reports.registry import KINDS, delivered
from reports.request import ReportRequest
from reports.school_templates import KIND, school_template, store_template
from reports.source import Source
from tests.data.store.saved import STUDENTS, TEACHERS
from tests.pages.shown import shown_tables
from tests.pages.test_pages import words
from tests.reports.word_files import template
from tests.sample_files import HOSTILE

Start = Callable[..., AppTest]
ON = dt.date(2024, 12, 31)
NAMES = re.findall(r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+", STUDENTS + TEACHERS)


@pytest.fixture
def school() -> Store:
    """A store with a school large enough to publish something."""
    made = Store(place())
    lists = load([(demo.PATH.name, demo.PATH.read_bytes())])
    made.save(saving(lists, [], "Директор", ""), None)
    return made


def section(app: Start, report: str) -> AppTest:
    test = app("documents").button_group(key="report").set_value(report).run()
    assert not test.exception
    return test


def report_request(store: Store | None) -> ReportRequest:
    roster = store.roster(1) if store else load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    return ReportRequest(Source(roster, "сохранённая версия № 1"), year_to_date(ON), declared(), store, ON)


def buttons(test: AppTest) -> dict[str, bool]:
    """The download buttons of a page, and whether each can be pressed."""
    return {button.proto.label: not button.proto.disabled for button in test.get("download_button")}


def test_that_no_order_sets_the_method_is_told_before_a_paper_says_so(app: Start, school: Store):
    said = "порядок расчёта приказом не утверждён"
    assert said in words(section(app, "Мониторинг"))
    save_settings(school, {"method_order": "№ 5 от 01.09.2024"}, "Директор")
    assert said not in words(section(app, "Мониторинг"))


@pytest.mark.parametrize(
    "report",
    [
        *("Мониторинг", "Страница директору", "Публикация", "Муниципальная база"),
        *("Показатели с людьми", "Дорожная карта", "Журнал"),
    ],
)
def test_every_report_is_shown_for_the_demonstration_and_for_a_stored_school(app: Start, school: Store, report: str):
    assert "Отчёты" in section(app, report).title[0].value


def test_a_kept_template_that_gives_no_report_is_told_and_that_of_the_app_offered(app: Start, store: Store):
    content = (HOSTILE / "template_writes_a_file.docx").read_bytes()
    remember(store, KIND, (NAME,), {"docx": base64.b64encode(content).decode()})  # as an earlier release did
    test = section(app, "Мониторинг")
    (error,) = test.error
    assert "Шаблон Word не подходит: вставка вызывает функцию" in error.value.replace("\\", "")
    assert "Скачать мониторинг в Word" not in buttons(test)
    next(button for button in test.button if button.label == "Делать мониторинг по шаблону программы").click().run()
    assert "Скачать мониторинг в Word" in buttons(test)
    assert not test.error
    assert school_template(store, NAME) is None


def test_the_template_of_the_school_serves_the_page(app: Start, store: Store):
    store_template(store, NAME, TEMPLATE.read_bytes())
    test = section(app, "Мониторинг")
    assert not test.error
    assert "Скачать мониторинг в Word" in buttons(test)
    assert "в отчёте их не будет" not in words(test)
    store_template(store, NAME, template("{{ school }}"))
    test = section(app, "Мониторинг")
    assert "Скачать мониторинг в Word" in buttons(test)
    assert "в отчёте их не будет: отчётный квартал; доли;" in words(test)


def test_a_file_is_given_to_somebody_who_has_said_who(app: Start, store: Store):
    test = section(app, "Дорожная карта")
    assert buttons(test) == {"Скачать дорожную карту в Word": False}
    test.text_input(key="who_typed").set_value("Заместитель директора").run()
    assert buttons(test) == {"Скачать дорожную карту в Word": True}


def test_what_is_hidden_is_told_with_its_reason(app: Start, school: Store):
    test = section(app, "Публикация")
    hidden = annual(school.roster(1), ON, declared()).published.hidden
    reasons = next(frame for frame in shown_tables(test) if "Почему" in frame)
    assert dict(zip(reasons["Что скрыто"], reasons["Почему"], strict=True)) == {
        name: why.title for name, why in hidden.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_noted_in_the_log_with_who_what_and_its_marking_and_no_name_of_the_lists(store: Store, kind: str):
    made = delivered(kind, report_request(store), "Директор")
    (export,) = exports(store)
    assert (export.made_by, export.what, export.on, export.made_from) == (
        "Директор",
        KINDS[kind].title,
        ON,
        "сохранённая версия № 1",
    )
    assert export.marking == made.marking
    with store.reading() as connection:
        log = str(connection.exec_driver_sql("SELECT * FROM exports").all())
    assert not [name for name in NAMES if name.split()[0] in log]


def test_the_log_is_shown(app: Start, store: Store):
    delivered("roadmap", report_request(store), "Директор")
    (frame,) = shown_tables(section(app, "Журнал"))
    assert list(frame["Что"]) == ["Дорожная карта"]


def test_what_was_published_is_kept_for_the_publications_of_its_year_alone(school: Store):
    made = delivered("html", report_request(school), "Директор")
    delivered("xlsx", report_request(school), "Директор")
    (published,) = published_about(school, 2024)
    assert dict(Published.of_content(published).hidden) == dict(made.published.hidden)
    assert published_about(school, 2022) == []


def test_the_demonstration_is_neither_published_nor_heeds_what_was(school: Store):
    shown = report_request(school)
    demonstration = replace(shown, source=replace(shown.source, is_demonstration=True))
    delivered("html", demonstration, "Директор")
    assert published_about(school, 2024) == []
    assert exports(school)[0].marking.startswith("Демонстрационные данные")


def test_the_same_file_made_again_is_the_same(school: Store):
    for kind in ("html", "pdf", "publication"):
        first = delivered(kind, report_request(school), "Директор").content
        assert delivered(kind, report_request(school), "Директор").content == first


def test_where_others_look_on_no_name_and_no_small_count_is_on_any_page(app: Start, store: Store):
    for page in ("overview", "indicator", "uploads", "roadmap", "documents", "versions", "method", "settings"):
        test = app(page, show="true")
        drawn = words(test) + str([frame.to_dict() for frame in shown_tables(test)])
        assert not [name for name in NAMES if name.split()[0] in drawn], page
    assert "В режиме показа эта страница закрыта" in words(app("documents", show="true"))


def test_where_others_look_on_small_shares_are_silent(app: Start, school: Store):
    test = app("overview", show="true")
    drawn = test.get("plotly_chart")[0].proto.spec
    shown = annual(school.roster(1), ON, declared()).periods[0]
    hidden = sum(result.status is Status.NOT_PUBLISHED for result in shown)
    assert hidden and drawn.count("Значение не публикуется: малая группа") == hidden
    for part in re.findall(r"(\d+) из \d+", drawn):
        assert int(part) >= SMALLEST_SHOWN


def test_where_others_look_on_there_is_no_filter_to_subtract_by(app: Start, store: Store):
    test = app("overview", show="true", category=["ovz"])
    assert not list(test.sidebar.multiselect)
    assert "вся школа" in words(test)
