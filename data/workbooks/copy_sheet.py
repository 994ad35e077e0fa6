"""Where things stand in the XML of a worksheet, byte by byte.

Expat walks through the part once; what is held is some 24 bytes a row, however far apart the addresses lie.
"""

from __future__ import annotations

import re
from array import array
from xml.parsers import expat

from data.spreadsheets.addresses import address, column_at
from data.spreadsheets.limits import RefusalCause, Refused
from data.spreadsheets.xml_walk import local
from data.workbooks.copy_xml import Attributes, end_of, parse, utf8

ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")

Place = tuple[int, int]  # row and column, from 1


def place_of(reference: str) -> Place | None:
    """Returns `C17` → (17, 3)."""
    match = ADDRESS.fullmatch(reference)
    return (int(match[2]), column_at(match[1]) + 1) if match else None


def address_of(place: Place) -> str:
    """Returns (17, 3) → `C17`."""
    return address(place[0] - 1, place[1] - 1)


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Returns `A1:C5` → first row, first column, last row, last column; `A1` is one too."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return (*start, *end) if start and end else None


class SheetXml:
    """A worksheet: children, rows, columns and merged areas, by place in `xml`."""

    def __init__(self, part: bytes) -> None:
        self.xml = utf8(part)
        self.root = ""
        self.namespaces: Attributes = {}
        self.children: list[tuple[str, int]] = []  # name and end
        self.attributes: dict[str, tuple[int, Attributes]] = {}  # of a child, by name: start and attributes
        self.columns: list[Attributes] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.heights: dict[int, str] = {}
        self.numbers, self.starts, self._ends = array("q"), array("q"), array("q")
        self._depth = 0
        self._parent = ""
        self._is_counted = False  # a row whose number the file leaves out
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parse(self.xml, self._parser)
        if "sheetData" not in self.attributes:
            raise Refused(RefusalCause.DAMAGED)

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 4:
            if self._is_counted and "r" in attributes and (place := place_of(attributes["r"])):
                self.numbers[-1], self._is_counted = place[0], False
        elif self._depth == 3:
            self._grandchild(local(tag), attributes)
        elif self._depth == 2:
            self._parent = local(tag)
            self.attributes[self._parent] = (self._parser.CurrentByteIndex, attributes)
        elif self._depth == 1:
            self.root, self.namespaces = tag, attributes

    def _grandchild(self, name: str, attributes: Attributes) -> None:
        if self._parent == "sheetData" and name == "row":
            self._is_counted = "r" not in attributes
            self.numbers.append((self.numbers[-1] if self.numbers else 0) + 1)
            if not self._is_counted:
                self.numbers[-1] = int(attributes["r"])
            self.starts.append(self._parser.CurrentByteIndex)
            if "ht" in attributes:
                self.heights[self.numbers[-1]] = attributes["ht"]
        elif self._parent == "cols":
            self.columns.append(attributes)
        elif self._parent == "mergeCells" and (area := area_of(attributes.get("ref", ""))):
            self.merged.append(area)

    def _end(self, tag: str) -> None:
        if self._depth == 3 and self._parent == "sheetData" and local(tag) == "row":
            self._ends.append(self._parser.CurrentByteIndex)
        elif self._depth == 2:
            start = self.attributes[self._parent][0]
            self.children.append((self._parent, end_of(self.xml, start, self._parser.CurrentByteIndex)))
        self._depth -= 1

    @property
    def prefix(self) -> str:
        """What stands before the names of elements: mostly nothing, in some files «x:»."""
        return self.root.removesuffix(local(self.root))

    def span(self, number: int) -> tuple[int, int]:
        """Returns start and end of the row that is the `number`th in the file, from 0."""
        return self.starts[number], end_of(self.xml, self.starts[number], self._ends[number])

    def anchor(self, place: Place) -> Place:
        """Returns the first cell of the merged area at a place, else the place itself."""
        row, column = place
        for first_row, first, last_row, last in self.merged:
            if first_row <= row <= last_row and first <= column <= last:
                return first_row, first
        return place
