"""What calamine leaves out of the cells.

Error values, formulas saved without their result, and merged ranges of ods. calamine gives the first two as empty
cells. Each format is first searched for signs of them, and only a sheet that shows one is walked through cell by cell.
Not done: formulas without a result in xls and xlsb, where every program stores one, and merged ranges of xlsb. A result
of 0 that a program stored in place of a real one (XlsxWriter does) looks like a true 0.
"""

from __future__ import annotations

import re
import struct

from data.spreadsheets.container import Container
from data.spreadsheets.limits import refuse_area
from data.spreadsheets.ods_place import OdsPlace
from data.spreadsheets.shown_values import ERROR, ERROR_TEXT, XLS_ERRORS, without_result
from data.spreadsheets.transport import Area, Value
from data.spreadsheets.xml_walk import Mark, parse

XLS_SIGNS = (
    re.compile(rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]\x01", re.DOTALL),
    re.compile(rb"\x06\x00.{8}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a\x2b].{3}\xff\xff", re.DOTALL),
)
FORMULA, BOUNDSHEET, BOOLERR = 0x0006, 0x0085, 0x0205  # [MS-XLS] 2.3

ODS_SIGNS = re.compile(
    rb"calcext:value-type=[\"']error|number-(?:rows|columns)-spanned=|<text:p>(?:#|Err:|\xd0\x9e\xd1\x88)"
    rb"|<table:table-cell\b(?![^>]*office:value-type)[^>]*table:formula="
)
# Ten times the rows there can be, or more; calamine refuses them without a reason.
ODS_ENDLESS = re.compile(rb"number-(?:(rows)|columns)-repeated=[\"'](\d{8,18})")


class Marks:
    """Cells to lay over what calamine read, and merged ranges, by sheet.

    A sheet is its place in the workbook.
    """

    def __init__(self, cells: dict[int, list[Mark]], areas: dict[int, list[Area]]) -> None:
        self._cells = cells
        self._areas = areas

    def merged(self, sheet: int) -> list[Area]:
        return self._areas.get(sheet, [])

    def laid_over(self, rows: list[list[Value]], sheet: int) -> list[list[Value]]:
        """Returns `rows` with the marks in their places; it grows where they lie beyond."""
        marks = self._cells.get(sheet, [])
        if not marks:
            return rows
        height = max(len(rows), *(row + high for row, _, high, _, _ in marks))
        width = max(len(rows[0]) if rows else 0, *(column + wide for _, column, _, wide, _ in marks))
        refuse_area(height, width)
        rows.extend([] for _ in range(height - len(rows)))
        for cells in rows:
            cells.extend([""] * (width - len(cells)))
        for row, column, high, wide, value in marks:
            for cells in rows[row : row + high]:
                cells[column : column + wide] = [value] * wide
        return rows


def marks_of(container: Container) -> Marks:
    """Returns what calamine will leave out.

    Raises `Refused` for a filled cell that lies too far away.
    """
    if container.kind == "xlsx":
        from data.spreadsheets.missing_cells_xlsx import xlsx_marks

        return Marks(xlsx_marks(container), {})
    if container.kind == "xlsb":
        from data.spreadsheets.missing_cells_xlsb import xlsb_marks

        return Marks(xlsb_marks(container), {})
    if container.kind == "ods":
        return _ods_marks(container.parts.get("content.xml", b""))
    return Marks(_xls_marks(container.stream), {})


def _xls_marks(stream: bytes) -> dict[int, list[Mark]]:
    """Returns error values of an xls, typed ones and those of formulas."""
    from data.spreadsheets.ole_container import records

    if not any(sign.search(stream) for sign in XLS_SIGNS):
        return {}
    starts = [
        int.from_bytes(stream[place : place + 4], "little")
        for record, place, _ in records(stream)
        if record == BOUNDSHEET
    ]
    marks: dict[int, list[Mark]] = {}
    for sheet, start in enumerate(starts):
        for record, place, length in records(stream, start):
            code = _xls_error(record, stream[place : place + length])
            if code is not None:
                row, column = struct.unpack_from("<HH", stream, place)
                marks.setdefault(sheet, []).append((row, column, 1, 1, (XLS_ERRORS.get(code, "#N/A"), ERROR)))
    return marks


def _xls_error(record: int, data: bytes) -> int | None:
    """Returns the error's number where the record is a cell with an error value.

    [MS-XLS] 2.4.24, 2.5.133.
    """
    if record == BOOLERR and len(data) >= 8 and data[7]:
        return data[6]
    if record == FORMULA and len(data) >= 14 and data[6] == 2 and data[12:14] == b"\xff\xff":
        return data[8]
    return None


def _ods_marks(content: bytes) -> Marks:
    """Errors, formulas without a result and merged ranges of an ods."""
    endless = ODS_ENDLESS.search(content)
    if endless:
        times = int(endless[2])
        refuse_area(times if endless[1] else 1, 1 if endless[1] else times)
    if not ODS_SIGNS.search(content):
        return Marks({}, {})
    walk = _OdsWalk()
    parse(content, walk.start, walk.end, walk.text)
    return Marks(walk.cells, walk.areas)


class _OdsWalk:
    """The tables of an ods from cell to cell."""

    def __init__(self) -> None:
        self.cells: dict[int, list[Mark]] = {}
        self.areas: dict[int, list[Area]] = {}
        self._at = OdsPlace()
        self._formula: str | None = None
        self._has_value = self._is_error = False
        self._shown = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._at.begins_cell(tag, attributes):
            self._start_cell(attributes)
        elif tag == "text:p":
            self._shown = ""  # a comment's text may have come before

    def _start_cell(self, attributes: dict[str, str]) -> None:
        high = int(attributes.get("table:number-rows-spanned", 1))
        wide = int(attributes.get("table:number-columns-spanned", 1))
        if high * wide > 1:
            last = (self._at.row + high - 1, self._at.column + wide - 1)
            self.areas.setdefault(self._at.sheet, []).append((self._at.row, self._at.column, *last))
        self._formula = attributes.get("table:formula")
        self._has_value = "office:value-type" in attributes
        self._is_error = attributes.get("calcext:value-type") == "error"
        self._shown = ""

    def text(self, text: str) -> None:
        self._shown += text

    def end(self, tag: str) -> None:
        if tag == "table:table-cell":
            value = self._value()
            if value is not None:
                self.cells.setdefault(self._at.sheet, []).append(
                    (self._at.row, self._at.column, self._at.high, self._at.wide, value)
                )

    def _value(self) -> Value | None:
        """Returns what the cell shows; older programs mark an error by its text alone."""
        formula = (self._formula or "").removeprefix("of:")
        if self._is_error:
            return self._shown or formula, ERROR
        if formula and ERROR_TEXT.fullmatch(self._shown.strip()):
            return self._shown.strip(), ERROR
        return without_result(formula) if formula and not self._has_value else None
