"""Error values in xlsb, and from which day its days count: [MS-XLSB] 2.1.4, 2.4."""

from __future__ import annotations

from collections.abc import Iterator

from data.spreadsheets.container import Container
from data.spreadsheets.shown_values import ERROR, XLS_ERRORS
from data.spreadsheets.xlsx_repair import targets_of
from data.spreadsheets.xml_walk import Mark

WORKBOOK, RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
ROW, CELL_ERROR, FORMULA_ERROR, PROPERTIES, SHEET = 0, 3, 11, 153, 156
MORE = 0x80  # this bit of a byte says that the number goes on in the next


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yields kind and data of each record."""
    place = 0
    while place < len(part):
        kind, place = _number(part, place, 2)
        length, place = _number(part, place, 4)
        yield kind, part[place : place + length]
        place += length


def _number(part: bytes, place: int, most: int) -> tuple[int, int]:
    """Returns a number of 7 bits a byte, the least first, and the place behind it."""
    number = 0
    for shift in range(0, 7 * most, 7):
        byte = part[place] if place < len(part) else 0
        place += 1
        number |= (byte & ~MORE) << shift
        if not byte & MORE:
            break
    return number, place


def is_from_1904(container: Container) -> bool:
    """Returns whether days count from 1904: the first bit of the workbook's properties."""
    properties = next((data for kind, data in records(container.parts.get(WORKBOOK, b"")) if kind == PROPERTIES), b"")
    return bool(properties[:1]) and properties[0] & 1 == 1


def sheet_parts(container: Container) -> list[str]:
    """Returns the paths of the sheets' parts in their order."""
    targets = targets_of(container.parts, RELATIONS, "xl")
    sheets = [data for kind, data in records(container.parts.get(WORKBOOK, b"")) if kind == SHEET]
    names = [sheet[12 : 12 + 2 * int.from_bytes(sheet[8:12], "little")] for sheet in sheets]
    return [targets.get(name.decode("utf-16-le", "replace"), ("", "", False))[1] for name in names]


def xlsb_marks(container: Container) -> dict[int, list[Mark]]:
    """Returns the marks by the sheet's place in the workbook."""
    marks: dict[int, list[Mark]] = {}
    for index, path in enumerate(sheet_parts(container)):
        row = 0
        for kind, data in records(container.parts.get(path, b"")):
            if kind == ROW:
                row = int.from_bytes(data[:4], "little")
            elif kind in (CELL_ERROR, FORMULA_ERROR) and len(data) > 8:
                column = int.from_bytes(data[:4], "little")
                marks.setdefault(index, []).append((row, column, 1, 1, (XLS_ERRORS.get(data[8], "#N/A"), ERROR)))
    return marks
