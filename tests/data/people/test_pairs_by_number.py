"""Pairs that name people by number alone, and names that stand in several columns or not at all."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.people.name_decisions import ChosenNamesake, NameDecisions
from tests.data.lists import checked, codes, reported

STUDENTS = """
    № личного дела | Фамилия  | Имя отчество | Дата рождения | Класс | ОВЗ | СОП
    Л-1            | Осинкин  | Ясень Ивович | 01.02.2010    | 9А    | нет | нет
    Л-2            | Рябинкин | Клён Ивович  | 07.07.2014    | 6А    | нет | нет
"""
PAIRS = """
    Номер наставника | Номер наставляемого | Форма           | Начало
    Л-1              | Л-2                 | ученик – ученик | 14.09.2024
"""


def test_where_the_numbers_are_given_the_names_come_from_the_lists():
    lists = checked(STUDENTS, pairs=PAIRS)
    assert codes(lists) == []
    pairs = lists.roster.pairs
    assert pairs[["mentor", "mentee"]].values.tolist() == [["Осинкин Ясень Ивович", "Рябинкин Клён Ивович"]]
    assert pairs["mentee_student"].tolist() == [1]


def test_a_number_that_nobody_has_is_told_once():
    findings = reported(checked(STUDENTS, pairs=PAIRS.replace("Л-2 ", "Л-9 ")))
    assert [(finding.code, finding.cell) for finding in findings] == [("unknown_person", "B2")]


def test_a_row_with_neither_number_nor_name_lacks_the_person():
    findings = reported(checked(STUDENTS, pairs=PAIRS.replace("Л-2 ", "    ")))
    assert [(finding.code, finding.cell) for finding in findings] == [("empty_required", "B2")]
    assert "Впишите № наставляемого." in message(findings[0])


def test_names_are_required_where_numbers_are_not_given():
    findings = reported(
        checked(STUDENTS, pairs=PAIRS.replace("Номер наставника", "Кто это учит    ")), "missing_column"
    )
    assert [finding.field for finding in findings] == ["mentor"]


def test_a_column_of_numbers_is_not_proposed_as_a_column_of_names():
    pairs = PAIRS.replace("Номер наставника", "Наставник(таб№) ")
    findings = reported(checked(STUDENTS, pairs=pairs), "missing_column")
    assert all("Возможно" not in message(finding) for finding in findings)


@pytest.mark.parametrize("header", ["Имя отчество", "Имя, отчество", "Имя и отчество", "И.О."])
def test_a_column_of_name_and_patronymic_completes_the_surname(header):
    students = STUDENTS.replace("Имя отчество", header)
    assert checked(students).roster.students["name"].tolist()[0] == "Осинкин Ясень Ивович"


def test_a_list_of_bare_surnames_has_no_names():
    students = """
        Фамилия  | Дата рождения | Класс
        Осинкин  | 01.02.2010    | 9А
        Рябинкин | 07.07.2014    | 6А
    """
    lists = checked(students)
    findings = reported(lists, "missing_column")
    assert [(finding.code, finding.field) for finding in findings] == [("missing_column", "given_name")]
    assert "имён нет" in message(findings[0])
    assert lists.counts["students"] == 0


def test_full_names_below_surname_are_names():
    assert checked("Фамилия | Дата рождения | Класс\nОсинкин Ясень | 01.02.2010 | 9А").counts["students"] == 1


def test_a_number_of_a_pupil_and_of_a_teacher_is_settled_by_the_decision_about_the_pair():
    teachers = "Табельный № | ФИО\nЛ-1 | Сосновая Верба Ивовна"
    pairs = "Номер наставника | Номер наставляемого | Начало\nЛ-1 | Л-2 | 14.09.2024"
    findings = reported(checked(STUDENTS, teachers, pairs), "ambiguous_person")
    assert [finding.cell for finding in findings] == ["A2"]
    chosen = next(finding for finding in findings[0].candidates if finding.table == "teachers")
    decisions = NameDecisions.of([ChosenNamesake("mentor", findings[0].pair, chosen)])
    lists = checked(STUDENTS, teachers, pairs, decisions=decisions)
    assert lists.roster.pairs["mentor"].tolist() == ["Сосновая Верба Ивовна"]


def test_leading_zeros_do_not_tell_numbers_apart():
    lists = checked(
        STUDENTS.replace("Л-1 ", "7   ").replace("Л-2 ", "0080"),
        pairs=PAIRS.replace("Л-1", "007").replace("Л-2", "80 "),
    )
    assert codes(lists) == []
    assert lists.roster.pairs["mentee_student"].tolist() == [1]


def test_leading_zeros_tell_two_people_apart_who_would_share_a_number():
    students = STUDENTS.replace("Л-1 ", "7   ").replace("Л-2 ", "07  ")
    lists = checked(students, pairs=PAIRS.replace("Л-1", "7  ").replace("Л-2", "07 "))
    assert codes(lists) == []
    findings = reported(checked(students, pairs=PAIRS.replace("Л-1", "7  ").replace("Л-2", "007")))
    assert [(finding.code, finding.cell) for finding in findings] == [("unknown_person", "B2")]


def test_letters_before_the_zeros_keep_them():
    findings = reported(checked(STUDENTS, pairs=PAIRS.replace("Л-2 ", "Л-02")))
    assert [(finding.code, finding.cell) for finding in findings] == [("unknown_person", "B2")]
