"""Somebody whose cells are merged over several lines is one person."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt

from data.loading import Lists, check, load
from tests.data.lists import TODAY, Rows, codes, drawn, required_columns, sheet

HEADER = "ФИО | Дата рождения | Класс | Родители | ОВЗ | СОП"
TWO_LINES = drawn(f"""
    {HEADER}
    Липа Калина | 01.02.2010 | 9А  | Калина Верба | да  | нет
                |            |     | Калин Дуб    |     |
    Клён Осин   | 31.03.2008 | 11Б | Осина Ива    | нет | нет
                |            |     | Осин Тополь  |     |
""")
MERGED = [(first, column, first + 1, column) for first in (1, 3) for column in (0, 1, 2, 4, 5)]


def checked(rows: Rows, merged: list[tuple[int, int, int, int]]) -> Lists:
    return check([sheet(rows, "Обучающиеся", merged=merged)], today=TODAY, required=required_columns())


def xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Обучающиеся"
    for row in rows:
        page.append([cell or None for cell in row])
    for first, left, last, right in MERGED:
        page.merge_cells(start_row=first + 1, start_column=left + 1, end_row=last + 1, end_column=right + 1)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Обучающиеся")
    merged = {(first, left): (last, right) for first, left, last, right in MERGED}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if place := merged.get((number, column)):
                page.write_merge(number, place[0], column, place[1], cell)
            elif cell:
                page.write(number, column, cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx), ("xls", xls)])
def test_a_pupil_over_two_lines_of_parents_is_one(kind, write):
    lists = load([(f"Списки.{kind}", write(TWO_LINES))], today=TODAY, required=required_columns())
    assert lists.roster.students["name"].tolist() == ["Липа Калина", "Клён Осин"]
    assert lists.roster.students["ovz"].tolist() == [True, False]
    assert "duplicate_person" not in codes(lists)


def test_a_second_line_that_tells_another_mark_is_not_dropped():
    rows = drawn(f"""
        {HEADER}
        Липа Калина | 01.02.2010 | 9А | Калина Верба | да  | нет
                    |            |    | Калин Дуб    | нет | да
    """)
    merged = [(1, column, 2, column) for column in (0, 1, 2)]
    assert "duplicate_person" in codes(checked(rows, merged))


def test_a_pupil_of_the_same_class_merged_over_both_is_another():
    rows = drawn(f"""
        {HEADER}
        Липа Калина | 01.02.2010 | 9А | Калина Верба | да  | нет
        Клён Осин   | 31.03.2009 |    | Осина Ива    | нет | нет
    """)
    lists = checked(rows, [(1, 2, 2, 2)])
    assert lists.counts["students"] == 2


def test_a_person_written_twice_without_merging_is_asked_about():
    rows = drawn(f"""
        {HEADER}
        Липа Калина | 01.02.2010 | 9А | Калина Верба | да | нет
        Липа Калина | 01.02.2010 | 9А | Калин Дуб    | да | нет
    """)
    assert "duplicate_person" in codes(checked(rows, []))
