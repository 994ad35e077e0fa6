"""No text that tells of health, a register or somebody unnamed leaves the school unseen."""

from __future__ import annotations

import re

from reports.municipal.forms import MENTEES
from tests.data.lists import checked
from tests.reports.municipal.bases import (
    MORE,
    PAIRS,
    STUDENTS,
    TEACHERS,
    asked,
    made,
    pair_with,
    parts,
    texts,
)

CANARIES = ("ОВЗ", "ЗПР", "инвалид", "СОП", "ВШУ", "ПДН", "вариант 7.1", "на учёте", "дефектолог")


def test_no_health_and_no_register_is_in_any_part_of_the_file():
    texts_of_columns = dict(
        zip(MORE, (f"текст {word}" for word in (*CANARIES, "АООП", "КДН", "О. В. З.")), strict=True)
    )
    teachers = TEACHERS.replace("учитель химии", "учитель-дефектолог")
    pairs = PAIRS.replace("химия ", "СОП   ").replace("Граб", "Липа").replace("студент", "учитель")
    for roster in (
        checked(STUDENTS, teachers, pair_with(**texts_of_columns)).roster,
        checked(STUDENTS, teachers, pairs).roster,
    ):
        told_in_file = parts(made(roster).content)
        for word in (*CANARIES, "АООП", "КДН", "О. В. З."):
            assert word.casefold() not in told_in_file.casefold(), word


def test_every_doubtful_text_is_reported_with_whose_it_is_and_its_column():
    texts_of_columns = {
        "Контактные данные наставника": "мама из полиции",
        "Запрос": "ОВЗ",
        "Результат": "учёт интересов",
    }
    base = made(checked(STUDENTS, TEACHERS, pair_with(**texts_of_columns)).roster)
    assert [(doubt.person, doubt.column, doubt.text) for doubt in base.forms.held_back] == [
        ("Граб Олень Дубович – Осока Рябина Кленовна", "Основной запрос", "ОВЗ"),
        ("Граб Олень Дубович", "Контактные данные", "мама из полиции"),
    ]
    assert "Основной запрос" not in base.forms.empty(MENTEES)  # the list has it
    assert texts(base.content, MENTEES)[0][10] == "учёт интересов"


def test_a_class_and_a_name_that_tell_of_health_are_held_back_too():
    students = STUDENTS.replace("| 9Б ", "| 9 ЗПР ").replace("Осока Рябина Кленовна", "Осока Рябина ОВЗ")
    base = made(checked(students, TEACHERS, PAIRS.replace("Осока Рябина Кленовна", "Осока Рябина ОВЗ")).roster)
    assert {doubt.column for doubt in base.forms.held_back} == {"Класс", "ФИО наставляемого"}
    assert not re.search("ОВЗ|ЗПР", parts(base.content), re.IGNORECASE)


def test_a_released_text_is_sent_and_still_reported_as_released():
    base = made(checked(STUDENTS, TEACHERS, pair_with(Запрос="из полиции", Результат="ОВЗ")).roster, {"из полиции"})
    assert [doubt.text for doubt in base.forms.held_back] == ["ОВЗ"]
    assert [doubt.text for doubt in base.forms.doubts if doubt.sent] == ["из полиции"]
    assert texts(base.content, MENTEES)[0][4] == "из полиции"


def test_a_surname_hidden_in_another_word_is_no_name():
    students = asked("да, нет, да").replace("Клевер Ясень", "Победина Мята")
    base = made(checked(students, TEACHERS, pair_with(Результат="она победила", Запрос="как у Побединой")).roster)
    assert [doubt.text for doubt in base.forms.held_back] == ["как у Побединой"]
