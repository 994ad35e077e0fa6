"""Pupils who left only by a note: they count until somebody says from which day they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.checking.row_findings import cell_finding
from data.findings import Finding
from data.parsing import clean
from data.parsing.leaver_notes import leaver_note
from data.recognition.blocks import Block
from data.tables.table import TypedTable

DAY = "left_on"  # the field that such a note stands in place of
NOTED_IN = frozenset({"name", "surname", "given_name", "patronymic", "class_name", "grade", "letter", "categories"})


class LeaverNote(NamedTuple):
    """A note in a row: its row label, its column from 0, and its words."""

    row: int
    column: int
    text: str


def leaver_notes(table: TypedTable) -> list[LeaverNote]:
    """The first note of each pupil whose day of leaving the list does not give."""
    if table.name != "students":
        return []
    notes: dict[int, LeaverNote] = {}
    start = 0
    for block in table.blocks:
        for note in _notes_of(block):
            notes.setdefault(start + note.row, note._replace(row=start + note.row))
        start += len(block.rows)
    return [
        note
        for row, note in sorted(notes.items())
        if table.value(row, DAY) is None and DAY not in table.misread.get(row, ()) and not table.value(row, "left_out")
    ]


def _notes_of(block: Block) -> Iterator[LeaverNote]:
    """The notes in the names, the classes and whatever column has no field of its own; rows from 0."""
    used = {column for key, columns in block.columns.items() if key not in NOTED_IN for column in columns}
    width = max(map(len, block.rows), default=0)
    for column in (column for column in range(width) if column not in used):
        known: dict[str, str] = {}
        for row, cells in enumerate(block.rows):
            cell = cells[column]
            if isinstance(cell, str) and cell:
                if cell not in known:
                    known[cell] = leaver_note(clean(cell))
                if known[cell]:
                    yield LeaverNote(row, column, known[cell])


def with_leavers(findings: Iterable[Finding], table: TypedTable) -> list[Finding]:
    """The findings of a table with a warning for each note; that the note is no class is not told beside it."""
    notes = [
        cell_finding(table, "left_by_note", (note.row, DAY, note.column), note.text) for note in leaver_notes(table)
    ]
    places = {(finding.file, finding.sheet, finding.cell) for finding in notes}
    others = [
        finding
        for finding in findings
        if finding.code != "odd_class" or (finding.file, finding.sheet, finding.cell) not in places
    ]
    return [*others, *notes]
