"""Corrections of what was recognised, stored for sheets of one name and header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.hashing import sha256
from data.parsing import clean
from data.recognition.block import Choice
from data.spreadsheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A person's decision about a sheet: its table, header row and columns.

    The sheet is identified by the hashes of its header's texts and of its name: neither is stored itself.
    """

    headers: str
    sheet: str
    table: str | None
    row: int | None
    columns: tuple[tuple[int, str | None], ...]

    @classmethod
    def of(cls, sheet: Sheet, choice: Choice) -> SheetChoice:
        columns = tuple(sorted(choice.columns.items()))
        return cls(_headers(sheet, choice.header_row), _title(sheet), choice.table, choice.header_row, columns)

    @property
    def identity(self) -> tuple[str, ...]:
        return self.headers, self.sheet

    def fits(self, sheet: Sheet) -> bool:
        """Returns whether the sheet has the same texts in that header row."""
        return _headers(sheet, self.row) == self.headers


def choices_for(sheets: Sequence[Sheet], stored: Iterable[SheetChoice]) -> dict[tuple[str, str | None], Choice]:
    """Returns the corrections that were made for sheets of these shapes.

    A sheet of another name counts as the same only where it alone has that header and was to be read: in a workbook
    with a sheet per class, the decision about a sheet says nothing of the others.
    """
    choices: dict[tuple[str, str | None], Choice] = {}
    for choice in stored:
        alike = [sheet for sheet in sheets if choice.fits(sheet)]
        named = [sheet for sheet in alike if _title(sheet) == choice.sheet]
        for sheet in named or (alike if len(alike) == 1 and choice.table else []):
            choices[sheet.file, sheet.name] = Choice(choice.table, choice.row, dict(choice.columns))
    return choices


def _title(sheet: Sheet) -> str:
    """Returns the hash of the sheet's name; of the file's where it has no sheets."""
    return sha256(sheet.name or sheet.file)


def _headers(sheet: Sheet, row: int | None) -> str:
    """Returns the hash of the header's texts.

    A sheet without a header may begin with a name, which is not to be stored.
    """
    number = row or _first_filled(sheet)
    texts = [clean(cell) for cell in sheet.rows[number - 1]] if 0 < number <= len(sheet.rows) else []
    return sha256(*texts)


def _first_filled(sheet: Sheet) -> int:
    return next((number for number, row in enumerate(sheet.rows, 1) if any(clean(cell) for cell in row)), 0)
