"""Rows of one person in a list: repeats, likely repeats, and who left and came back."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from tests.data.lists import checked, codes, reported
from tests.data.people.test_pair_matching import TEACHERS


def pupils(*rows):
    return checked("№ личного дела | ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n" + "\n".join(rows))


def doubles(lists):
    return [(finding.code, finding.row, finding.field) for finding in reported(lists)]


def test_one_number_of_two_people_is_an_error_at_the_later_one():
    lists = pupils("С-1 | Иванова Анна | 01.02.2012 | 6А | |", "C-1 | Петров Иван | 01.03.2012 | 6А | |")
    assert doubles(lists) == [("duplicate_number", 3, "number")]
    assert "Иванова Анна" in message(lists.findings[0])


@pytest.mark.parametrize("numbers", [("", ""), ("С-1", ""), ("", "С-1"), ("С-1", "С-1")])
def test_one_name_and_birth_with_no_two_numbers_is_one_person_listed_twice(numbers):
    lists = pupils(
        f"{numbers[0]} | Иванова Анна | 01.02.2012 | 6А | |", f"{numbers[1]} | ИВАНОВА АННА | 1.2.2012 | 6Б | |"
    )
    assert doubles(lists) == [("duplicate_person", 3, "name")]
    assert lists.counts["students"] == 1


def test_two_numbers_make_two_people_who_are_likely_one():
    lists = pupils("С-1 | Иванова Анна | 01.02.2012 | 6А | |", "С-2 | Иванова Анна | 01.02.2012 | 6А | |")
    assert doubles(lists) == [("likely_same_person", 3, "name")]
    assert lists.counts["students"] == 2


def test_an_identical_row_is_one_finding_and_the_first_row_stays():
    row = "С-1 | Иванова Анна | 01.02.2001 | 6А | |"
    assert doubles(pupils(row, row, row)) == [
        ("duplicate_person", 3, "name"),
        ("duplicate_person", 4, "name"),
        ("odd_age", 2, "birth"),
    ]


@pytest.mark.parametrize("number", ["С-1", "С-2", ""])
def test_who_left_and_came_back_is_one_person_and_no_finding(number):
    lists = pupils(
        "С-1 | Иванова Анна | 01.02.2012 | 4А | 01.09.2019 | 01.06.2022",
        f"{number} | Иванова Анна | 01.02.2012 | 6А | 01.09.2023 |",
    )
    assert codes(lists) == []
    assert lists.roster.students["person"].nunique() == 1


def test_a_pair_by_name_finds_who_left_and_came_back():
    students = """
        ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия
        Иванова Анна | 01.02.2012 | 4А | 01.09.2019 | 01.06.2022
        Иванова Анна | 01.02.2012 | 6А | 01.06.2022 |
    """
    lists = checked(
        students,
        TEACHERS,
        "Наставник | Наставляемый | Форма | Дата начала\nБаланюк Мария Андреевна | Иванова Анна | учитель – ученик | 01.09.2024",
    )
    assert codes(lists) == []
    assert set(lists.roster.pairs["mentee_student"]) == set(lists.roster.students["person"])


def test_a_day_in_common_makes_two_rows_of_one_person_a_double():
    lists = pupils(
        "| Иванова Анна | 01.02.2012 | 4А | 01.09.2019 | 02.09.2023", "| Иванова Анна | 01.02.2012 | 6А | 01.09.2023 |"
    )
    assert doubles(lists) == [("duplicate_person", 3, "name")]


@pytest.mark.parametrize("name", ["Ивонова Анна Сергеевна", "Иванова Анна Сергеевн", "Иванова А.С.", "Иванова Анна"])
def test_names_a_slip_apart_on_one_birthday_are_likely_one_person(name):
    lists = pupils("| Иванова Анна Сергеевна | 01.02.2012 | 6А | |", f"| {name} | 01.02.2012 | 6А | |")
    assert doubles(lists) == [("likely_same_person", 3, "name")]


@pytest.mark.parametrize("name", ["Иванова Яна Сергеевна", "Петрова Анна Сергеевна", "Иванов Пётр Сергеевич"])
def test_twins_and_strangers_of_one_birthday_are_two_people(name):
    assert codes(pupils("| Иванова Анна Сергеевна | 01.02.2012 | 6А | |", f"| {name} | 01.02.2012 | 6А | |")) == []


@pytest.mark.parametrize(("birth", "class_name", "found"), [("", "6А", True), ("", "8Б", False), ("2012", "6А", True), ("2011", "6А", False), ("02.02.2012", "6А", False)])  # fmt: skip
def test_namesakes_whom_nothing_tells_apart_are_likely_one_person(birth, class_name, found):
    lists = pupils("| Иванова Анна | 01.02.2012 | 6А | |", f"| Иванова Анна | {birth} | {class_name} | |")
    assert bool(reported(lists, "likely_same_person")) is found
    assert not reported(lists, "duplicate_person")


def test_teachers_of_one_name_without_birth_dates_are_likely_one_person_unless_numbered_apart():
    rows = "Табельный № | ФИО | Должность\n{} | Петрова Мария | учитель\n{} | Петрова Мария | учитель"
    assert codes(checked(teachers=rows.format("", ""))) == ["likely_same_person"]
    assert codes(checked(teachers=rows.format("1", "2"))) == []


def test_a_list_of_one_name_throughout_is_checked_in_no_time():
    rows = [f"| Обучающийся Имярек | 01.01.20{8 + number % 7:02} | {number % 11 + 1}А | |" for number in range(3000)]
    assert reported(pupils(*rows), "duplicate_person")


def test_whoever_stands_in_two_classes_is_told_with_both():
    lists = checked(
        "ФИО | Дата рождения | Класс\nОсинкин Ясень Ивович | 01.02.2010 | 7А\nОсинкин Ясень Ивович | 01.02.2010 | 7Б\n"
    )
    (finding,) = reported(lists, "duplicate_person")
    assert "в строке 2 (7А, а здесь 7Б)" in message(finding)
