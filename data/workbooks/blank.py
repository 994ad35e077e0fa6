"""The workbook for the three lists, blank or filled with stored lists.

It is made from the contracts.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from data.contracts import TABLES, Field, fields
from data.parsing.printable import cell_text
from data.roster import Roster
from data.spreadsheets.own_sheets import EXAMPLE, OWN_SHEETS
from data.spreadsheets.sheet import Cell
from data.vocabulary import FORMS, MODES
from data.workbooks.roster_sheets import written_out

ABOUT = "О файле"
BLANK_DAYS = {"date", "start", "end", "birth"}  # registers hold «да» as often as a day
ROWS_PREPARED = 2_000  # rows with drop-down lists and date formats: more than any school's list
COLUMN_WIDTHS = {"name": 36, "date": 16, "start": 16, "end": 16, "birth": 16, "class": 10, "form": 24}
CHOICES = {
    "flag": ["да", "нет"],
    "ovz": ["да", "нет"],
    "presence": ["да", "нет"],
    "register": ["да", "нет"],
    "form": list(FORMS.values()),
    "mode": list(MODES.values()),
}
EXAMPLES = {
    "number": "С-1",
    "name": "Иванова Анна Сергеевна",
    "mentor": "Петрова Мария Ивановна",
    "mentee": "Иванова Анна Сергеевна",
    "birth": "01.09.2010",
    "class": "5А",
    "experience": "2",
    "date": "01.09.2024",
    "start": "01.09.2024",
    "end": "31.05.2025",
    "flag": "да",
    "ovz": "нет",
    "presence": "нет",
    "register": "нет",
    "form": "учитель – ученик",
    "mode": "очный",
}
OWN_EXAMPLES = {  # where the kind's example would not do
    ("students", "left_on"): "",
    ("teachers", "number"): "П-1",
    ("students", "consent"): "да",
    ("teachers", "consent"): "да",
    ("pairs", "mentor_number"): "П-1",
    ("teachers", "name"): "Петрова Мария Ивановна",
    ("teachers", "birth"): "15.05.1999",
    ("teachers", "left_on"): "",
    ("pairs", "status"): "",
}


def blank_fields(table: str) -> list[Field]:
    """Returns the fields that the blank asks for: those with a hint.

    The hint is for the person who fills it in.
    """
    return [spec for spec in fields(table).values() if spec.hint]


def blank_workbook() -> bytes:
    """Returns the blank: three sheets with drop-down lists and hints as comments.

    Required columns are marked with «*»; an example is never counted.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for table, title in TABLES.items():
            specs = blank_fields(table)
            _sheet(workbook, title, specs, [[_example(table, column, spec) for column, spec in enumerate(specs)]])
    return content.getvalue()


def filled_workbook(roster: Roster, head: Sequence[str], *, special: bool) -> bytes:
    """Returns the same workbook with the stored lists, and a sheet about the file.

    `head` are lines of the last sheet that say what this is. Special columns are there only where `special`.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        for sheet in written_out(roster, ""):
            table = next(name for name, title in TABLES.items() if title == sheet.name)
            by_title = {spec.title: spec for spec in fields(table).values()}
            specs = [by_title[str(title)] for title in sheet.rows[0]]
            columns = [column for column, spec in enumerate(specs) if special or not spec.special]
            rows = [[row[column] for column in columns] for row in sheet.rows[1:]]
            _sheet(workbook, str(sheet.name), [specs[column] for column in columns], rows)
        about = workbook.add_worksheet(ABOUT)
        about.set_column(0, 0, 100)
        for column, words in enumerate((OWN_SHEETS[ABOUT], *head)):
            about.write_string(column, 0, cell_text(words))
    return content.getvalue()


def _example(table: str, column: int, spec: Field) -> str:
    text = OWN_EXAMPLES.get((table, spec.key), EXAMPLES.get(spec.key) or EXAMPLES.get(spec.kind, ""))
    return f"{EXAMPLE} {text}" if column == 0 else text


def _sheet(workbook: Any, title: str, specs: Sequence[Field], rows: Sequence[Sequence[Cell]]) -> None:
    sheet = workbook.add_worksheet(title)
    required = workbook.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1, "text_wrap": True})
    optional = workbook.add_format({"border": 1, "text_wrap": True})
    example = workbook.add_format({"italic": True, "font_color": "#7F7F7F"})
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    for column, spec in enumerate(specs):
        is_day = spec.kind in BLANK_DAYS
        sheet.set_column(column, column, COLUMN_WIDTHS.get(spec.kind, 18), day if is_day else None)
        header = f"{spec.title} *" if spec.required else spec.title
        sheet.write_string(0, column, header, required if spec.required else optional)
        if spec.hint:
            sheet.write_comment(0, column, spec.hint, {"x_scale": 2})
        for row, cells in enumerate(rows, 1):
            cell = cells[column]
            if isinstance(cell, dt.date):
                sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), day)
            elif cell != "":
                sheet.write_string(
                    row, column, cell_text(str(cell)), example if str(rows[0][0]).startswith(EXAMPLE) else None
                )
        if spec.kind in CHOICES:
            choice = {"validate": "list", "source": CHOICES[spec.kind], "error_type": "warning"}
            sheet.data_validation(1, column, ROWS_PREPARED, column, choice)
    sheet.freeze_panes(1, 0)
