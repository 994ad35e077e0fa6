"""Error values and formulas without a result in xlsx and xlsm.

And cells too far away to be read. Searched first, walked through only where there is something: 20 000 rows of 10
columns take 0,07 s to search and 1 s to walk.
"""

from __future__ import annotations

import re

from data.spreadsheets.addresses import column_at
from data.spreadsheets.container import Container
from data.spreadsheets.limits import refuse_area
from data.spreadsheets.shown_values import ERROR, without_result
from data.spreadsheets.transport import Value
from data.spreadsheets.xlsx_repair import has_error_cells
from data.spreadsheets.xml_walk import Mark, local, parse

# A formula's end and the cell's end, with nothing or an empty value in between (openpyxl saves so).
NO_VALUE = rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
NO_RESULT = (re.compile(rb"</f>" + NO_VALUE), re.compile(rb"<f\s[^>]*/>" + NO_VALUE), re.compile(rb"<f/>" + NO_VALUE))
# An address beyond column ZZ, a row beyond the 99 999th where rows stand in their order; and the address of such a
# cell that is filled, not merely formatted. calamine takes the memory for the whole rectangle up to it, and aborts.
FAR_COLUMN = re.compile(rb"r=[\"'][A-Z]{3}\d")
FAR_ROW = re.compile(rb"[^>]*\sr=[\"']\d{6}")
FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{3}(?=\d)|[A-Z]{1,2}(?=\d{6}))(\d{1,18})[\"'][^>]*(?<!/)>\s*<(?:\w+:)?[vfi]"
)
ROW_NUMBER = re.compile(rb"(?:[^>]*\s)?r=[\"']\d+[\"']")
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def xlsx_marks(container: Container) -> dict[int, list[Mark]]:
    """Returns the marks by the sheet's place in the workbook. Hidden sheets are not looked at."""
    marks: dict[int, list[Mark]] = {}
    for index, (name, path) in enumerate(container.sheets):
        xml = container.parts.get(path, b"")
        if FAR_COLUMN.search(xml) or FAR_ROW.match(xml, xml.rfind(b"<row ")):
            for letters, row in FAR_CELL.findall(xml):
                refuse_area(int(row), column_at(letters.decode()) + 1, sheet=name)
        if path in container.with_errors or _lacks_results(xml):
            marks[index] = _sheet_marks(xml)
    return marks


def _sheet_marks(xml: bytes) -> list[Mark]:
    """Returns the marks of a sheet.

    Only rows that show a sign are walked through, where rows have their numbers: a walk takes 5 µs a cell.
    """
    rows = [
        row.partition(b"</row>")[0] for row in xml.split(b"<row ")[1:] if has_error_cells(row) or _lacks_results(row)
    ]
    if rows and b"<row>" not in xml and all(ROW_NUMBER.match(row) for row in rows):
        xml = b"<rows><row " + b"</row><row ".join(rows) + b"</row></rows>"
    walk = _Walk()
    parse(xml, walk.start, walk.end, walk.text)
    return walk.marks


def _lacks_results(xml: bytes) -> bool:
    """Returns whether there may be formulas without a result."""
    if b"f>" not in xml and b"<f " not in xml:
        return False
    return b":f>" in xml or b":f " in xml or any(pattern.search(xml) for pattern in NO_RESULT)


class _Walk:
    """One sheet from cell to cell.

    `r` may be missing everywhere, then places are counted.
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._row = self._column = -1
        self._type = ""
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif tag == "c":
            place = ADDRESS.fullmatch(attributes.get("r", ""))
            self._column = column_at(place[1]) if place else self._column + 1
            self._row = int(place[2]) - 1 if place else self._row
            self._type = attributes.get("t", "n")
            self._formula = self._value = None
        elif tag == "f":
            self._formula = self._pieces = []
        elif tag in ("v", "t"):  # t is the text inside <is>
            self._value = self._pieces = []

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "c":
            mark = self._mark()
            if mark is not None:
                self.marks.append((self._row, self._column, 1, 1, mark))
        if tag in ("f", "v", "t"):
            self._pieces = []

    def _mark(self) -> Value | None:
        value = "".join(self._value or ()).strip()
        if self._type == "e":
            return value or "#N/A", ERROR
        # An empty text is a result too: =IF(A1="","",…).
        if self._formula is None or value or (self._type == "str" and self._value is not None):
            return None
        # A formula shared with the cells beside it is written out only in the first of them.
        return without_result("=" + ("".join(self._formula) or "…"))
