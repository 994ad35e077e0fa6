"""Properties of the annotated copy: what was not typed stays, nothing to repair."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.findings import Severity
from data.parsing.printable import cell_text
from data.workbooks.copy_cells import CellChange, edit_of
from data.workbooks.copy_sheet import SheetXml, address_of
from data.workbooks.copy_xml import spliced, xml_text
from tests.data.workbooks.excel_rules import faults
from tests.data.workbooks.packages import marked, raw, remark, values, worksheet

ROWS, COLUMNS = 6, 30
texts = st.text(st.characters(codec="utf-8"), max_size=20).filter(lambda text: not text.lstrip().startswith(("'", "=")))
# Control signs and halves of signs too; a text that Excel itself shows otherwise («'0», «="0"») is read as it shows it.
any_texts = st.text(max_size=30).filter(lambda text: not text.lstrip().startswith(("'", "=")))
places = st.tuples(st.integers(1, ROWS + 2), st.integers(1, COLUMNS + 2))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    """A sheet as some program may write it, and its values."""
    rows, known = [], {}
    number = 0
    for _ in range(draw(st.integers(0, ROWS))):
        step = draw(st.integers(1, 2))
        number += step
        cells, column = [], 0
        is_counted = step == 1 and draw(st.booleans())
        for _ in range(draw(st.integers(0, 5))):
            jump = draw(st.integers(1, COLUMNS // 5))
            column += jump
            address = address_of((number, column))
            written = "" if is_counted and jump == 1 else f' r="{address}"'
            kind = draw(st.sampled_from(("text", "number", "formula", "empty")))
            style = draw(st.sampled_from(("", ' s="0"')))
            if kind == "text" and (text := draw(texts)).strip():
                cells.append(
                    f'<c{written}{style} t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'
                )
                known[address] = text
            elif kind == "empty":
                cells.append(f"<c{written}{style}/>")
            else:
                formula = "<f>1+1</f>" if kind == "formula" else ""
                cells.append(f"<c{written}{style}>{formula}<v>{column}</v></c>")
                known[address] = float(column)
        row = "" if is_counted else f' r="{number}"'
        rows.append(f"<row{row}>{''.join(cells)}</row>" if cells or draw(st.booleans()) else f"<row{row}/>")
    return worksheet("".join(rows)), known


@settings(max_examples=30, deadline=None)
@given(
    sheets(),
    st.lists(st.tuples(places, any_texts, st.sampled_from(list(Severity)))),
    st.dictionaries(places, any_texts),
)
def test_only_what_was_typed_changes(sheet, marks, typed):
    xml, known = sheet
    content = raw(xml)
    texts = {place: cell_text(text) for place, text in typed.items()}
    copy = marked(
        content,
        *(remark(address_of(place), cell_text(words), severity) for place, words, severity in marks),
        typed={("Дети", row - 1, column - 1): text for (row, column), text in texts.items()},
    )
    expected = known | {address_of(place): text for place, text in texts.items()}
    expected = {address: value for address, value in expected.items() if value != ""}
    assert values(copy).get("Дети", {}) == expected
    assert not faults(copy)
    again = marked(copy)
    assert values(again).get("Дети", {}) == expected
    assert not faults(again)


@settings(max_examples=200, deadline=None)
@given(sheets(), st.lists(places, unique=True))
def test_a_style_that_stays_changes_no_byte(sheet, places):
    xml = SheetXml(sheet[0].encode())
    edit = edit_of(xml, {place: CellChange(style=lambda style: style) for place in places})
    assert spliced(xml.xml, edit.splices) == xml.xml
