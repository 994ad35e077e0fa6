"""People without a header are read where one reads them at a glance, and else asked about: nobody is dropped."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import Lists, check, load
from data.recognition.block import Choice
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, required_columns, sheet

STUDENTS = """
    ФИО         | Дата рождения | Класс
    Липа Калина | 01.02.2010    | 9А
    Клён Осин   | 31.03.2008    | 11Б
    Ясень Ивин  | 05.06.2010    | 9Б
"""
BESIDE = """
    ФИО         | Дата рождения | Класс | |             |            |
    Липа Калина | 01.02.2010    | 9А    | | Дуб Пнёв    | 05.06.2010 | 9Б
    Клён Осин   | 31.03.2008    | 11Б   | | Вяз Корнев  | 06.06.2010 | 9Б
"""
HEADLESS = """
    Дуб Пнёв    | 05.06.2010 | 9Б
    Вяз Корнев  | 06.06.2010 | 9Б
"""
KINDS = ["xlsx", "xls", "ods", "csv"]


def loaded(kind: str, **pictures: str) -> Lists:
    book = {name: drawn(picture) for name, picture in pictures.items()}
    return load(files(book, kind), today=TODAY, required=required_columns())


@pytest.mark.parametrize("kind", KINDS)
def test_people_beside_a_list_without_headers_are_asked_about(kind):
    (finding,) = reported(loaded(kind, Обучающиеся=BESIDE))
    assert (finding.code, finding.names) == ("no_table", ("students",))
    assert "столбец E" in message(finding)


def test_notes_beside_a_list_are_none():
    notes = STUDENTS.replace("9А\n", "9А | Верба Липовна\n").replace("11Б\n", "11Б | 02.09.2024\n")
    assert codes(checked(notes)) == []


def test_a_list_beside_with_headers_of_its_own_is_read():
    lists = checked(BESIDE.replace("| |             |            |", "| | ФИО | Дата рождения | Класс"))
    assert lists.counts["students"] == 4
    assert codes(lists) == []


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_sheet_that_begins_with_people_is_asked_about(kind):
    (finding,) = reported(loaded(kind, Обучающиеся=STUDENTS, Лист2=HEADLESS))
    assert (finding.code, finding.sheet, finding.names) == ("no_table", "Лист2", ("students",))
    assert "Нужна строка заголовков" in message(finding)


@pytest.mark.parametrize(
    "pictures", [(BESIDE,), (STUDENTS, HEADLESS), (STUDENTS, HEADLESS.replace("9Б", "Ива Дубова"))]
)
def test_a_draft_asks_about_them_too_and_keeps_none_of_them(pictures):
    pages = [sheet(picture, name) for picture, name in zip(pictures, ["Обучающиеся", "Лист2"], strict=False)]
    whole, kept = (check(of, today=TODAY, required=required_columns()) for of in (pages, list(map(reduced, pages))))
    assert reported(kept, "no_table") == reported(whole, "no_table") != []
    assert "Пнёв" not in str([page.rows for page in map(reduced, pages)])


def test_pairs_without_a_header_are_asked_about_as_pairs():
    pairs = "Клён Осин | Липа Калина | 01.09.2024\nКлён Осин | Ясень Ивин | 01.09.2024"
    (finding,) = reported(loaded("xlsx", Обучающиеся=STUDENTS, Лист2=pairs))
    assert (finding.code, finding.names) == ("no_table", ("pairs",))


@pytest.mark.parametrize(
    "other",
    [
        "Дни рождения\nВерба Липовна Пнёва | 05.06.1980\nИва Липовна Дубова | 06.06.1981",
        "9А | Верба Липовна Пнёва | 8-900-000-00-00\n9Б | Ива Липовна Дубова | 8-900-000-00-01",
    ],
)
def test_another_sheet_is_left_out_as_it_was(other):
    assert codes(loaded("xlsx", Обучающиеся=STUDENTS, Лист2=other)) == ["left_out_row"]


def test_a_sheet_that_a_person_says_is_none_is_asked_about_no_more():
    pages = [sheet(STUDENTS, "Обучающиеся"), sheet(HEADLESS, "Лист2")]
    choices = {("Списки.xlsx", "Лист2"): Choice(None)}
    assert codes(check(pages, today=TODAY, required=required_columns(), choices=choices)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_mentees_to_the_right_of_their_title_are_pairs_too(kind):
    pairs = """
        Наставник | Форма           | Дата начала | Наставляемые |
        Клён Осин | ученик – ученик | 01.09.2024  | Липа Калина  | Ясень Ивин
    """
    lists = loaded(kind, Обучающиеся=STUDENTS, Пары=pairs)
    assert lists.roster.pairs["mentee"].tolist() == ["Липа Калина", "Ясень Ивин"]
    assert codes(lists) == []


def test_notes_to_the_right_of_the_mentees_are_nobody():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Форма           | Дата начала | Наставляемый |
        Клён Осин | ученик – ученик | 01.09.2024  | Липа Калина  | приказ № 5
        Клён Осин | ученик – ученик | 01.09.2024  | Ясень Ивин   |
    """,
    )
    assert lists.roster.pairs["mentee"].tolist() == ["Липа Калина", "Ясень Ивин"]
