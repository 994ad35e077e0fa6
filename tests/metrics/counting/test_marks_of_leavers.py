"""A list of leavers without marks hides nothing once they have left, and everything before."""

from __future__ import annotations

import datetime as dt

import pytest

from data.loading import Lists, check, load
from data.periods import Period, year_to_date
from data.workbooks.roster_sheets import written_out
from metrics.filters import Filters
from metrics.results import Result, results
from tests.data.lists import KNOWN, TODAY, Book, drawn, files, reported, required_columns
from tests.metrics.rosters import numbered

BOOK: Book = {
    "Обучающиеся": drawn("""
        ФИО                   | Дата рождения | Класс | ОВЗ | СОП
        Осинкин Ясень Ивович  | 01.02.2010    | 9А    | да  | нет
        Рябинкин Клён Ивович  | 07.07.2011    | 8А    | нет | да
        Кедров Тополь Ивович  | 08.07.2011    | 8А    | нет | нет
    """),
    "Выбыли": drawn("""
        ФИО                   | Дата рождения | Класс | Дата выбытия
        Ольхин Вяз Ивович     | 01.02.2011    | 8А    | 01.10.2024
        Липин Дуб Ивович      | 01.03.2011    | 8А    | 01.11.2024
    """),
    "Пары": drawn("""
        Наставник             | Наставляемый          | Дата начала
        Осинкин Ясень Ивович  | Рябинкин Клён Ивович  | 01.09.2024
    """),
}
LAST_LEFT = dt.date(2024, 11, 1)
DAY = dt.timedelta(days=1)
MARKED = [4, 5]  # the numbers of the indicators of ОВЗ and of СОП


def loaded(book: Book = BOOK, kind: str = "xlsx") -> Lists:
    return load(files(book, kind), today=TODAY, required=required_columns())


def with_leaving(day: str) -> Book:
    leavers = [[day if cell == "01.11.2024" else cell for cell in row] for row in BOOK["Выбыли"]]
    return {**BOOK, "Выбыли": leavers}


def headlines(found: list[Result]) -> list[tuple[int | None, int | None]]:
    shares = numbered(found)
    return [(shares[number].headline.part, shares[number].headline.whole) for number in MARKED]


def left(found: list[Result]) -> list[int | None]:
    shares = numbered(found)
    return [shares[number].left_in_period for number in MARKED]


def lacking(lists: Lists) -> set[str | None]:
    """Returns the numbers of the known shares that are said to be without data."""
    found = {finding.value for finding in reported(lists, "no_data_for_indicator")}
    return found & {str(number) for number in KNOWN}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_leavers_without_marks_take_no_data_from_the_whole_school(kind):
    lists = loaded(kind=kind)
    assert lacking(lists) == {"3"}
    assert headlines(results(lists.roster, year_to_date(TODAY))) == [(1, 1), (1, 1)]


@pytest.mark.parametrize(("on", "is_known"), [(LAST_LEFT - DAY, False), (LAST_LEFT, True), (LAST_LEFT + DAY, True)])
def test_before_they_left_their_marks_are_not_known(on, is_known):
    shares = results(loaded().roster, year_to_date(on))
    assert [part is not None for part, _ in headlines(shares)] == [is_known, is_known]
    first = numbered(shares)[1].headline
    assert (first.part, first.whole) == (1, 3 + (on < LAST_LEFT))


def test_how_many_of_a_group_have_left_is_not_said_where_their_marks_are_not_known():
    roster = loaded().roster
    assert left(results(roster, year_to_date(TODAY))) == [None, None]
    after = Period(LAST_LEFT + DAY, TODAY)
    assert left(results(roster, after)) == [0, 0]


def test_a_filter_by_a_mark_is_not_known_before_they_left():
    roster = loaded().roster
    only = Filters(categories=frozenset({"ovz"}))
    shares = [numbered(results(roster, year_to_date(on), only))[1] for on in (LAST_LEFT - DAY, TODAY)]
    assert tuple(share.headline.whole for share in shares) == (None, 1)


def test_lists_written_out_say_alike_what_is_not_known():
    lists = loaded()
    again = check(written_out(lists.roster, "x"), as_of=lists.as_of)
    for on in (LAST_LEFT - DAY, TODAY):
        assert headlines(results(again.roster, year_to_date(on))) == headlines(results(lists.roster, year_to_date(on)))


# Neighbours


@pytest.mark.parametrize("day", ["", "01.01.2025"])
def test_who_has_not_left_by_the_date_of_the_data_lacks_the_marks(day):
    lists = loaded(with_leaving(day))
    assert lacking(lists) == {"3", "4", "5"}
    assert headlines(results(lists.roster, year_to_date(TODAY))) == [(None, None), (None, None)]


def test_leavers_with_marks_are_known_at_all_times():
    rows = zip(BOOK["Выбыли"], ("ОВЗ", "да", "нет"), ("СОП", "нет", "нет"), strict=True)
    lists = loaded({**BOOK, "Выбыли": [[*row, ovz, at_risk] for row, ovz, at_risk in rows]})
    assert "marks_known_from" not in lists.roster.students
    assert headlines(results(lists.roster, year_to_date(LAST_LEFT - DAY)))[0] == (1, 1)
