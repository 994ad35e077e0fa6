"""Which of several namesakes a pair means: by what stands after the name, or by what a person decided of that pair."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.findings import Candidate, PairIdentity
from data.people.name_decisions import ChosenNamesake, NameDecisions
from tests.data.lists import checked, codes, reported

STUDENTS = """
    ФИО                    | Дата рождения | Класс | ОВЗ | СОП
    Рябинкин Клён Ивович   | 07.07.2014    | 6А    | нет | нет
    Рябинкин Клён Ивович   | 29.07.2014    | 6Б    | нет | нет
    Осинкин Ясень Ивович   | 01.02.2010    | 9А    | нет | нет
"""
PAIRS = """
    Наставник            | Наставляемый         | Форма наставничества | Дата начала
    Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик      | 14.09.2024
"""
NAME = "Рябинкин Клён Ивович |"


def mentees(lists):
    return lists.roster.pairs["mentee_student"].tolist()


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Рябинкин Клён Ивович, 6А |", 0),
        ("Рябинкин Клён Ивович 6Б |", 1),
        ("Рябинкин Клён Ивович (6 «Б» класс) |", 1),
        ("Рябинкин Клён Ивович 29.07.2014 |", 1),
        ("Рябинкин Клён Ивович, 07.07.2014 г.р. |", 0),
        ("Рябинкин Клён Ивович, обучающийся, 6А, 07.07.2014 |", 0),
    ],
)
def test_a_class_or_a_birth_after_the_name_decides_between_namesakes(written, person):
    lists = checked(STUDENTS, pairs=PAIRS.replace(NAME, written))
    assert codes(lists) == []
    assert mentees(lists) == [person]
    assert lists.roster.pairs["mentee"].tolist() == ["Рябинкин Клён Ивович"]


def test_what_no_namesake_fits_decides_nothing():
    assert codes(checked(STUDENTS, pairs=PAIRS.replace(NAME, "Рябинкин Клён Ивович, 7А |"))) == ["ambiguous_person"]


def test_figures_in_the_name_of_somebody_outside_stay_there():
    pairs = PAIRS.replace("Осинкин Ясень Ивович", "Школа Плавания 5").replace(
        "ученик – ученик", "работодатель – ученик"
    )
    lists = checked(STUDENTS, pairs=pairs.replace(NAME, "Рябинкин Клён Ивович, 6А |"))
    assert lists.roster.pairs["mentor"].tolist() == ["Школа Плавания 5"]


def choice(start=dt.date(2024, 9, 14), class_name="6Б", birth=dt.date(2014, 7, 29), number=None):
    """The second of the namesakes, chosen for the pair."""
    person = Candidate("Рябинкин Клён Ивович", "students", number, class_name, birth, birth)
    pair = PairIdentity("Осинкин Ясень Ивович", "Рябинкин Клён Ивович", start)
    return NameDecisions.of([ChosenNamesake("mentee", pair, person)])


def test_a_decision_about_a_pair_decides_between_namesakes():
    lists = checked(STUDENTS, pairs=PAIRS, decisions=choice())
    assert codes(lists) == []
    assert mentees(lists) == [1]


def test_a_decision_is_made_from_what_the_finding_tells():
    (finding,) = reported(checked(STUDENTS, pairs=PAIRS), "ambiguous_person")
    decisions = NameDecisions.of([ChosenNamesake(finding.side, finding.pair, finding.candidates[1])])
    assert mentees(checked(STUDENTS, pairs=PAIRS, decisions=decisions)) == [1]


@pytest.mark.parametrize("number", [None, "л-7"])
def test_a_decision_about_a_pair_holds_after_a_change_of_class_or_number(number):
    decisions = choice(number=number)
    assert mentees(checked(STUDENTS.replace("6Б", "7Б"), pairs=PAIRS, decisions=decisions)) == [1]
    assert mentees(checked(STUDENTS, pairs=PAIRS, decisions=decisions)) == [1]


def test_a_decision_about_a_pair_says_nothing_of_another_pair():
    assert codes(checked(STUDENTS, pairs=PAIRS, decisions=choice(dt.date(2023, 9, 1)))) == ["ambiguous_person"]


def test_a_namesake_who_is_gone_is_not_replaced_by_another():
    decisions = choice(class_name="6В", birth=dt.date(2014, 1, 1))
    assert codes(checked(STUDENTS, pairs=PAIRS, decisions=decisions)) == ["ambiguous_person"]


def test_namesakes_who_differ_in_nothing_else_are_told_by_their_numbers():
    teachers = """
        Табельный № | ФИО                  | Молодой специалист
        П-1         | Сосновая Верба Ивовна | да
        П-2         | Сосновая Верба Ивовна | нет
    """
    pairs = PAIRS.replace("Осинкин Ясень Ивович", "Сосновая Верба Ивовна").replace("ученик –", "учитель –")
    lists = checked(STUDENTS, teachers, pairs.replace(NAME, "Рябинкин Клён Ивович 6А |"))
    findings = reported(lists, "ambiguous_person")
    assert "педагог, № П-1; педагог, № П-2" in message(findings[0])


def test_who_may_have_changed_the_surname_is_proposed():
    pairs = PAIRS.replace("Осинкин Ясень", "Загадкин Ясень").replace(NAME, "Рябинкин Клён Ивович 6А |")
    findings = reported(checked(STUDENTS, pairs=pairs))
    assert [finding.code for finding in findings] == ["unknown_person"]
    assert "есть Осинкин Ясень Ивович – возможно, сменил(а) фамилию." in message(findings[0])


@pytest.mark.parametrize(
    ("students", "pairs"),
    [
        (STUDENTS + "    Елкин Ясень Ивович | 01.02.2010 | 9А | нет | нет\n", PAIRS),  # two bear the name
        (STUDENTS, PAIRS + "    Осинкин Ясень Ивович | Иная Роза | иная | 01.09.2024\n"),  # another pair names him
        (STUDENTS, PAIRS + "    Другой Ясень Ивович | Иная Роза | ученик – ученик | 01.09.2024\n"),  # two claim him
    ],
)
def test_a_changed_surname_is_not_proposed_where_it_is_not_one_free_person_for_one_name(students, pairs):
    pairs = pairs.replace("Осинкин Ясень", "Загадкин Ясень", 1).replace(NAME, "Рябинкин Клён Ивович 6А |")
    assert not any("сменил" in message(finding) for finding in reported(checked(students, pairs=pairs)))


def test_a_copy_of_the_lists_holds_the_chosen_namesake_after_the_name():
    marked = checked(STUDENTS, pairs=PAIRS, decisions=choice()).marked_names
    assert marked == {("Списки.xlsx", "Пары", 1, 1): "Рябинкин Клён Ивович, 6Б, 29.07.2014"}
    again = checked(STUDENTS, pairs=PAIRS.replace(NAME, f"{marked['Списки.xlsx', 'Пары', 1, 1]} |"))
    assert mentees(again) == [1]
