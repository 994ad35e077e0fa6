"""A sheet that shows how a list is filled in holds nobody."""

from __future__ import annotations

import pytest

from data.loading import Lists, check, load
from data.recognition.block import Choice
from tests.data.lists import TODAY, codes, drawn, files, reported, required_columns, sheet

STUDENTS = """
    ФИО         | Дата рождения | Класс | ОВЗ
    Липа Калина | 01.02.2010    | 9А    | да
    Клён Осин   | 31.03.2008    | 11Б   | нет
"""
SAMPLE = """
    Как заполнять список
    ФИО                         | Дата рождения | Класс
    Образцов Образец Образцович | 01.01.2010    | 9А
"""
NAMES = ["Инструкция", "Образец заполнения", "Пример", "Памятка"]


def checked(*sheets: tuple[str, str], **more: object) -> Lists:
    pages = [sheet(picture, name) for name, picture in sheets]
    return check(pages, today=TODAY, required=required_columns(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("name", NAMES)
def test_an_example_on_a_sheet_of_instructions_is_nobody_and_the_sheet_is_told(name, kind):
    book = {name: drawn(SAMPLE), "Обучающиеся": drawn(STUDENTS)}
    lists = load(files(book, kind), today=TODAY, required=required_columns())
    assert lists.counts["students"] == 2
    assert [(finding.code, finding.sheet) for finding in reported(lists)] == [("left_out_row", name)]
    assert lists.roster.students["ovz"].tolist() == [True, False]


def test_a_list_that_stands_on_such_a_sheet_alone_is_read():
    assert checked(("Образец", STUDENTS)).counts["students"] == 2


@pytest.mark.parametrize("name", ["Образцовые классы", "Примерные ученики"])
def test_a_sheet_that_praises_whom_it_lists_is_a_list(name):
    row = "ФИО | Дата рождения | Класс\nДуб Пнёв | 05.06.2010 | 9Б"
    assert checked(("Обучающиеся", STUDENTS), (name, row)).counts["students"] == 3


def test_a_sheet_of_more_people_than_examples_is_a_list():
    rows = "".join(f"    Дуб{letter} Пнёв | 05.06.2010 | 9Б | нет\n" for letter in "абвг")
    assert (
        checked(("Обучающиеся", STUDENTS), ("Примеров", "ФИО | Дата рождения | Класс | ОВЗ\n" + rows)).counts[
            "students"
        ]
        == 6
    )


def test_a_person_who_says_that_it_is_a_list_has_the_last_word():
    choice = {("Списки.xlsx", "Образец"): Choice("students")}
    lists = checked(("Обучающиеся", STUDENTS), ("Образец", SAMPLE), choices=choice)
    assert lists.counts["students"] == 3
    assert "left_out_row" not in codes(lists)
