"""Error values and formulas without a result in xlsx and xlsm, and cells too far away to be read.

Searched first, walked through only where there is something: 20 000 rows of 10 columns take 0,07 s to search
and 1 s to walk.
"""

from __future__ import annotations

import posixpath
import re

from data.spreadsheets.limits import SHEETS_LIMIT, Cause, Refused, refuse_area
from data.spreadsheets.xml_walk import Mark, parse

ERRORS = (b't="e"', b"t='e'")
# A formula's end and the cell's end, with nothing or an empty value in between (openpyxl saves so).
NO_VALUE = rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
NO_RESULT = (re.compile(rb"</f>" + NO_VALUE), re.compile(rb"<f\s[^>]*/>" + NO_VALUE), re.compile(rb"<f/>" + NO_VALUE))
# An address beyond column ZZ or row 99 999; and the same of a cell that is filled, not merely formatted.
# calamine takes the memory for the whole rectangle up to such a cell, and aborts.
FAR_ADDRESS = re.compile(rb"r=[\"'](?:[A-Z]{3}\d|[A-Z]{1,2}\d{6})")
FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{3}(?=\d)|[A-Z]{1,2}(?=\d{6}))(\d{1,18})[\"'][^>]*(?<!/)>\s*<(?:\w+:)?[vfi]"
)
ROW_NUMBER = re.compile(rb"(?:[^>]*\s)?r=[\"']\d+[\"']")
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def xlsx_marks(parts: dict[str, bytes]) -> dict[int, list[Mark]]:
    """By the sheet's place in the workbook. Hidden sheets are not looked at."""
    marks: dict[int, list[Mark]] = {}
    for index, (name, path) in enumerate(_visible_sheets(parts)):
        xml = parts.get(path, b"")
        if FAR_ADDRESS.search(xml):
            for letters, row in FAR_CELL.findall(xml):
                refuse_area(int(row), _column(letters.decode()) + 1, sheet=name)
        if _has_signs(xml):
            marks[index] = _sheet_marks(xml)
    return marks


def _sheet_marks(xml: bytes) -> list[Mark]:
    """Only rows that show a sign are walked through, where rows say their number: a walk takes 5 µs a cell."""
    rows = [row.partition(b"</row>")[0] for row in xml.split(b"<row ")[1:] if _has_signs(row)]
    if rows and b"<row>" not in xml and all(ROW_NUMBER.match(row) for row in rows):
        xml = b"<rows><row " + b"</row><row ".join(rows) + b"</row></rows>"
    walk = _Walk()
    parse(xml, walk.start, walk.end, walk.text)
    return walk.marks


def _has_signs(xml: bytes) -> bool:
    if any(error in xml for error in ERRORS) or b":f>" in xml or b":f " in xml:
        return True
    return any(pattern.search(xml) for pattern in NO_RESULT)


def _visible_sheets(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Name and part of each sheet in the workbook's order; a hidden sheet's part is `''`."""
    root = _targets(parts, "_rels/.rels", "")
    workbook = next((path for kind, path in root.values() if kind == "officedocument"), "xl/workbook.xml")
    folder, file = posixpath.split(workbook)
    targets = _targets(parts, f"{folder}/_rels/{file}.rels", folder)
    sheets: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            key = next((value for name, value in attributes.items() if _local(name) == "id"), "")
            sheets.append((attributes.get("name", ""), targets.get(key, ("", ""))[1] if visible else ""))
            if len(sheets) > SHEETS_LIMIT:
                raise Refused(Cause.SHEETS)

    if workbook not in parts:
        raise Refused(Cause.DAMAGED)
    parse(parts[workbook], start, _nothing, _nothing)
    return sheets


def _targets(parts: dict[str, bytes], path: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relationship id → the last word of its type and the part it leads to, both in lower case."""
    targets: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/").lower())
            kind = attributes.get("Type", "").rpartition("/")[2].lower()
            targets[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))

    if path in parts:
        parse(parts[path], start, _nothing, _nothing)
    return targets


class _Walk:
    """One sheet from cell to cell; `r` may be missing everywhere, then places are counted."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._row = self._column = -1
        self._type = ""
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._heard: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif tag == "c":
            place = ADDRESS.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._row = int(place[2]) - 1 if place else self._row
            self._type = attributes.get("t", "n")
            self._formula = self._value = None
        elif tag == "f":
            self._formula = self._heard = []
        elif tag in ("v", "t"):  # t is the text inside <is>
            self._value = self._heard = []

    def text(self, text: str) -> None:
        self._heard.append(text)

    def end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "c":
            mark = self._mark()
            if mark is not None:
                self.marks.append((self._row, self._column, 1, 1, mark))
        if tag in ("f", "v", "t"):
            self._heard = []

    def _mark(self) -> str | None:
        value = "".join(self._value or ()).strip()
        if self._type == "e":
            return value or "#N/A"
        # An empty text is a result too: =IF(A1="","",…).
        if self._formula is None or value or (self._type == "str" and self._value is not None):
            return None
        # A formula shared with the cells beside it is written out only in the first of them.
        return "=" + ("".join(self._formula) or "…")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column(letters: str) -> int:
    """`A` → 0, `AA` → 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _nothing(_: str) -> None:
    """For a handler with nothing to do."""
