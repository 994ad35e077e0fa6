"""Headers that say more than a known title, and columns that may be the one that is lacking."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from tests.data.lists import checked, reported

ROW = "Осинкин Ясень Ивович | 01.02.2010 | 9А"


def students(header: str, *cells: str) -> str:
    rows = [f"{ROW.replace('Осинкин', 'Осинкин' + 'а' * place)} | {cell}" for place, cell in enumerate(cells)]
    return "\n".join([f"ФИО | Дата рождения | Класс | {header}", *rows])


@pytest.mark.parametrize(
    ("header", "cell", "column"),
    [
        ("Особые отметки (ОВЗ)", "ОВЗ", "ovz"),
        ("Отметка об ОВЗ по заключению", "да", "ovz"),
        ("Состоит ли на учёте ПДН", "да", "pdn"),
        ("Отметка (СОП)", "да", "at_risk"),
        ("Состоит на учёте СОП", "+", "at_risk"),
    ],
)
def test_a_header_with_a_known_title_among_its_words_is_taken_for_that_field_and_told(header, cell, column):
    lists = checked(students(header, cell, ""))
    assert lists.roster.students[column].tolist() == [True, False]
    findings = reported(lists, "assumed_column")
    assert [(finding.field, finding.cell) for finding in findings] == [(column, "D1")]
    assert header in message(findings[0])


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Статус (ОВЗ / инвалид)", ("да", "ОВЗ")),  # of which of the two is not said
        ("Особые отметки (ОВЗ)", ("ОВЗ", "одарённый")),  # the cells speak of something else
        ("Группа здоровья", ("вторая", "первая")),  # a common word among others says nothing
        ("Дата рождения матери", ("01.01.1980", "01.01.1981")),
        ("Причина постановки на учёт ПДН", ("да", "да")),
    ],
)
def test_a_header_that_may_mean_something_else_is_not_used(header, cells):
    lists = checked(students(header, *cells))
    assert reported(lists, "assumed_column") == []
    assert reported(lists, "ignored_column")


def test_a_known_title_comes_before_one_among_other_words():
    lists = checked(students("Особые отметки (ОВЗ) | ОВЗ", "да | нет", " | нет"))
    assert lists.roster.students["ovz"].tolist() == [False, False]
    assert [finding.value for finding in reported(lists, "ignored_column")] == ["Особые отметки (ОВЗ)"]


@pytest.mark.parametrize("header", ["Профучёт", "Проф. учёт", "Проф. учет"])
def test_the_short_names_of_the_account_are_known(header):
    assert checked(students(header, "ПДН", "СОП")).roster.students["at_risk"].tolist() == [False, True]


@pytest.mark.parametrize("header", ["ВШК", "На ВШК с", "Внутришкольный контроль"])
def test_control_within_the_school_is_the_schools_own_account(header):
    assert checked(students(header, "да", "")).roster.students["vshu"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("header", "cell", "number"),
    [("Статус (ОВЗ / инвалид)", "да", "4"), ("Заметки", "ОВЗ, 7.1", "4"), ("Заметки", "состоит на учёте", "5")],
)
def test_an_unused_column_that_speaks_of_what_is_lacking_is_named(header, cell, number):
    pairs = "Наставник | Наставляемый | Форма | Дата начала\nА Б | В Г | иная | 01.09.2024"
    lists = checked(students(header, cell, ""), pairs=pairs)
    found = next(finding for finding in reported(lists, "no_data_for_indicator") if finding.value == number)
    assert f"на листе «Обучающиеся» столбец D «{header}» похож на него" in message(found)
