"""Names as hands type them: initials glued on or bare, stress marks, dashes, degrees and telephones beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.loading import Lists
from data.parsing import Context, written_person
from tests.data.lists import checked, codes, reported

PUPILS = """
    ФИО                      | Дата рождения | Класс
    Кедров Ясень Дубович     | 01.02.2012    | 6А
    Осокина Ве́рба Ильинична  | 01.02.2013    | 5А
    Осокина Липа Ильинична   | 01.02.2014    | 4А
    Сосна–Ольхов Клён        | 01.02.2012    | 6А
    Тополев Тис              | 01.02.2012    | 6А
"""
TEACHERS = """
    ФИО                       | Должность
    Ромашкина Астра Лавровна  | учитель химии
"""


def paired(mentor: str, mentee: str) -> Lists:
    pairs = f"Наставник | Наставляемый | Форма | Дата начала\n{mentor} | {mentee} | учитель – ученик | 01.09.2024"
    return checked(PUPILS, TEACHERS, pairs)


@pytest.mark.parametrize(
    "mentor",
    [
        "РомашкинаА.Л.", "Ромашкина АЛ", "к.п.н. Ромашкина А.Л.", "Ромашкина А. Л., к. пед. н.", "соцпедагог Ромашкина А.Л.",
        "соц.педагог Ромашкина А.Л.", "Ромашкина А.Л. т. 89001112233", "Ромашкина А.Л., тел.: +7 (900) 111-22-33",
        "Ромашкина Астра Лавровна 8-900-111-22-33",
    ],
)  # fmt: skip
def test_a_teacher_is_found_whatever_stands_beside_the_name(mentor: str):
    lists = paired(mentor, "Кедров Я. Д.")
    assert set(codes(lists)) <= {"assumed_person"}
    assert lists.roster.pairs["mentor_teacher"].tolist() == [0]
    assert lists.roster.pairs["mentor"].tolist() == ["Ромашкина Астра Лавровна"]


@pytest.mark.parametrize(
    ("mentee", "pupil"), [("Осокина Верба", 1), ("Сосна - Ольхов К.", 3), ("Сосна-Ольхов Клён", 3)]
)
def test_a_pupil_is_found_without_the_stress_mark_and_with_any_dash(mentee: str, pupil: int):
    lists = paired("Ромашкина Астра Лавровна", mentee)
    assert set(codes(lists)) <= {"assumed_person"}
    assert lists.roster.pairs["mentee_student"].tolist() == [pupil]


@pytest.mark.parametrize("mentee", ["Осокина АИ", "ОсокинаА.И.", "Кедров ЯЛ"])
def test_bare_initials_of_another_are_of_nobody(mentee: str):
    assert reported(paired("Ромашкина Астра Лавровна", mentee), "unknown_person")


def test_a_surname_with_its_class_is_nobody_and_proposes_who_is_of_that_class():
    (finding,) = reported(paired("Ромашкина Астра Лавровна", "Осокина (5А)"), "unknown_person")
    assert finding.proposal == "Осокина Верба Ильинична"


def test_an_initial_before_a_class_is_no_telephone():
    lists = paired("Ромашкина Астра Лавровна", "Тополев Т. 6А класс")
    assert lists.roster.pairs["mentee_student"].tolist() == [4]


@pytest.mark.parametrize(
    "beside", ["{} 89001112233", "{}, 8 900 1112233", "8-900-111-22-33 {}", "+7 (900) 111-22-33, {}"]
)
@pytest.mark.parametrize(("birth", "read"), [("12.05.2010", dt.date(2010, 5, 12)), ("2010", dt.date(2010, 1, 1))])
def test_a_telephone_takes_nothing_of_the_birth_beside_it(beside: str, birth: str, read: dt.date):
    person = written_person(f"Осокина Липа {beside.format(birth)}", Context(dt.date(2024, 12, 31)))
    assert person.name == "Осокина Липа"
    assert person.birth
    assert (person.birth.first, person.position) == (read, "")


def test_a_class_alone_proposes_nobody():
    (finding,) = reported(paired("Ромашкина Астра Лавровна", "весь 5А класс"), "unknown_person")
    assert not finding.proposal
