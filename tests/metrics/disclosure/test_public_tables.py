"""What is published of a school: small groups are silent everywhere.

All else are the page's own figures.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from data import demo
from data.loading import load
from data.periods import quarter_to_date, year_to_date
from metrics.breakdown import class_order, coverage
from metrics.disclosure.facts import SMALLEST_SHOWN, SuppressionReason
from metrics.disclosure.public_tables import MISSING, TableKind, annual, for_screen, quarterly
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import declared
from metrics.results import Status, results
from tests.metrics.disclosure.test_suppression import nothing_can_be_worked_out
from tests.metrics.rosters import lists, paired

ON = dt.date(2024, 12, 31)
QUARTERS = [dt.date(2024, 3, 31), dt.date(2024, 6, 30), dt.date(2024, 9, 30), ON]


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


@pytest.fixture(scope="module")
def year(roster):
    """Returns what is published of the demonstration's year."""
    return annual(roster, ON, declared())


@pytest.fixture(scope="module")
def quarter(roster):
    """Returns what is sent of the demonstration's last quarter."""
    return quarterly(roster, ON, declared())


def ovz_school(paired_of_them: int, ovz: int, others: int = 60):
    """Returns pupils of 14 years, the first of them with ОВЗ.

    Part of these and thirty others are mentees.
    """
    names = [f"Первый{number} Ясень" for number in range(ovz)] + [f"Второй{number} Клён" for number in range(others)]
    rows = [f"{name} | 01.02.2010 | 8А | {'да' if place < ovz else 'нет'}" for place, name in enumerate(names)]
    mentees = [*names[:paired_of_them], *names[ovz : ovz + 30]]
    return lists("ФИО | Дата рождения | Класс | ОВЗ\n" + "\n".join(rows), paired(*mentees)).roster


def ovz_share(roster):
    return annual(roster, ON, declared()).periods[0][3]


@pytest.mark.parametrize(
    ("part", "whole", "is_shown"),
    [(4, 20, False), (5, 20, True), (15, 20, True), (16, 20, False), (20, 20, False), (0, 20, False), (3, 4, False)],
)
def test_a_share_is_shown_where_those_in_it_and_those_not_in_it_are_five_at_least(part, whole, is_shown):
    shown = ovz_share(ovz_school(part, whole))
    assert (shown.headline.part is not None) == is_shown
    assert (shown.status is Status.NOT_PUBLISHED) == (not is_shown)


def test_a_hidden_share_tells_nothing_by_any_of_its_words():
    shown = ovz_share(ovz_school(3, 20))
    for share in (shown.headline, *shown.other_readings):
        assert (share.part, share.whole, share.could, share.value, share.ceiling, share.one_person) == (None,) * 6
        assert share.missing(Fraction(1, 2)) is None
    assert (shown.distance, shown.left_in_period) == (None, None)


def test_the_literal_reading_of_a_small_group_goes_with_it(year):
    """Beside the number of all pupils, «1,6 %» of them would tell the part."""
    hidden = [point[4] for point in year.course if point[4].headline.part is None]
    readings = [reading for at_risk in hidden for reading in at_risk.other_readings]
    assert readings
    assert all(reading.part is None for reading in readings)


def test_what_is_shown_are_the_figures_of_the_pages(roster, year, quarter):
    assert {result.status is Status.NOT_PUBLISHED for result in year.periods[0]} == {True, False}
    for shown, known in zip(year.periods[0], results(roster, year_to_date(ON)), strict=True):
        if shown.status is not Status.NOT_PUBLISHED:
            assert (shown.headline, shown.status) == (known.headline, known.status)
    for shown, known in zip(quarter.periods[0], results(roster, quarter_to_date(ON)), strict=True):
        assert shown.status is Status.NOT_PUBLISHED or shown.headline == known.headline


@pytest.mark.parametrize("make", [annual, quarterly])
def test_no_count_under_five_is_shown_anywhere(roster, make):
    figures = make(roster, ON, declared())
    facts, hidden = figures.published.facts, figures.published.hidden
    assert hidden
    for name, item in facts.items.items():
        known_none = all(count in facts.known and not facts.values[count] for count in item.counts)
        assert name in hidden or known_none or min(facts.values[count] for count in item.counts) >= SMALLEST_SHOWN
    for table in figures.tables:
        assert all(not count or count >= SMALLEST_SHOWN for line in table.lines for count in line.counts)
    for result in (result for point in (*figures.periods, *figures.course) for result in point):
        assert all(count is None or count >= SMALLEST_SHOWN for count in (result.headline.part, result.distance))


def test_mentees_by_grade_are_those_of_the_first_share(roster, year):
    table = next(table for table in year.tables if table.kind is TableKind.BY_GRADE)
    first = results(roster, year_to_date(ON))[0]
    people = explanations(roster, first.period, Filters(), first.indicator, declared())
    assert table.lines[-1].counts == (first.headline.part, first.headline.whole)
    assert any(None in line.counts for line in table.lines[:-1])
    for line in table.lines[:-1]:
        of_grade = [
            person
            for person in people
            if f"{class_order(person.class_name)[0]} параллель" == line.label and person.enrolled
        ]
        known = sum(person.counts for person in of_grade), len(of_grade)
        assert all(shown in (None, count) for shown, count in zip(line.counts, known, strict=True))


def test_every_grade_of_the_school_has_a_row_so_that_none_tells_by_its_absence(roster, quarter):
    (table,) = quarter.tables
    grades = {row.grade for row in coverage(roster, year_to_date(ON), Filters(), declared())}
    assert [line.label for line in table.lines[:-1]] == [f"{grade} параллель" for grade in sorted(grades)]


def test_where_nobody_can_be_of_the_age_that_is_no_secret_and_protects_nobody(quarter):
    (table,) = quarter.tables
    second = table.columns.index("№ 2")
    assert [line.counts[second] for line in table.lines[:4]] == [0] * 4


def test_those_of_the_year_who_are_not_in_the_quarter_are_a_count_too():
    """Five pairs went on into the quarter, two ended before it."""
    names = [f"Ученик{number} Ясень" for number in range(40)]
    students = "ФИО | Дата рождения | Класс\n" + "\n".join(f"{name} | 01.02.2010 | 8А" for name in names)
    pairs = "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания\n" + "\n".join(
        f"Внешний Некто | {name} | студент – ученик | 01.02.2024 | {'01.06.2024' if place < 2 else ''}"
        for place, name in enumerate(names[:7])
    )
    quarter, year, _ = quarterly(lists(students, pairs).roster, ON, declared()).periods
    assert year[0].headline.part == 7
    assert quarter[0].status is Status.NOT_PUBLISHED


def test_nobody_works_out_what_a_year_of_publications_hides(roster):
    """Quarters are sent out in turn, each with the year so far on the site.

    All take those before into account.
    """
    earlier = []
    for on in QUARTERS[2:]:
        earlier.append(quarterly(roster, on, declared(), earlier).published)
        earlier.append(annual(roster, on, declared(), earlier).published)
    assert any(why is SuppressionReason.DERIVABLE for publication in earlier for why in publication.hidden.values())
    nothing_can_be_worked_out(*earlier, aware=False)


def test_the_same_publication_made_again_is_the_same(roster, year):
    again = annual(roster, ON, declared(), [year.published])
    assert (again.periods, again.course, again.tables) == (year.periods, year.course, year.tables)


def test_who_is_missing_adds_up_where_nothing_is_hidden():
    """Thirty pupils of each of three grades, ten of them mentees."""
    names = {grade: [f"Ученик{number} Ясень{grade}" for number in range(30)] for grade in "678"}
    rows = [f"{name} | 01.02.{2018 - int(grade)} | {grade}А" for grade in names for name in names[grade]]
    mentees = [name for grade in names for name in names[grade][:10]]
    roster = lists("ФИО | Дата рождения | Класс\n" + "\n".join(rows), paired(*mentees)).roster
    (table,) = quarterly(roster, ON, declared()).tables
    assert table.title == MISSING
    first = table.columns.index("№ 1")
    assert [line.counts[first] for line in table.lines] == [20, 20, 20, 60]


def test_a_screen_for_others_is_as_silent_as_a_publication(roster, year):
    (shown,) = for_screen([results(roster, year_to_date(ON))])
    assert Status.NOT_PUBLISHED in [result.status for result in shown]
    assert [result.status for result in shown] == [result.status for result in year.periods[0]]


def test_a_cell_that_was_hidden_once_stays_hidden_in_the_year(roster):
    earlier = [quarterly(roster, day, declared()).published for day in QUARTERS[:1]]
    later = quarterly(roster, ON, declared(), earlier).published
    cells = [name for name in earlier[0].hidden if name.startswith(MISSING) and "всего" not in name]
    assert cells
    assert set(cells) <= set(later.hidden)


def test_a_school_without_pairs_or_pupils_publishes_that_it_has_no_data():
    roster = lists("ФИО | Дата рождения | Класс\nКлевер Ясень | 01.02.2010 | 8А").roster
    for make in (annual, quarterly):
        assert {result.status for result in make(roster, ON, declared()).periods[0]} == {Status.NO_DATA}
