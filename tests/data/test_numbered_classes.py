"""Classes with a number in place of the letter («5/1»), as schools and spreadsheet programs write them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.corrections.questions import questions_of
from data.loading import check, load
from data.parsing import class_in_title
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, sheet

NAMES = ("Осинкин Ясень Ивович", "Рябинкин Клён Ивович", "Ивина Верба Ивовна")


def pupils(*classes):
    named = zip(NAMES, classes, strict=False)
    return [["ФИО", "Дата рождения", "Класс"], *([name, "07.07.2013", each] for name, each in named)]


def classes_of(lists) -> list[str]:
    return list(lists.roster.students["class_name"])


def listed(*classes, **more):
    return check([sheet(pupils(*classes), "Обучающиеся")], today=TODAY, **more)


@pytest.mark.parametrize(
    "written", ["5/1", "5 / 1", "5.1", "5,1", "5-1", "5 – 1", 5.1, "5/1 кл.", "5.1 класс", "5-1 кл"]
)
def test_a_number_in_place_of_the_letter_is_a_class(written):
    lists = listed(written)
    assert (classes_of(lists), codes(lists)) == (["5/1"], [])
    assert list(lists.roster.students["grade"]) == [5]


@pytest.mark.parametrize("written", ["13/1", "5/0", "5/33", "5.1.2", "1-4", "0/1"])
def test_what_is_no_grade_no_parallel_or_may_be_several_grades_is_not_understood(written):
    assert codes(listed(written)) == ["odd_class"]


def test_a_number_above_the_grade_is_a_class_where_others_of_the_column_are_numbered():
    assert classes_of(listed("5-1", "5-6", "1-2")) == ["5/1", "5/6", "1/2"]


def test_a_number_that_may_have_lost_its_zero_is_not_guessed_where_grades_have_ten_parallels():
    lists = listed("5.11", 5.1, 5.2)
    assert [finding.cell for finding in reported(lists, "odd_class")] == ["C3"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_day_made_of_a_class_is_proposed_as_that_class_and_changed_when_a_person_says_so(kind):
    day = dt.date(2024, 1, 5)
    content = files({"Обучающиеся": pupils(day, day, "6А")}, kind)
    lists = load(content, today=TODAY)
    assert classes_of(lists) == ["05.01.2024", "05.01.2024", "6А"]
    assert "Возможно, вы имели в виду «5/1»" in message(reported(lists, "odd_class")[0])
    (question,), _ = questions_of(reported(lists, "odd_class"))
    assert (question.proposal, question.choices.count) == ("5/1", 2)
    settled = load(content, today=TODAY, spellings=question.decisions("5/1"))
    assert (classes_of(settled), codes(settled)) == (["5/1", "5/1", "6А"], ["applied_decision"])


def test_a_day_that_can_be_no_class_is_not_proposed_as_one():
    (finding,) = reported(listed(dt.date(2024, 5, 25)), "odd_class")
    assert finding.proposal == ""


def test_a_number_in_the_column_of_the_letter_is_no_second_digit_of_the_grade():
    lists = checked("""
        ФИО                  | Дата рождения | Параллель | Литера
        Осинкин Ясень Ивович | 07.07.2016    | 1         | 1
        Рябинкин Клён Ивович | 07.07.2013    | 5         | А
    """)
    assert (classes_of(lists), codes(lists)) == (["1/1", "5А"], [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("5.1 класс", "5/1"),
        ("Класс 5/1", "5/1"),
        ("Список 5/1 класса", "5/1"),
        ("6-1", "6/1"),
        ("6-1 класс", "6/1"),
        ("Класс 6-1, кл. рук. Осинкина И. И.", "6/1"),
        ("1-4 класс", None),
        ("1-4", None),
        ("01.09", None),
        ("01-09", None),
    ],
)
def test_a_title_gives_such_a_class_where_it_says_that_it_is_one(title, expected):
    assert class_in_title(title) == expected


@pytest.mark.parametrize("mentee", ["Рябинкин К. И., 5/1", "Рябинкин К. И. (5/1)", "Рябинкин К. И. 5.1 класс"])
def test_such_a_class_beside_a_name_tells_namesakes_apart(mentee):
    namesakes = [*pupils("11/1", "5/1"), ["Рябинкин Кедр Ивович", "08.08.2013", "5/2"]]
    pairs = drawn(f"""
        Наставник            | Наставляемый | Форма           | Дата начала
        Осинкин Ясень Ивович | {mentee}     | ученик – ученик | 01.09.2024
    """)
    lists = check([sheet(namesakes, "Обучающиеся"), sheet(pairs, "Пары")], today=TODAY)
    assert list(lists.roster.pairs["mentee"]) == ["Рябинкин Клён Ивович"]
