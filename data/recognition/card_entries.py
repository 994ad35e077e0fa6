"""The titles and values of a sheet of cards, cell by cell; every filled cell is one or the other, or stands alone.

A title stands before its value in one cell, to its left or above it: alike in the whole sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.parsing import clean, header_key
from data.people_caches import people_cache
from data.recognition.header_fields import HEADERS_REMEMBERED, match_header
from data.recognition.header_lines import LONGEST_HEADER, Rows
from data.recognition.row_signs import filled_columns
from data.spreadsheets.sheet import Cell, Place, Sheet

NUMBERING = re.compile(r"\d{1,2} ?[.)]?")  # in a cell of its own before a title
ROWS_OF_TITLES = 15  # a card or two: enough to tell the columns of titles
MOST_TITLES = 60  # of a card; a form has a page

Area = tuple[int, int, int, int]


class NoCardsError(Exception):
    """The sheet is not one of cards."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of a card with its value, and the places of both."""

    title: str
    at: Place
    value: Cell
    value_at: Place

    @property
    def key(self) -> str:
        return header_key(self.title)


@dataclass(frozen=True, slots=True)
class Line:
    """A text alone in its row, that is no title: the heading of a card, or a signature."""

    text: str
    row: int


@people_cache
@lru_cache(HEADERS_REMEMBERED)
def is_known_title(text: str, table: str) -> bool:
    """Returns whether a text is a title of a field of a table, not only in its words."""
    match = match_header(table, {0: [text]})
    return bool(match.columns.keys() - set(match.by_words.values()))


def read_entries(sheet: Sheet, first: Place, table: str) -> tuple[list[Entry], list[Line]]:
    """Returns the titles with their values in their order, and the lines that are none. Raises `NoCardsError`."""
    rows, (start, column) = sheet.rows, first
    title, colon, value = clean(rows[start][column]).partition(":")
    titles = _Titles.of(rows, first, table)
    behind = next((place for place in filled_columns(rows[start]) if place > column), None)
    if colon and value.strip():
        found = _inside(rows, start)
    elif behind is not None and not titles.stands_in(rows[start][behind], behind):
        found = _beside(rows, start, sheet.merged, titles)
    else:
        found = _above(rows, start, titles)
    entries: list[Entry] = []
    lines: list[Line] = []
    since_first = 0
    for entry in found:
        if not isinstance(entry, Entry):
            lines.append(entry)
            continue
        entries.append(entry)
        since_first = 0 if entry.key == entries[0].key else since_first + 1
        if since_first > MOST_TITLES:
            raise NoCardsError
    if not entries or not title:
        raise NoCardsError
    return entries, lines


@dataclass(frozen=True, slots=True)
class _Titles:
    """How the titles of a sheet are recognised: a colon behind each, else the columns that they stand in.

    `before_values` are the texts in these columns beside which something stands: alone they are titles too.
    """

    table: str
    have_colons: bool
    columns: frozenset[int]
    before_values: frozenset[str]

    @classmethod
    def of(cls, rows: Rows, first: Place, table: str) -> _Titles:
        """Returns it from the first title on: a column of titles is one of which half the cells or more are known."""
        row, column = first
        have_colons = clean(rows[row][column]).endswith(":")
        lines = [(cells, filled_columns(cells)) for cells in rows[row : row + ROWS_OF_TITLES]]
        filled = [(place, cells[place]) for cells, places in lines for place in places]
        counts = Counter(place for place, _ in filled)
        known = Counter(place for place, cell in filled if isinstance(cell, str) and is_known_title(clean(cell), table))
        columns = frozenset(place for place in known if 2 * known[place] >= counts[place])
        before_values = {
            header_key(clean(cells[place])) for cells, places in lines for place in places[:-1] if place in columns
        }
        return cls(table, have_colons, columns, frozenset(before_values))

    def is_known(self, cell: Cell) -> bool:
        """Returns whether a cell is a title by its text alone."""
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADER:
            return False
        text = clean(cell)
        return text.endswith(":") if self.have_colons else is_known_title(text, self.table)

    def stand_alone(self, cell: Cell) -> bool:
        """Returns whether a cell alone in its row is a title without a value."""
        is_elsewhere = not self.have_colons and header_key(clean(cell)) in self.before_values
        return is_elsewhere or self.is_known(cell)

    def stands_in(self, cell: Cell, column: int) -> bool:
        """Returns whether a cell is a title where it stands; in a column of titles also one that is not known."""
        if self.have_colons:
            return self.is_known(cell)
        return column in self.columns and isinstance(cell, str) and len(cell) <= LONGEST_HEADER


def _inside(rows: Rows, start: int) -> Iterator[Entry | Line]:
    """Yields «Наставник: Осинкин Ясень» as a title and its value, a line each."""
    for row in range(start, len(rows)):
        filled = filled_columns(rows[row])
        if not filled:
            continue
        cell = rows[row][filled[0]]
        if len(filled) > 1 or not isinstance(cell, str):
            raise NoCardsError
        title, colon, value = cell.partition(":")  # people in a cell are split by its lines
        place = (row, filled[0])
        yield Entry(clean(title), place, value.strip(), place) if colon else Line(clean(cell), row)


def _beside(rows: Rows, start: int, merged: Sequence[Area], titles: _Titles) -> Iterator[Entry | Line]:
    """Yields the titles with the value that stands to the right of each, of one column always in the same one."""
    last_columns = {(top, left): right for top, left, _, right in merged}
    value_columns: dict[int, int] = {}
    for row in range(start, len(rows)):
        filled = filled_columns(rows[row])
        if len(filled) > 1 and NUMBERING.fullmatch(clean(rows[row][filled[0]])):
            filled = filled[1:]
        if len(filled) == 1 and not titles.stand_alone(rows[row][filled[0]]):
            yield Line(clean(rows[row][filled[0]]), row)
            continue
        read: int | None = None  # the column of the value of the title before
        for place, column in enumerate(filled):
            if column == read:
                continue
            behind = filled[place + 1] if place + 1 < len(filled) else None
            if not titles.stands_in(rows[row][column], column):
                raise NoCardsError
            has_value = behind is not None and not titles.stands_in(rows[row][behind], behind)
            known = value_columns.get(column)
            value_column = behind if has_value else known or last_columns.get((row, column), column) + 1
            if value_column is None or (has_value and value_columns.setdefault(column, value_column) != value_column):
                raise NoCardsError
            read = value_column
            value = rows[row][value_column] if value_column < len(rows[row]) else ""
            yield Entry(clean(rows[row][column]).rstrip(": "), (row, column), value, (row, value_column))


def _above(rows: Rows, start: int, titles: _Titles) -> Iterator[Entry | Line]:
    """Yields the titles of a line with the values in the line below it."""
    row = start
    while row < len(rows):
        filled = filled_columns(rows[row])
        if not filled:
            row += 1
            continue
        known = [column for column in filled if titles.is_known(rows[row][column])]
        if not known and len(filled) == 1:
            yield Line(clean(rows[row][filled[0]]), row)
            row += 1
            continue
        below = filled_columns(rows[row + 1]) if row + 1 < len(rows) else []
        is_title_below = any(titles.is_known(rows[row + 1][column]) for column in below)
        if not known or is_title_below or not set(below) <= set(filled):
            raise NoCardsError
        for column in filled:
            value = rows[row + 1][column] if row + 1 < len(rows) else ""
            yield Entry(clean(rows[row][column]).rstrip(": "), (row, column), value, (row + 1, column))
        row += 2
