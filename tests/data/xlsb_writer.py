"""Binary workbooks (xlsb) made to order: no library writes them. [MS-XLSB] 2.1.7, 2.4."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Collection, Mapping

from data.spreadsheets.sheet import Cell
from tests.data.lists import Rows, typed
from tests.data.spreadsheet_writers import OFFICE, RELATIONSHIP, zipped

DAY_0 = dt.date(1899, 12, 30)
PLAIN, STRUCK, A_DAY = range(3)  # formats of cells, the second with the struck font 1
SHORT_DATE = 14  # [ECMA-376] 18.8.30
Place = tuple[str, int, int]  # sheet, row and column from 0


def record(kind: int, data: bytes = b"") -> bytes:
    """A record: its kind and its length in 7 bits a byte, its data."""
    length, size = len(data), b""
    while length > 127:
        size, length = size + bytes([length & 127 | 128]), length >> 7
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + size + bytes([length]) + data


def text(words: str) -> bytes:
    return len(words).to_bytes(4, "little") + words.encode("utf-16-le")


def xlsb(book: Mapping[str, Rows], struck: Collection[Place] = (), partly: Mapping[Place, int] | None = None) -> bytes:
    """The book; of the cells of `partly` the first so many letters are struck through."""
    partly = partly or {}
    strings: list[bytes] = []
    sheets = {}
    for number, (name, rows) in enumerate(book.items(), 1):
        cells = b""
        for row, line in enumerate(rows):
            cells += record(0, struct.pack("<IIHBHB", row, 0, 300, 0, 0, 0) + bytes(4))
            for column, cell in enumerate(map(typed, line)):
                if cell != "":
                    place = (name, row, column)
                    cells += _cell(column, cell, strings, is_struck=place in struck, letters=partly.get(place, 0))
        size = struct.pack("<4I", 0, max(0, len(rows) - 1), 0, max(map(len, rows)) - 1)
        sheets[f"xl/worksheets/sheet{number}.bin"] = (
            record(129) + record(148, size) + record(145) + cells + record(146) + record(130)
        )
    listed = b"".join(
        record(156, bytes(4) + number.to_bytes(4, "little") + text(f"r{number}") + text(name))
        for number, name in enumerate(book, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(book) + 1)
    )
    shared = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.bin"/>'
    styles = f'<Relationship Id="f" Type="{OFFICE}/styles" Target="styles.bin"/>'
    head, tail = RELATIONSHIP.split("<Relationship ", 1)[0], "</Relationships>"
    return zipped(
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONSHIP.format("officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": head + relations + shared + styles + tail,
            "xl/workbook.bin": record(131) + record(153, bytes(8) + text("")) + record(143) + listed + record(144) + record(132),
            "xl/sharedStrings.bin": record(159, struct.pack("<II", len(strings), len(strings))) + b"".join(record(19, each) for each in strings) + record(160),
            "xl/styles.bin": _styles(),
            **sheets,
        }
    )  # fmt: skip


def _cell(column: int, cell: Cell, strings: list[bytes], *, is_struck: bool, letters: int) -> bytes:
    is_day = isinstance(cell, dt.date)
    style = STRUCK if is_struck else A_DAY if is_day else PLAIN
    place = column.to_bytes(4, "little") + style.to_bytes(4, "little")
    if isinstance(cell, dt.date):
        return record(5, place + struct.pack("<d", (cell - DAY_0).days))
    if isinstance(cell, float | int):
        return record(5, place + struct.pack("<d", cell))
    runs = struct.pack("<IHHHH", 2, 0, 1, letters, 0) if letters else b""
    strings.append(bytes([bool(letters)]) + text(cell) + runs)
    return record(7, place + (len(strings) - 1).to_bytes(4, "little"))


def _styles() -> bytes:
    fonts = b"".join(
        record(43, struct.pack("<HHHHBBBB", 220, flags, 400, 0, 0, 2, 204, 0) + bytes(8) + bytes([2]) + text("Calibri"))
        for flags in (0, 8)
    )
    formats = b"".join(
        record(47, struct.pack("<HHHHHBBHH", 0, number_format, font, 0, 0, 0, 0, 0, 0))
        for number_format, font in ((0, 0), (0, 1), (SHORT_DATE, 0))
    )
    return (
        record(278)
        + record(611, struct.pack("<I", 2)) + fonts + record(612)
        + record(626, struct.pack("<I", 1)) + record(47, bytes(16)) + record(627)
        + record(617, struct.pack("<I", 3)) + formats + record(618)
        + record(279)
    )  # fmt: skip
