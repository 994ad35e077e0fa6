"""Comments that people fasten to cells, which calamine does not tell; those of this program's own copies excepted."""

from __future__ import annotations

import posixpath
import re
import struct

from data.spreadsheets.addresses import column_at
from data.spreadsheets.container import Container
from data.spreadsheets.limits import COLUMNS_LIMIT, ROWS_LIMIT
from data.spreadsheets.ods_place import OdsPlace
from data.spreadsheets.own_comments import without_ours
from data.spreadsheets.xml_walk import local, parse

CellComments = dict[int, list[tuple[int, int, str]]]  # by the sheet's place: 0-based row and column, what it says

MOST_COMMENTS, LONGEST_COMMENT = 10_000, 2_000  # of a sheet, letters; more are no person's
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
AUTHOR_LINE = re.compile(r"\A[^\n]{1,60}:\s*\n")  # with which Excel begins a comment
XLS_SIGN = b"\xb6\x01\x12\x00"  # the head of a text box; each comment has one, few lists have any
BOUNDSHEET, NOTE, OBJECT, TEXT_BOX, CONTINUE = 0x0085, 0x001C, 0x005D, 0x01B6, 0x003C  # [MS-XLS] 2.3


def comments_of(container: Container) -> CellComments:
    """Returns the comments of an xlsx, ods or xls in the order of their sheets; of an xlsb none are known."""
    if container.kind == "xlsx" and any("comments" in part for part in container.parts):
        return _of_xlsx(container)
    content = container.parts.get("content.xml", b"")
    if container.kind == "ods" and b"<office:annotation" in content:
        walk = _OdsWalk()
        parse(content, walk.start, walk.end, walk.text)
        return walk.comments
    if container.kind == "xls" and XLS_SIGN in container.stream:
        return _of_xls(container.stream)
    return {}


def _add(found: CellComments, sheet: int, row: int, column: int, text: str) -> None:
    """Adds what a person says at a cell, unless no list reaches so far."""
    comments = found.setdefault(sheet, [])
    words = AUTHOR_LINE.sub("", without_ours(text).strip())[:LONGEST_COMMENT].strip()
    if words and row < ROWS_LIMIT and column < COLUMNS_LIMIT and len(comments) < MOST_COMMENTS:
        comments.append((row, column, words))


def _of_xlsx(container: Container) -> CellComments:
    from data.spreadsheets.xlsx_repair import targets_of

    found: CellComments = {}
    for sheet, (_, path) in enumerate(container.sheets):
        folder, file = posixpath.split(path)
        targets = targets_of(container.parts, posixpath.join(folder, "_rels", f"{file}.rels"), folder)
        for kind, part, _ in targets.values() if path else ():
            if kind == "comments" and part in container.parts:
                walk = _XlsxWalk()
                parse(container.parts[part], walk.start, walk.end, walk.text)
                for address, text in walk.comments:
                    if place := ADDRESS.match(address):
                        _add(found, sheet, int(place[2]) - 1, column_at(place[1]), text)
    return found


class _XlsxWalk:
    """The comments part of a sheet: addresses and texts."""

    def __init__(self) -> None:
        self.comments: list[tuple[str, str]] = []
        self._address = self._text = ""
        self._is_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "comment":
            self._address, self._text = attributes.get("ref", ""), ""
        self._is_text = local(tag) == "t"

    def text(self, text: str) -> None:
        self._text += text if self._is_text else ""

    def end(self, tag: str) -> None:
        self._is_text = False
        if local(tag) == "comment":
            self.comments.append((self._address, self._text))


class _OdsWalk:
    """The tables of an ods from cell to cell, with the paragraphs of their annotations."""

    def __init__(self) -> None:
        self.comments: CellComments = {}
        self._at = OdsPlace()
        self._paragraphs: list[str] | None = None
        self._depth = 0  # of paragraphs that are open within an annotation

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._at.begins_cell(tag, attributes)
        if tag == "office:annotation":
            self._paragraphs = []
        elif tag == "text:p" and self._paragraphs is not None:
            self._paragraphs.append("")
            self._depth += 1

    def text(self, text: str) -> None:
        if self._paragraphs and self._depth:
            self._paragraphs[-1] += text

    def end(self, tag: str) -> None:
        if tag == "text:p" and self._depth:
            self._depth -= 1
        elif tag == "office:annotation" and self._paragraphs is not None:
            _add(self.comments, self._at.sheet, self._at.row, self._at.column, "\n".join(self._paragraphs))
            self._paragraphs, self._depth = None, 0


def _of_xls(stream: bytes) -> CellComments:
    """Returns the comments of an xls: a NOTE names the cell and the text box that shows what it says."""
    from data.spreadsheets.ole_container import records

    starts = [
        int.from_bytes(stream[place : place + 4], "little")
        for record, place, _ in records(stream)
        if record == BOUNDSHEET
    ]
    found: CellComments = {}
    for sheet, start in enumerate(starts):
        texts: dict[int, str] = {}
        box = left = 0
        for record, place, length in records(stream, start):
            if record == OBJECT and length >= 8:
                box = int.from_bytes(stream[place + 6 : place + 8], "little")
            elif record == TEXT_BOX and length >= 12:
                left = int.from_bytes(stream[place + 10 : place + 12], "little")
                texts[box] = ""
            elif record == CONTINUE and left and length > 1:
                piece = stream[place + 1 : place + length]
                text = piece.decode("utf-16-le", "replace") if stream[place] & 1 else piece.decode("latin-1")
                texts[box] += text[:left]
                left -= len(text[:left])
            elif record == NOTE and length >= 8:
                row, column, _, box_of_note = struct.unpack_from("<HHHH", stream, place)
                _add(found, sheet, row, column, texts.get(box_of_note, ""))
    return found
