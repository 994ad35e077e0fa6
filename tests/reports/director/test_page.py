"""The page for the director: one page, the figures of the screen, what to do and who answers."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from data import demo
from data.loading import load
from data.periods import year_to_date
from data.roadmap.records import standings
from data.roadmap.standing import by_activity, overdue
from data.russian import plural
from metrics.indicators import declared
from metrics.indicators import load as declarations
from metrics.results import JUDGED, results
from metrics.wording import goals_reached, out_of, share_text
from reports.__main__ import main
from reports.director.page import FITTING, MOST, director_page, marking_of
from reports.source import Source
from tests.data.lists import KNOWN
from tests.metrics.rosters import lists, set_to
from tests.programs import needed
from tests.reports.hostile_texts import HOSTILE, NAMES, hostile_roster
from tests.reports.publication.test_content import paper_text

ON = dt.date(2024, 12, 31)
TODAY = dt.date(2026, 11, 29)


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


@pytest.fixture(scope="module")
def page(roster):
    settled = declarations(settings=set_to(responsible="П. П. Яровой"))
    return director_page(Source(roster, "сохранённая версия № 1"), ON, settled, standings(None, TODAY), TODAY)


def flat(content):
    return " ".join(paper_text(content).replace("\u00a0", " ").split())


def pages(content, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(content)
    told = subprocess.run([needed("pdfinfo"), str(path)], capture_output=True, check=True).stdout.decode()
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def test_it_is_one_page_whatever_is_overdue(page, tmp_path):
    assert pages(page, tmp_path) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_it_is_one_page_whatever_stands_in_the_settings(text, tmp_path):
    settled = declarations(settings=set_to(school=text, responsible=text, method_order=text))
    content = director_page(Source(hostile_roster(text), text), ON, settled, standings(None, TODAY), TODAY)
    assert pages(content, tmp_path) == 1


def test_its_shares_are_those_of_the_screen(page, roster):
    shares, text = results(roster, year_to_date(ON)), flat(page)
    assert goals_reached(shares) in text
    told = {result.indicator.number: result for result in shares if result.headline.value is not None}
    assert set(told) >= KNOWN
    for result in told.values():
        assert f"{share_text(result)} ({out_of(result.headline)})".replace("\u00a0", " ") in text


def test_it_says_how_many_people_each_goal_lacks_and_who_answers(page, roster):
    text = flat(page)
    for result in results(roster, year_to_date(ON)):
        missing = result.headline.missing(result.goal.value) if result.status in JUDGED else 0
        said = f"№ {result.indicator.number}: охватить ещё {missing} чел." in text
        assert said == bool(missing)
    assert "П. П. Яровой" in text


def test_what_is_overdue_stands_there_with_who_answers_and_the_rest_is_counted(page):
    activities, text = by_activity(overdue(standings(None, TODAY))), flat(page)
    for activity, _ in activities[:MOST]:
        assert activity.answers in text
    assert ("Просрочено: ещё" in text) == (len(activities) > MOST)


def test_the_next_ends_of_pairs_are_named_by_their_own_days():
    pairs = """
        Наставник            | Наставляемый      | Форма наставничества | Дата начала | Дата окончания
        Липова Анна Павловна | Кленов Пётр Ильич | ученик – ученик      | 02.09.2024  | 10.01.2025
        Кленов Пётр Ильич    | Липова Анна Павловна | ученик – ученик   | 02.09.2024  | {}
    """
    students = """
        ФИО                  | Дата рождения | Класс
        Липова Анна Павловна | 01.02.2008    | 10А
        Кленов Пётр Ильич    | 01.02.2009    | 9Б
    """
    for end, said in (("10.01.2025", "истекают 10.01.2025"), ("15.01.2025", "истекают с 10.01.2025 по 15.01.2025")):
        source = Source(lists(students, pairs.format(end)).roster, "версия № 1")
        text = flat(director_page(source, ON, declarations(settings=set_to(responsible="Яровой")), [], ON))
        text = text.replace(" Яровой", "")  # the column beside it
        assert f"2 пары: сроки {said}" in text


def test_nothing_on_paper_leads_to_a_page_of_the_program(page):
    assert "на странице" not in flat(page) and "– в дорожной карте" in flat(page)


@pytest.mark.parametrize(
    "left, said", [(1, "подходит и не охвачен"), (3, "подходят и не охвачены"), (21, "подходит и не охвачен")]
)
def test_who_fits_is_declined_by_their_number(left: int, said: str):
    assert plural(left, *FITTING) == said


def test_it_names_nobody_of_the_lists_and_says_that_it_is_not_to_be_published(page, roster):
    text = flat(page)
    names = [name for frame in (roster.students, roster.teachers) for name in frame["name"]]
    assert not [name for name in names if name in text]
    assert marking_of(declared()) in text


def test_the_same_lists_and_day_give_the_same_bytes(page, roster):
    settled = declarations(settings=set_to(responsible="П. П. Яровой"))
    again = director_page(Source(roster, "сохранённая версия № 1"), ON, settled, standings(None, TODAY), TODAY)
    assert again == page


def test_the_command_makes_it_from_files(tmp_path: Path):
    path = tmp_path / "страница.pdf"
    assert main([str(demo.PATH), "--format", "director", "--output", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
