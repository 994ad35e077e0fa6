"""An XML table of Excel 2002 and 2003, often called «.xls» → its sheets."""

from __future__ import annotations

import datetime

from data.spreadsheets.limits import COLUMNS_LIMIT, ROWS_LIMIT, SHEETS_LIMIT, RefusalCause, Refused, refuse_area
from data.spreadsheets.shown_values import ERROR, without_result
from data.spreadsheets.struck_places import MOST_PLACES
from data.spreadsheets.transport import Area, RawSheet, Value
from data.spreadsheets.xml_walk import parse
from data.spreadsheets.zip_container import XML_DECLARATION

OFFICE = "urn:schemas-microsoft-com:office:"
TABLE, EXCEL = f"{OFFICE}spreadsheet ", f"{OFFICE}excel "
HTML = "http://www.w3.org/TR/REC-html40 "
OFF = frozenset({"0", "false"})


def xml_sheets(text: str) -> list[RawSheet]:
    """Returns the worksheets in their order.

    Raises `Refused` where the text is damaged.
    """
    walk = _Walk()
    parse(XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), walk.start, walk.end, walk.text, " ")
    return [sheet.raw(from_1904=walk.from_1904) for sheet in walk.sheets]


class _Worksheet:
    """A sheet as it fills: its cells by row and column."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hidden = False
        self.cells: dict[tuple[int, int], Value] = {}
        self.merged: list[Area] = []
        self.struck: list[tuple[int, int]] = []

    def raw(self, *, from_1904: bool) -> RawSheet:
        if self.hidden:
            return RawSheet(self.name, [], hidden=True)
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        refuse_area(height, width, sheet=self.name)
        rows: list[list[Value]] = [[""] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        return RawSheet(self.name, rows, self.merged, from_1904=from_1904, struck=self.struck[:MOST_PLACES])


class _Walk:
    """The workbook from cell to cell.

    Where none says its number, it follows the one before.
    """

    def __init__(self) -> None:
        self.sheets: list[_Worksheet] = []
        self.from_1904 = False
        self._row = self._column = 0
        self._wide = 1  # columns of the cell
        self._kind = ""
        self._pieces: list[str] | None = None
        self._value: Value | None = None
        self._formula = ""
        self._in_comment = False
        self._style = ""
        self._struck_styles: set[str] = set()
        self._is_struck = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE}Worksheet":
            if len(self.sheets) == SHEETS_LIMIT:
                raise Refused(RefusalCause.SHEETS)
            self.sheets.append(_Worksheet(attributes.get(f"{TABLE}Name", "")))
            self._row = -1
        elif tag == f"{TABLE}Row":
            self._row = _number(attributes, "Index", self._row + 2) - 1
            self._column = -1
            self._wide = 1
        elif tag == f"{TABLE}Cell" and self.sheets:
            self._start_cell(attributes)
        elif tag == f"{TABLE}Comment":
            self._in_comment = True
        elif tag == f"{TABLE}Data" and not self._in_comment:
            self._kind = attributes.get(f"{TABLE}Type", "")
            self._pieces = []
        elif tag in (f"{EXCEL}Visible", f"{EXCEL}Date1904"):
            self._pieces = []
        else:
            self._start_style(tag, attributes)

    def _start_style(self, tag: str, attributes: dict[str, str]) -> None:
        """Notes which styles, or which stretch of the cell, are struck through."""
        if tag == f"{TABLE}Style":
            self._style = attributes.get(f"{TABLE}ID", "")
        elif tag == f"{TABLE}Font" and attributes.get(f"{TABLE}StrikeThrough", "0") not in OFF:
            self._struck_styles.add(self._style)
        elif tag == f"{HTML}S" and self._pieces is not None:
            self._is_struck = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _number(attributes, "Index", self._column + self._wide + 1) - 1
        self._wide = min(_number(attributes, "MergeAcross", 0), COLUMNS_LIMIT) + 1
        high = min(_number(attributes, "MergeDown", 0), ROWS_LIMIT) + 1
        if self._wide * high > 1:
            last = (self._row + high - 1, self._column + self._wide - 1)
            self.sheets[-1].merged.append((self._row, self._column, *last))
        self._value = None
        self._is_struck = attributes.get(f"{TABLE}StyleID", "") in self._struck_styles
        self._formula = attributes.get(f"{TABLE}Formula", "")

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        text = "".join(self._pieces or ())
        if tag == f"{TABLE}Data" and self._pieces is not None:
            self._value = _typed(text, self._kind)
        elif tag == f"{TABLE}Comment":
            self._in_comment = False
        elif tag == f"{TABLE}Cell" and self.sheets:
            value = without_result(self._formula) if self._formula and self._value is None else self._value
            if value not in (None, ""):
                self.sheets[-1].cells[self._row, self._column] = value
                if self._is_struck:
                    self.sheets[-1].struck.append((self._row, self._column))
        elif tag == f"{EXCEL}Visible" and self.sheets:
            self.sheets[-1].hidden = text.strip() != "SheetVisible"
        elif tag == f"{EXCEL}Date1904":
            self.from_1904 = True
        if tag in (f"{TABLE}Data", f"{EXCEL}Visible", f"{EXCEL}Date1904"):
            self._pieces = None


def _number(attributes: dict[str, str], name: str, default: int) -> int:
    text = attributes.get(TABLE + name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else default


def _typed(text: str, kind: str) -> Value:
    """Returns the value of a cell; what is not of its kind is the text that it is."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    if kind == "Boolean":
        return text.strip() == "1"
    return (text.strip(), ERROR) if kind == "Error" else text
