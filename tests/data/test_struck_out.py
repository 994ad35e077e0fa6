"""Rows whose names are struck through are told and count until a person says that they do not."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import partial

import docx
import openpyxl
import pytest
import xlsxwriter
import xlwt
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf import opendocument, style, table, text
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from data.checking.messages import message
from data.dropped_files import read_all
from data.loading import Lists, check
from tests.data.lists import TODAY, codes, drawn, reported, required_columns, saved
from tests.data.xlsb_writer import xlsb

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
Place = tuple[str, int, int]  # sheet, row and column from 0
Struck = Sequence[Place]
Partly = Mapping[Place, int]  # how many letters at the beginning of a cell are struck through
NO_PARTS: Partly = {}
BOOK = {"Обучающиеся": PUPILS, "Пары": PAIRS}


def xlsx(struck: Struck, partly: Partly = NO_PARTS) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    through = InlineFont(strike=True)
    for name, rows in BOOK.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for sheet, row, column in struck:
            if sheet == name:
                page.cell(row + 1, column + 1).font = Font(strike=True)
        for (sheet, row, column), letters in partly.items():
            if sheet == name:
                written = rows[row][column]
                page.cell(row + 1, column + 1).value = CellRichText(
                    TextBlock(through, written[:letters]), TextBlock(InlineFont(), written[letters:])
                )
        page.cell(1, 1).font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_shared(_struck: Struck, partly: Partly) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        through = book.add_format({"font_strikeout": True})
        for name, rows in BOOK.items():
            page = book.add_worksheet(name)
            for row, line in enumerate(rows):
                page.write_row(row, 0, line)
                for column, written in enumerate(line):
                    if letters := partly.get((name, row, column)):
                        page.write_rich_string(row, column, through, written[:letters], written[letters:])
    return stream.getvalue()


def xls(struck: Struck, partly: Partly) -> bytes:
    book = xlwt.Workbook()
    through, plain = xlwt.easyxf("font: struck_out on"), xlwt.easyxf("font: bold on")
    for name, rows in BOOK.items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if letters := partly.get((name, number, column)):
                    page.write_rich_text(number, column, ((cell[:letters], through.font), cell[letters:]), plain)
                else:
                    page.write(number, column, cell, through if (name, number, column) in struck else plain)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(struck: Struck, partly: Partly) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    through = style.Style(name="through", family="table-cell")
    through.addElement(style.TextProperties(textlinethroughstyle="solid", textlinethroughtype="single"))
    stretch = style.Style(name="stretch", family="text")
    stretch.addElement(style.TextProperties(textlinethroughstyle="solid", textlinethroughtype="single"))
    document.automaticstyles.addElement(through)
    document.automaticstyles.addElement(stretch)
    for name, rows in BOOK.items():
        page = table.Table(name=name)
        for number, row in enumerate(rows):
            line = table.TableRow()
            for column, written in enumerate(row):
                more = {"stylename": through} if (name, number, column) in struck else {}
                cell = table.TableCell(valuetype="string", **more)
                letters = partly.get((name, number, column), 0)
                paragraph = text.P()
                if letters:
                    paragraph.addElement(text.Span(stylename=stretch, text=written[:letters]))
                paragraph.addText(written[letters:])
                cell.addElement(paragraph)
                line.addElement(cell)
            page.addElement(line)
        document.spreadsheet.addElement(page)
    return saved(document)


def xml(struck: Struck, partly: Partly) -> bytes:
    """A table of Excel 2003."""
    pages = []
    for name, rows in BOOK.items():
        lines = []
        for number, row in enumerate(rows):
            cells = []
            for column, written in enumerate(row):
                look = ' ss:StyleID="through"' if (name, number, column) in struck else ' ss:StyleID="bold"'
                letters = partly.get((name, number, column), 0)
                part = f"<S>{written[:letters]}</S>" if letters else ""
                data = f'<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{part}{written[letters:]}</ss:Data>'
                cells.append(f"<Cell{look}>{data}</Cell>")
            lines.append(f"<Row>{''.join(cells)}</Row>")
        pages.append(f'<Worksheet ss:Name="{name}"><Table>{"".join(lines)}</Table></Worksheet>')
    sheets = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = (
        '<Styles><Style ss:ID="through"><Font ss:StrikeThrough="1"/></Style>'
        '<Style ss:ID="bold"><Font ss:Bold="1" ss:StrikeThrough="0"/></Style></Styles>'
    )
    head = f'<?xml version="1.0"?><Workbook xmlns="{sheets}" xmlns:ss="{sheets}">'
    return f"{head}{styles}{''.join(pages)}</Workbook>".encode()


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods, "xlsb": partial(xlsb, BOOK), "xml": xml}


def loaded(kind: str, *struck: Place, partly: Partly | None = None, writer=None, **more) -> Lists:
    sheets, _ = read_all([(f"Списки.{kind}", (writer or WRITERS[kind])(struck, partly or {}))])
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


@pytest.mark.parametrize("kind", WRITERS)
def test_a_name_of_which_a_part_is_struck_is_told_as_one_struck_as_a_whole(kind):
    lists = loaded(kind, partly={("Обучающиеся", 3, 0): 5, ("Обучающиеся", 1, 2): 1})
    assert [(finding.cell, finding.value) for finding in reported(lists, "struck_out")] == [("A4", "Ясень Ивин")]
    assert lists.counts["students"] == 3


def test_a_name_of_which_a_part_is_struck_is_told_where_cells_share_their_texts():
    lists = loaded("xlsx", partly={("Обучающиеся", 3, 0): 5}, writer=xlsx_shared)
    assert [(finding.cell, finding.value) for finding in reported(lists, "struck_out")] == [("A4", "Ясень Ивин")]


def test_one_of_two_people_in_a_cell_who_is_struck_is_told_with_both(monkeypatch):
    monkeypatch.setitem(BOOK, "Пары", drawn("""
        Наставник | Наставляемый            | Форма           | Дата начала
        Клён Осин | Липа Калина; Ясень Ивин | ученик – ученик | 01.09.2024
    """))  # fmt: skip
    lists = loaded("xlsx", partly={("Пары", 1, 1): 11})
    (finding,) = reported(lists, "struck_out")
    assert finding.value == "Липа Калина; Ясень Ивин"
    assert lists.counts["pairs"] == 2


def test_a_part_is_found_in_the_texts_of_an_xls_that_go_on_from_record_to_record(monkeypatch):
    many = [[f"Дубов Граб {'и' * (number % 7)}{number}", "01.02.2010", "9А"] for number in range(900)]
    monkeypatch.setitem(BOOK, "Обучающиеся", [PUPILS[0], *many, *PUPILS[1:]])
    lists = loaded("xls", partly={("Обучающиеся", 450, 0): 4, ("Обучающиеся", 903, 0): 5})
    assert [finding.cell for finding in reported(lists, "struck_out")] == ["A451", "A904"]


def test_an_xlsb_is_read_with_its_names_days_and_classes():
    lists = loaded("xlsb")
    assert (lists.counts, codes(lists)) == ({"students": 3, "teachers": 0, "pairs": 2}, [])
    assert [f"{day:%d.%m.%Y}" for day in lists.roster.students["birth"]] == [row[1] for row in PUPILS[1:]]


def word(row: int, column: int, *, mark: str = "strike", value: str = "true", letters: int = 99) -> bytes:
    """The pupils as a table of a Word document, of one cell the first letters struck through."""
    document = docx.Document()
    document.add_paragraph("Обучающиеся")
    page = document.add_table(len(PUPILS), len(PUPILS[0]))
    for number, line in enumerate(PUPILS):
        for place, written in enumerate(line):
            paragraph = page.cell(number, place).paragraphs[0]
            if (number, place) != (row, column):
                paragraph.add_run(written)
                continue
            look = OxmlElement(f"w:{mark}")
            look.set(qn("w:val"), value)
            paragraph.add_run(written[:letters])._r.get_or_add_rPr().append(look)
            paragraph.add_run(written[letters:])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("look", [{}, {"mark": "dstrike"}, {"letters": 5}])
def test_a_struck_name_of_a_word_document_is_told_and_counts(look):
    sheets, _ = read_all([("Списки.docx", word(3, 0, **look))])
    lists = check(sheets, today=TODAY, required=required_columns())
    assert [(finding.row, finding.value) for finding in reported(lists, "struck_out")] == [(5, "Ясень Ивин")]
    assert lists.counts["students"] == 3


@pytest.mark.parametrize(("row", "column", "value"), [(3, 2, "true"), (3, 0, "false"), (3, 0, "0")])
def test_what_is_not_struck_or_no_name_in_a_word_document_tells_nothing(row, column, value):
    sheets, _ = read_all([("Списки.docx", word(row, column, value=value))])
    assert reported(check(sheets, today=TODAY, required=required_columns()), "struck_out") == []


def page(name: str, class_name: str = "9Б", row: str = "<tr>") -> bytes:
    head = "<tr><td>ФИО</td><td>Дата рождения</td><td>Класс</td></tr>"
    return f"<table>{head}{row}<td>{name}</td><td>05.06.2010</td><td>{class_name}</td></tr></table>".encode()


@pytest.mark.parametrize(
    "content",
    [
        page("<s>Ясень Ивин</s>"),
        page("<strike>Ясень</strike> Ивин"),
        page("<del>Ясень Ивин</del>"),
        page('<span style="color:red; text-decoration: line-through">Ясень Ивин</span>'),
        page("Ясень Ивин", row='<tr style="text-decoration:line-through">'),
    ],
)
def test_a_struck_name_of_a_web_page_is_told_and_counts(content):
    sheets, _ = read_all([("Списки.xls", content)])
    lists = check(sheets, today=TODAY, required=required_columns())
    assert [(finding.cell, finding.value) for finding in reported(lists, "struck_out")] == [("A2", "Ясень Ивин")]
    assert lists.counts["students"] == 1


@pytest.mark.parametrize(
    "content",
    [
        page("<b>Ясень Ивин</b>"),
        page("Ясень Ивин<s> </s>"),
        page("Ясень Ивин", "<s>9Б</s>"),
        page('<span style="text-decoration: underline">Ясень Ивин</span>'),
    ],
)
def test_another_look_of_a_web_page_tells_nothing(content):
    sheets, _ = read_all([("Списки.xls", content)])
    assert reported(check(sheets, today=TODAY, required=required_columns()), "struck_out") == []
