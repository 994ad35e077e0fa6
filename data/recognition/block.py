"""One table found in a sheet as a value, and what a person says of a sheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from data.contracts import fields
from data.parsing import SEVERAL, SPELLINGS_REMEMBERED, Context, PairDates, clean, is_nothing, read_column
from data.parsing.flags import tells_youth
from data.people_caches import people_cache
from data.recognition.category_lists import REGISTERED
from data.recognition.column_readability import A_DAY
from data.recognition.data_rows import LeaversLine
from data.recognition.header_fields import Columns, carrying
from data.recognition.header_lines import is_of_notes
from data.spreadsheets.limits import COLUMNS_LIMIT
from data.spreadsheets.sheet import Cell, Sheet

DATED = ("start", "term")  # fields that may give the first day of a pair


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said of a sheet: its table (None: leave the sheet out), header row, columns.

    `header_row` counts from 1; 0 says that there is none. What the person left open is recognised as usual.
    """

    table: str | None
    header_row: int | None = None
    columns: Mapping[int, str | None] = field(default_factory=dict)


def is_written(cell: Cell) -> bool:
    """Returns whether something stands in a cell that is no sign for nothing."""
    return isinstance(cell, dt.date) or not is_nothing(clean(cell))


@people_cache
@lru_cache(SPELLINGS_REMEMBERED, typed=True)
def tells_start(cell: Cell) -> bool:
    """Returns whether a cell of a term may tell since when: «1 год» says how long, not since when."""
    (dates,) = read_column([cell], "term", Context(A_DAY))
    return bool(dates) and not (isinstance(dates, PairDates) and not dates.start)


@dataclass(frozen=True, slots=True)
class SplitCell:
    """A cell that names several people: its row (from 1) and column (from 0), and how many they are.

    `written` is the row in which their names stand, where the cell is merged or filled down.
    """

    row: int
    column: int
    people: int
    written: int


class CellComment(NamedTuple):
    """A comment at a cell of a list: its row (from 1), column (from 0), and what it says of somebody's leaving."""

    row: int
    column: int
    leaver_note: str


@dataclass(slots=True)
class Block:
    """One table found in one sheet; columns count from 0 here, rows and `header_row` from 1 as on the screen.

    `unused` are headers that stand for no field, `left_out` cells (row, column, text) of lines that are nobody,
    `assumed` columns that were taken for a field although their header says more. `header_top` is the first line of
    the header, `across` the columns [first, last) of a list that stands beside others; `alike` are the fields
    of which unused columns of a reduced sheet showed signs.
    Of pairs `forms` and `statuses` are those of the sections in which rows stand, `continued` the rows that are of the
    mentor above them, `merged` the areas of several rows in its columns. `own_side` of pairs that a list of people
    keeps beside its people is the side that these are, `notes` counts the cells beside them that name nobody;
    `days_elsewhere` says that a list of pairs gives their days, `common_start` is the day that a person chose for all
    of them. `start_candidates` are days beside pairs that may be their starts, by row; `starts_from_candidates`: a
    person confirmed them.
    `days_of_leaving` of pupils and teachers are those that a person gave, by row.
    Of pupils `category` is what the title of a list says of everybody in it, and `is_category_list` that it stands
    beside the list of all pupils: its rows are no people of their own. `school_year` is the year in which the school
    year of pairs began, where a title or a name gives it. `struck` leads from the rows whose names are
    struck through to the column of such a name, `comments` are those in its lines. `planned` leads
    from the column of a day that came true to those of the plan, `headless` is the column where people stand beside a
    list under no header.
    """

    table: str
    file: str
    sheet: str | None
    header_row: int
    columns: Columns
    headers: dict[int, str]
    unused: dict[int, str]
    class_name: str | None
    rows: list[list[Cell]]
    numbers: list[int]
    sections: list[str | None]
    left_out: list[tuple[int, int, str]]
    assumed: dict[int, str] = field(default_factory=dict)
    leavers: list[LeaversLine] = field(default_factory=list)
    splits: list[SplitCell] = field(default_factory=list)
    header_top: int = 1
    across: tuple[int, int] | None = None
    alike: dict[int, tuple[str, ...]] = field(default_factory=dict)
    own_side: str = ""
    notes: int = 0
    days_elsewhere: bool = False
    common_start: dt.date | None = None
    start_candidates: dict[int, dt.date] = field(default_factory=dict)
    starts_from_candidates: bool = False
    days_of_leaving: dict[int, dt.date] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    continued: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    category: str = ""
    is_category_list: bool = False
    struck: dict[int, int] = field(default_factory=dict)
    comments: list[CellComment] = field(default_factory=list)
    school_year: int | None = None
    planned: dict[int, list[int]] = field(default_factory=dict)
    headless: int | None = None

    @property
    def missing(self) -> list[str]:
        """Required fields that no column, title or section gives; the given name where all are bare surnames.

        A list of a category asks for the name alone, and where its title names no one register for which it is.
        """
        if self.is_category_list:
            has_which = self.category != SEVERAL or REGISTERED & self.columns.keys()
            return [*([] if self.columns_of("name") else ["name"]), *([] if has_which else [SEVERAL])]
        given = {key for key in fields(self.table) if self.columns_of(key)}
        if self.class_name or any(self.sections):
            given.add("class_name" if self.table == "students" else "mentor")
        if self.days_elsewhere or self.common_start or self.starts_from_candidates:
            given.add("start")
        elif self.is_undated:
            given.discard("start")
        lacking = [key for key, spec in fields(self.table).items() if spec.required and key not in given]
        return [*lacking, "given_name"] if "name" in given and self._has_bare_surnames() else lacking

    @property
    def is_undated(self) -> bool:
        """Whether these are pairs of which no cell gives a day of beginning."""
        return self.table == "pairs" and bool(self.rows) and not any(map(self._is_dated, self.rows))

    @property
    def candidates_of_undated(self) -> list[dt.date]:
        """The candidates for the starts of the pairs without one."""
        numbers = [self.numbers[place] for place in self.undated_rows()]
        return [self.start_candidates[number] for number in numbers if number in self.start_candidates]

    @property
    def is_asked_for_days(self) -> bool:
        """Whether the pairs without a start are asked about together: all, or those that have a candidate for it."""
        undated = self.undated_rows()
        return bool(undated) and len(undated) in (len(self.rows), len(self.candidates_of_undated))

    def undated_rows(self) -> list[int]:
        """Returns the rows of pairs, by their place, of which no cell gives a day of beginning, be it misread."""
        if self.table != "pairs":
            return []
        starts, terms = (self.columns.get(key, ()) for key in DATED)
        undated = list(range(len(self.rows)))
        for column in starts:
            undated = [place for place in undated if not is_written(self.rows[place][column])]
        for column in terms:
            undated = [place for place in undated if not tells_start(self.rows[place][column])]
        return undated

    def _is_dated(self, row: Sequence[Cell]) -> bool:
        """Returns whether a cell of a row gives a day of beginning, be it misread."""
        starts, terms = (self.columns.get(key, ()) for key in DATED)
        return any(is_written(row[column]) for column in starts) or any(tells_start(row[column]) for column in terms)

    def _has_bare_surnames(self) -> bool:
        """Returns whether a column «Фамилия» holds one word in every cell, and no column gives the other names."""
        if self.table == "pairs" or {"name", "given_name"} & self.columns.keys():
            return False
        texts = [clean(row[column]) for row in self.rows for column in self.columns.get("surname", [])]
        return any(texts) and not any(re.search(r"[\w.] *[ .]\w", text) for text in texts)

    @property
    def both_in_a_cell(self) -> bool:
        """Whether one column names the mentor and the mentee."""
        return "mentor" in self.columns and self.columns["mentor"] == self.columns.get("mentee")

    @property
    def births_in_names(self) -> bool:
        """Whether one column holds the names and the births."""
        return "birth" in self.columns and self.columns["birth"] == self.columns.get("name")

    @property
    def classes_in_names(self) -> bool:
        """Whether one column holds the names and the classes."""
        return "class_name" in self.columns and self.columns["class_name"] == self.columns.get("name")

    @property
    def status_in_notes(self) -> bool:
        """Whether the status of pairs stands among notes of anything."""
        return any(key == "status" and is_of_notes(self.headers[column]) for column, key in self.assumed.items())

    @property
    def youth_in_category(self) -> bool:
        """Whether a column of categories or notes says who is a young specialist."""
        columns = self.columns.get("young_specialist", [])
        of_notes = any(column in self.assumed and tells_youth(self.headers.get(column, "")) for column in columns)
        return bool(columns) and (columns == self.columns.get("category") or of_notes)

    @property
    def own_comments(self) -> list[CellComment]:
        """The comments at cells of its rows and columns."""
        first, last = self.across or (0, COLUMNS_LIMIT)
        rows = set(self.numbers) if self.comments else ()
        return [comment for comment in self.comments if comment.row in rows and first <= comment.column < last]

    def columns_of(self, key: str) -> list[int]:
        """Returns the columns that carry a field; a name may stand in three, a class in two."""
        return carrying(self.columns, key)

    def written_in(self, number: int, column: int) -> int:
        """Returns the row (from 1) where a cell's text stands: the first of a merged area, or a mentor's above."""
        for first, left, last, _ in self.merged:
            if left == column and first < number - 1 <= last:
                return first + 1
        if number in self.continued and column in self.columns.get("mentor", ()):
            return self.written_in(number - 1, column)
        return number

    def header(self, key: str) -> str | None:
        """Returns the header of a field as it stands in the list."""
        columns = self.columns.get(key)
        return "; ".join(self.headers.get(column, "") for column in columns) if columns else None


SheetBlocks = tuple[Sheet, list[Block]]  # a sheet with the tables found in it
