"""Cells that are struck through, in whole or in part, which calamine does not tell.

Only a file with such a style is searched for its cells.
"""

from __future__ import annotations

import re

from data.spreadsheets.addresses import column_at
from data.spreadsheets.container import Container
from data.spreadsheets.ods_place import OdsPlace
from data.spreadsheets.struck_places import MOST_PLACES, StruckPlaces, add_place
from data.spreadsheets.xml_walk import local, parse

STYLES, STRINGS = "xl/styles.xml", "xl/sharedstrings.xml"
XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>(?:<(?:\w+:)?v>(\d{1,9})<)?")
ADDRESS, STYLE, IS_SHARED = (
    re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})(\d{1,7})[\"']"),
    re.compile(rb"(?:^|\s)s=[\"'](\d{1,6})[\"']"),
    re.compile(rb"(?:^|\s)t=[\"']s[\"']"),
)
OFF = frozenset({"0", "false"})
STRETCHES = frozenset({"text:p", "text:span"})  # of a text with a style of their own
ODS_SIGN = re.compile(rb"text-line-through-(?:style|type)=[\"'](?!none)")


def struck_of(container: Container) -> StruckPlaces:
    """Returns the cells that are struck through."""
    if container.kind == "xlsx":
        return _of_xlsx(container)
    if container.kind == "ods" and ODS_SIGN.search(container.parts.get("content.xml", b"")):
        walk = _OdsWalk()
        parse(container.parts["content.xml"], walk.start, walk.end, walk.text)
        return walk.places
    if container.kind == "xlsb":
        from data.spreadsheets.struck_cells_xlsb import struck_in_xlsb

        return struck_in_xlsb(container)
    if container.kind == "xls":
        from data.spreadsheets.struck_cells_xls import struck_in_xls

        return struck_in_xls(container.stream)
    return {}


def _of_xlsx(container: Container) -> StruckPlaces:
    styles, strings = _Styles(), _Texts("si")
    for path, walk in ((STYLES, styles), (STRINGS, strings)):
        if b"strike" in container.parts.get(path, b""):
            parse(container.parts[path], walk.start, walk.end, walk.text)
    found: StruckPlaces = {}
    for sheet, (_, path) in enumerate(container.sheets):
        part = container.parts.get(path, b"")
        for match in XLSX_CELL.finditer(part) if styles.struck or strings.struck else ():
            style, place = STYLE.search(match[1]), ADDRESS.search(match[1])
            has_style = style and int(style[1]) in styles.struck
            has_string = match[2] and IS_SHARED.search(match[1]) and int(match[2]) in strings.struck
            if place and (has_style or has_string):
                add_place(found, sheet, int(place[2]) - 1, column_at(place[1].decode()))
        if b"inlineStr" in part and b"strike" in part:
            texts = _Texts("c")
            parse(part, texts.start, texts.end, texts.text)
            for address in texts.addresses:
                if place := ADDRESS.fullmatch(f"r='{address}'".encode()):
                    add_place(found, sheet, int(place[2]) - 1, column_at(place[1].decode()))
    return found


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

    def text(self, _text: str) -> None:
        pass


class _Texts:
    """Texts of an xlsx of which a part is struck through: by their number among the `holder` elements, and address."""

    def __init__(self, holder: str) -> None:
        self.struck: set[int] = set()
        self.addresses: list[str] = []
        self._holder = holder
        self._number = -1
        self._address = ""
        self._is_struck = self._is_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._is_text = name == "t"
        if name == self._holder:
            self._number += 1
            self._address = attributes.get("r", "")
        elif name == "r":
            self._is_struck = False
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in OFF

    def text(self, text: str) -> None:
        if self._is_text and self._is_struck and text.strip() and self._number not in self.struck:
            self.struck.add(self._number)
            self.addresses.append(self._address)

    def end(self, tag: str) -> None:
        self._is_text = False
        if local(tag) in ("r", self._holder):
            self._is_struck = False


class _OdsWalk:
    """The tables of an ods from cell to cell; a cell without a style has that of its column."""

    def __init__(self) -> None:
        self.places: StruckPlaces = {}
        self._struck: set[str] = set()
        self._style = ""
        self._at = OdsPlace()
        self._defaults: list[tuple[int, str]] = []  # the column before which a style of columns ends
        self._spans: list[bool] = []  # open stretches of text, and which of them are struck
        self._is_note = self._is_added = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._at.begins_cell(tag, attributes):
            self._is_added = False
            self._cell(attributes)
        elif tag in STRETCHES:
            self._spans.append(attributes.get("text:style-name") in self._struck)
        elif tag == "office:annotation":
            self._is_note = True
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
        if "office:value-type" not in attributes or self._is_endless:
            return
        for column in range(self._at.column, self._at.column + self._at.wide):
            default = next((style for end, style in self._defaults if column < end), "")
            if attributes.get("table:style-name", default) in self._struck:
                self._add(column)

    @property
    def _is_endless(self) -> bool:
        """Whether the cell is repeated so often that it is no person's."""
        return self._at.wide * self._at.high > MOST_PLACES

    def _add(self, column: int) -> None:
        self._is_added = True
        for row in range(self._at.row, self._at.row + self._at.high):
            add_place(self.places, self._at.sheet, row, column)

    def text(self, text: str) -> None:
        if any(self._spans) and text.strip() and not (self._is_note or self._is_added or self._is_endless):
            for column in range(self._at.column, self._at.column + self._at.wide):
                self._add(column)

    def end(self, tag: str) -> None:
        if tag in STRETCHES and self._spans:
            self._spans.pop()
        elif tag == "office:annotation":
            self._is_note = False
