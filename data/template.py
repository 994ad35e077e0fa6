"""The blank workbook for the three lists, made from the contracts."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from data.contracts import TABLES, Field, fields
from data.meaning import FORMS, MODES
from data.rows import EXAMPLE

ROWS_PREPARED = 2_000  # rows with drop-down lists and date formats: more than any school's list
COLUMN_WIDTHS = {"name": 36, "date": 16, "end": 16, "birth": 16, "class": 10, "form": 24}
CHOICES = {
    "flag": ["да", "нет"],
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
    "end": "31.05.2025",
    "flag": "да",
    "presence": "нет",
    "register": "нет",
    "form": "учитель – ученик",
    "mode": "очный",
}
OWN_EXAMPLES = {  # where the kind's example would not do
    ("students", "left_on"): "",
    ("teachers", "number"): "П-1",
    ("teachers", "name"): "Петрова Мария Ивановна",
    ("teachers", "birth"): "15.05.1999",
    ("teachers", "left_on"): "",
    ("pairs", "status"): "",
}


def columns_of(table: str) -> list[Field]:
    """The fields that the blank asks for: those with a hint for the person who fills it in."""
    return [spec for spec in fields(table).values() if spec.hint]


def blank_workbook() -> bytes:
    """Three sheets: required columns marked with «*», drop-down lists, hints as comments, an example never counted."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for table, title in TABLES.items():
            _sheet(workbook, table, title)
    return content.getvalue()


def _sheet(workbook: Any, table: str, title: str) -> None:
    sheet = workbook.add_worksheet(title)
    required = workbook.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1, "text_wrap": True})
    optional = workbook.add_format({"border": 1, "text_wrap": True})
    example = workbook.add_format({"italic": True, "font_color": "#7F7F7F"})
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    for column, spec in enumerate(columns_of(table)):
        is_day = spec.kind in {"date", "end", "birth"}
        sheet.set_column(column, column, COLUMN_WIDTHS.get(spec.kind, 18), day if is_day else None)
        header = f"{spec.title} *" if spec.required else spec.title
        sheet.write_string(0, column, header, required if spec.required else optional)
        sheet.write_comment(0, column, spec.hint, {"x_scale": 2})
        text = OWN_EXAMPLES.get((table, spec.key), EXAMPLES.get(spec.key) or EXAMPLES.get(spec.kind, ""))
        sheet.write_string(1, column, f"{EXAMPLE} {text}" if column == 0 else text, example)
        if spec.kind in CHOICES:
            choice = {"validate": "list", "source": CHOICES[spec.kind], "error_type": "warning"}
            sheet.data_validation(1, column, ROWS_PREPARED, column, choice)
    sheet.freeze_panes(1, 0)
