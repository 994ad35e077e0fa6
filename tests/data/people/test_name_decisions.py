"""What a person decided about names, and what the program proposes."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.people.name_decisions import ConfirmedPerson, DifferentPeople, NameDecisions, SamePerson
from tests.data.lists import checked, codes, reported

STUDENTS = """
    № личного дела | ФИО                    | Дата рождения | Класс | ОВЗ | СОП
    Л-1            | Василькова Верба Ивовна | 01.02.2010   | 8А    | нет | нет
    Л-2            | Клевер Ясень Ивович     | 03.03.2009   | 9А    | нет | нет
"""
PAIRS = """
    Наставник          | Наставляемый           | Форма наставничества   | Дата начала
    Яворский Пётр Ивич | Ромашкина Верба Ивовна | работодатель – ученик  | 01.09.2024
"""
NUMBERED = """
    Наставник          | Наставляемый           | № наставляемого | Форма наставничества   | Дата начала
    Яворский Пётр Ивич | Ромашкина Верба Ивовна | Л-1             | работодатель – ученик  | 01.09.2024
"""
CONFIRMED = NameDecisions.of([SamePerson("Ромашкина Верба Ивовна", "Василькова Верба Ивовна")])


@pytest.mark.parametrize(("pairs", "code"), [(PAIRS, "unknown_person"), (NUMBERED, "number_name_mismatch")])
def test_a_changed_surname_that_was_confirmed_finds_the_person(pairs, code):
    assert codes(checked(STUDENTS, pairs=pairs)) == [code]
    lists = checked(STUDENTS, pairs=pairs, decisions=CONFIRMED)
    assert codes(lists) == []
    assert lists.roster.pairs["mentee_student"].tolist() == [0]


def test_a_confirmation_is_of_that_name_alone():
    other = PAIRS.replace("Ромашкина Верба", "Пырей Верба")
    assert codes(checked(STUDENTS, pairs=other, decisions=CONFIRMED)) == ["unknown_person"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Осока Мята Ивовна | 01.02.2010 | 8А", "Осока Мята Ивовна | 01.02.2010 | 8А", "duplicate_person"),
        ("Осока Мята Ивовна | 01.02.2010 | 8А", "Осока Мята Иовна | 01.02.2010 | 8Б", "likely_same_person"),
    ],
)
def test_namesakes_that_were_confirmed_as_different_are_two_people(first, second, code):
    students = f"ФИО | Дата рождения | Класс\n{first}\n{second}"
    assert codes(checked(students)) == [code]
    born = dt.date(2010, 2, 1) if code == "duplicate_person" else None
    lists = checked(students, decisions=NameDecisions.of([DifferentPeople(second.split(" |")[0], born)]))
    assert codes(lists) == []
    assert lists.roster.students["person"].nunique() == 2


def test_namesakes_of_different_births_who_were_told_apart_do_not_excuse_a_plain_double():
    students = """
        ФИО              | Дата рождения | Класс
        Осока Мята Ивовна | 01.02.2010   | 8А
        Осока Мята Ивовна | 2010         | 8А
        Осока Мята Ивовна | 01.02.2010   | 8А
    """
    lists = checked(students, decisions=NameDecisions.of([DifferentPeople("Осока Мята Ивовна")]))
    assert codes(lists) == ["duplicate_person"]


def test_the_bearer_of_a_name_comes_before_whom_a_spelling_was_decided_to_mean():
    students = STUDENTS + "\n    Л-3 | Ромашкина Верба Ивовна | 04.04.2011 | 7А | нет | нет"
    pairs = checked(students, pairs=PAIRS, decisions=CONFIRMED).roster.pairs
    assert pairs["mentee_student"].tolist() == [2]


def test_no_decision_changes_nothing():
    assert checked(STUDENTS, pairs=PAIRS, decisions=NameDecisions()).findings == checked(STUDENTS, pairs=PAIRS).findings


def test_a_misspelt_class_is_answered_with_the_one_that_was_meant():
    findings = reported(checked(STUDENTS.replace("9А", "А8")))
    assert "Возможно, вы имели в виду «8А»." in message(findings[0])


def test_a_misspelt_form_is_answered_with_the_one_that_was_meant():
    pairs = PAIRS.replace("работодатель – ученик ", "работадатель – ученик")
    assert "Возможно, вы имели в виду «работодатель – ученик»." in message(reported(checked(STUDENTS, pairs=pairs))[0])


@pytest.mark.parametrize(
    ("form", "proposal"),
    [
        ("родитель – ученик", "иная"), ("выпускник – ученик", "иная"), ("П-У", "учитель – ученик"), ("У-У", ""),
        ("родственные души", ""),
    ],
)  # fmt: skip
def test_a_form_with_somebody_from_outside_is_proposed_as_another_one(form, proposal):
    pairs = f"Наставник | Наставляемый | Форма | Дата начала\nЛипа Калина | Клевер Ясень | {form} | 01.09.2024"
    (finding,) = [finding for finding in reported(checked(STUDENTS, pairs=pairs)) if finding.code == "unknown_form"]
    assert finding.proposal == proposal


def test_a_misspelt_header_is_named_as_what_it_may_be():
    students = STUDENTS.replace("Дата рождения", "Дата ражденья")
    findings = reported(checked(students), "missing_column")
    assert "Возможно, это «Дата ражденья»." in message(findings[0])


SHORTER = PAIRS.replace("Ромашкина Верба Ивовна", "Василькова В. И.")


def accepted(written: str) -> NameDecisions:
    return NameDecisions.of([ConfirmedPerson(written, "Василькова Верба Ивовна")])


def test_a_shorter_name_that_was_accepted_is_told_no_more_and_another_one_is():
    assert codes(checked(STUDENTS, pairs=SHORTER)) == ["assumed_person"]
    assert codes(checked(STUDENTS, pairs=SHORTER, decisions=accepted("Василькова В.И."))) == []
    assert codes(checked(STUDENTS, pairs=SHORTER, decisions=accepted("Василькова Верба"))) == ["assumed_person"]


def test_a_shorter_name_that_was_accepted_and_now_fits_two_is_asked_about():
    students = STUDENTS + "    Л-3 | Василькова Вика Игоревна | 01.02.2011 | 7А | нет | нет\n"
    lists = checked(students, pairs=SHORTER, decisions=accepted("Василькова В. И."))
    assert codes(lists) == ["ambiguous_person"]


def test_a_spelling_of_nobody_that_was_accepted_means_the_person_until_it_fits_another():
    misspelt = PAIRS.replace("Ромашкина Верба Ивовна", "Васелькова В. И.")
    decisions = accepted("Васелькова В. И.")
    assert codes(checked(STUDENTS, pairs=misspelt)) == ["unknown_person"]
    lists = checked(STUDENTS, pairs=misspelt, decisions=decisions)
    assert (codes(lists), lists.roster.pairs["mentee_student"].tolist()) == ([], [0])
    students = STUDENTS + "    Л-3 | Васелькова Вика Игоревна | 01.02.2011 | 7А | нет | нет\n"
    lists = checked(students, pairs=misspelt, decisions=decisions)
    assert (codes(lists), lists.roster.pairs["mentee_student"].tolist()) == (["assumed_person"], [2])


def test_an_accepted_spelling_beside_another_class_is_asked_about_again():
    beside = PAIRS.replace("Ромашкина Верба Ивовна", "Васелькова В. И., 5Б")
    assert codes(checked(STUDENTS, pairs=beside, decisions=accepted("Васелькова В. И."))) == ["unknown_person"]
