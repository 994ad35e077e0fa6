"""Who is in no list: taken for an outsider and reported, or an error."""

from __future__ import annotations

import pytest

from tests.data.lists import checked, codes, reported
from tests.data.people.test_pair_matching import PUPILS, TEACHERS

ANDREEV = "ФИО | Дата рождения | Класс\nАндреев Сергей Николаевич | 01.02.2008 | 10А\nБелова Анна | 01.02.2011 | 7А"
OF_FORM = "Наставник | Класс наставника | Дата рождения наставника | Наставляемый | Форма | Дата начала\n"


def of_form(form, mentor, class_name="", birth="", teachers="ФИО\nГрачёва Ольга"):
    """One pair of this form with a mentor whom no list has."""
    row = f"{mentor} | {class_name} | {birth} | Белова Анна | {form} | 01.09.2024"
    return checked(ANDREEV, teachers, OF_FORM + row)


@pytest.mark.parametrize("teachers", ["ФИО\nГрачёва Ольга", ""])
def test_who_is_in_no_list_and_has_no_form_is_taken_for_an_outsider_and_reported(teachers):
    lists = of_form("", "Чужой Пётр", teachers=teachers)
    assert [finding.names for finding in reported(lists, "outside_person")] == [("Чужой Пётр",)]
    assert reported(lists, "unknown_person") == []
    assert lists.roster.pairs["mentee_student"].tolist() == [1]


def test_who_has_a_number_of_no_given_list_and_no_form_is_reported_by_it():
    lists = checked(
        PUPILS, "", "№ наставника | № наставляемого | Дата начала\nП-1 | С-1 | 01.09.2024\nП-2 | С-1 | 01.09.2024"
    )
    assert [finding.names for finding in reported(lists, "outside_person")] == [("№ П-1", "№ П-2")]


def test_an_outsider_of_several_pairs_is_reported_once():
    header = "Наставник | Наставляемый | Дата начала\n"
    rows = "Чужой П.И. | Иванова Анна Сергеевна | 01.09.2024\nЧужой П. И. | Петров Иван Петрович | 01.09.2024"
    (finding,) = reported(checked(PUPILS, TEACHERS, header + rows), "outside_person")
    assert finding.count == 1


@pytest.mark.parametrize("form", ["", "иная"])
@pytest.mark.parametrize("teachers", ["ФИО\nГрачёва Ольга", ""])
def test_who_has_nearly_the_name_of_somebody_is_no_outsider(form, teachers):
    lists = of_form(form, "Андрев Сергей Николаевич", teachers=teachers)
    (finding,) = reported(lists, "unknown_person")
    assert (finding.side, finding.proposal) == ("mentor", "Андреев Сергей Николаевич")
    assert reported(lists, "outside_person") == []


@pytest.mark.parametrize("form", ["", "иная"])
def test_whose_class_or_birth_the_pair_tells_is_no_outsider(form):
    assert codes(of_form(form, "Чужой Пётр", class_name="10А")) == ["unknown_person"]
    assert codes(of_form(form, "Чужой Пётр", birth="02.03.2008")) == ["unknown_person"]


@pytest.mark.parametrize("class_name", ["выпускник", "учитель"])
def test_what_is_no_class_of_the_school_makes_nobody_a_pupil(class_name):
    assert reported(of_form("", "Чужой Пётр", class_name=class_name), "unknown_person") == []


def test_while_a_list_is_absent_a_birth_may_be_of_somebody_of_it():
    lists = of_form("", "Чужой Пётр", birth="02.03.1980", teachers="")
    assert (reported(lists, "unknown_person"), len(reported(lists, "outside_person"))) == ([], 1)


@pytest.mark.parametrize("form", ["студент – ученик", "работодатель – ученик"])
def test_the_form_of_an_outsider_is_believed(form):
    assert codes(of_form(form, "Андрев Сергей Николаевич", birth="02.03.1990")) == []


def test_with_the_form_other_an_outsider_is_nothing_to_report():
    lists = checked(
        "ФИО | Дата рождения | Класс\nБелова Анна | 01.02.2011 | 7А", "ФИО\nГрачёва Ольга",
        "Наставник | Наставляемый | Форма | Дата начала\nЧужой Пётр | Белова Анна | иная | 01.09.2024",
    )  # fmt: skip
    assert reported(lists, "outside_person") == []
