"""Cells of an xlsb that are struck through, in whole or in part: [MS-XLSB] 2.4, 2.5."""

from __future__ import annotations

import struct
from collections.abc import Collection

from data.spreadsheets.container import Container
from data.spreadsheets.missing_cells_xlsb import ROW, records, sheet_parts
from data.spreadsheets.struck_places import StruckPlaces, add_place

STYLES, STRINGS = "xl/styles.bin", "xl/sharedstrings.bin"
FONT, XF, FORMATS_BEGIN, FORMATS_END, STRING_ITEM = 43, 47, 617, 618, 19
STRIKE_OUT = 0x08  # of the flags of a font
RICH = 0x01  # a string with fonts of its own
SHARED_STRING, RICH_STRING = 7, 62  # cells
CELLS = frozenset({*range(2, 12), RICH_STRING})  # records of a cell with something in it


def struck_in_xlsb(container: Container) -> StruckPlaces:
    """Returns the struck cells."""
    numbers, struck = _struck_styles(container.parts.get(STYLES, b""))
    if not numbers:
        return {}
    items = [data for kind, data in records(container.parts.get(STRINGS, b"")) if kind == STRING_ITEM]
    strings = {number for number, data in enumerate(items) if _is_struck(data, numbers)}
    found: StruckPlaces = {}
    for sheet, path in enumerate(sheet_parts(container)):
        row = 0
        for kind, data in records(container.parts.get(path, b"")):
            if kind == ROW:
                row = int.from_bytes(data[:4], "little")
            elif kind in CELLS and len(data) >= 8:
                column, style = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:7], "little")
                is_shared = kind == SHARED_STRING and int.from_bytes(data[8:12], "little") in strings
                if style in struck or is_shared or (kind == RICH_STRING and _is_struck(data[8:], numbers)):
                    add_place(found, sheet, row, column)
    return found


def _struck_styles(styles: bytes) -> tuple[set[int], set[int]]:
    """Returns the fonts that strike through, and the formats of cells with one of them."""
    fonts: list[bool] = []
    formats: list[int] = []
    are_of_cells = False
    for kind, data in records(styles):
        if kind == FONT and len(data) >= 4:
            fonts.append(bool(data[2] & STRIKE_OUT))
        elif kind in (FORMATS_BEGIN, FORMATS_END):
            are_of_cells = kind == FORMATS_BEGIN
        elif kind == XF and are_of_cells and len(data) >= 6:
            formats.append(int.from_bytes(data[4:6], "little"))
    numbers = {number for number, is_struck in enumerate(fonts) if is_struck}
    return numbers, {place for place, font in enumerate(formats) if font in numbers}


def _is_struck(string: bytes, fonts: Collection[int]) -> bool:
    """Returns whether one of the fonts draws a part of a string in which something stands."""
    if len(string) < 5 or not string[0] & RICH:
        return False
    behind = 5 + 2 * int.from_bytes(string[1:5], "little")
    letters = string[5:behind]
    count = int.from_bytes(string[behind : behind + 4], "little")
    drawn = string[behind + 4 : behind + 4 + 4 * count]
    runs = [struct.unpack_from("<HH", drawn, place) for place in range(0, len(drawn) - 3, 4)]
    bounds = [*(first for first, _ in runs[1:]), len(letters)]
    return any(
        font in fonts and letters[2 * first : 2 * end].decode("utf-16-le", "replace").strip()
        for (first, font), end in zip(runs, bounds, strict=False)
    )
