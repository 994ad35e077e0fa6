"""Days of pairs without their year: the year is that of the list's school year, told once a spelling."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.corrections.questions import questions_of
from data.loading import check, load
from tests.data.lists import TODAY, codes, drawn, files, reported, sheet

STUDENTS = """
    ФИО                  | Дата рождения | Класс
    Осинкин Ясень Ивович | 01.02.2008    | 11А
    Рябинкин Клён Ивович | 07.07.2014    | 5А
    Ивина Верба Ивовна   | 07.07.2013    | 6А
"""
MENTEES = ("Рябинкин Клён Ивович", "Ивина Верба Ивовна")


def listed(*days, title="", name="Пары", file="Списки.xlsx", columns=("Дата начала", "Дата окончания"), **more):
    """The pairs that begin and end on these days, or that have these terms, checked."""
    lines = [
        ["Осинкин Ясень Ивович", mentee, "ученик – ученик", *day] for mentee, day in zip(MENTEES, days, strict=False)
    ]
    head = [[title]] if title else []
    rows = [*head, ["Наставник", "Наставляемый", "Форма", *columns[: len(days[0])]], *lines]
    return check([sheet(STUDENTS, "Обучающиеся"), sheet(rows, name, file=file)], **{"today": TODAY, **more})


def days_of(lists) -> list[tuple[str, str]]:
    pairs = lists.roster.pairs
    ends = pairs["end"] if "end" in pairs else [None] * len(pairs)
    return [tuple("" if day != day or day is None else f"{day:%d.%m.%Y}" for day in both) for both in zip(pairs["start"], ends, strict=True)]  # fmt: skip


@pytest.mark.parametrize("written", ["1 сентября", "01.09", "01.09.", "1/9", "01,09", "01.09 (приказ № 12)", "с 1 сентября", "«1» сентября", "1 сент.", 1.09, 1.9])  # fmt: skip
def test_a_day_without_its_year_is_of_the_school_year_of_the_date_of_the_data(written):
    lists = listed([written])
    assert (days_of(lists), codes(lists)) == ([("01.09.2024", "")], ["assumed_date"])


@pytest.mark.parametrize(
    "told", [{"title": "Пары на 2022-2023 учебный год"}, {"name": "2022-23"}, {"file": "пары_2022_2023.xlsx"}]
)
def test_the_school_year_of_a_title_or_a_name_comes_before_that_of_the_date_of_the_data(told):
    assert days_of(listed(["1 сентября", "31 мая"], **told)) == [("01.09.2022", "31.05.2023")]


def test_a_title_with_several_school_years_tells_none():
    lists = listed(["01.09"], title="Сравнение 2021/2022 и 2022/2023 учебных годов")
    assert days_of(lists) == [("01.09.2024", "")]


def test_a_day_of_beginning_is_not_assumed_after_the_date_of_the_data():
    assert days_of(listed(["15.05", "31.12"])) == [("15.05.2024", "31.12.2024")]


def test_a_day_of_ending_is_not_assumed_before_the_beginning():
    assert days_of(listed(["01.12.2024", "15.11"])) == [("01.12.2024", "15.11.2025")]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("1 сентября – 31 мая", ("01.09.2024", "31.05.2025")),
        ("с 01.09 по 31.05", ("01.09.2024", "31.05.2025")),
        ("01.09.2023 – 31.05", ("01.09.2023", "31.05.2024")),
        ("с 01.10", ("01.10.2024", "")),
    ],
)
def test_a_term_without_its_years_begins_in_the_school_year_and_ends_after_that(term, expected):
    assert days_of(listed([term], columns=["Срок"])) == [expected]


def test_one_day_alone_is_no_term_and_nothing_is_assumed_of_it():
    assert codes(listed(["01.11"], columns=["Срок"])) == ["bad_date"]


@pytest.mark.parametrize("written", ["31.02", "12.24", "1.13", "32.01", 1.1, 31.1, "10"])
def test_what_is_no_day_or_may_be_another_is_not_read(written):
    lists = listed([written])
    assert (days_of(lists), codes(lists)) == ([], ["bad_date"])


def test_a_birth_without_its_year_stays_an_error():
    rows = drawn("ФИО | Дата рождения | Класс\nОсинкин Ясень Ивович | 01.02 | 11А")
    assert codes(check([sheet(rows, "Обучающиеся")], today=TODAY)) == ["bad_date"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_one_warning_tells_a_spelling_with_its_count_and_one_answer_changes_all_its_cells(kind):
    line = "Осинкин Ясень Ивович | {} | ученик – ученик | 1 сентября"
    pairs = "\n".join(["Наставник | Наставляемый | Форма | Дата начала", *map(line.format, MENTEES)])
    content = files({"Обучающиеся": drawn(STUDENTS), "Пары": drawn(pairs)}, kind)
    lists = load(content, today=TODAY)
    (finding,) = reported(lists, "assumed_date")
    assert "года нет: началом принято 01.09.2024 (2\N{NO-BREAK SPACE}ячейки)" in message(finding)
    (question,), _ = questions_of([finding])
    assert question.options == ["01.09.2024", "01.09.2023", "01.09.2025"]
    assert question.proposal == "01.09.2024"
    settled = load(content, today=TODAY, spellings=question.decisions("01.09.2023"))
    assert days_of(settled) == [("01.09.2023", "")] * 2
    assert codes(settled) == ["applied_decision"]


def test_a_leap_day_without_its_year_is_one_where_the_year_has_it():
    day = dt.date(2024, 6, 30)
    assert days_of(listed(["29.02"], as_of=day)) == [("29.02.2024", "")]
