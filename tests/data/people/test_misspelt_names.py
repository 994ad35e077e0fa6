"""Slips of hand and odd words that once changed a number in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from data.loading import check, load
from data.spreadsheets.sheet import Cell, Sheet

TODAY = dt.date(2024, 12, 31)


def sheet(name: str, picture: str) -> Sheet:
    lines: list[list[Cell]] = [
        [cell.strip() for cell in line.split("|")] for line in picture.splitlines() if line.strip()
    ]
    width = max(map(len, lines))
    return Sheet("Списки.xlsx", name, [[*line, *[""] * (width - len(line))] for line in lines], [], False)


def test_a_surname_that_means_boys_or_girls_is_a_person_and_a_count_of_them_is_not():
    lists = check([sheet("Дети", """
        Фамилия   | Имя  | Дата рождения | Класс
        Мальчиков | Иван | 01.02.2008    | 7А
        Девочек   | Пётр | 01.02.2008    | 7А
        мальчиков |      |               |
        девочки   |      |               |
    """)], today=TODAY)  # fmt: skip
    assert lists.counts["students"] == 2


@pytest.mark.parametrize("status", ["отменена", "Oтменена", "«отменена»", "Пара отменена"])
def test_a_cancelled_pair_is_cancelled_however_the_word_is_typed(status: str):
    pairs = (
        f"Наставник | Наставляемый | Форма | Дата начала | Статус\nА Б | В Г | студент – ученик | 01.09.2024 | {status}"
    )
    lists = check(
        [sheet("Дети", "ФИО | Дата рождения | Класс\nВ Г | 01.02.2008 | 7А"), sheet("Пары", pairs)], today=TODAY
    )
    assert list(lists.roster.pairs["cancelled"]) == [True]


def test_a_pair_that_is_not_cancelled_stays():
    pairs = "Наставник | Наставляемый | Форма | Дата начала | Статус\nА Б | В Г | студент – ученик | 01.09.2024 | не отменена"
    lists = check(
        [sheet("Дети", "ФИО | Дата рождения | Класс\nВ Г | 01.02.2008 | 7А"), sheet("Пары", pairs)], today=TODAY
    )
    assert list(lists.roster.pairs["cancelled"]) == [False]


def test_a_register_that_is_denied_in_a_part_of_the_cell_is_not_counted():
    lists = check(
        [sheet("Дети", "ФИО | Дата рождения | Класс | Вид учёта\nВ Г | 01.02.2008 | 7А | ВШУ, не СОП")], today=TODAY
    )
    assert list(lists.roster.students["at_risk"]) == [False]
    assert list(lists.roster.students["vshu"]) == [True]


def test_a_date_in_the_notes_is_not_the_date_of_the_data():
    pupils = sheet("Дети", "ФИО | Дата рождения | Класс\nВ Г | 01.02.2008 | 7А")
    assert check([pupils, sheet("Заметки", "Отчёт сдать на 31.12.2030")], today=TODAY).as_of == TODAY
    assert check([pupils, sheet("Титул", "по состоянию на 01.12.2023")], today=TODAY).as_of == dt.date(2023, 12, 1)


def test_a_number_of_another_person_is_an_error_even_if_one_list_is_absent():
    pupils = "№ личного дела | ФИО | Дата рождения | Класс\nА-1 | Иванова Анна | 01.02.2008 | 7А\nА-2 | Петров Иван | 01.02.2008 | 7А"
    pairs = "№ наставника | Наставник | № наставляемого | Наставляемый | Дата начала\nА-1 | Петров Иван | А-9 | Иванова Анна | 01.09.2024"
    lists = check([sheet("Дети", pupils), sheet("Пары", pairs)], today=TODAY)
    assert [finding.code for finding in lists.findings if finding.severity == "error"] == [
        "number_name_mismatch",
        "unknown_person",
    ]


def test_an_ambiguous_person_makes_no_overlapping_pair():
    pupils = "ФИО | Дата рождения | Класс\nИванова Анна | 01.02.2008 | 7А\nИванова Анна | 01.03.2009 | 6А"
    row = "А Б | Иванова Анна | студент – ученик | 01.09.2024\n"
    pairs = f"Наставник | Наставляемый | Форма | Дата начала\n{row}{row}"
    lists = check([sheet("Дети", pupils), sheet("Пары", pairs)], today=TODAY)
    assert [finding.code for finding in lists.findings if finding.sheet == "Пары"] == [
        "ambiguous_person",
        "ambiguous_person",
    ]


def test_files_of_one_name_are_told_apart():
    content = "ФИО;Дата рождения;Класс\nВ Г;01.02.2008;7А\n".encode("cp1251")
    lists = load([("Класс.csv", content), ("Класс.csv", "ничего".encode("cp1251"))], today=TODAY)
    assert [finding.file for finding in lists.findings if finding.code == "no_table"] == ["Класс.csv (2)"]
