"""Days that stand with the order that gave them: of the beginning, or of the end where the column is of ends."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.loading import Lists
from tests.data.lists import checked, codes, reported

PUPILS = """
    ФИО             | Дата рождения | Класс
    Кедров Ясень    | 01.02.2012    | 6А
    Ромашкина Астра | 01.02.2008    | 10Б
"""


def with_days(start: str, end: str) -> Lists:
    pairs = f"""
        Наставник       | Наставляемый | Форма           | Дата начала (№ приказа) | Дата окончания
        Ромашкина Астра | Кедров Ясень | ученик – ученик | {start}                 | {end}
    """
    return checked(PUPILS, "", pairs, as_of=dt.date(2024, 12, 31))


def days(lists: Lists) -> tuple[list[object], list[object]]:
    read = [[None if pd.isna(day) else day.date() for day in lists.roster.pairs[key]] for key in ("start", "end")]
    return read[0], read[1]


@pytest.mark.parametrize(
    "start",
    ["01.10.2024 (№ 120-о)", "01.10.2024 № 120-о", "01.10.2024, пр. №120", "01.10.2024/№ 7", "пр № 12 от 01.10.2024"],
)
def test_the_day_of_an_order_in_a_column_of_beginnings_is_the_beginning(start: str):
    lists = with_days(start, "")
    assert days(lists) == ([dt.date(2024, 10, 1)], [None])
    assert not codes(lists)


@pytest.mark.parametrize("end", ["пр. № 98 от 29.05.2025", "Приказ от 29.05.2025 № 98", "29.05.2025 (№ 98)"])
def test_the_day_of_an_order_in_a_column_of_ends_is_the_end(end: str):
    lists = with_days("01.10.2024", end)
    assert days(lists) == ([dt.date(2024, 10, 1)], [dt.date(2025, 5, 29)])
    assert not codes(lists)


@pytest.mark.parametrize("end", ["с 01.06.2025", "29.05.2025 –"])
def test_another_beginning_in_a_column_of_ends_is_asked_about(end: str):
    (finding,) = reported(with_days("01.10.2024", end), "bad_date")
    assert finding.cell == "E2"


@pytest.mark.parametrize("end", ["с 01.10.2024", "01.10.2024 –", "приказ № 12 от 01.10.2024"])
def test_the_beginning_of_the_pair_again_in_a_column_of_ends_is_no_end(end: str):
    lists = with_days("01.10.2024", end)
    assert days(lists) == ([dt.date(2024, 10, 1)], [None])
    assert not codes(lists)


@pytest.mark.parametrize("end", ["по окончании уч. года", "по завершению учебного года", "конец уч. года"])
def test_the_end_of_the_school_year_in_words_is_told_as_one(end: str):
    lists = with_days("с начала 2024-2025 уч. года", end)
    assert days(lists) == ([dt.date(2024, 9, 1)], [dt.date(2025, 5, 31)])
    assert codes(lists) == ["assumed_date", "assumed_date"]
