"""What each page says, and that every control changes what it should."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data import demo
from data.loading import load
from data.periods import Period, quarter_to_date, year_to_date
from data.russian import STUDENTS, counted
from data.saving import saving
from data.store.location import place
from data.store.versions import Store
from metrics.filters import Filters
from metrics.group_sizes import group_sizes
from metrics.indicators import load as load_declared
from metrics.results import assessed, results
from metrics.wording import out_of
from pages.components.glossary import GLOSSARY
from pages.components.plain_text import JOINER
from pages.state.state import SessionState, state
from tests.data.lists import drawn, xlsx
from tests.data.store.saved import STUDENTS as STUDENTS_DRAWN
from tests.data.store.saved import to_save
from tests.pages.shown import shown_tables

Start = Callable[..., AppTest]
PAGES = (
    "overview",
    "indicator",
    "pairs",
    "matching",
    "person",
    "uploads",
    "roadmap",
    "documents",
    "versions",
    "method",
    "settings",
    "accounts",
    "journal",
)

KNOWN_TO_SCHOOLS = {"МБОУ", "СОШ", "ФИО", "МБ", "ДД", "ММ", "ГГГГ"}

ESCAPED = re.compile(
    rf"\\([!-/:-@\[-`{{-~])|{JOINER}"
)  # what `pages.components.parts.plain` puts before a sign and between two


def words(test: AppTest) -> str:
    """Everything the page says in text, as the browser shows it."""
    kinds = (
        test.title,
        test.header,
        test.markdown,
        test.caption,
        test.info,
        test.warning,
        test.error,
        test.success,
        test.metric,
    )
    lines = [f"{getattr(element, 'label', '')} {element.value}" for kind in kinds for element in kind]
    links = [link.proto.label for link in test.get("page_link")]
    return ESCAPED.sub(r"\1", "\n".join([*lines, *links]))


def figure_texts(test: AppTest, place: int = 0) -> str:
    """The texts of a figure of the page."""
    return json.dumps(json.loads(test.get("plotly_chart")[place].proto.spec), ensure_ascii=False)


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_says_nothing_in_english_or_in_letters_that_nobody_explains(app: Start, page: str):
    text = re.sub(r":[a-z]+(-badge)?\[|:material/\w+:|<[^>]+>", " ", words(app(page)))
    english = set(re.findall(r"[A-Za-z]{3,}", text)) - {
        "xlsx",
        "xlsm",
        "xls",
        "xlsb",
        "ods",
        "csv",
        "docx",
        "Excel",
        "Word",
        "III",
    }
    assert not english
    explained = " ".join([*GLOSSARY, *GLOSSARY.values()])
    assert not {word for word in re.findall(r"\b[А-ЯЁ]{2,}\b", text) if word not in explained} - KNOWN_TO_SCHOOLS


@pytest.mark.parametrize("page", ("overview", "indicator", "uploads"))
def test_the_demonstration_is_marked_on_every_page_with_its_figures(app: Start, page: str):
    assert "Демонстрационные данные" in words(app(page))


def test_what_is_to_be_done_leads_to_where_it_is_done(app: Start, roster):
    links = {link.proto.label: link.proto for link in app().get("page_link")}
    judged = results(roster, year_to_date(dt.date(2024, 12, 31)))
    lacking = [result for result in judged if result.headline.missing(max(result.goals.values()))]
    assert lacking
    for result in lacking:
        number = result.indicator.number
        link = next(link for label, link in links.items() if f"№\u00a0{number}:" in label)
        assert link.page == "indicator"
        (heading,) = parse_qs(link.query_string)["number"]
        assert app("indicator", number=heading).title[0].value.startswith(f"{number}. ")


def test_the_demonstration_has_a_door_to_lists_of_one_s_own_and_stored_lists_have_none(app: Start):
    doors = [button for button in app().button if button.label == "Загрузить свои списки"]
    assert len(doors) == 1
    Store(place()).save(to_save(), None)
    assert not [button for button in app().button if button.label == "Загрузить свои списки"]


def test_a_report_day_more_than_a_quarter_after_the_lists_is_told_beside_the_figures(app: Start):
    said = "доли по ним неверны"
    assert said not in words(app("overview", date="2025-03-31"))
    assert said in words(app("overview", date="2025-04-03"))
    assert said not in words(app("overview", date="2021-12-31"))  # lists tell of the past


def test_the_title_answers_how_many_goals_are_reached(app: Start, roster):
    reached, judged = assessed(results(roster, year_to_date(dt.date(2024, 12, 31))))
    assert app().title[0].value == f"Достигнуто {reached} из {judged} целевых значений 2024 года"


def test_the_bullets_show_the_results_of_the_report_day(app: Start, roster):
    shown = figure_texts(app())
    for result in results(roster, year_to_date(dt.date(2024, 12, 31))):
        assert out_of(result.headline) in shown


def test_a_category_narrows_the_figures_and_is_told_in_words(app: Start, roster):
    test = app()
    test.sidebar.button_group(key="category").set_value(["ovz"]).run()
    narrowed = results(roster, year_to_date(dt.date(2024, 12, 31)), Filters(categories=frozenset({"ovz"})))
    assert out_of(narrowed[0].headline) in figure_texts(test)
    size = counted(
        group_sizes(roster, dt.date(2024, 12, 31), Filters(categories=frozenset({"ovz"})), load_declared())["students"],
        *STUDENTS,
    )
    assert test.title[0].value == f"ОВЗ: {size}"
    assert any("для всей школы" in element.value for element in test.info)
    verdicts = re.compile("Достигнуто|В пределах плана|Ниже плана|– достигнуто|до значения")
    assert verdicts.search(figure_texts(app()))
    assert not verdicts.search(words(test) + figure_texts(test))


def test_the_filters_are_reset_together_and_the_day_and_the_period_stay(app: Start):
    test = app("overview", category=["ovz"], age=["11", "15"], period="Квартал", date="2024-06-30")
    reset = next(button for button in test.button if button.label == "Сбросить отбор")
    assert not reset.disabled
    reset.click().run()
    request = test.session_state[state.key(SessionState.request)]
    assert request.filters == Filters()
    assert request.period == quarter_to_date(dt.date(2024, 6, 30))
    assert next(button for button in test.button if button.label == "Сбросить отбор").disabled


@pytest.mark.parametrize("page", PAGES)
def test_the_sidebar_has_filters_only_where_they_act(app: Start, page: str):
    has_filters = any(field.label == "Дата отчёта" for field in app(page).sidebar.date_input)
    assert has_filters == (page in ("overview", "indicator"))


def test_the_mode_for_a_projector_can_be_ended_on_a_page_that_it_closes(app: Start):
    test = app("documents", show="true")
    assert "эта страница закрыта" in words(test)
    next(button for button in test.button if button.label == "Выключить режим показа").click().run()
    assert "эта страница закрыта" not in words(test)


def test_the_report_date_and_the_period_change_the_figures(app: Start, roster):
    test = app()
    test.sidebar.date_input(key="date").set_value(dt.date(2021, 12, 31))
    test.sidebar.selectbox(key="period").set_value("quarter").run()
    assert "31.12.2021" in words(test)
    assert "01.10.2021–31.12.2021" in words(test)
    quarter = results(roster, Period(dt.date(2021, 10, 1), dt.date(2021, 12, 31)))
    assert out_of(quarter[0].headline) in figure_texts(test)


def test_a_reload_without_the_lists_of_the_session_is_reported(app: Start):
    assert any("списки прежнего сеанса" in warning.value for warning in app(lists="1").warning)


@pytest.mark.parametrize("number", ["1", "2", "3", "4", "5"])
def test_each_indicator_lists_who_counts_and_who_is_missing(app: Start, roster, number: str):
    test = app("indicator")
    test.button_group(key="number").set_value(number).run()
    result = results(roster, year_to_date(dt.date(2024, 12, 31)))[int(number) - 1]
    assert result.headline.could is not None
    labels = [tab.label for tab in test.tabs]
    assert f"Учтены: {result.headline.part}" in labels
    assert f"Ещё не охвачены: {result.headline.could - result.headline.part}" in labels


def test_the_second_reading_of_the_fifth_stands_beside_the_first(app: Start, roster):
    test = app("indicator")
    test.button_group(key="number").set_value("5").run()
    drawn = words(test)
    reading = results(roster, year_to_date(dt.date(2024, 12, 31)))[4].other_readings[0]
    assert out_of(reading) in drawn


def test_a_chosen_person_is_told_why_he_counts_in_each_indicator(app: Start):
    test = app("indicator")
    person = test.selectbox(key="person")
    assert person.value is None
    person.set_value(person.options[0]).run()
    assert not test.exception
    assert any("Почему" in frame.columns for frame in shown_tables(test))


def test_lists_that_are_lacking_are_asked_for_where_there_is_nothing_to_count(app: Start):
    Store(place()).save(
        saving(load([("Дети.xlsx", xlsx({"Обучающиеся": drawn(STUDENTS_DRAWN)}))]), [], "Завуч", ""), None
    )
    test = app()
    assert "загрузить: педагоги, пары" in words(test)
    assert "Нет данных: нужны списки обучающихся, педагогов и пар." in words(test)
