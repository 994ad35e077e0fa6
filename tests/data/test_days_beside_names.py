"""Days beside a name in a cell of pairs are those of that pair, and each is told."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.checking.messages import message
from tests.data.lists import checked, reported

PUPILS = """
    ФИО              | Дата рождения | Класс
    Липа Калина Роса | 01.02.2010    | 9А
    Ясень Ивин Ильич | 05.06.2010    | 9Б
"""
TEACHERS = """
    ФИО
    Роза Миндаль Ильинична
    Ива Тополь Ильинична
"""
HEADER = "Наставник | Наставляемый | Форма | Дата начала | Дата окончания\n"
SINCE = dt.date(2023, 9, 1)


def days(mentor: str, mentee: str = "Липа Калина Роса", start: str = "01.09.2023", end: str = ""):
    """The lists, and the start and the end of each pair."""
    lists = checked(PUPILS, TEACHERS, f"{HEADER}{mentor} | {mentee} | учитель – ученик | {start} | {end}")
    pairs = lists.roster.pairs
    return lists, [
        tuple(None if pd.isna(day) else day.date() for day in row)
        for row in zip(pairs["start"], pairs["end"], strict=True)
    ]


@pytest.mark.parametrize(
    "mentors",
    [
        "Роза Миндаль Ильинична (до 11.01.2024), Ива Тополь Ильинична (с 12.01.2024)",
        "Роза М. И. до 11.01.2024, с 12.01.2024 – Ива Т. И.",
        "Роза М. И., с 12.01.2024 Ива Т. И.",
        "Роза М. И.; Ива Т. И. (с 12 января 2024)",
        "Роза М. И. (с 01.09.2023 по 11.01.2024)\nИва Т. И. (с 12.01.2024)",
    ],
)
def test_a_mentor_who_followed_another_begins_where_the_other_ends(mentors):
    lists, found = days(mentors.replace("\n", "; "))
    assert not lists.has_errors
    assert found == [(SINCE, dt.date(2024, 1, 11)), (dt.date(2024, 1, 12), None)]
    told = reported(lists, "days_beside_name")
    assert [finding.names for finding in told] == [("01.09.2023", "11.01.2024"), ("12.01.2024", "")]
    assert "дни этой пары приняты такими: с 01.09.2023 по 11.01.2024" in message(told[0])


def test_each_mentee_of_a_group_has_the_days_beside_the_own_name():
    lists, found = days("Роза М. И.", "Липа К. Р. (с 01.10.2023), Ясень И. И. (до 31.05.2024)")
    assert found == [(dt.date(2023, 10, 1), None), (SINCE, dt.date(2024, 5, 31))]
    assert [finding.cell for finding in reported(lists, "days_beside_name")] == ["B2", "B2"]


@pytest.mark.parametrize("beside", ["(05.06.1980)", "(до замужества Кедр)", ", учитель с 5 класса", "(1980 г. р.)"])
def test_what_is_no_day_of_a_pair_beside_a_name_changes_none(beside):
    lists, found = days(f"Роза М. И. {beside}")
    assert found == [(SINCE, None)]
    assert reported(lists, "days_beside_name") == []
