"""Findings about files as they were read: repeats, an assumed code page, wrong lines, absent sheets, 1904."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.checking.messages import message
from data.findings import Severity
from data.loading import Lists, load
from tests.data.lists import TODAY, WRITERS, Book, csv_of, drawn, files, reported
from tests.data.spreadsheet_writers import edited, saved

PUPILS = """
    ФИО                        | Дата рождения | Класс
    Подсолнухова Астра Львовна | 05.03.2013    | 5А
    Ландышев Кедр Ильич        | 17.11.2012    | 6Б
"""
BOOK: Book = {
    "Обучающиеся": drawn(PUPILS),
    "Пары": drawn(
        "Наставник | Наставляемый | Форма наставничества | Дата начала\nЯворский Пётр Ильич | Ландышев Кедр Ильич | студент – ученик | 01.02.2024"
    ),
}
CSV = csv_of(BOOK["Обучающиеся"], "utf-8")


def loaded(*content: tuple[str, bytes]) -> Lists:
    return load(content, today=TODAY)


def messages(lists: Lists, code: str) -> list[str]:
    return [message(finding, name_file=lists.name_file) for finding in reported(lists, code)]


# The same content twice


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_file_dropped_twice_is_read_once_and_reported_once(kind: str) -> None:
    (name, content), *others = files(BOOK, kind)
    copy = name.replace(".", " (1).")
    lists = loaded((name, content), *others, (copy, content))
    assert messages(lists, "same_file") == [
        f"Файл «{copy}»: то же содержимое, что в файле «{name}», поэтому второй раз не учитывается."
    ]
    assert lists.counts == {"students": 2, "teachers": 0, "pairs": 1}
    assert not lists.has_errors


def test_a_copy_under_the_same_name_and_one_saved_anew_are_copies_too() -> None:
    anew = openpyxl.Workbook()
    anew.remove(anew.active)
    for name, rows in BOOK.items():
        page = anew.create_sheet(name)
        for row in rows:
            page.append(row)
    again = edited(saved(anew), "docProps/core.xml", ("openpyxl", "другой"))
    lists = loaded(("Список.xlsx", saved(anew)), ("Список.xlsx", saved(anew)), ("Копия.xlsx", again))
    assert [(finding.file, finding.severity) for finding in reported(lists, "same_file")] == [
        ("Список.xlsx (2)", Severity.INFORMATION),
        ("Копия.xlsx", Severity.INFORMATION),
    ]
    assert lists.counts["students"] == 2


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_two_equal_sheets_are_read_once_and_reported_once(kind: str) -> None:
    book = {**BOOK, "Обучающиеся (2)": BOOK["Обучающиеся"]}
    lists = loaded((f"Списки.{kind}", WRITERS[kind](book)))
    assert messages(lists, "same_file") == [
        "Лист «Обучающиеся (2)»: то же содержимое, что на листе «Обучающиеся», поэтому второй раз не учитывается."
    ]
    assert lists.counts["students"] == 2


def test_a_sheet_that_stands_in_another_file_too_names_both() -> None:
    alone, both = WRITERS["xlsx"]({"Лист1": BOOK["Обучающиеся"]}), WRITERS["xlsx"](BOOK)
    lists = loaded(("Все.xlsx", both), ("Ученики.xlsx", alone))
    assert messages(lists, "same_file") == [
        "Файл «Ученики.xlsx», лист «Лист1»: то же содержимое, что на листе «Обучающиеся» файла «Все.xlsx», "
        "поэтому второй раз не учитывается."
    ]
    assert lists.counts == {"students": 2, "teachers": 0, "pairs": 1}


def test_lists_that_differ_in_one_cell_and_sheets_without_a_list_are_no_copies() -> None:
    changed = [*BOOK["Обучающиеся"][:-1], ["Ландышев Кедр Ильич", "17.11.2012", "6В"]]
    lists = loaded(("а.csv", CSV), ("б.csv", csv_of(changed, "utf-8")))
    assert not reported(lists, "same_file")
    header = BOOK["Обучающиеся"][:1]
    assert not reported(loaded(("Списки.xlsx", WRITERS["xlsx"]({**BOOK, "1А": header, "1Б": header}))), "same_file")


# Code pages and wrong lines


@pytest.mark.parametrize(
    ("page", "title"),
    [("cp866", "DOS (866)"), ("koi8-r", "КОИ-8"), ("mac-cyrillic", "Mac (кириллица)"), ("utf-16-le", "Юникод UTF-16")],
)
def test_an_assumed_code_page_is_reported_unless_it_is_a_usual_one(page: str, title: str) -> None:
    lists = loaded(("Список.csv", csv_of(BOOK["Обучающиеся"], page)))
    (finding,) = reported(lists, "assumed_encoding")
    assert finding.severity is Severity.INFORMATION
    assert message(finding).startswith(f"Файл «Список.csv»: текст прочитан в кодировке {title}:")
    assert lists.counts["students"] == 2


@pytest.mark.parametrize("page", ["cp1251", "utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_usual_or_declared_code_page_is_not_reported(page: str) -> None:
    assert not reported(loaded(("Список.csv", csv_of(BOOK["Обучающиеся"], page))), "assumed_encoding")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"Василькова Роза;30.06.2011;7А', "лишняя кавычка"),
        ("Василькова;Роза;30.06.2011;7А", "значений больше, чем столбцов в заголовке"),
        ("Василькова Роз\ufffd;30.06.2011;7А", "часть букв повреждена"),
    ],
)
def test_a_wrong_line_is_a_warning_with_its_number_and_the_others_count(line: str, words: str) -> None:
    lists = loaded(("Список.csv", CSV + line.encode() + b"\r\n"))
    (finding,) = reported(lists, "damaged_line")
    assert (finding.severity, finding.row, finding.file) == (Severity.WARNING, 4, "Список.csv")
    assert message(finding).startswith("Файл «Список.csv», строка 4: ")
    assert words in message(finding)
    assert lists.counts["students"] >= 2


def test_a_listed_sheet_that_is_not_in_the_file_is_an_error() -> None:
    content = edited(
        WRITERS["xlsx"](BOOK), "xl/_rels/workbook.xml.rels", ("worksheets/sheet2.xml", "worksheets/sheet9.xml")
    )
    (finding,) = reported(loaded(("Списки.xlsx", content)), "unreadable_file")
    assert finding.sheet == "Пары"
    assert "содержимого листа в файле нет" in message(finding)


# The 1904 date system

BORN, NUMBER = dt.date(2013, 3, 5), 39876  # days from 1 January 1904


def of_1904(cell: object) -> list[tuple[str, bytes]]:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    old = xlwt.Workbook()
    old.dates_1904 = True
    page = old.add_sheet("Обучающиеся")
    book.active.title = "Обучающиеся"
    for number, row in enumerate((["ФИО", "Дата рождения", "Класс"], ["Подсолнухова Астра Львовна", cell, "5А"])):
        book.active.append(row)
        for column, value in enumerate(row):
            day = xlwt.easyxf(num_format_str="DD.MM.YYYY") if isinstance(value, dt.date) else xlwt.Style.default_style
            page.write(number, column, value, day)
    return [("Список.xlsx", saved(book)), ("Список.xls", saved(old))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", [BORN, NUMBER, float(NUMBER)], ids=["a date", "a number", "a number with a fraction of 0"]
)
def test_days_of_a_1904_workbook_are_right_whatever_the_format_of_the_cell(cell: object) -> None:
    for file in of_1904(cell):
        frame = loaded(file).roster.students
        assert frame is not None
        assert frame["birth"].dt.date.tolist() == [BORN]


def test_a_year_is_a_year_and_a_number_that_is_no_day_stays_in_a_1904_workbook() -> None:
    for file in of_1904(2013):
        frame = loaded(file).roster.students
        assert frame is not None
        assert (frame["birth"].iloc[0].year, frame["birth_latest"].iloc[0].year) == (2013, 2013)
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["№ личного дела", "ФИО", "Дата рождения", "Класс"])
    book.active.append([40000, "Подсолнухова Астра Львовна", BORN, "5А"])
    frame = loaded(("Список.xlsx", saved(book))).roster.students  # type: ignore[arg-type]
    assert frame is not None
    assert frame["number"].tolist() == ["40000"]


def test_a_number_in_a_usual_workbook_counts_as_before() -> None:
    (name, content), _ = of_1904(NUMBER)
    usual = edited(content, "xl/workbook.xml", ('date1904="1"', 'date1904="0"'))
    frame = loaded((name, usual)).roster.students
    assert frame is not None
    assert frame["birth"].dt.date.tolist() == [dt.date(2009, 3, 4)]
