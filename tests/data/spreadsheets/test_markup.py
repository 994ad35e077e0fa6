"""`data.spreadsheets.reading` on lists that are web pages or XML tables, whatever they are called."""

from __future__ import annotations

import datetime

import pytest

from data.spreadsheets.limits import COLUMNS_LIMIT, ROWS_LIMIT, SHEETS_LIMIT
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import CellError
from tests.data.spreadsheet_writers import refusal, rows_of

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><title>Отчёт</title>
<style>td {{mso-number-format:"\\@"}}</style></head><body>
<h1>Контингент &laquo;СОШ № 7&raquo;</h1><p>по состоянию<br>на 01.09.2024</p>{}<script>var x = "<td>";</script></body></html>"""
TABLE = """<table border=1><tr><th>ФИО<th>Дата&nbsp;рождения</th><th>Класс</th></tr>
<tr><td>Иванова&nbsp;Анна</td><td x:num="40422">01.09.2010</td><td><b>8</b>А</td></tr>
<tr><td>Лис
   Пётр<td>12.03.2009<td>9Б</table>"""
ROWS = [
    ["Контингент «СОШ № 7»", "", ""],
    ["по состоянию", "", ""],
    ["на 01.09.2024", "", ""],
    ["ФИО", "Дата рождения", "Класс"],
    ["Иванова Анна", "01.09.2010", "8А"],
    ["Лис Пётр", "12.03.2009", "9Б"],
]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("start", ["", "<!DOCTYPE html>\n", '<?xml version="1.0"?>', "\n  <!-- выгрузка -->"])
def test_a_page_called_xls_is_read_as_excel_opens_it(coding: str, start: str) -> None:
    text = (start + PAGE.format(TABLE)).replace("№", "N") if coding == "koi8-r" else start + PAGE.format(TABLE)
    rows = [[cell.replace("№", "N") if coding == "koi8-r" else cell for cell in row] for row in ROWS]
    assert rows_of(text.encode(coding), "Контингент.xls") == rows


def test_a_table_alone_a_table_in_a_table_and_several_tables_are_one_sheet() -> None:
    assert rows_of(TABLE.encode(), "Список.xls") == ROWS[3:]
    inside = f"<table><tr><td>Школа</td><td>{TABLE}</td></tr><tr><td>Итого 2</td></tr></table>"
    assert rows_of(PAGE.format(inside).encode(), "Список.xls") == [
        *ROWS[:3],
        ["Школа", "", ""],
        *ROWS[3:],
        ["Итого 2", "", ""],
    ]
    two = rows_of((TABLE + "<p>Выбыли</p>" + TABLE).encode(), "Список.xls")
    assert two == [*ROWS[3:], ["Выбыли", "", ""], *ROWS[3:]]


def test_cells_over_several_rows_and_columns_stand_at_their_addresses() -> None:
    page = "<table><tr><td rowspan=2>№</td><td colspan=2>ФИО</td></tr><tr><td>Фамилия</td><td>Имя</td></tr><tr><td>1</td></tr></table>"
    (sheet,) = read_file("Список.xls", page.encode())
    assert sheet.rows == [["№", "ФИО", ""], ["", "Фамилия", "Имя"], ["1", "", ""]]
    assert sheet.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_lines_in_a_cell_stay_lines_and_an_error_text_is_an_error() -> None:
    page = "<table><tr><td>Иванов<br>Петров<p>Лис</p></td><td>#Н/Д</td><td>&nbsp;</td><td>007</td></tr></table>"
    (cell, error, blank, number) = rows_of(page.encode(), "Список.xls")[0]
    assert (cell, error, blank, number) == ("Иванов\nПетров\nЛис", CellError("#Н/Д"), "", "007")
    assert isinstance(error, CellError)


def test_a_page_asks_for_no_more_than_a_file_may() -> None:
    wide = f"<table><tr><td colspan={COLUMNS_LIMIT + 1}>x</td></tr></table>"
    assert "заполнен до ячейки AAA1" in refusal(wide.encode(), "Список.xls")
    many = "<table>" + "<tr><td>x" * (ROWS_LIMIT + 1) + "</table>"
    assert "заполнен до ячейки A100001" in refusal(many.encode(), "Список.xls")
    spans = "<table>" + "<tr>" + "<td rowspan=999999>x" * 700 + "<tr><td>y" * 8_000 + "</table>"
    assert "заполнен до ячейки" in refusal(spans.encode(), "Список.xls")
    for depth in (200, 50_000):
        assert "повреждён" in refusal((TABLE + "<table><tr><td>" * depth + TABLE).encode(), "Список.xls")


def test_a_text_that_only_begins_with_the_sign_is_a_list() -> None:
    assert rows_of("<ФИО>;Класс\nИванов;5А\n".encode())[0] == ["<ФИО>", "Класс"]


# XML tables of Excel 2003

HEAD = """<?xml version="1.0" encoding="{}"?>\n<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">"""


def xml_table(rows: str, *more: str, encoding: str = "UTF-8", about: str = "") -> bytes:
    sheets = "".join(
        f'<Worksheet ss:Name="Лист{number}"><Table>{table}</Table></Worksheet>'
        for number, table in enumerate((rows, *more), 1)
    )
    return f"{HEAD.format(encoding)}{about}{sheets}</Workbook>".encode(encoding)


def cell(kind: str, value: str, more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{value}</Data></Cell>'


@pytest.mark.parametrize("encoding", ["UTF-8", "windows-1251", "UTF-16"])
def test_an_xml_table_is_read_with_its_types(encoding: str) -> None:
    cells = [
        cell("String", "Иванов &amp; Лис&#10;Пётр"),
        cell("Number", "7"),
        cell("Boolean", "1"),
        cell("DateTime", "2010-09-01T00:00:00.000"),
        cell("DateTime", "2010-09-01T10:30:00.000"),
        cell("Error", "#N/A"),
        cell("String", "007"),
        cell("Number", "семь"),
        '<Cell ss:Formula="=RC[-1]+1"/>',
        '<Cell ss:Formula="=&quot;007&quot;"/>',
    ]
    (row,) = rows_of(xml_table(f"<Row>{''.join(cells)}</Row>", encoding=encoding), "Список.xls")
    noon = datetime.datetime(2010, 9, 1, 10, 30)
    assert row[:6] == ["Иванов & Лис\nПётр", 7.0, True, datetime.date(2010, 9, 1), noon, CellError("#N/A")]
    assert row[6:] == ["007", "семь", CellError("=RC[-1]+1"), "007"]
    assert [type(value) for value in row] == [
        str,
        float,
        bool,
        datetime.date,
        datetime.datetime,
        CellError,
        str,
        str,
        CellError,
        str,
    ]


def test_rows_and_cells_of_an_xml_table_stand_at_their_addresses() -> None:
    comment = '<Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">заметка</ss:Data></Comment>'
    merged = f'<Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">ФИО</Data>{comment}</Cell>'
    indexed = cell("Number", "1", " ss:Index='2'")
    first = f'<Row ss:Index="2">{indexed}{merged}{cell("String", "Класс")}</Row>'
    (sheet,) = read_file("Список.xls", xml_table(first + f"<Row>{cell('String', 'x')}</Row>"))
    assert sheet.rows == [[""] * 5, ["", 1.0, "ФИО", "", "Класс"], ["x", "", "", "", ""]]
    assert sheet.merged == [(1, 2, 2, 3)]


def test_sheets_of_an_xml_table_keep_their_names_and_hidden_ones_are_only_named() -> None:
    hidden = "</Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions><Table>"
    row = f"<Row>{cell('String', 'x')}</Row>"
    sheets = read_file("Список.xls", xml_table(row, row + hidden, row))
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in sheets] == [
        ("Лист1", False, 1),
        ("Лист2", True, 0),
        ("Лист3", False, 1),
    ]


def test_an_xml_table_of_1904_says_so() -> None:
    about = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    row = f"<Row>{cell('Number', '38960')}</Row>"
    assert [read_file("Список.xls", xml_table(row, about=text))[0].from_1904 for text in (about, "")] == [True, False]


def test_an_xml_table_asks_for_no_more_than_a_file_may() -> None:
    indexed = cell("Number", "1", " ss:Index='16384'")
    far = f'<Row ss:Index="1048576">{indexed}</Row>'
    assert "заполнен до ячейки XFD1048576" in refusal(xml_table(far), "Список.xls")
    assert "больше 200 листов" in refusal(xml_table(*["<Row/>"] * (SHEETS_LIMIT + 1)), "Список.xls")
    entity = xml_table("<Row/>").replace(b"<Workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><Workbook')
    assert "определения, каких Excel не создаёт" in refusal(entity, "Список.xls")
    assert "повреждён" in refusal(xml_table("<Row>")[:-20], "Список.xls")
