"""People of one line in columns of their own: each filled column is a pair."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from tests.data.lists import checked, codes, reported

STUDENTS = """
    ФИО                  | Дата рождения | Класс
    Осинкин Ясень Ивович | 01.02.2008    | 11А
    Рябинкин Клён Ивович | 07.07.2014    | 5А
    Ивина Верба Ивовна   | 07.07.2013    | 6А
    Липина Ольха Ивовна  | 07.07.2012    | 7А
"""


def mentees(lists) -> list[str]:
    return sorted(name.split()[0] for name in lists.roster.pairs["mentee"])


@pytest.mark.parametrize(
    "titles",
    [("Наставляемый 1", "Наставляемый 2"), ("ФИО наставляемого №1", "ФИО наставляемого №2"), ("Наставляемый", "Наставляемый"), ("1-й наставляемый", "2-й наставляемый")],
)  # fmt: skip
def test_each_of_several_columns_of_mentees_gives_a_pair(titles):
    lists = checked(
        STUDENTS,
        pairs=f"""
        № | Наставник            | Форма           | {titles[0]}          | {titles[1]}        | Дата начала
        1 | Осинкин Ясень Ивович | ученик – ученик | Рябинкин Клён Ивович | Ивина Верба Ивовна | 14.09.2024
        2 | Осинкин Ясень Ивович | ученик – ученик | Липина Ольха Ивовна  |                    | 15.09.2024
    """,
    )
    assert (mentees(lists), codes(lists)) == (["Ивина", "Липина", "Рябинкин"], [])


def test_a_class_between_them_is_of_the_mentee_before_it():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник            | Форма           | Наставляемый 1   | Класс | Наставляемый 2 | Класс | Дата начала
        Осинкин Ясень Ивович | ученик – ученик | Рябинкин Клён    | 5А    | Ивина Верба    | 6А    | 14.09.2024
    """,
    )
    assert [block.columns["mentee_class"] for block in lists.blocks if block.table == "pairs"] == [[3], [5]]
    assert mentees(lists) == ["Ивина", "Рябинкин"]


def test_a_fault_is_told_at_the_cell_of_its_own_column_and_a_line_without_mentees_is_one_fault():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник            | Форма           | Наставляемый 1       | Наставляемый 2 | Дата начала
        Осинкин Ясень Ивович | ученик – ученик | Рябинкин Клён Ивович | Дубов Граб     | 14.09.2024
        Осинкин Ясень Ивович | ученик – ученик |                      |                | 14.09.2024
    """,
    )
    assert [finding.cell for finding in reported(lists, "unknown_person")] == ["D2"]
    (empty,) = reported(lists, "empty_required")
    assert empty.cell == "C3"
    assert message(empty)


def test_two_kinds_of_one_side_are_no_two_people():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник            | Форма           | Наставляемый         | Подопечный         | Дата начала
        Осинкин Ясень Ивович | ученик – ученик | Рябинкин Клён Ивович | Ивина Верба Ивовна | 14.09.2024
    """,
    )
    assert mentees(lists) == ["Рябинкин"]
