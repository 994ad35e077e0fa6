"""The annotated copy of workbooks that are written in unusual ways."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from data.findings import Finding, ListError, Severity
from data.spreadsheets.limits import RefusalCause, Refused
from data.spreadsheets.reading import read_file
from data.workbooks.annotated_copy import corrected_copy, lost_in_copy
from tests.data.workbooks.excel_rules import faults
from tests.data.workbooks.packages import (
    KIND,
    MAIN,
    OFFICE,
    PACKAGE,
    SHEET,
    marked,
    parts,
    raw,
    relations,
    remark,
    rich,
    strict,
    values,
    worksheet,
    zipped,
)

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension")  # openpyxl's, of what it does not know
TEXT = '<c r="{0}" t="inlineStr"><is><t>{0}</t></is></c>'


def cells(*addresses: str) -> str:
    return "".join(TEXT.format(address) for address in addresses)


def addresses(content: bytes) -> list[str]:
    """The cells of the sheet in the order of the file."""
    return re.findall(r'<(?:\w+:)?c r="([A-Z]+\d+)"', parts(content)[SHEET].decode())


def test_missing_cells_are_put_in_the_order_of_columns_and_not_of_letters():
    content = raw(worksheet(f'<row r="2" spans="1:28">{cells("A2", "Z2", "AB2")}</row>'))
    copy = marked(content, *(remark(cell) for cell in ("AC2", "B2", "AA2", "Y2")))
    assert addresses(copy) == ["A2", "B2", "Y2", "Z2", "AA2", "AB2", "AC2"]
    assert not faults(copy)


def test_missing_rows_are_put_in_their_order():
    content = raw(worksheet(f'<row r="2">{cells("A2")}</row><row r="10">{cells("A10")}</row>'))
    copy = marked(content, *(remark(cell) for cell in ("A11", "A1", "A9", "B9", "A3")))
    assert addresses(copy) == ["A1", "A2", "A3", "A9", "B9", "A10", "A11"]
    assert not faults(copy)


@pytest.mark.parametrize("rows", ["", '<row r="5"/>', '<row r="5"></row>', "<row/>"])
def test_empty_rows_and_sheets_take_cells(rows: str):
    copy = marked(raw(worksheet(rows)), remark("B5"), remark("A7"))
    assert addresses(copy) == ["B5", "A7"]
    assert not faults(copy)
    assert not faults(marked(raw(worksheet("").replace("<sheetData></sheetData>", "<sheetData/>")), remark("B5")))


def test_cells_and_rows_without_addresses_are_counted():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='7'><c r='B7'><v>3</v></c><c><v>4</v></c></row>"
    content = raw(worksheet(rows))
    typed = {("Дети", 0, 1): "5", ("Дети", 6, 2): "6"}
    copy = marked(content, remark("A7"), remark("D1"), typed=typed)
    assert values(copy)["Дети"] == {"A1": 1, "B1": "5", "B7": 3, "C7": "6"}
    assert not faults(copy)


def test_prefixed_elements_stay_prefixed():
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:rel="{OFFICE}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    copy = marked(raw(sheet), remark("A1"), remark("B3"), typed={("Дети", 0, 2): "5А"})
    assert not faults(copy)
    assert values(copy)["Дети"] == {"A1": 1, "C1": "5А"}
    assert openpyxl.load_workbook(io.BytesIO(copy))["Дети"]["B3"].comment
    assert '<x:legacyDrawing rel:id="' in parts(copy)[SHEET].decode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1251", "utf-8-sig", "UTF-8"])
def test_a_sheet_in_another_encoding_is_marked(encoding: str):
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    sheet = worksheet(f'<row r="1">{TEXT.format("A1").replace("<t>A1", "<t>Анна")}</row>')
    content = raw(f'<?xml version="1.0" encoding="{declared}"?>\n{sheet}'.encode(encoding))
    copy = marked(content, remark("A1"))
    page = openpyxl.load_workbook(io.BytesIO(copy))["Дети"]
    assert page["A1"].value == "Анна"
    assert page["A1"].comment
    assert not faults(copy)


def test_the_boxes_stand_where_the_schema_wants_them():
    after = (
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"/>'
        '</mc:AlternateContent><tableParts count="0"/><extLst/>'
    )
    copy = marked(raw(worksheet(f'<row r="1">{cells("A1")}</row>', after=after)), remark("A1"))
    assert 'footer="0"/><legacyDrawing ' in parts(copy)[SHEET].decode()
    assert not faults(copy)


def test_a_new_cell_has_the_style_of_its_row_else_of_its_column():
    columns = '<cols><col min="2" max="3" width="9" style="1"/></cols>'
    rows = f'<row r="1" s="2" customFormat="1">{cells("A1")}</row><row r="2" s="2">{cells("A2")}</row>'
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
        '<numFmt numFmtId="165" formatCode="0.000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    content = raw(
        worksheet(rows, before=columns),
        **{
            "xl/styles.xml": styles,
            "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        },
    )
    copy = marked(content, remark("B1"), remark("B2"), remark("D2"), remark("C9"))
    page = openpyxl.load_workbook(io.BytesIO(copy))["Дети"]
    formats = {cell: page[cell].number_format for cell in ("B1", "B2", "D2", "C9")}
    assert formats == {"B1": "0.000", "B2": "dd.mm.yyyy", "D2": "General", "C9": "dd.mm.yyyy"}


def test_a_mark_in_a_merged_area_stands_in_its_first_cell():
    merged = '<mergeCells count="1"><mergeCell ref="A2:B4"/></mergeCells>'
    copy = marked(raw(worksheet(f'<row r="2">{cells("A2")}</row>', after=merged)), remark("B3"))
    assert addresses(copy) == ["A2"]
    page = openpyxl.load_workbook(io.BytesIO(copy))
    assert page["Дети"]["A2"].comment
    assert page["Замечания"]["C4"].hyperlink.location == "'Дети'!A2"


def test_a_fill_of_the_persons_own_comes_back_when_the_mark_is_gone():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Дети"
    page["A1"], page["B1"] = "Анна", "Пётр"
    page["A1"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFDDEBF7")
    page["A1"].number_format = page["B1"].number_format = "@"
    page["A1"].font = openpyxl.styles.Font(italic=True)
    stream = io.BytesIO()
    book.save(stream)
    first = marked(stream.getvalue(), remark("A1"), remark("B1", severity=Severity.WARNING))
    page = openpyxl.load_workbook(io.BytesIO(marked(first)))["Дети"]
    assert page["A1"].fill.fgColor.rgb == "FFDDEBF7"
    assert page["B1"].fill.fill_type is None


def test_a_comment_without_words_of_ours_is_not_touched_and_ours_go_alone():
    before = rich()
    first = marked(before, remark("B5"), remark("A2"))
    second = marked(first, remark("B6"))
    comments = {
        cell.coordinate: cell.comment.text
        for row in openpyxl.load_workbook(io.BytesIO(second))["Дети"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert comments == {"A2": "спросить у мамы", "B6": "Панель наставничества:\nИсправьте дату."}


def threaded() -> bytes:
    """A workbook as Excel writes it with a discussion at A1."""
    key = "{6EB46D22-BD1B-47C0-89B0-D6B9493AAA97}"
    note = f'<comments xmlns="{MAIN}"><authors><author>tc={key}</author></authors><commentList><comment ref="A1" authorId="0">'
    shape = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shape id="_x0000_s1025" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>0</x:Row>'
        "<x:Column>0</x:Column></x:ClientData></v:shape></xml>"
    )
    related = relations(comments="../comments1.xml", vmlDrawing="../drawings/vmlDrawing1.vml").replace(
        "</Relationships>",
        '<Relationship Id="thread" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
        ' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    sheet = worksheet(
        f'<row r="1">{cells("A1", "B1")}</row>', after=f'<legacyDrawing xmlns:r="{OFFICE}" r:id="vmlDrawing"/>'
    )
    content = raw(
        sheet,
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": related,
            "xl/comments1.xml": f"{note}<text><t>[Threaded comment]</t></text></comment></commentList></comments>",
            "xl/drawings/vmlDrawing1.vml": shape,
            "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/'
            f'spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{key}"><text>?</text></threadedComment>'
            "</ThreadedComments>",
        },
    )
    package = parts(content)
    types = (
        package["[Content_Types].xml"]
        .decode()
        .replace(
            "</Types>",
            '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            f'<Override PartName="/xl/comments1.xml" ContentType="{KIND}.comments+xml"/></Types>',
        )
    )
    return zipped(package | {"[Content_Types].xml": types})


def test_a_discussion_is_kept_its_cell_is_only_coloured_and_that_is_named_before():
    content = threaded()
    assert set(faults(content)) == {"no styles"}
    copy = marked(content, remark("A1"), remark("B1"))
    assert not faults(copy)
    old, new = parts(content), parts(copy)
    assert new["xl/threadedComments/threadedComment1.xml"] == old["xl/threadedComments/threadedComment1.xml"]
    page = openpyxl.load_workbook(io.BytesIO(copy))["Дети"]
    assert page["A1"].comment.text == "[Threaded comment]"
    assert page["A1"].fill.fgColor.rgb == "FFFFC7CE"
    assert page["B1"].comment.text.startswith("Панель наставничества:")
    (words,) = lost_in_copy("Списки.xlsx", content, [])
    assert "с обсуждениями" in words
    assert openpyxl.load_workbook(io.BytesIO(marked(copy)))["Дети"]["A1"].fill.fill_type is None


def test_a_signature_that_editing_breaks_is_removed_and_named_before():
    package = parts(raw(worksheet(f'<row r="1">{cells("A1")}</row>')))
    origin = f"{PACKAGE}/relationships/digital-signature"
    signed = zipped(
        package
        | {
            "_rels/.rels": package["_rels/.rels"]
            .decode()
            .replace(
                "</Relationships>",
                f'<Relationship Id="o" Type="{origin}/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
            ),
            "_xmlsignatures/origin.sigs": b"",
            "_xmlsignatures/_rels/origin.sigs.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="s" Type="{origin}/signature" Target="sig1.xml"/></Relationships>',
            "_xmlsignatures/sig1.xml": "<Signature/>",
        }
    )
    assert [words.split(":")[0] for words in lost_in_copy("Списки.xlsx", signed, [])] == ["электронной подписи"]
    copy = marked(signed, remark("A1"))
    assert not any("_xmlsignatures" in name for name in parts(copy))
    assert not faults(copy)


def test_a_workbook_in_shared_use_leaves_its_log_behind_and_that_is_named_before():
    book = {
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", revisionHeaders="revisions/revisionHeaders.xml"
        )
    }
    log = {
        "xl/revisions/revisionHeaders.xml": "<headers/>",
        "xl/revisions/_rels/revisionHeaders.xml.rels": relations(revisionLog="revisionLog1.xml"),
        "xl/revisions/revisionLog1.xml": "<revisions/>",
    }
    content = raw(worksheet(""), **book, **log)
    (words,) = lost_in_copy("Списки.xlsx", content, [])
    assert "общего доступа" in words
    assert not any("revisions" in name for name in parts(marked(content, remark("A1"))))


def test_a_strict_workbook_is_refused_in_one_sentence_before_and_after_the_press():
    content = strict(raw(worksheet(f'<row r="1">{cells("A1")}</row>')))
    sheets = read_file("Списки.xlsx", content)
    with pytest.raises(ListError, match="«Строгая книга Open XML»"):
        lost_in_copy("Списки.xlsx", content, sheets)
    with pytest.raises(ListError, match="«Строгая книга Open XML»"):
        corrected_copy(
            "Списки.xlsx",
            content,
            sheets,
            [Finding("bad_date", file="Списки.xlsx", sheet="Дети", row=1, cell="A1", text="Что не так")],
        )


def test_a_formula_that_gives_way_is_handed_on_to_the_cells_that_shared_it():
    shared = '<c r="B{0}"><f t="shared" si="0"/><v>{0}</v></c>'
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1&amp;"А"</f><v>1</v></c></row>'
    )
    rows += "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>{shared.format(row)}</row>' for row in (2, 3))
    content = raw(
        worksheet(rows),
        **{
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/><c r="B2"/><c r="B3"/></calcChain>',
            "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", calcChain="calcChain.xml"),
        },
    )
    coloured = marked(content, remark("B1"))
    assert parts(coloured)["xl/calcChain.xml"] == parts(content)["xl/calcChain.xml"]
    copy = marked(content, typed={("Дети", 0, 1): "5А"})
    assert "xl/calcChain.xml" not in parts(copy)
    assert not faults(copy)
    page = openpyxl.load_workbook(io.BytesIO(copy))["Дети"]
    assert [page[f"B{row}"].value for row in (1, 2, 3)] == ["5А", '=A2&"А"', '=A3&"А"']
    assert values(copy)["Дети"] == values(content)["Дети"] | {"B1": "5А"}


def test_formulas_are_worked_out_anew_on_opening_only_where_something_was_typed():
    content = raw(worksheet(f'<row r="1">{cells("A1")}</row>'))
    assert b"fullCalcOnLoad" not in parts(marked(content, remark("A1")))["xl/workbook.xml"]
    book = parts(marked(content, typed={("Дети", 0, 0): "5А"}))["xl/workbook.xml"]
    assert b'</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in book


def test_a_sheet_of_the_persons_own_called_like_ours_stays():
    book = openpyxl.load_workbook(io.BytesIO(rich()))
    book["Сводка"].title = "замечания"
    stream = io.BytesIO()
    book.save(stream)
    assert openpyxl.load_workbook(io.BytesIO(marked(stream.getvalue()))).sheetnames[-2:] == ["замечания", "Замечания 2"]


def test_definitions_of_entities_are_refused_in_every_part_that_is_read():
    entity = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "e">]>'
    sheet = worksheet(f'<row r="1">{cells("A1")}</row>')
    styles = {
        "xl/styles.xml": f'{entity}<styleSheet xmlns="{MAIN}"/>'.encode("utf-16"),
        "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
    }
    for content in (raw((entity + sheet).encode("utf-16")), raw(sheet, **styles)):
        with pytest.raises(Refused, match=RefusalCause.ENTITIES):
            marked(content, remark("A1"))


def test_signs_that_no_file_can_hold_are_shown_and_break_nothing():
    content = raw(worksheet(f'<row r="1">{cells("A1")}</row>'))
    sheets = read_file("Списки.xlsx", content)
    finding = Finding(
        "bad_date",
        file="Списки.xlsx",
        sheet="Дети",
        row=1,
        cell="A1",
        person="Ива\x1fнов",
        text="«Ива\x0bнов\x00» – \ud800\uffff",
    )
    typed = {("Дети", 0, 0): "Ива\x0bнов"}
    _, copy = corrected_copy("Списки.xlsx", content, sheets, [finding], typed)
    assert not faults(copy)
    assert openpyxl.load_workbook(io.BytesIO(copy))["Дети"]["A1"].comment.text.endswith("«Ива�нов�» – ��")
    assert values(copy)["Дети"] == {"A1": "Ива�нов"}
