"""What a person says of a sheet: its table, its header, its columns."""

from __future__ import annotations

import pytest

from data.contracts import TABLES
from data.loading import check
from data.recognition.block import Choice
from tests.data.lists import TODAY, codes, reported, sheet
from tests.data.recognition.recognised import only_block

ODD = [["Список", "", ""], ["Кто", "Когда", "Где"], ["Иванова Анна", "01.02.2012", "6А"]]


def test_a_person_may_name_the_table_the_header_row_and_the_columns():
    block = only_block(ODD, choice=Choice("students", 2, {0: "name", 1: "birth", 2: "class_name"}))
    assert (block.columns, block.missing, len(block.rows)) == ({"name": [0], "birth": [1], "class_name": [2]}, [], 1)
    assert block.header("birth") == "Когда"


def test_a_person_may_say_that_there_is_no_header():
    block = only_block(ODD[2:], choice=Choice("students", 0, {0: "name", 1: "birth", 2: "class_name"}))
    assert len(block.rows) == 1


def test_a_person_may_leave_a_sheet_out_and_then_nothing_is_said_of_it():
    sheets = [
        sheet("ФИО | Дата рождения | Класс\nИванова Анна | 01.02.2012 | 6А", "Обучающиеся"),
        sheet(ODD, "Черновик"),
    ]
    assert codes(check(sheets, today=TODAY)) == ["left_out_row"]
    assert codes(check(sheets, today=TODAY, choices={("Списки.xlsx", "Черновик"): Choice(None)})) == []


def test_what_the_person_left_open_is_recognised_as_usual():
    rows = [["ФИО", "Дата рождения", "Класс", "Особенность"], ["Иванова Анна", "2012", "6А", "да"]]
    assert only_block(rows, choice=Choice("students", None, {3: "ovz"})).columns["ovz"] == [3]


@pytest.mark.parametrize("row", [1, 2])
def test_either_line_of_a_two_line_header_may_be_named(row):
    rows = [
        ["Наставник", "", "Наставляемый", "Дата начала"],
        ["ФИО", "Класс", "", ""],
        ["Иванов Иван", "11А", "Петров Пётр", "01.09.2024"],
    ]
    assert only_block(rows, choice=Choice("pairs", row)).columns == {
        "mentor": [0],
        "mentor_class": [1],
        "mentee": [2],
        "start": [3],
    }


@pytest.mark.parametrize("table", [*TABLES, "никакая"])
@pytest.mark.parametrize("row", [None, -5, 0, 3, 99])
@pytest.mark.parametrize("columns", [{0: None, 1: "нет такого поля"}, {99: "name", -1: "name"}, {0: "name", 1: "name"}])
def test_an_odd_choice_never_raises(table, row, columns):
    choices = {("Списки.xlsx", "Лист1"): Choice(table, row, columns)}
    lists = check([sheet(ODD, "Лист1")], today=TODAY, choices=choices)
    assert lists.counts["pairs"] == 0


def test_a_choice_that_names_no_column_is_answered_by_the_columns_that_are_missing():
    lists = check([sheet(ODD, "Лист1")], today=TODAY, choices={("Списки.xlsx", "Лист1"): Choice("students", 1)})
    assert {finding.field for finding in reported(lists, "missing_column")} == {"name", "birth", "class_name"}
