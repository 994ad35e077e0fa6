"""Sheets that this program writes itself, recognised when they come back."""

from __future__ import annotations

from data.spreadsheets.sheet import Sheet

EXAMPLE = "Пример:"  # a row that begins so stands in the blank to show how, and is never counted


# Sheets that this program adds to a workbook, by their first cell; they are no lists.
OWN_SHEETS = {
    "Замечания": "Замечания к спискам. Содержит персональные данные. Не публиковать",
    "О файле": "Списки, выгруженные из программы. Содержит персональные данные. Не публиковать",
}


BASE = "Муниципальная база. Содержит персональные данные. Не публиковать"  # the first cell of its sheet about the file


def is_our_own(sheet: Sheet) -> bool:
    """Returns whether this program added the sheet to a workbook."""
    return bool(sheet.rows) and sheet.rows[0][:1] in [[first] for first in (*OWN_SHEETS.values(), BASE)]
