"""What is proposed for an unrecognised sheet by what its cells hold."""

from __future__ import annotations

import pytest

from data.recognition.suggestions import likely_first, proposed_fields, proposed_table
from tests.data.lists import sheet

TEACHERS = """
    Кто                  | Кем работает       | Год и день рождения | Работает с
    Бобрикова Верба Ивна | учитель            | 07.09.1980          | 26.08.2004
    Морошкин Клён Ивович | социальный педагог | 24.10.1996          | 26.08.2020
"""
PAIRS = """
    Кого наставляют      | Кто наставляет       | Модель          | С          | По
    Бобрикова Верба Ивна | Морошкин Клён Ивович | ученик – ученик | 14.09.2024 | 24.05.2025
    Осинкин Ясень Ивович | Морошкин Клён Ивович | ученик – ученик | 15.09.2024 |
"""
PUPILS = """
    Кто                  | Когда появился | Где учится | Особое  | Что ещё
    Осинкин Ясень Ивович | 07.09.2012     | 6А         | ОВЗ     | на учёте
    Рябинкин Клён Ивович | 24.10.2012     | 6Б         |         |
"""


@pytest.mark.parametrize(
    ("picture", "table", "columns"),
    [
        (TEACHERS, "teachers", ["name", "position", "birth", "hired_on"]),
        (PAIRS, "pairs", ["mentee", "mentor", "form", "start", "end"]),
        (PUPILS, "students", ["name", "birth", "class_name", "ovz", "registers"]),
    ],
)
def test_a_list_with_odd_headings_is_known_by_its_cells(picture, table, columns):
    page = sheet(picture, "Лист1")
    assert proposed_table(page, 1) == table
    assert proposed_fields(page, table, 1, {}) == dict(enumerate(columns))


def test_what_a_header_tells_already_is_not_proposed_again():
    page = sheet(PAIRS, "Лист1")
    assert proposed_fields(page, "pairs", 1, {2: "form", 3: "start"}) == {0: "mentee", 1: "mentor", 4: "end"}


@pytest.mark.parametrize("picture", ["Месяц | Дежурный класс\nЯнварь | 5А\nФевраль | 6А", "Отметка\nда", "Заголовок"])
def test_a_sheet_without_names_is_no_list(picture):
    assert proposed_table(sheet(picture, "Лист1"), 1) is None


def test_a_column_that_nothing_tells_of_is_not_proposed():
    page = sheet(TEACHERS.replace("Кем работает", "Кабинет     ").replace("учитель ", "201     "), "Лист1")
    assert 1 not in proposed_fields(page, "teachers", 1, {})


def test_the_field_most_like_a_header_comes_first():
    assert likely_first("pairs", "Как проходит, формат", ["status", "mode", "end", "mentor"])[0] == "mode"
    assert likely_first("pairs", "Наставник из старших", ["order", "mentor", "mentee", "end"])[0] == "mentor"
