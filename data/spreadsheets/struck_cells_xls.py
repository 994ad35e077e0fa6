"""Cells of an xls that are struck through, in whole or in part: [MS-XLS] 2.3, 2.4."""

from __future__ import annotations

import struct
from collections.abc import Collection

from data.spreadsheets.ole_container import records
from data.spreadsheets.struck_places import StruckPlaces, add_place

FONT, XF, BOUNDSHEET, STRINGS, CONTINUE, STRING_CELL = 0x0031, 0x00E0, 0x0085, 0x00FC, 0x003C, 0x00FD
STRIKE_OUT = 0x0008  # [MS-XLS] 2.4.122, fStrikeOut
NO_FOURTH = 4  # no font has this number: the later ones count from 5
ONE_CELL = frozenset({0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})  # records of a cell that begin with its place
WIDE, EXTENDED, RICH = 0x01, 0x04, 0x08  # [MS-XLS] 2.5.293


def struck_in_xls(stream: bytes) -> StruckPlaces:
    """Returns the struck cells; those of a MULRK record hold numbers alone, and nobody's name."""
    fonts: list[bool] = []
    formats: list[int] = []
    starts: list[int] = []
    pieces: list[bytes] = []
    is_of_strings = False
    for record, place, length in records(stream):
        is_of_strings = record == STRINGS or (is_of_strings and record == CONTINUE)
        if is_of_strings:
            pieces.append(stream[place : place + length])
        elif record == FONT and length >= 4:
            fonts.append(bool(int.from_bytes(stream[place + 2 : place + 4], "little") & STRIKE_OUT))
        elif record == XF and length >= 2:
            formats.append(int.from_bytes(stream[place : place + 2], "little"))
        elif record == BOUNDSHEET:
            starts.append(int.from_bytes(stream[place : place + 4], "little"))
    numbers = {number + (number >= NO_FOURTH) for number, is_struck in enumerate(fonts) if is_struck}
    struck = {place for place, font in enumerate(formats) if font in numbers}
    strings = _Strings(pieces).struck_by(numbers) if numbers else set()
    found: StruckPlaces = {}
    for sheet, start in enumerate(starts if numbers else ()):
        for record, place, length in records(stream, start):
            if record in ONE_CELL and length >= 6:
                row, column, style = struct.unpack_from("<HHH", stream, place)
                string = stream[place + 6 : place + 10] if record == STRING_CELL else b""
                if style in struck or (len(string) == 4 and int.from_bytes(string, "little") in strings):
                    add_place(found, sheet, row, column)
    return found


class _Strings:
    """The strings that the cells share; a string may go on in the next record, its letters then of another width."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = 0

    def struck_by(self, fonts: Collection[int]) -> set[int]:
        """Returns the numbers of the strings of which one of the fonts draws a part; those up to damaged ones."""
        count = int.from_bytes(self._bytes(8)[4:], "little")
        struck: set[int] = set()
        for number in range(count):
            if self._piece >= len(self._pieces):
                break
            text, runs = self._string()
            bounds = [*(first for first, _ in runs[1:]), len(text)]
            drawn = zip(runs, bounds, strict=True) if runs else ()
            if any(font in fonts and text[first:end].strip() for (first, font), end in drawn):
                struck.add(number)
        return struck

    def _string(self) -> tuple[str, list[tuple[int, int]]]:
        """Returns a string, and from which letter on which font draws it."""
        length = int.from_bytes(self._bytes(2), "little")
        flags = (self._bytes(1) or b"\0")[0]
        runs = int.from_bytes(self._bytes(2), "little") if flags & RICH else 0
        extended = int.from_bytes(self._bytes(4), "little") if flags & EXTENDED else 0
        text = self._letters(length, is_wide=bool(flags & WIDE))
        drawn = self._bytes(4 * runs)
        self._bytes(extended)
        return text, [struct.unpack_from("<HH", drawn, place) for place in range(0, len(drawn) - 3, 4)]

    def _letters(self, length: int, *, is_wide: bool) -> str:
        text = ""
        while length and self._piece < len(self._pieces):
            piece, width = self._pieces[self._piece], 2 if is_wide else 1
            count = min(length, (len(piece) - self._at) // width)
            raw = piece[self._at : self._at + count * width]
            text += raw.decode("utf-16-le" if is_wide else "latin-1", "replace")
            self._at += count * width
            length -= count
            if length:
                self._next()
                is_wide = bool((self._bytes(1) or b"\0")[0] & WIDE)
        return text

    def _bytes(self, count: int) -> bytes:
        """Returns the next bytes, across records; fewer where there are no more."""
        taken = b""
        while self._piece < len(self._pieces):
            rest = self._pieces[self._piece][self._at : self._at + count - len(taken)]
            taken += rest
            self._at += len(rest)
            if len(taken) == count:
                break
            self._next()
        return taken

    def _next(self) -> None:
        self._piece += 1
        self._at = 0
