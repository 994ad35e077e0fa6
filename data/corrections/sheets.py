"""Corrections of what was recognised, kept for sheets of the same name and the same texts in the header row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.hashing import sha256
from data.parsing import clean
from data.recognition.blocks import Choice
from data.spreadsheets.sheet import Sheet


def shape(sheet: Sheet, choice: Choice) -> dict[str, Any]:
    """What is kept of a correction: the sheet and the header it was made for, and what the person said."""
    told = {"table": choice.table, "row": choice.header_row, "columns": sorted(choice.columns.items())}
    return {**told, "headers": _headers(sheet, choice.header_row), "sheet": _title(sheet)}


def key(told: Mapping[str, Any]) -> str:
    """What a kept correction is remembered by."""
    return f"{told['headers']}{told['sheet']}"


def choices_for(sheets: Sequence[Sheet], kept: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str | None], Choice]:
    """The corrections that were made for sheets of these shapes.

    A sheet of another name is taken for the same only where it alone has that header and was to be read: of the
    sheets of a workbook with a sheet per class, what was said of one says nothing of the others.
    """
    found: dict[tuple[str, str | None], Choice] = {}
    for one in kept:
        alike = [sheet for sheet in sheets if _headers(sheet, one["row"]) == one["headers"]]
        named = [sheet for sheet in alike if _title(sheet) == one["sheet"]]
        meant = named or (alike if len(alike) == 1 and one["table"] else [])
        for sheet in meant:
            found[sheet.file, sheet.name] = Choice(one["table"], one["row"], dict(one["columns"]))
    return found


def _title(sheet: Sheet) -> str:
    """The hash of the sheet's name, of a file without sheets that of the file."""
    return sha256(sheet.name or sheet.file)


def _headers(sheet: Sheet, row: int | None) -> str:
    """The hash of the header's texts: a sheet without a header may begin with a name, which is not to be kept."""
    number = row or _first_filled(sheet)
    texts = [clean(cell) for cell in sheet.rows[number - 1]] if 0 < number <= len(sheet.rows) else []
    return sha256(*texts)


def _first_filled(sheet: Sheet) -> int:
    return next((number for number, row in enumerate(sheet.rows, 1) if any(clean(cell) for cell in row)), 0)
