"""The annotated copy of workbooks made by others: all of them stays, nothing to repair."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest

from data.findings import Finding
from data.spreadsheets.addresses import address
from data.spreadsheets.reading import read_file
from data.workbooks.annotated_copy import SHEET, corrected_copy
from tests.data.spreadsheets.test_samples import BLANK
from tests.data.workbooks.excel_rules import faults
from tests.data.workbooks.packages import libreoffice, parts
from tests.sample_files import ROSTERS, wild

# Dates written as ISO text, which openpyxl reads as moments; and what openpyxl cannot open.
NOT_COMPARED = {
    "phpspreadsheet__tests__data__Reader__XLSX__explicitdate.xlsx",
    "phpspreadsheet__tests__data__Reader__XLSX__issue.2331c.xlsx",
    "poi__56278.xlsx",
}
VALID = [
    path
    for path in (*sorted(ROSTERS.rglob("*.xlsx")), *wild("valid"))
    if path.suffix in (".xlsx", ".xlsm") and path.name not in BLANK
]
WORKBOOKS = [path for path in VALID if path.name not in NOT_COMPARED]
CHANGED = {"[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/calcchain.xml"}
MARKS = 6  # of a sheet


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_marks_at_random_leave_all_else_and_nothing_to_repair(path: Path):
    content, chance = path.read_bytes(), random.Random(path.name)
    sheets = read_file(path.name, content)
    findings = []
    for sheet in sheets:
        for _ in range(MARKS if sheet.rows else 0):
            row, column = chance.randrange(len(sheet.rows) + 3), chance.randrange(len(sheet.rows[0]) + 2)
            code = chance.choice(("bad_date", "odd_age"))
            place = {"file": path.name, "sheet": sheet.name, "row": row + 1, "cell": address(row, column)}
            findings.append(Finding(code, **place, text="Что не так."))
    _, copy = corrected_copy(path.name, content, sheets, findings)
    marked = read_file(path.name, copy)
    _, again = corrected_copy(path.name, copy, marked, [])
    for each in (copy, again):
        assert [(s.name, s.rows, s.merged, s.hidden) for s in read_file(path.name, each)][:-1] == [
            (s.name, s.rows, s.merged, s.hidden) for s in sheets
        ]
        assert not faults(each) - faults(content)
    old, new = parts(content), parts(copy)
    changed = {name for name in old if new.get(name) != old[name]}
    noted = ("xl/worksheets/", "xl/comments", "xl/drawings/vmldrawing")
    assert all(name.lower() in CHANGED or name.lower().startswith(noted) for name in changed), changed


def layout(content):
    """Sheets, widths, hidden rows, formulas, styles and merges of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        page.title: (
            page.sheet_state,
            {key: column.width or 13.0 for key, column in page.column_dimensions.items()},
            {key for key, row in page.row_dimensions.items() if row.hidden},
            {str(area) for area in page.merged_cells.ranges},
            {
                cell.coordinate: (
                    str(getattr(cell.value, "text", cell.value)),
                    cell.number_format,
                    cell.font.b,
                    cell.fill.fgColor.rgb,
                )
                for row in page.iter_rows()
                for cell in row
                if cell.value not in (None, "")
            },
        )
        for page in book.worksheets
        if page.title != SHEET
    }


@pytest.mark.filterwarnings("ignore")  # openpyxl tells of extensions that it does not know
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_layout_styles_formulas_and_other_sheets_stay(path):
    content = path.read_bytes()
    name, copy = corrected_copy(path.name, content, [], [])
    assert name.endswith(path.suffix)
    assert layout(copy) == layout(content)


@pytest.mark.filterwarnings("ignore")
def test_libreoffice_opens_the_copy_as_it_opens_the_file_itself(tmp_path):
    written = {}
    for path in WORKBOOKS[::2]:
        written[path.name] = path.read_bytes()
        written[f"copy of {path.name}"] = corrected_copy(path.name, path.read_bytes(), [], [])[1]
    saved = libreoffice(tmp_path, written)
    opened = [name for name in saved if f"copy of {name}" in written]
    assert len(opened) > 5
    for name in opened:
        before, after = layout(saved[name]), layout(saved[f"copy of {name}"])
        assert list(after) == list(before), name
        for sheet, (state, widths, *rest) in before.items():
            assert after[sheet][0] == state, (name, sheet)
            assert after[sheet][1] == pytest.approx(widths, abs=1), (name, sheet)  # LibreOffice rounds them anew
            assert after[sheet][2:] == tuple(rest), (name, sheet)
