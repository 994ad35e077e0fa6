"""People as a cell of pairs names them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Birth, Context, name_words, people_in

AS_OF = Context(dt.date(2024, 11, 1))


def names(cell):
    return [name_words(person.name) for person in people_in(cell, AS_OF)]


@pytest.mark.parametrize(
    "cell",
    [
        "Андреев С. Н.", "Андреев С.Н.", "Андреев С.Н", "1. Андреев С. Н.", "1) Андреев С.Н.", "Андреев С.Н., 8А", "Андреев С.Н. (8А)",
        "Андреев С.Н. 8 «А» класс", "Андреев С.Н. – 8А, 12.03.2009", "Андреев С.Н., 2009 г.р.", "Андреев С.Н. (учитель физики)",
        "учитель физики Андреев С.Н.", "Учитель физики Андреев С. Н.", "ученик 8А класса Андреев С.Н.", "АНДРЕЕВ С.Н.", "андреев с.н.",
        "Андреев С.Н.,", "Андреев\u00a0С.\u202fН.",
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_no_part_of_it(cell):
    assert names(cell) == [("андреев", "с", "н")]


@pytest.mark.parametrize(
    "cell",
    [
        "Иванов И.И., Петров П.П.", "Иванов И.И.; Петров П.П.", "Иванов И.И.\nПетров П.П.", "Иванов И.И. и Петров П.П.",
        "1. Иванов И.И. 2. Петров П.П.", "1) Иванов И.И.\n2) Петров П.П.", "Иванов И.И. / Петров П.П.", "Иванов И.И., 7А, Петров П.П., 7Б",
        "Иванов И.И. (7А), Петров П.П. (7Б)", "Иванов И.И. 7А Петров П.П. 7Б", "Иванов И.И.,\nПетров П.П.", "7А: Иванов И.И., Петров П.П.",
        "• Иванов И.И. • Петров П.П.",
    ],
)  # fmt: skip
def test_several_people_in_a_cell_are_told_apart(cell):
    assert names(cell) == [("иванов", "и", "и"), ("петров", "п", "п")]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Салтыков-Щедрин Михаил", ("салтыков-щедрин", "михаил")), ("Петрова - Водкина Анна", ("петрова-водкина", "анна")),
        ("Мамедов Али Гасан оглы", ("мамедов", "али", "гасан", "оглы")), ("О'Коннор Джон", ("о'коннор", "джон")),
        ("О’Коннор Джон", ("о'коннор", "джон")), ("Ли Ю", ("ли", "ю")), ("Ким В.А.", ("ким", "в", "а")),
        ("С. Н. Андреев", ("с", "н", "андреев")), ("Иванов Иван Иванович, педагог-психолог", ("иванов", "иван", "иванович")),
    ],
)  # fmt: skip
def test_one_name_is_not_split(cell, words):
    assert names(cell) == [words]


def test_class_birth_former_surname_and_position_are_told_apart():
    person = people_in("Грачёва (Лебедева) Ольга Юрьевна, 8А, 12.03.2009, капитан команды", AS_OF)[0]
    day = dt.date(2009, 3, 12)
    assert (person.name, person.former, person.position) == ("Грачёва Ольга Юрьевна", "Лебедева", "капитан команды")
    assert person.school_class.name == "8А"
    assert person.birth == Birth(day, day)
    assert people_in("Грачёва Ольга (до замужества Лебедева)", AS_OF)[0].former == "Лебедева"


def test_a_class_before_names_is_of_all_of_them():
    assert [person.school_class.name for person in people_in("7А: Иванов Иван, Петров Пётр", AS_OF)] == ["7А", "7А"]


@pytest.mark.parametrize("cell", ["Вакансия", "нет", "—", "", "не назначен"])
def test_a_cell_that_names_nobody_has_no_people(cell):
    assert people_in(cell, AS_OF) == []


def test_a_class_alone_is_one_person_without_a_name():
    assert [(person.name, person.text) for person in people_in("7А класс", AS_OF)] == [("", "7А класс")]


@pytest.mark.parametrize(
    "cell",
    ["Андреев, Сергей Николаевич", "Андреев, Сергей Николаевич, 8А", "учитель физики\nАндреев Сергей Николаевич", "Андреев Сергей Николаевич*"],
)  # fmt: skip
def test_a_comma_behind_the_surname_a_position_above_and_a_footnote_leave_one_person(cell):
    assert names(cell) == [("андреев", "сергей", "николаевич")]


def test_a_surname_before_another_person_stays_a_person():
    assert names("Андреев, Белова Анна Петровна") == [("андреев",), ("белова", "анна", "петровна")]
