"""`data.spreadsheets.reading`: a sound file in an unusual layout is read like any other; what is absent from it is reported."""

from __future__ import annotations

import datetime
import re

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.spreadsheets.oddities import Oddity
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import CellError
from tests.data.spreadsheet_writers import (
    CELL,
    edited,
    ods,
    parts_of,
    refusal,
    renamed_stream,
    rows_of,
    saved,
    workbook,
    xls,
    xlsb,
    xlsx,
    zipped,
)

WORKBOOK, RELATIONS, SHEET = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
TARGET = '"/xl/worksheets/sheet1.xml"'  # as openpyxl writes it
BOTH = [("Пары & К", [["Анна", 5.0]]), ("Ещё", [["Иван"]])]


def two_sheets() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Пары & К"
    book.active.append(["Анна", 5])
    book.create_sheet("Ещё").append(["Иван"])
    return saved(book)


def in_utf_16(xml: bytes) -> bytes:
    plain = re.sub(r"<\?xml[^>]*\?>", "", xml.decode())
    return f'<?xml version="1.0" encoding="UTF-16"?>{plain}'.encode("utf-16")


def prefixed(xml: str) -> str:
    """Every element with a prefix, as some libraries write them."""
    return re.sub(r"(</?)(?=[A-Za-z])", r"\1p:", xml).replace("xmlns=", "xmlns:p=", 1)


def moved(content: bytes) -> bytes:
    """The workbook in another place than Excel puts it."""
    parts = parts_of(content)
    parts["book/main.xml"], parts["book/_rels/main.xml.rels"] = parts.pop(WORKBOOK), parts.pop(RELATIONS)
    parts["book/styles.xml"] = parts.pop("xl/styles.xml")
    return edited(zipped(**parts), "_rels/.rels", ("xl/workbook.xml", "/book/main.xml"))


def recoded(content: bytes, *names: str) -> bytes:
    return zipped(**{name: in_utf_16(part) if name in names else part for name, part in parts_of(content).items()})


LAYOUTS = {
    "as Excel has it": lambda content: content,
    "a relative target": lambda content: edited(content, RELATIONS, (TARGET, '"worksheets/sheet1.xml"')),
    "a dotted target": lambda content: edited(content, RELATIONS, (TARGET, '"./worksheets/../worksheets/sheet1.xml"')),
    "a target with backslashes": lambda content: edited(content, RELATIONS, (TARGET, '"worksheets\\sheet1.xml"')),
    "a target that forgets the slash": lambda content: edited(
        content, RELATIONS, (TARGET, '"xl/worksheets/sheet1.xml"')
    ),
    "capitals in a target": lambda content: edited(content, RELATIONS, (TARGET, '"/XL/Worksheets/Sheet1.xml"')),
    "prefixed relationships": lambda content: zipped(
        **parts_of(content) | {RELATIONS: prefixed(parts_of(content)[RELATIONS].decode())}
    ),
    "a state in capitals": lambda content: edited(content, WORKBOOK, ('state="visible"', 'state="Visible"')),
    "another prefix of the relation": lambda content: edited(
        content, WORKBOOK, ("r:id", "d:id"), ("xmlns:r", "xmlns:d")
    ),
    "the workbook elsewhere": moved,
    "the workbook in UTF-16": lambda content: recoded(content, WORKBOOK),
    "the sheet in UTF-16": lambda content: recoded(content, SHEET),
    "all parts in UTF-16": lambda content: recoded(
        content, *(name for name in parts_of(content) if name != "mimetype")
    ),
    "strict OOXML": lambda content: edited(
        edited(
            content,
            WORKBOOK,
            ("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"),
        ),
        RELATIONS,
        ("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_workbook_in_an_unusual_layout_is_read_like_any_other(layout: str) -> None:
    sheets = read_file("Пары.xlsx", LAYOUTS[layout](two_sheets()))
    assert [(sheet.name, sheet.rows) for sheet in sheets] == BOTH
    assert [sheet.oddities for sheet in sheets] == [(), ()]


ABSENT = {
    "no such relationship": lambda content: edited(content, RELATIONS, ('"rId1"', '"rId9"')),
    "no relationship named": lambda content: edited(content, WORKBOOK, (' r:id="rId1"', "")),
    "an empty target": lambda content: edited(content, RELATIONS, (TARGET, '""')),
    "no such part": lambda content: zipped(**{k: v for k, v in parts_of(content).items() if k != SHEET}),
}


@pytest.mark.parametrize("absence", ABSENT)
def test_a_listed_sheet_that_is_not_there_is_reported_and_the_others_are_read(absence: str) -> None:
    content = ABSENT[absence](two_sheets())
    first, second = read_file("Пары.xlsx", content)
    assert (first.name, first.rows, first.oddities) == ("Пары & К", [], ((Oddity.MISSING_PART, 0),))
    assert (second.name, second.rows, second.oddities) == ("Ещё", [["Иван"]], ())


def test_a_workbook_with_none_of_its_sheets_is_damaged() -> None:
    parts = parts_of(two_sheets())
    del parts[RELATIONS]
    assert "повреждён" in refusal(zipped(**parts))


def test_a_part_in_an_encoding_that_nobody_knows_is_damaged() -> None:
    parts = parts_of(two_sheets())
    parts[WORKBOOK] = b'<?xml version="1.0" encoding="UTTF-8"?>' + parts[WORKBOOK]
    assert "повреждён" in refusal(zipped(**parts))


def test_a_part_in_a_code_page_of_its_own_is_read() -> None:
    parts = parts_of(two_sheets())
    parts[WORKBOOK] = ('<?xml version="1.0" encoding="windows-1251"?>' + parts[WORKBOOK].decode()).encode("cp1251")
    assert [sheet.name for sheet in read_file("Пары.xlsx", zipped(**parts))] == ["Пары & К", "Ещё"]


def test_shared_texts_styles_and_states_survive_a_new_layout() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = datetime.date(2024, 9, 1)
    book.active["B1"] = "Анна"
    book.create_sheet("Старое").sheet_state = "veryHidden"
    book.create_chartsheet("Диаграмма")
    sheets = read_file("Пары.xlsx", edited(saved(book), RELATIONS, (TARGET, '"./worksheets/sheet1.xml"')))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Sheet", False), ("Старое", True)]
    assert sheets[0].rows == [[datetime.date(2024, 9, 1), "Анна"]]


def test_an_entity_that_utf_16_hides_is_refused_too() -> None:
    content = xlsx("", definitions='<!DOCTYPE x [<!ENTITY a "b">]>')
    assert "определения, каких Excel не создаёт" in refusal(recoded(content, SHEET))


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "workbook", "WorkBook", "BOOK", "book", "Book"])
def test_the_record_stream_of_an_xls_is_known_in_any_capitals(name: str) -> None:
    assert rows_of(renamed_stream(xls("Анна", 5), name), "Пары.xls") == [["Анна", 5]]


# OpenDocument


def cells(*texts: str, between: str = "") -> str:
    return f"<table:table-row>{between}{between.join(CELL.format(text) for text in texts)}{between}</table:table-row>"


@pytest.mark.parametrize("between", ["\n    ", "\t", "<!-- заметка -->", "<text:soft-page-break/>", "<?заметка ?>"])
def test_what_stands_between_the_cells_of_an_ods_means_nothing(between: str) -> None:
    assert rows_of(ods(between + cells("Анна", "7А", between=between) + between), "Пары.ods") == [["Анна", "7А"]]


def test_a_pretty_printed_ods_keeps_values_repeats_spans_and_errors() -> None:
    wide = "<table:table-cell office:value-type='float' office:value='5' table:number-columns-spanned='2'>\n<text:p>5</text:p>\n</table:table-cell>\n<table:covered-table-cell/>"
    error = "<table:table-cell office:value-type='string' calcext:value-type='error'>\n<text:p>#Н/Д</text:p>\n</table:table-cell>"
    day = "<table:table-cell office:value-type='date' office:date-value='2024-09-01'>\n<text:p>1 сен</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='2'>\n{wide}\n{error}\n{day}\n</table:table-row>"
    (sheet,) = read_file("Пары.ods", ods(row))
    assert sheet.rows == [[5.0, "", CellError("#Н/Д"), datetime.date(2024, 9, 1)]] * 2
    assert isinstance(sheet.rows[0][2], CellError)
    assert sheet.merged == [(0, 0, 0, 1)]


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        ("<text:p>Анна<text:line-break/>Иван</text:p>", "Анна\nИван"),
        ("<text:p>Анна<text:tab/>Иван</text:p>", "Анна\tИван"),
        (
            "<text:p>Анна <text:line-break/> <text:span>Иван\n  Лис</text:span><text:s text:c='2'/>1</text:p>",
            "Анна \n Иван Лис  1",
        ),
        ("\n<text:p>Анна</text:p>\n<text:p>Иван</text:p>\n", "Анна\nИван"),
        ("<office:annotation>\n<text:p>заметка</text:p></office:annotation>\n<text:p>Анна</text:p>", "Анна"),
    ],
)
def test_the_border_between_two_names_in_a_cell_is_kept(paragraphs: str, text: str) -> None:
    cell = f"<table:table-cell office:value-type='string'>{paragraphs}</table:table-cell>"
    assert rows_of(ods(f"<table:table-row>{cell}</table:table-row>"), "Пары.ods") == [[text]]


def test_an_ods_is_read_with_other_prefixes_without_manifest_or_names_and_in_utf_16() -> None:
    content = ods(cells("Анна", "7А"))
    rows = [["Анна", "7А"]]
    renamed = [("<table:", "<t:"), ("</table:", "</t:"), (" table:", " t:"), (" xmlns:table=", " xmlns:t=")]
    assert rows_of(edited(content, "content.xml", *renamed), "Пары.ods") == rows
    assert rows_of(recoded(content, "content.xml"), "Пары.ods") == rows
    for part in ("META-INF/manifest.xml", "mimetype"):
        parts = parts_of(content)
        del parts[part]
        assert rows_of(zipped(**parts), "Пары.ods") == rows
    (sheet,) = read_file("Пары.ods", edited(content, "content.xml", (' table:name="Лист1"', "")))
    assert (sheet.name, sheet.rows) == ("Лист1", rows)


def test_an_ods_with_a_macro_or_another_old_definition_is_read() -> None:
    doctype = '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">'
    parts = parts_of(ods(cells("Анна")))
    parts["Basic/Standard/script-lb.xml"] = f"{doctype}<library:library/>".encode()
    parts["META-INF/manifest.xml"] = (
        b'<!DOCTYPE manifest:manifest SYSTEM "Manifest.dtd">' + parts["META-INF/manifest.xml"]
    )
    assert rows_of(zipped(**parts), "Пары.ods") == [["Анна"]]


def test_a_value_that_is_no_number_is_the_text_that_the_cell_shows() -> None:
    broken = "<table:table-cell office:value-type='float' office:value=''><text:p>семь</text:p></table:table-cell>"
    assert rows_of(ods(f"<table:table-row>{broken}{CELL.format('x')}</table:table-row>")) == [["семь", "x"]]


def test_a_broken_content_of_an_irregular_ods_is_damaged() -> None:
    assert "повреждён" in refusal(ods("\n<table:table-row> <table:table-cell> </table:table-row>"), "Пары.ods")


# The 1904 date system

DAY, NUMBER = datetime.date(2010, 9, 1), 38960.0  # days from 1 January 1904


def xlsx_of_1904() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([DAY, NUMBER])
    return saved(book)


def xls_of(days_from_1904: bool) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = days_from_1904
    sheet = book.add_sheet("Лист1")
    sheet.write(0, 0, DAY, xlwt.easyxf(num_format_str="DD.MM.YYYY"))
    sheet.write(0, 1, NUMBER)
    return saved(book)


def ods_of_1904() -> bytes:
    day = "<table:table-cell office:value-type='date' office:date-value='2010-09-01'><text:p>01.09.10</text:p></table:table-cell>"
    number = (
        f"<table:table-cell office:value-type='float' office:value='{NUMBER}'><text:p>38960</text:p></table:table-cell>"
    )
    content = ods(f"<table:table-row>{day}{number}</table:table-row>")
    null = "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/></table:calculation-settings>"
    return edited(content, "content.xml", ("<office:spreadsheet>", f"<office:spreadsheet>{null}"))


@pytest.mark.parametrize(
    ("content", "is_from_1904"),
    [
        (xlsx_of_1904(), True),
        (edited(xlsx_of_1904(), RELATIONS, (TARGET, '"./worksheets/sheet1.xml"')), True),
        (xls_of(True), True),
        (ods_of_1904(), True),
        (edited(ods_of_1904(), "content.xml", ("<table:table-row>", "<table:table-row>\n ")), True),
        (workbook(A1=DAY, B1=NUMBER), False),
        (edited(xlsx_of_1904(), WORKBOOK, ('date1904="1"', 'date1904="0"')), False),
        (xls_of(False), False),
        (edited(ods_of_1904(), "content.xml", ("1904-01-01", "1899-12-30")), False),
    ],
    ids=[
        "xlsx",
        "xlsx laid out anew",
        "xls",
        "ods",
        "ods written anew",
        "usual",
        "declared usual",
        "usual xls",
        "usual ods",
    ],
)
def test_a_workbook_of_1904_says_so_and_its_dates_are_right(content: bytes, is_from_1904: bool) -> None:
    (sheet,) = read_file("Пары", content)
    assert sheet.from_1904 is is_from_1904
    assert sheet.rows[0][1] == NUMBER
    if is_from_1904:
        assert sheet.rows[0][0] == DAY


def test_an_xlsb_of_1904_says_so() -> None:
    from_1904 = [read_file("Пары.xlsb", xlsb(NUMBER, is_from_1904=is_from))[0].from_1904 for is_from in (True, False)]
    assert from_1904 == [True, False]
