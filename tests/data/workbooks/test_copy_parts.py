"""The annotated copy as a package: only parts that hold marks change."""

from __future__ import annotations

import difflib
import io
import re
from pathlib import Path

import openpyxl
import pytest

from data.findings import Severity
from tests.data.workbooks.excel_rules import faults
from tests.data.workbooks.packages import SHEET, libreoffice, marked, parts, remark, rich, values

SAMPLES = Path(__file__).parents[2] / "samples" / "workbooks"
MARKS = (remark("B5"), remark("A2", "Впишите отчество.", Severity.WARNING), remark("C50", "Впишите класс."))
CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    SHEET,
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}


@pytest.fixture(scope="module")
def before() -> bytes:
    return rich()


def lines(part: bytes) -> list[str]:
    return part.decode().replace("><", ">\n<").splitlines()


def differences(old: list[str], new: list[str]) -> list[str]:
    """Lines that went with «- » before them, lines that came with «+ »."""
    changes = difflib.unified_diff(old, new, n=0, lineterm="")
    return [f"{line[0]} {line[1:]}" for line in changes if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_every_part_that_holds_no_mark_is_the_same_byte_for_byte(before: bytes):
    old, new = parts(before), parts(marked(before, *MARKS))
    assert {name for name in old if new.get(name) != old[name]} == CHANGED
    assert new.keys() - old.keys() == {"xl/worksheets/sheet4.xml"}
    assert len(old) > 25


def test_a_sheet_without_marks_is_the_same_byte_for_byte(before: bytes):
    old, new = parts(before), parts(marked(before))
    assert {name for name in old if new.get(name) != old[name]} == CHANGED - {
        SHEET,
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def test_in_a_sheet_only_the_marked_cells_change(before: bytes):
    old, new = (lines(parts(content)[SHEET]) for content in (before, marked(before, *MARKS)))
    assert differences(old, new) == [
        '- <dimension ref="A1:H30"/>',
        '+ <dimension ref="A1:H50"/>',
        '- <c r="A2" t="s">',
        '+ <c r="A2" t="s" s="4">',
        '- <c r="B5" s="2">',
        '+ <c r="B5" s="5">',
        "+ </row>",
        '+ <row r="50">',
        '+ <c r="C50" s="6"/>',
    ]


@pytest.mark.parametrize("name", ["drop-down", "sparkline", "data bar", "text box", "picture", "header"])
def test_what_openpyxl_would_lose_is_there(before: bytes, name: str):
    signs = {
        "drop-down": (SHEET, b"<formula1>\xd0\x92\xd1\x8b\xd0\xb1\xd0\xbe\xd1\x80!$A$1:$A$3</formula1>"),
        "sparkline": (SHEET, b"<x14:sparkline>"),
        "data bar": (SHEET, b"<x14:dataBar "),
        "text box": ("xl/drawings/drawing1.xml", b"<xdr:txBody>"),
        "picture": ("xl/drawings/drawing1.xml", b"<xdr:pic>"),
        "header": ("xl/drawings/vmlDrawing2.vml", b"<v:imagedata "),
    }
    part, sign = signs[name]
    assert sign in parts(before)[part]
    assert sign in parts(marked(before, *MARKS))[part]


def test_a_drop_down_from_another_sheet_is_kept():
    content = (SAMPLES / "dropdown_from_another_sheet.xlsx").read_bytes()
    copy = marked(content, remark("B5", sheet="Обучающиеся"))
    old, new = (lines(parts(each)[SHEET]) for each in (content, copy))
    assert differences(old, new) == [
        '- <c r="B5" t="s">',
        '+ <c r="B5" t="s" s="2">',
        '+ <legacyDrawing r:id="rId3"/>',
    ]


def test_excel_has_nothing_to_repair(before: bytes):
    copy = marked(before, *MARKS, remark("G25"), remark("A1", sheet="Выбор"), remark("B2", sheet="Сводка"))
    known = faults(before)  # the pictures of headers that XlsxWriter writes have the ids of other boxes
    assert not faults(copy) - known
    assert not faults(marked(copy, remark("B6"))) - known
    assert not faults(marked(copy)) - known


@pytest.mark.filterwarnings("ignore:.*xtension")
def test_openpyxl_and_libreoffice_open_it(before: bytes, tmp_path: Path):
    copy = marked(before, *MARKS)
    saved = libreoffice(tmp_path, {"Списки.xlsx": copy})["Списки.xlsx"]
    for content in (copy, saved):
        page = openpyxl.load_workbook(io.BytesIO(content))["Дети"]
        comments = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
        assert comments.keys() == {"A2", "B5", "C50"}
        assert comments["A2"].startswith("спросить у мамы\nПанель наставничества:\n")
        assert page["B5"].fill.fgColor.rgb == "FFFFC7CE"
        assert page["A2"].fill.fgColor.rgb == "FFFFEB9C"


@pytest.mark.filterwarnings("ignore:.*xtension")
def test_a_cell_keeps_all_of_its_style_but_the_fill(before: bytes):
    old, new = (openpyxl.load_workbook(io.BytesIO(each))["Дети"]["B5"] for each in (before, marked(before, *MARKS)))
    for trait in ("font", "border", "alignment", "number_format", "protection"):
        assert repr(getattr(new, trait)) == repr(getattr(old, trait))
    assert new.font.b
    assert new.value == old.value


def test_no_value_changes_and_what_was_typed_stands_there(before: bytes):
    assert values(marked(before, *MARKS)) == values(before)
    typed = {("Дети", 4, 1): "05.03.2013", ("Дети", 5, 0): ""}
    expected = values(before)
    expected["Дети"] |= {"B5": "05.03.2013"}
    del expected["Дети"]["A6"]
    assert values(marked(before, typed=typed)) == expected


@pytest.mark.filterwarnings("ignore:.*xtension")
def test_the_second_copy_takes_the_marks_of_the_first_away(before: bytes):
    first = marked(before, *MARKS)
    second = marked(first)
    old, new = parts(before), parts(second)
    assert new["xl/comments1.xml"].count(b"<comment ") == old["xl/comments1.xml"].count(b"<comment ")
    assert "Панель наставничества:" not in new["xl/comments1.xml"].decode()
    assert new["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == old["xl/drawings/vmlDrawing1.vml"].count(
        b"<v:shape "
    )
    assert differences(lines(old[SHEET]), lines(new[SHEET])) == [
        '- <dimension ref="A1:H30"/>',
        '+ <dimension ref="A1:H50"/>',
        '- <c r="A2" t="s">',
        '+ <c r="A2" t="s" s="0">',
        "+ </row>",
        '+ <row r="50">',
        '+ <c r="C50" s="0"/>',
    ]
    assert openpyxl.load_workbook(io.BytesIO(second)).sheetnames == ["Дети", "Выбор", "Сводка", "Замечания"]


def test_a_box_of_the_persons_own_is_as_tall_again_when_our_words_are_gone(before: bytes):
    box = re.compile(rb"<x:Anchor>([^<]*)</x:Anchor>(?=.{0,80}<x:Row>1</x:Row>)", re.DOTALL)
    first = marked(before, *MARKS)
    contents = (before, first, marked(first))
    anchors = [box.search(parts(content)["xl/drawings/vmlDrawing1.vml"])[1].split(b",") for content in contents]
    bottoms = [int(anchor[6]) for anchor in anchors]
    assert bottoms[0] == bottoms[2] < bottoms[1]
    assert anchors[0] == anchors[2]
