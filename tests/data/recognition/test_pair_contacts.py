"""Contacts of the people of pairs, and the municipal base of mentees."""

from __future__ import annotations

import pytest

from tests.data.recognition.recognised import only_block


def test_the_municipal_base_of_mentees_is_a_list_of_pairs():
    header = [
        "№",
        "ФИО наставляемого",
        "Контактные данные для связи",
        "Год рождения",
        "Основной запрос",
        "Дата вхождения в программу",
        "ФИО наставника",
        "Форма наставничества",
        "Место работы/учёбы наставника",
        "Дата завершения программы",
        "Результаты программы",
        "Ссылка на кейс/отзыв",
        "Отметка о прохождении программы",
    ]
    row = [
        1.0,
        "Иванова Анна",
        "8 900",
        2012.0,
        "проект",
        "01.09.2024",
        "Петров Пётр",
        "студент – ученик",
        "вуз",
        "",
        "",
        "",
        "",
    ]
    block = only_block([["База наставляемых"], header, row])
    assert {key: block.headers[columns[0]] for key, columns in block.columns.items()} == {
        "mentee": "ФИО наставляемого", "mentee_birth": "Год рождения", "request": "Основной запрос",
        "start": "Дата вхождения в программу", "mentor": "ФИО наставника", "form": "Форма наставничества",
        "end": "Дата завершения программы", "outcome": "Результаты программы",
        "mentee_contact": "Контактные данные для связи", "mentor_workplace": "Место работы/учёбы наставника",
        "link": "Ссылка на кейс/отзыв", "mark": "Отметка о прохождении программы",
    }  # fmt: skip


def test_contacts_are_of_the_person_named_to_their_left():
    headers = ["ФИО наставника", "Контактные данные для связи", "Подопечный", "Телефон (мобильный)", "Дата начала"]
    block = only_block([headers, ["Петров Пётр", "1", "Иванова Анна", "2", "01.09.2024"]])
    assert (block.columns["mentor_contact"], block.columns["mentee_contact"]) == ([1], [3])
    block = only_block([[*headers[2:4], *headers[:2], headers[4]], ["Иванова Анна", "2", "Петров Пётр", "1", ""]])
    assert (block.columns["mentor_contact"], block.columns["mentee_contact"]) == ([3], [1])


@pytest.mark.parametrize(
    "headers",
    [
        ["Контактные данные", "ФИО наставника", "Подопечный", "Дата начала"],
        ["Классный руководитель (наставник)", "Телефон", "ФИО наставника", "Подопечный", "Дата начала"],
        ["ФИО наставника", "Телефон родителя", "Подопечный", "Дата начала"],
    ],
)
def test_contacts_of_nobody_known_are_not_taken(headers):
    block = only_block([headers])
    assert not {"mentor_contact", "mentee_contact"} & set(block.columns)
    assert any("онтакт" in text or "елефон" in text for text in block.unused.values())


def test_under_a_group_of_the_mentor_the_contacts_are_the_mentor_s():
    block = only_block(
        [
            ["Наставник", "", "", "Наставляемый", "", "Дата начала"],
            ["ФИО", "Контактные данные", "Место работы/учёбы", "ФИО", "Телефон", ""],
            ["Петров Пётр", "1", "завод", "Иванова Анна", "2", "01.09.2024"],
        ]
    )
    assert [block.columns[key] for key in ("mentor_contact", "mentor_workplace", "mentee_contact")] == [[1], [2], [4]]


@pytest.mark.parametrize("table", ["students", "teachers"])
def test_a_telephone_beside_a_person_of_a_list_is_not_kept(table):
    name = {"students": "Обучающиеся", "teachers": "Педагоги"}[table]
    block = only_block([["ФИО", "Телефон", "Контакты", "Дата рождения", "Класс", "Должность"]], name)
    assert {1, 2} <= set(block.unused)
