"""The municipal base: both official forms to the letter.

Nothing stands in them that may not leave the school.
"""

from __future__ import annotations

import datetime as dt
import io

import openpyxl

from data.periods import Period
from metrics.indicators import declared
from reports.municipal.forms import BOTH, MENTEES, MENTORS
from reports.municipal.workbook import forms_of
from reports.source import Source
from tests.data.lists import checked
from tests.reports.municipal.bases import (
    LET_IN,
    MORE,
    PAIRS,
    PERIOD,
    SCHOOL,
    STUDENTS,
    TEACHERS,
    made,
    pair_with,
    texts,
)

MENTEE_HEADERS = [
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
MENTOR_HEADERS = [
    "№",
    "ФИО наставника",
    "Контактные данные",
    "Место работы/учёбы",
    "Основные компетенции",
    "Важные для программы достижения",
    "Интересы",
    "Желаемый возраст наставляемых",
    "Ресурс времени на программу",
    "Дата вхождения в программу",
    "ФИО наставляемого (наставляемых)",
    "Форма наставничества",
    "Место работы/учёбы наставляемого",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв",
]


def test_the_columns_are_those_of_the_official_forms():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    assert book.sheetnames == ["База наставляемых", "База наставников", "О файле"]
    headers = [[cell.value for cell in book[form.title][1]] for form in BOTH]
    assert headers == [MENTEE_HEADERS, MENTOR_HEADERS]


def test_every_active_pair_is_a_row_of_the_mentees_by_name():
    school = SCHOOL
    assert texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTEES) == [
        [
            "1",
            "Дуб Ясень Кленович",
            "",
            "",
            "",
            "02.09.2024",
            "Липа Калина Дубравовна",
            "учитель – учитель",
            f"{school}, учитель химии",
            "",
            "",
            "",
            "",
        ],
        [
            "2",
            "Осока Рябина Кленовна",
            "",
            "2012",
            "",
            "01.10.2024",
            "Клевер Ясень Тополевич",
            "ученик – ученик",
            f"{school}, 9Б",
            "",
            "",
            "",
            "",
        ],
        [
            "3",
            "Осока Рябина Кленовна",
            "",
            "2012",
            "",
            "01.11.2024",
            "Граб Олень Дубович",
            "студент – ученик",
            "",
            "",
            "",
            "",
            "",
        ],
        [
            "4",
            "Ромашкина Верба Кедровна",
            "",
            "2010",
            "химия",
            "01.09.2024",
            "Липа Калина Дубравовна",
            "учитель – ученик",
            f"{school}, учитель химии",
            "31.05.2025",
            "проект",
            "",
            "",
        ],
    ]


def test_every_mentor_is_one_row_with_what_differs_between_his_mentees_by_their_numbers():
    school = SCHOOL
    rows = texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTORS)
    assert [row[1] for row in rows] == ["Граб Олень Дубович", "Клевер Ясень Тополевич", "Липа Калина Дубравовна"]
    assert rows[2] == [
        "3",
        "Липа Калина Дубравовна",
        "",
        f"{school}, учитель химии",
        "",
        "",
        "",
        "",
        "",
        "1. 02.09.2024\n2. 01.09.2024",
        "1. Дуб Ясень Кленович\n2. Ромашкина Верба Кедровна",
        "1. учитель – учитель\n2. учитель – ученик",
        f"1. {school}\n2. {school}, 8А",
        "2. 31.05.2025",
        "2. проект",
        "",
    ]


def test_a_known_year_alone_is_the_year_of_birth_and_an_unknown_one_is_empty():
    students = STUDENTS.replace("03.03.2012", "2012      ").replace("01.02.2010", "          ")
    rows = texts(made(checked(students, TEACHERS, PAIRS).roster).content, MENTEES)
    assert [row[3] for row in rows] == ["", "2012", "2012", ""]


def test_the_period_decides_which_pairs_are_in_the_base():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    of_2023 = made(roster, period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
    assert [row[1] for row in texts(of_2023.content, MENTEES)] == ["Ромашкина Верба Кедровна"]
    cancelled = PAIRS.replace("Результат\n", "Статус\n").replace("| проект", "| отменена")
    assert len(made(checked(STUDENTS, TEACHERS, cancelled).roster).forms.mentees) == 3


def test_the_columns_that_the_lists_carry_are_filled_and_the_mentor_says_his_once():
    texts_of_columns = {title: f"слово{place}" for place, title in enumerate(MORE)}
    pairs = pair_with(**texts_of_columns)
    second = pairs.splitlines()[1].replace("Осока Рябина Кленовна", "Клевер Ясень Тополевич").replace("слово11", "итог")
    content = made(checked(STUDENTS, TEACHERS, f"{pairs}\n{second}").roster).content
    assert texts(content, MENTEES)[1][2:] == [
        "слово0",
        "2012",
        "слово10",
        "01.11.2024",
        "Граб Олень Дубович",
        "студент – ученик",
        "слово2",
        "",
        "слово11",
        "слово3",
        "слово4",
    ]
    (row,) = texts(content, MENTORS)
    assert row[2:9] == ["слово1", "слово2", "слово5", "слово6", "слово7", "слово8", "слово9"]
    assert row[14] == "1. итог\n2. слово11"


def test_two_outsiders_of_one_name_are_distinguished_by_number():
    pairs = """
        № наставника | Наставник          | Наставляемый             | Форма наставничества | Дата начала
        1            | Граб Олень Дубович | Осока Рябина Кленовна    | студент – ученик     | 01.11.2024
        2            | Граб Олень Дубович | Ромашкина Верба Кедровна | студент – ученик     | 01.11.2024
    """
    assert len(made(checked(STUDENTS, TEACHERS, pairs).roster).forms.mentors) == 2


def outsiders(*rows: tuple[str, str], columns: str = "Место работы/учёбы наставника | Контактные данные наставника"):
    """Returns the rows of the mentors form for pairs of one outside name.

    Each is the contact, the workplace, and how many mentees.
    """
    pairs = [f"Наставник | Наставляемый | Форма наставничества | Дата начала | {columns}"]
    names = ("Осока Рябина Кленовна", "Ромашкина Верба Кедровна", "Клевер Ясень Тополевич")
    pairs += [
        f"Граб Олень | {name} | студент – ученик | 01.11.2024 | {' | '.join(row)}"
        for name, row in zip(names, rows, strict=False)
    ]
    rows_of_form = texts(made(checked(STUDENTS, TEACHERS, "\n".join(pairs)).roster).content, MENTORS)
    return sorted((row[2], row[3], row[10].count("\n") + 1) for row in rows_of_form)


def test_two_outsiders_of_one_name_are_distinguished_by_workplace():
    assert outsiders(("УрФУ", "а@x.ru"), ("ООО «Клён»", "б@x.ru"), ("урфу", "в@x.ru")) == [
        ("б@x.ru", "ООО «Клён»", 1),
        ("в@x.ru; а@x.ru", "урфу; УрФУ", 2),
    ]


def test_two_outsiders_without_a_workplace_are_distinguished_by_contact():
    phones = (("", "+7 900 123-45-67"), ("", "8 (900) 1234567"), ("", "+7 900 765-43-21"))
    assert [count for *_, count in outsiders(*phones)] == [2, 1]


def test_a_row_without_a_workplace_is_of_the_only_namesake_whom_nothing_contradicts():
    assert outsiders(("УрФУ", "а@x.ru"), ("", ""), ("", "а@x.ru")) == [("а@x.ru", "УрФУ", 3)]
    assert outsiders(("УрФУ", ""), ("", "а@x.ru")) == [("а@x.ru", "УрФУ", 2)]
    assert outsiders(("УрФУ", "а@x.ru"), ("", "б@x.ru")) == [("а@x.ru", "УрФУ", 1), ("б@x.ru", "", 1)]
    assert len(outsiders(("УрФУ", ""), ("", "а@x.ru"), ("", "б@x.ru"))) == 3


def test_a_row_that_fits_two_namesakes_is_of_neither_unless_its_contact_tells():
    assert outsiders(("УрФУ", "а@x.ru"), ("Клён", "б@x.ru"), ("", "")) == [
        ("", "", 1),
        ("а@x.ru", "УрФУ", 1),
        ("б@x.ru", "Клён", 1),
    ]
    assert outsiders(("УрФУ", "а@x.ru"), ("Клён", "б@x.ru"), ("", "б@x.ru")) == [
        ("а@x.ru", "УрФУ", 1),
        ("б@x.ru", "Клён", 2),
    ]


def test_a_school_that_has_not_named_itself_stands_in_no_cell():
    unnamed = forms_of(Source(checked(STUDENTS, TEACHERS, PAIRS).roster, "№ 1"), PERIOD, declared(), (), LET_IN)
    assert {row.cells["mentor_place"] for row in unnamed.mentees} == {"учитель химии", "9Б", ""}
