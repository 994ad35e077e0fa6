"""Cells that are struck through, which calamine does not tell: xlsx and xlsm, ods, xls.

Only a file with such a style is searched for its cells. Not done: text that is struck in part of a cell, and xlsb.
"""

from __future__ import annotations

import re
import struct

from data.spreadsheets.addresses import column_at
from data.spreadsheets.container import Container
from data.spreadsheets.limits import COLUMNS_LIMIT, ROWS_LIMIT
from data.spreadsheets.ods_place import OdsPlace
from data.spreadsheets.xml_walk import local, parse

Places = list[tuple[int, int]]  # 0-based row and column

STYLES = "xl/styles.xml"
XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
ADDRESS, STYLE = (
    re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})(\d{1,7})[\"']"),
    re.compile(rb"(?:^|\s)s=[\"'](\d{1,6})[\"']"),
)
OFF = frozenset({"0", "false"})
ODS_SIGN = re.compile(rb"text-line-through-(?:style|type)=[\"'](?!none)")
FONT, XF, BOUNDSHEET = 0x0031, 0x00E0, 0x0085  # [MS-XLS] 2.3
STRIKE_OUT = 0x0008  # [MS-XLS] 2.4.122, fStrikeOut
NO_FOURTH = 4  # no font has this number: the later ones count from 5
ONE_CELL = frozenset({0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})  # records of a cell that begin with its place
MOST_PLACES = 100_000  # more are a style of the whole sheet, which strikes nobody out


def struck_of(container: Container) -> dict[int, Places]:
    """Returns the cells that are struck through, by the sheet's place in the workbook."""
    if container.kind == "xlsx":
        return _of_xlsx(container)
    if container.kind == "ods" and ODS_SIGN.search(container.parts.get("content.xml", b"")):
        walk = _OdsWalk()
        parse(container.parts["content.xml"], walk.start, walk.end, lambda _text: None)
        return walk.places
    return _of_xls(container.stream) if container.kind == "xls" else {}


def _of_xlsx(container: Container) -> dict[int, Places]:
    styles = container.parts.get(STYLES, b"")
    if b"strike" not in styles:
        return {}
    walk = _Styles()
    parse(styles, walk.start, walk.end, lambda _text: None)
    found: dict[int, Places] = {}
    for sheet, (_, path) in enumerate(container.sheets if walk.struck else ()):
        for match in XLSX_CELL.finditer(container.parts.get(path, b"")):
            style, place = STYLE.search(match[1]), ADDRESS.search(match[1])
            if style and place and int(style[1]) in walk.struck:
                _add(found, sheet, int(place[2]) - 1, column_at(place[1].decode()))
    return found


def _add(found: dict[int, Places], sheet: int, row: int, column: int) -> None:
    places = found.setdefault(sheet, [])
    if row < ROWS_LIMIT and column < COLUMNS_LIMIT and len(places) < MOST_PLACES:
        places.append((row, column))


class _Styles:
    """The styles of an xlsx: which formats of cells (`struck`) have a font that is struck through."""

    def __init__(self) -> None:
        self.struck: set[int] = set()
        self._path: list[str] = []
        self._fonts: set[int] = set()
        self._font = self._format = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._path.append(local(tag))
        match self._path[1:]:
            case ["fonts", "font"]:
                self._font += 1
            case ["fonts", "font", "strike"]:
                if attributes.get("val", "1") not in OFF:
                    self._fonts.add(self._font)
            case ["cellXfs", "xf"]:
                self._format += 1
                if int(attributes.get("fontId", "0")) in self._fonts:
                    self.struck.add(self._format)

    def end(self, _tag: str) -> None:
        self._path.pop()


class _OdsWalk:
    """The tables of an ods from cell to cell; a cell without a style has that of its column."""

    def __init__(self) -> None:
        self.places: dict[int, Places] = {}
        self._struck: set[str] = set()
        self._style = ""
        self._at = OdsPlace()
        self._defaults: list[tuple[int, str]] = []  # the column before which a style of columns ends

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._at.begins_cell(tag, attributes):
            self._cell(attributes)
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
            if attributes.get("style:parent-style-name") in self._struck:
                self._struck.add(self._style)
        elif tag == "style:text-properties":
            through = {attributes.get(f"style:text-line-through-{what}", "none") for what in ("style", "type")}
            if through != {"none"}:
                self._struck.add(self._style)
        elif tag == "table:table":
            self._defaults = []
        elif tag == "table:table-column":
            before = self._defaults[-1][0] if self._defaults else 0
            wide = int(attributes.get("table:number-columns-repeated", 1))
            self._defaults.append((before + wide, attributes.get("table:default-cell-style-name", "")))

    def _cell(self, attributes: dict[str, str]) -> None:
        if "office:value-type" not in attributes or self._at.wide * self._at.high > MOST_PLACES:
            return
        for column in range(self._at.column, self._at.column + self._at.wide):
            default = next((style for end, style in self._defaults if column < end), "")
            if attributes.get("table:style-name", default) in self._struck:
                for row in range(self._at.row, self._at.row + self._at.high):
                    _add(self.places, self._at.sheet, row, column)

    def end(self, _tag: str) -> None:
        pass


def _of_xls(stream: bytes) -> dict[int, Places]:
    """The struck cells of an xls; those of a MULRK record hold numbers alone, and nobody's name."""
    from data.spreadsheets.ole_container import records

    fonts: list[bool] = []
    formats: list[int] = []
    starts: list[int] = []
    for record, place, length in records(stream):
        if record == FONT and length >= 4:
            fonts.append(bool(int.from_bytes(stream[place + 2 : place + 4], "little") & STRIKE_OUT))
        elif record == XF and length >= 2:
            formats.append(int.from_bytes(stream[place : place + 2], "little"))
        elif record == BOUNDSHEET:
            starts.append(int.from_bytes(stream[place : place + 4], "little"))
    numbers = {number + (number >= NO_FOURTH) for number, is_struck in enumerate(fonts) if is_struck}
    struck = {place for place, font in enumerate(formats) if font in numbers}
    found: dict[int, Places] = {}
    for sheet, start in enumerate(starts if struck else ()):
        for record, place, length in records(stream, start):
            if record in ONE_CELL and length >= 6:
                row, column, style = struct.unpack_from("<HHH", stream, place)
                if style in struck:
                    _add(found, sheet, row, column)
    return found
