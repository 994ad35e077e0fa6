"""The corrected-copy workbook: the person's own file with its faults marked, to be corrected and dropped in again.

An xlsx or xlsm keeps its layout, styles, formulas and other sheets; of any other file a new xlsx is made with the
same cells at the same addresses. The sheet «Замечания» lists all findings with links to their cells.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from data.findings import Finding, Severity
from data.parsing.printable import cell_text
from data.spreadsheets.own_sheets import OWN_SHEETS
from data.spreadsheets.sheet import Cell, Sheet
from data.workbooks.formula_results import with_results

AUTHOR = "Панель наставничества"  # tells our comments from the person's own
SHEET = "Замечания"
TITLE = OWN_SHEETS[SHEET]
SUFFIX = " – замечания"
COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C"}  # Excel's own «bad» and «neutral»
COLUMNS = {"Важность": 12, "Лист": 18, "Ячейка": 10, "Чья строка": 30, "Что не так и что сделать": 90}
COMMENT_WIDTH, COMMENT_LINE, LETTERS_A_LINE = 320, 18, 42  # px, px, letters
WIDEST = 40  # letters of a column of a new workbook
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
MANY_ROWS = 100  # of a new workbook, looked at to choose the width of its columns


def corrected_copy(
    name: str,
    content: bytes,
    sheets: Sequence[Sheet],
    findings: Sequence[Finding],
    typed: Mapping[tuple[str | None, int, int], str] = MappingProxyType({}),
) -> tuple[str, bytes]:
    """The file's name and content with its faults marked; findings of other files are left out.

    `typed` are texts that were typed on the page in place of cells: sheet, row and column from 0.
    """
    own = [one for one in findings if one.file in (None, name)]
    is_macro = name.lower().endswith(".xlsm")
    book = _opened(content, keep_vba=is_macro)
    is_own = book is not None
    if book is None:
        book = _made([sheet for sheet in sheets if sheet.file == name])
    pages = _pages(book, [sheet.name for sheet in sheets if sheet.file == name])
    _unmark(book)
    for (sheet_name, row, column), words in typed.items():
        if sheet_name in pages:
            _text(pages[sheet_name].cell(row + 1, column + 1), words)
    places = [(one, _place(book, pages.get(one.sheet), one)) for one in own]
    _mark(places)
    _list(book, places)
    written = io.BytesIO()
    book.save(written)
    return copy_name(name), with_results(written.getvalue(), book, content) if is_own else written.getvalue()


def _pages(book: Any, names: Sequence[str | None]) -> dict[str | None, Any]:
    """The worksheet of each sheet that was read: of that title, else (a csv, a title cut short) the next one left."""
    titled = {page.title: page for page in book.worksheets}
    left = [page for page in book.worksheets if page.title not in names]
    return {name: titled[name] if name in titled else left.pop(0) for name in names if name in titled or left}


def copy_name(name: str) -> str:
    """What the copy of a file is called: a workbook with macros stays one."""
    stem = PurePath(name).stem.removesuffix(SUFFIX)
    return f"{stem}{SUFFIX}{'.xlsm' if name.lower().endswith('.xlsm') else '.xlsx'}"


def _opened(content: bytes, *, keep_vba: bool) -> Any:
    """The workbook with everything in it, or None where openpyxl cannot keep it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that it does not know
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=keep_vba, rich_text=True)
        except Exception:  # whatever a foreign file makes it raise: a new workbook is made then
            return None
    return book if book.worksheets else None


def _made(sheets: Sequence[Sheet]) -> Any:
    """A new workbook with the same cells at the same addresses."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(sheets, 1):
        page = book.create_sheet(NOT_IN_NAMES.sub(" ", sheet.name or f"Лист{number}")[:31])
        if sheet.hidden:
            page.sheet_state = "hidden"
        for row, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells, 1):
                if value != "":
                    _write(page.cell(row, column), value)
        for first_row, first, last_row, last in sheet.merged:
            page.merge_cells(start_row=first_row + 1, start_column=first + 1, end_row=last_row + 1, end_column=last + 1)
        columns: Iterator[tuple[Cell, ...]] = zip(*sheet.rows[:MANY_ROWS], strict=True)
        for column, texts in enumerate(columns, 1):
            widest = max(len(str(text)) for text in texts)
            page.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, 10), WIDEST)
    return book


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        _text(cell, str(value))
        return
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "DD.MM.YYYY HH:MM" if isinstance(value, dt.datetime) else "DD.MM.YYYY"


def _text(cell: Any, words: str) -> None:
    """Text that stays text, whatever it begins with."""
    cell.value = cell_text(words)
    cell.data_type = "s"


def _unmark(book: Any) -> None:
    """Takes the marks of an earlier corrected copy away."""
    if SHEET in book.sheetnames and book[SHEET]["A1"].value == TITLE:
        del book[SHEET]
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is None or AUTHOR not in (cell.comment.author or ""):
                    continue
                own = cell.comment.text.split(f"{AUTHOR}:")[0].rstrip()
                cell.comment = Comment(own, cell.comment.author.removesuffix(f", {AUTHOR}")) if own else None
                if cell.fill.fgColor.rgb in COLOURS.values():
                    cell.fill = PatternFill()


def _place(book: Any, page: Any, finding: Finding) -> Any:
    """The cell of a finding, the first of its row where no cell is named; None where there is none."""
    if page is None and finding.sheet is None and finding.file is not None:
        page = book.worksheets[0]
    if page is None or (finding.cell is None and finding.row is None):
        return None
    cell = page[finding.cell] if finding.cell else page.cell(finding.row, 1)
    if isinstance(cell, MergedCell):
        area = next((area for area in page.merged_cells.ranges if cell.coordinate in area), None)
        return page.cell(area.min_row, area.min_col) if area else None
    return cell


def _mark(places: Sequence[tuple[Finding, Any]]) -> None:
    """Colours and comments; findings of one cell share a comment, after what the person wrote there."""
    marked: dict[tuple[str, str], tuple[Any, list[Finding]]] = {}
    for finding, cell in places:
        if cell is not None and finding.severity in COLOURS:
            marked.setdefault((cell.parent.title, cell.coordinate), (cell, []))[1].append(finding)
    for cell, found in marked.values():
        worst = Severity.ERROR if any(one.severity is Severity.ERROR for one in found) else Severity.WARNING
        cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
        words = f"{AUTHOR}:\n" + "\n".join(one.words for one in found)
        author = AUTHOR
        if cell.comment is not None:
            words, author = f"{cell.comment.text}\n{words}", f"{cell.comment.author}, {AUTHOR}"
        lines = sum(1 + len(line) // LETTERS_A_LINE for line in words.splitlines())
        cell.comment = Comment(cell_text(words), author, width=COMMENT_WIDTH, height=COMMENT_LINE * (lines + 1))


def _list(book: Any, places: Sequence[tuple[Finding, Any]]) -> None:
    """The sheet of all findings, errors first, as they are ordered."""
    page = book.create_sheet(SHEET)
    _text(page["A1"], TITLE)
    page["A1"].font = Font(bold=True)
    for column, (title, width) in enumerate(COLUMNS.items(), 1):
        _text(page.cell(3, column), title)
        page.cell(3, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    for row, (finding, cell) in enumerate(places, 4):
        where = cell.coordinate if cell is not None else ""
        told = (finding.severity.title, finding.sheet or "", where, finding.person or "", finding.words)
        for column, words in enumerate(told, 1):
            _text(page.cell(row, column), words)
            page.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        if cell is not None:
            title = cell.parent.title.replace("'", "''")
            page.cell(row, 3).hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(
                ref=f"C{row}", location=f"'{title}'!{where}"
            )
            page.cell(row, 3).font = Font(color="FF0563C1", underline="single")
    page.freeze_panes = "A4"
