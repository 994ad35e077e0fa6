"""Rows whose names are struck through are told and count until a person says that they do not."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt
from odf import opendocument, style, table, text
from openpyxl.styles import Font

from data.checking.messages import message
from data.dropped_files import read_all
from data.loading import Lists, check
from tests.data.lists import TODAY, drawn, reported, required_columns

PUPILS = drawn("""
    ФИО         | Дата рождения | Класс
    Липа Калина | 01.02.2010    | 9А
    Клён Осин   | 31.03.2008    | 11Б
    Ясень Ивин  | 05.06.2010    | 9Б
""")
PAIRS = drawn("""
    Наставник | Наставляемый | Форма           | Дата начала
    Клён Осин | Липа Калина  | ученик – ученик | 01.09.2024
    Клён Осин | Ясень Ивин   | ученик – ученик | 01.09.2024
""")
Struck = tuple[tuple[str, int, int], ...]  # sheet, row and column from 0
BOOK = {"Обучающиеся": PUPILS, "Пары": PAIRS}


def xlsx(struck: Struck) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in BOOK.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for sheet, row, column in struck:
            if sheet == name:
                page.cell(row + 1, column + 1).font = Font(strike=True)
        page.cell(1, 1).font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(struck: Struck) -> bytes:
    book = xlwt.Workbook()
    through, plain = xlwt.easyxf("font: struck_out on"), xlwt.easyxf("font: bold on")
    for name, rows in BOOK.items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(number, column, cell, through if (name, number, column) in struck else plain)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(struck: Struck) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    through = style.Style(name="through", family="table-cell")
    through.addElement(style.TextProperties(textlinethroughstyle="solid", textlinethroughtype="single"))
    document.automaticstyles.addElement(through)
    for name, rows in BOOK.items():
        page = table.Table(name=name)
        for number, row in enumerate(rows):
            line = table.TableRow()
            for column, written in enumerate(row):
                more = {"stylename": through} if (name, number, column) in struck else {}
                cell = table.TableCell(valuetype="string", **more)
                cell.addElement(text.P(text=written))
                line.addElement(cell)
            page.addElement(line)
        document.spreadsheet.addElement(page)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods}


def loaded(kind: str, *struck: tuple[str, int, int], **more) -> Lists:
    sheets, _ = read_all([(f"Списки.{kind}", WRITERS[kind](struck))])
    return check(sheets, today=TODAY, required=required_columns(), **more)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_struck_name_is_told_with_its_row_and_counts(kind):
    lists = loaded(kind, ("Обучающиеся", 3, 0), ("Пары", 2, 1))
    found = reported(lists, "struck_out")
    assert [(finding.sheet, finding.cell, finding.value) for finding in found] == [
        ("Обучающиеся", "A4", "Ясень Ивин"), ("Пары", "B3", "Ясень Ивин"),
    ]  # fmt: skip
    assert "зачёркнуто, но человек учитывается" in message(found[0])
    assert "зачёркнуто, но пара учитывается" in message(found[1])
    assert (lists.counts["students"], lists.counts["pairs"]) == (3, 2)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_struck_cell_that_is_no_name_and_another_style_tell_nothing(kind):
    assert reported(loaded(kind, ("Обучающиеся", 3, 2), ("Обучающиеся", 0, 0)), "struck_out") == []


def test_a_struck_row_that_a_person_leaves_out_is_told_no_more():
    removed = {("Списки.xlsx", "Обучающиеся"): {4}, ("Списки.xlsx", "Пары"): {3}}
    lists = loaded("xlsx", ("Обучающиеся", 3, 0), ("Пары", 2, 1), removed_rows=removed)
    assert reported(lists, "struck_out") == []
    assert (lists.counts["students"], lists.counts["pairs"]) == (2, 1)
