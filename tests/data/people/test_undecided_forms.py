"""Forms cut to letters that may be of pupils or of teachers are decided by the lists that know both sides."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from tests.data.lists import checked, reported

PUPILS = """
    ФИО                    | Дата рождения | Класс
    Иванова Анна Сергеевна | 01.02.2012    | 6А
    Петров Иван Петрович   | 01.03.2008    | 10Б
"""
TEACHERS = """
    ФИО                         | Дата рождения
    Демакова Татьяна Викторовна | 01.02.1970
    Баланюк Мария Андреевна     | 01.02.1990
"""
HEADER = "Наставник | Наставляемый | Форма | Дата начала\n"


def paired(mentor: str, mentee: str, form: str):
    return checked(PUPILS, TEACHERS, f"{HEADER}{mentor} | {mentee} | {form} | 01.09.2024")


@pytest.mark.parametrize("form", ["У-У", "у – у", "уч.-уч."])
@pytest.mark.parametrize(
    ("mentor", "mentee", "expected"),
    [
        ("Петров Иван Петрович", "Иванова Анна Сергеевна", "student_student"),
        ("Демакова Т. В.", "Баланюк М. А.", "teacher_teacher"),
        ("Баланюк Мария Андреевна", "Иванова А. С.", "teacher_student"),
    ],
)
def test_the_lists_that_both_are_in_say_which_form_it_is(form, mentor, mentee, expected):
    lists = paired(mentor, mentee, form)
    assert not lists.has_errors
    assert list(lists.roster.pairs["form"]) == [expected]


@pytest.mark.parametrize(
    ("mentor", "mentee"),
    [
        ("Липа Калина Розовна", "Иванова Анна Сергеевна"),  # somebody is in no list
        ("Петров Иван Петрович", "Баланюк Мария Андреевна"),  # a pupil mentors no teacher
    ],
)
def test_where_they_do_not_say_it_is_asked_about_as_before(mentor, mentee):
    lists = paired(mentor, mentee, "У-У")
    (finding,) = reported(lists, "unknown_form")
    assert (finding.cell, finding.value) == ("C2", "У-У")
    assert "по буквам не понять, учителя это или ученики" in message(finding)
