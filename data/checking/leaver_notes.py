"""Pupils and teachers who left only by a note.

They count until a person gives the day of leaving; a day that the note tells is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from data.checking.message_parts import IN_COMMENT
from data.checking.row_findings import cell_finding
from data.findings import Finding
from data.parsing.leaver_notes import NOTES_OF, day_in_note
from data.recognition.block import Block
from data.russian import date_text
from data.tables.table import TypedTable

DAY = "left_on"  # the field that such a note stands in place of
NAMES = frozenset({"name", "surname", "given_name", "patronymic"})
NOTED_IN = {
    "students": NAMES | {"class_name", "grade", "letter", "categories"},
    "teachers": NAMES | {"position", "category", "young_specialist"},
}


class LeaverNote(NamedTuple):
    """A note in a row: its row label, its column from 0, its words, and whether a comment at the cell says them."""

    row: int
    column: int
    text: str
    in_comment: bool = False


def leaver_notes(table: TypedTable) -> list[LeaverNote]:
    """Returns the first note of each pupil or teacher without a day of leaving in the list."""
    if table.name not in NOTES_OF:
        return []
    notes: dict[int, LeaverNote] = {}
    for block, rows in zip(table.blocks, table.rows_of_blocks, strict=True):
        for note in _notes_of(block):
            notes.setdefault(rows.start + note.row, note._replace(row=rows.start + note.row))
    return [
        note
        for row, note in sorted(notes.items())
        if table.value(row, DAY) is None and DAY not in table.misread.get(row, ()) and not table.value(row, "left_out")
    ]


def _notes_of(block: Block) -> Iterator[LeaverNote]:
    """Yields the notes in names, classes, columns without a field and comments; rows from 0."""
    used = {column for key, columns in block.columns.items() if key not in NOTED_IN[block.table] for column in columns}
    width = max(map(len, block.rows), default=0)
    for column in (column for column in range(width) if column not in used):
        texts = {cell for cell in set(map(itemgetter(column), block.rows)) if isinstance(cell, str)}
        notes = {text: note for text in texts if (note := NOTES_OF[block.table](text))}
        for row, cells in enumerate(block.rows if notes else ()):
            if isinstance(cell := cells[column], str) and cell in notes:
                yield LeaverNote(row, column, notes[cell])
    rows = {number: row for row, number in enumerate(block.numbers)} if block.comments else {}
    for comment in block.own_comments:
        if comment.leaver_note:
            yield LeaverNote(rows[comment.row], comment.column, comment.leaver_note, in_comment=True)


def _finding(table: TypedTable, note: LeaverNote) -> Finding:
    """Returns the warning of a note; the day it tells is proposed unless that is after the date of the data."""
    finding = cell_finding(table, "left_by_note", (note.row, DAY, note.column), note.text)
    finding = replace(finding, reason=IN_COMMENT) if note.in_comment else finding
    day, as_of = day_in_note(note.text), table.value(note.row, "as_of")
    return replace(finding, proposal=date_text(day)) if day and day <= as_of.date() else finding


def with_leavers(findings: Iterable[Finding], table: TypedTable) -> list[Finding]:
    """Returns the findings of a table with a warning for each note.

    That the note is no class is not reported beside it.
    """
    notes = [_finding(table, note) for note in leaver_notes(table)]
    places = {(finding.file, finding.sheet, finding.cell) for finding in notes}
    remaining = [
        finding
        for finding in findings
        if finding.code != "odd_class" or (finding.file, finding.sheet, finding.cell) not in places
    ]
    return [*remaining, *notes]
