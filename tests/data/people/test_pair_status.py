"""What the status of a pair says of its end."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.findings import Finding
from data.loading import Lists
from tests.data.lists import checked, reported

PUPILS = """
    ФИО             | Дата рождения | Класс
    Кедров Ясень    | 01.02.2012    | 6А
    Ромашкина Астра | 01.02.2008    | 10Б
"""
AS_OF = dt.date(2026, 11, 20)


def with_status(status: str, end: str = "") -> Lists:
    pairs = f"""
        Наставник       | Наставляемый | Форма           | Дата начала | Дата окончания | Статус
        Ромашкина Астра | Кедров Ясень | ученик – ученик | 01.09.2024  | {end}          | {status}
    """
    return checked(PUPILS, "", pairs, as_of=AS_OF)


def ends(lists: Lists) -> list[object]:
    return [None if pd.isna(end) else end.date() for end in lists.roster.pairs["end"]]


def of_status(lists: Lists) -> list[Finding]:
    return reported(lists, "no_end_date", "end_in_status")


@pytest.mark.parametrize("status", ["расторгнута 15.10.2025", "прекращено 15.10.2025 г.", "Завершена (15.10.2025)"])
def test_the_only_day_of_a_status_that_says_so_is_the_end_and_it_is_told(status: str):
    lists = with_status(status)
    assert ends(lists) == [dt.date(2025, 10, 15)]
    assert [finding.code for finding in of_status(lists)] == ["end_in_status"]


@pytest.mark.parametrize(
    "status", ["расторгнута", "прекращена", "закончена в мае 2025", "наставляемый выбыл", "пара не действует"]
)
def test_a_pair_that_is_over_by_its_status_is_warned_of_where_no_day_is_told(status: str):
    lists = with_status(status)
    assert ends(lists) == [None]
    assert [finding.code for finding in of_status(lists)] == ["no_end_date"]


@pytest.mark.parametrize("status", ["отменена", "не состоялась", "аннулирована"])
def test_a_pair_that_never_was_counts_nowhere_and_needs_no_end(status: str):
    lists = with_status(status)
    assert lists.roster.pairs["cancelled"].tolist() == [True]
    assert not of_status(lists)


@pytest.mark.parametrize(
    "status",
    ["действует", "продлена 15.10.2025", "не расторгнута", "не завершена", "расторгнута 15.10.2025 или 16.10.2025"],
)
def test_a_day_of_another_status_or_of_two_ends_nothing(status: str):
    assert ends(with_status(status)) == [None]


def test_an_end_of_its_own_wins_over_the_day_of_the_status():
    lists = with_status("расторгнута 15.10.2025", "01.06.2025")
    assert ends(lists) == [dt.date(2025, 6, 1)]
    assert not of_status(lists)
