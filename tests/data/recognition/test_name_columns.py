"""One name in several columns under one title, and people in columns of their own under one title."""

from __future__ import annotations

import pytest

from data.loading import check
from tests.data.lists import TODAY, checked, codes, drawn, sheet

STUDENTS = """
    ФИО                  | Дата рождения | Класс
    Осинкин Ясень Ивович | 01.02.2008    | 11А
    Рябинкин Клён Ивович | 07.07.2014    | 5А
    Ивина Верба Ивовна   | 07.07.2013    | 6А
    Липина Ольха Ивовна  | 07.07.2012    | 7А
"""


def with_pairs(*mentees: tuple[str, str], title: str = "Наставляемый | Наставляемый", merged=()):
    lines = "\n".join(
        f"Осинкин Ясень Ивович | ученик – ученик | {first} | {second} | 01.09.2024" for first, second in mentees
    )
    pairs = drawn(f"Наставник | Форма | {title} | Дата начала\n{lines}")
    return check([sheet(STUDENTS, "Обучающиеся"), sheet(pairs, "Пары", merged=merged)], today=TODAY)


def mentees(lists) -> list[str]:
    return sorted(name.split()[0] for name in lists.roster.pairs["mentee"])


@pytest.mark.parametrize(
    "parts",
    [
        [("Рябинкин", "Клён Ивович"), ("Ивина", "Верба Ивовна")],
        [("Рябинкин", "Клён"), ("Ивина", "Верба")],
        [("Рябинкин", "К. И."), ("Ивина", "В.И.")],
        [("Клён Ивович", "Рябинкин"), ("Верба Ивовна", "Ивина")],
    ],
)
@pytest.mark.parametrize("title", ["Наставляемый | Наставляемый", "Наставляемый | "])
def test_parts_of_a_name_under_one_title_are_one_person(parts, title):
    lists = with_pairs(*parts, title=title, merged=[(0, 2, 0, 3)] if title.endswith("| ") else ())
    assert mentees(lists) == ["Ивина", "Рябинкин"]
    assert not lists.has_errors


@pytest.mark.parametrize(
    "people",
    [
        [("Рябинкин Клён Ивович", "Ивина Верба Ивовна"), ("Липина Ольха Ивовна", "")],
        [("Рябинкин К.", "Ивина В."), ("Липина О. И.", "")],
        [("Рябинкин Клён", "Ивина Верба"), ("Липина Ольха", "")],
    ],
)
@pytest.mark.parametrize("title", ["Наставляемый | Наставляемый", "Наставляемый | "])
def test_a_name_in_each_column_under_one_title_is_a_person_in_each(people, title):
    lists = with_pairs(*people, title=title, merged=[(0, 2, 0, 3)] if title.endswith("| ") else ())
    assert mentees(lists) == ["Ивина", "Липина", "Рябинкин"]
    assert not lists.has_errors


def test_a_surname_that_stands_in_both_columns_is_no_part_of_a_name():
    lists = with_pairs(("Рябинкин", "Ивина"), ("Ивина", "Липина"))
    assert codes(lists).count("unknown_person") == 4


def test_a_column_that_is_mostly_empty_is_no_part_of_a_name():
    lists = with_pairs(("Рябинкин", "Ивина"), ("Липина", ""), ("Ивина", ""))
    assert codes(lists).count("unknown_person") == 4


def test_the_name_of_a_mentor_in_three_columns_of_one_title_is_one_name():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Наставник | Наставник | Форма           | Наставляемый         | Дата начала
        Осинкин   | Ясень     | Ивович    | ученик – ученик | Рябинкин Клён Ивович | 01.09.2024
    """,
    )
    assert (mentees(lists), codes(lists)) == (["Рябинкин"], [])


def test_the_name_of_a_pupil_in_two_columns_of_one_title_is_one_name():
    lists = checked("ФИО | ФИО | Дата рождения | Класс\nОсинкин | Ясень Ивович | 01.02.2008 | 11А")
    assert list(lists.roster.students["name"]) == ["Осинкин Ясень Ивович"]
    assert codes(lists) == []
