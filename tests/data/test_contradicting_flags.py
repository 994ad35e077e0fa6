"""Several columns for one yes or no of health or registers: a yes in one and a no in another are asked about."""

from __future__ import annotations

import pytest

from tests.data.lists import checked, codes, reported

PEOPLE = ("Осинкин Ясень Ивович | 01.02.2010 | 9А", "Рябинкин Клён Ивович | 07.07.2014 | 6А")


def _lists(headers, *rows):
    people = [f"{person} | {marks}" for person, marks in zip(PEOPLE, rows, strict=True)]
    return checked("\n".join([f"ФИО | Дата рождения | Класс | {headers}", *people]))


@pytest.mark.parametrize("headers", ["ОВЗ | Статус ОВЗ", "ОВЗ | ОВЗ", "СОП | СОП", "СОП | Учёт СОП"])
@pytest.mark.parametrize("marks", ["да | нет", "нет | да", "+ | -", "да | 0"])
def test_a_yes_beside_a_no_in_so_many_words_is_an_error_at_the_column_that_differs(headers, marks):
    lists = _lists(headers, marks, "да | да")
    assert [(finding.code, finding.cell) for finding in reported(lists)] == [("contradicting_flags", "E2")]
    assert lists.roster.students["name"].tolist() == ["Рябинкин Клён Ивович"]


@pytest.mark.parametrize("marks", ["да |", "| да", "да | да"])
def test_a_yes_beside_a_blank_or_another_yes_is_one(marks):
    lists = _lists("ОВЗ | Статус ОВЗ", marks, "нет | нет")
    assert codes(lists) == []
    assert lists.roster.students["ovz"].tolist() == [True, False]


@pytest.mark.parametrize("headers", ["ОВЗ по зрению | ОВЗ по слуху", "ОВЗ | Вариант АООП"])
def test_columns_that_ask_different_things_need_not_agree(headers):
    lists = _lists(headers, "да | нет", "нет | нет")
    assert "contradicting_flags" not in codes(lists)
    assert lists.roster.students["ovz"].tolist() == [True, False]
