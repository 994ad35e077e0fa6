"""Rows below a header → the rows that are of people or pairs.

Blank rows, totals, the line that numbers columns, a header printed again, titles of sections and signatures are
nobody; what else cannot be a person is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from data.contracts import fields
from data.parsing import class_in_title, clean, is_blank, looks_like_name
from data.recognition.form_sections import forms_of_sections
from data.recognition.header_fields import Columns
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.plain_rows import PlainRows
from data.recognition.row_kinds import NAME_FIELDS, RowClassifier, RowKind
from data.recognition.row_signs import (
    filled_columns,
    holds_a_name,
    is_ditto,
    is_header_of_counts,
    titles_above,
)
from data.recognition.status_sections import statuses_of_sections
from data.spreadsheets.sheet import Cell

A_NAME = "…"  # in place of what may name somebody of whom nothing is kept


@dataclass(slots=True)
class LeaversLine:
    """A line such as «Выбыли»: its row (from 1), column (from 0) and text, and how many rows it leaves out."""

    row: int
    column: int
    text: str
    count: int = 0


@dataclass(slots=True)
class DataRows:
    """The rows of one block with their numbers (from 1) and the class, or the mentor, of the section they stand in.

    `forms` and `statuses` are those of sections of pairs, by the numbers of the rows; `left_out` are cells (row number,
    column from 0, text) of lines that are no people; `categories` is what the titles of sections of pupils tell, by the
    numbers of the rows below them.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)
    forms: dict[int, str] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    leavers: list[LeaversLine] = field(default_factory=list)
    categories: dict[int, str] = field(default_factory=dict)


def read_data_rows(rows: Rows, header: Header, last: int, sheet_name: str = "", of_leavers: str = "") -> DataRows:
    """Returns the rows between a header and the row `last` (from 0, not included).

    `of_leavers` is the name of a sheet of which everybody has left.
    """
    last = _end(rows, header, last)
    counts = _table_of_counts(rows, header, last)
    last = last if counts is None else counts
    classifier = RowClassifier(rows, header, last)
    reader = _Reader(rows, header, classifier, of_leavers)
    first = header.row + 1
    plain = PlainRows(rows[first:last])
    are_people = plain.are_people(classifier.names, classifier.used, rows[header.top : first])
    for number, is_person in enumerate(are_people, first):
        kind, column = (RowKind.PERSON, None) if is_person else classifier.classify(number)
        reader.read(number, kind, column)
    data_rows = reader.data_rows
    if counts is not None:
        column = filled_columns(rows[counts])[0]
        data_rows.left_out.append((counts + 1, column, clean(rows[counts][column])))
    data_rows.forms = forms_of_sections(rows, header, data_rows.numbers, sheet_name)
    data_rows.statuses = statuses_of_sections(rows, header, data_rows.numbers, reader.titles, sheet_name)
    data_rows.categories = classifier.categories_of_sections(data_rows.numbers)
    if any(map(is_ditto, plain.cells)):
        data_rows.rows = without_dittos(data_rows.rows, header.table, header.columns)
    return data_rows


class _Reader:
    """Puts the lines below a header where they belong, one after the other; `titles` are lines (from 1) across it."""

    def __init__(self, rows: Rows, header: Header, classifier: RowClassifier, of_leavers: str) -> None:
        self.rows, self.classifier = rows, classifier
        self.data_rows = DataRows()
        self.titles: list[int] = []
        self.section = classifier.mentor_above()
        above = classifier.leavers_above() if "left_on" not in header.columns else None
        if of_leavers:
            self.data_rows.leavers.append(LeaversLine(header.row + 1, 0, of_leavers))
        elif above is not None:
            column = filled_columns(rows[above])[0]
            self.data_rows.leavers.append(LeaversLine(above + 1, column, clean(rows[above][column])))
        self.leaving = bool(self.data_rows.leavers)

    def read(self, number: int, kind: RowKind, column: int | None) -> None:
        """Puts one line (from 0) where its kind belongs; `column` is that of the text that says the kind."""
        if kind is not RowKind.PERSON:
            self._read_title(number, kind, column or 0)
        elif self.leaving:
            self.data_rows.leavers[-1].count += 1
        else:
            self.data_rows.rows.append(self.rows[number])
            self.data_rows.numbers.append(number + 1)
            self.data_rows.sections.append(self.section)

    def _read_title(self, number: int, kind: RowKind, column: int) -> None:
        text = clean(self.rows[number][column])
        if kind is RowKind.CLASS:
            self.section, self.leaving = class_in_title(text), False
        elif kind is RowKind.MENTOR:
            self.section = self.classifier.mentor_named(number)
        elif kind is RowKind.STATUS:
            self.leaving = False
        elif kind is RowKind.LEAVERS:
            self.data_rows.leavers.append(LeaversLine(number + 1, column, text))
            self.leaving = True
        elif kind is RowKind.TEXT and not self.classifier.section_category(number):
            is_across = self.classifier.is_across(number)
            is_name = not is_across and self.classifier.is_text_across(number) and column not in self.classifier.names
            self.data_rows.left_out.append((number + 1, column, A_NAME if is_name else text))
            if is_across:
                self.titles.append(number + 1)
                self.leaving = False


def without_dittos(rows: Rows, table: str, columns_of: Columns) -> Rows:
    """Returns the rows with what stands above in place of «-//-» and «то же», in ordinary columns alone."""
    specs = fields(table)
    columns = {column for key, columns in columns_of.items() if not specs[key].special for column in columns}
    dittos = {cell for column in columns for cell in set(map(itemgetter(column), rows)) if is_ditto(cell)}
    filled: Rows = []
    for row in rows if dittos else ():
        places = [column for column in columns if row[column] in dittos] if filled else []
        filled.append([filled[-1][column] if column in places else cell for column, cell in enumerate(row)])
    return filled or rows


def title_of_class(rows: Rows, header: Header, floor: int) -> str | None:
    """Returns the class that the lines above a header speak of; rows before `floor` belong to another table."""
    for texts in lines_above(rows, header, floor):
        for text in (*texts, " ".join(texts)):
            if not text.isdigit() and (title := class_in_title(text)):
                return title
    return None


def lines_above(rows: Rows, header: Header, floor: int) -> Iterator[list[str]]:
    """Yields the texts of each line above a header, the nearest first, up to one that is no title."""
    for number in titles_above(rows, header.top, floor):
        yield list(dict.fromkeys(clean(cell) for cell in rows[number] if not is_blank(cell)))


def _table_of_counts(rows: Rows, header: Header, last: int) -> int | None:
    """Returns the header (from 0) of a table of counts below a list, under which nobody is named any more."""
    names = [column for key in NAME_FIELDS for column in header.columns.get(key, ())]
    below = last
    while below > header.row + 1 and not any(holds_a_name(rows[below - 1][column]) for column in names):
        below -= 1
    has_people = below > header.row + 1
    return next((number for number in range(below, last) if has_people and is_header_of_counts(rows[number])), None)


def _end(rows: Rows, header: Header, last: int) -> int:
    """Returns where the people end: blank lines and titles just above the next table belong to that one."""
    if last == len(rows):
        return last
    while last > header.row + 1:
        filled = filled_columns(rows[last - 1])
        if len(filled) > 1 or (filled and looks_like_name(clean(rows[last - 1][filled[0]]))):
            break
        last -= 1
    return last
