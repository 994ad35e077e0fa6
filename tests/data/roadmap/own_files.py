"""Roadmaps in Word and in a spreadsheet, made to order."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import openpyxl

from data.roadmap.model import Roadmap

HEADER = ("№ п/п", "Направления", "Наименование мероприятия", "Срок исполнения", "Ответственный")
Rows = Sequence[Sequence[str]]


def word(*tables: Rows, above: Sequence[str] = (), merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Returns a document with paragraphs above its first table.

    `merged` are areas of that table, by their first and last row and column; the others follow with no text between.
    """
    document = docx.Document()
    for text in above:
        document.add_paragraph(text)
    for number, rows in enumerate(tables):
        if number:
            document.add_paragraph("")  # Word parts two tables by a blank paragraph
        table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        for top, left, bottom, right in merged if not number else ():
            table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), sheet: str = "Лист1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_the_school_wrote_it(roadmap: Roadmap) -> bytes:
    """Returns a roadmap as the school's own document has it: directions merged down, the goals in a second table."""
    rows, merged = [HEADER], []
    for number, direction in enumerate(roadmap.directions, 1):
        first = len(rows)
        for place, activity in enumerate(direction.activities):
            head = ("", "") if place else (f"{number}.", direction.title)
            rows.append((*head, activity.title, activity.deadline, activity.responsible))
        merged += [(first, column, len(rows) - 1, column) for column in (0, 1)]
    goals = [("№ п/п", "Наименование показателя", "2021 год", "2024 год"), ("1.", "Доля детей", "12,5 %", "15 %")]
    return word(rows, goals, above=("УТВЕРЖДАЮ", *roadmap.title.split(" в ", 1)), merged=merged)
