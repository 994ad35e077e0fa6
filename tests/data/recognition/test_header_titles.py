"""Titles of columns as schools write them stand for their fields."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.contracts import TABLES, fields
from tests.data.lists import checked, codes, reported
from tests.data.recognition.recognised import names, only_block

PUPIL_HEADERS = {
    "number": "№ личного дела; Личное дело №",
    "name": "ФИО; ФИО ребёнка; ФИО обучающегося; Ф.И.О.; Ученик",
    "birth": "Дата рождения; Родился; Д.р.; Год рождения",
    "class_name": "Класс; Номер и буква класса; Класс / группа",
    "sex": "Пол",
    "ovz": "ОВЗ; Статус ОВЗ; Вариант АООП; ПМПК",
    "disabled": "Инвалидность",
    "at_risk": "СОП; Персонифицированный учёт",
    "registers": "Вид учёта",
    "risk_group": "Группа риска",
    "vshu": "На ВШУ с",
    "vshu_until": "Снят с ВШУ",
    "kdn": "На учёте КДН с",
    "pdn": "На учёте ПДН с",
    "enrolled_on": "Дата зачисления",
    "left_on": "Выбыл; Дата выбытия",
    "consent": "Согласие",
}
TEACHER_HEADERS = {
    "number": "Табельный №; № личного дела; Личное дело №",
    "name": "ФИО; Сотрудник; Педагог",
    "position": "Должность",
    "birth": "Дата рождения",
    "experience": "Стаж; Педагогический стаж",
    "hired_on": "Дата приёма; Принят",
    "young_specialist": "Молодой специалист; МС",
    "category": "Категория",
    "consent": "Согласие",
}
PAIR_HEADERS = {
    "mentor_number": "№ наставника",
    "mentor": "Наставник; ФИО наставника",
    "mentee_number": "№ наставляемого",
    "mentee": "Наставляемый; ФИО наставляемого; Подопечный",
    "mentee_class": "Класс наставляемого",
    "form": "Форма наставничества; Модель; Вид",
    "start": "Дата начала; Дата закрепления; Дата вхождения в программу",
    "end": "Дата окончания; Дата завершения программы",
    "term": "Срок; Период; Срок действия",
    "mode": "Формат; ДОТ",
    "status": "Статус",
    "order": "Приказ",
    "request": "Запрос; Основной запрос",
    "outcome": "Результат; Результаты программы",
    "link": "Ссылка на кейс/отзыв",
    "mark": "Отметка о прохождении программы",
    "mentor_workplace": "Место работы/учёбы наставника; Место работы/учебы наставника",
    "competences": "Основные компетенции",
    "achievements": "Важные для программы достижения",
    "interests": "Интересы",
    "desired_age": "Желаемый возраст наставляемых",
    "time_resource": "Ресурс времени на программу",
    "mentor_consent": "Согласие наставника",
    "mentee_consent": "Согласие наставляемого",
}
USUAL = {  # columns beside which the header under test stands
    "students": {"name": "ФИО", "birth": "Дата рождения", "class_name": "Класс", "ovz": "ОВЗ"},
    "teachers": {"name": "ФИО", "position": "Должность"},
    "pairs": {"mentor": "Наставник", "mentee": "Наставляемый", "start": "Дата начала"},
}
ALIASES = [
    (table, key, header)
    for table, headers in (("students", PUPIL_HEADERS), ("teachers", TEACHER_HEADERS), ("pairs", PAIR_HEADERS))
    for key, told_headers in headers.items()
    for header in told_headers.split("; ")
]


@pytest.mark.parametrize(("table", "key", "header"), ALIASES)
def test_every_header_seen_in_schools_is_recognised(table, key, header):
    headers = [other for field, other in USUAL[table].items() if field != key] + [header]
    block = only_block([headers, ["x"] * len(headers)])
    assert (block.table, block.columns[key]) == (table, [len(headers) - 1])


@pytest.mark.parametrize("table", TABLES)
def test_every_alias_of_a_contract_stands_for_its_field_or_for_one_before_it(table):
    keys = list(fields(table))
    for spec in fields(table).values():
        for alias in spec.aliases:
            headers = [other for field, other in USUAL[table].items() if field != spec.key] + [alias]
            found = only_block([headers, ["x"] * len(headers)])
            taken = next(key for key, columns in found.columns.items() if len(headers) - 1 in columns)
            assert keys.index(taken) <= keys.index(spec.key)


@pytest.mark.parametrize("header", ["ДАТА РОЖДЕНИЯ", "дата  рождения", "Дата\nрождения", "Дата рождения*", "Дата рождения:", "Дaтa poждeния", "Дата рождения (по паспорту)", " Дата\u00a0рождения "])  # fmt: skip
def test_dirt_in_a_header_does_not_matter(header):
    assert only_block([["ФИО", header, "Класс"]]).columns["birth"] == [1]


@pytest.mark.parametrize("header", ["№", "№ п/п", "N п/п", "№ пп"])
def test_a_row_count_is_no_number_and_no_ignored_column(header):
    block = only_block([[header, "ФИО", "Дата рождения", "Класс"], [1.0, "Иванова Анна", "2010", "5А"]])
    assert "number" not in block.columns
    assert block.unused == {}


@pytest.mark.parametrize("header", ["Классный руководитель / наставник", "Классный руководитель (наставник)", "Наставник, классный руководитель", "Кл. руководитель-наставник"])  # fmt: skip
def test_the_class_teacher_is_not_a_mentor_of_the_programme(header):
    lists = checked(f"ФИО | Дата рождения | Класс | {header}\nИванова Анна | 01.02.2012 | 6А | Петрова Мария")
    assert [block.table for block in lists.blocks] == ["students"]
    (finding,) = reported(lists)
    assert (finding.code, finding.cell) == ("ignored_column", "D1")
    assert "классный руководитель" in message(finding)


def test_names_and_births_of_parents_are_not_the_pupil_s():
    lists = checked("""
        Фамилия | Имя  | ФИО родителя   | Дата рождения | Дата рождения матери | Класс
        Иванова | Анна | Иванов Пётр    | 01.02.2012    | 01.02.1980           | 6А
    """)
    assert names(lists) == ["Иванова Анна"]
    assert codes(lists) == ["ignored_column"] * 2


def test_surname_name_and_patronymic_make_the_name():
    lists = checked("""
        Фамилия | Имя  | Отчество  | Дата рождения | Параллель | Литера
        Иванова | Анна | Сергеевна | 01.02.2012    | 6         | а
        Петров  | Иван | -         | 01.02.2012    | 6         |
    """)
    assert names(lists) == ["Иванова Анна Сергеевна", "Петров Иван"]
    assert list(lists.roster.students["class_name"]) == ["6А", "6"]
    assert codes(lists) == []


def test_a_class_and_a_letter_beside_it_make_the_class():
    lists = checked(
        "ФИО | Дата рождения | Класс | Литера\nИванова Анна | 01.02.2012 | 6 | А\nПетров Иван | 01.02.2012 | 6Б | Б"
    )
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б"]


def test_a_grade_and_a_letter_called_class_make_the_class():
    lists = checked("ФИО | Дата рождения | Параллель | Класс\nИванова Анна | 01.02.2012 | 6 | а")
    assert list(lists.roster.students["class_name"]) == ["6А"]


def test_a_missing_surname_is_an_empty_name_at_its_cell():
    lists = checked("Фамилия | Имя | Дата рождения | Класс\n | Анна | 01.02.2012 | 6А")
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, finding.field) == ("empty_required", "A2", "name")


@pytest.mark.parametrize("header", ["В т.ч. педагогический", "Из них педагогический"])
def test_the_teaching_part_of_an_experience_is_read_and_not_the_whole_beside_it(header):
    lists = checked(teachers=f"ФИО | Должность | Общий стаж | {header}\nБерёзова Липа Ивовна | учитель | 12 | 2\n")
    assert lists.roster.teachers["experience"].tolist() == [2 * 12]
