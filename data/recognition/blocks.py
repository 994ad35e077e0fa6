"""A raw sheet → which tables stand in it, where their headers are, which column is which field.

Tables are found by their headers, wherever they start; names of sheets and files only break ties. A correction
by the person (`Choice`) comes before any guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.contracts import TABLES, fields
from data.parsing import class_in_title, clean, header_key, is_blank
from data.recognition.data_rows import LeaversLine, take_rows, title_of_class, without_dittos
from data.recognition.header_fields import COUNT_HEADERS, MANY_COLUMN_KINDS, Columns, carrying, match
from data.recognition.header_lines import Rows
from data.recognition.headers import HEADER_SEARCH_ROWS, Header, best_header, next_header
from data.recognition.inferred_columns import (
    assumed_columns,
    lacking_columns,
    understood_words,
    young_specialists_column,
)
from data.recognition.line_signs import LEAVERS
from data.recognition.merged_cells import unmerged
from data.recognition.name_columns import spread_names
from data.recognition.pairs_within import Told, is_named, pairs_within
from data.recognition.rival_columns import prefer_understood
from data.recognition.side_by_side import lists_across, only_columns
from data.recognition.young_mentees import offered_lines
from data.spreadsheets.sheet import Cell, Sheet
from data.vocabulary import SIDES


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said of a sheet: its table (None: leave the sheet out), header row, columns.

    `header_row` counts from 1; 0 says that there is none. What the person left open is recognised as usual.
    """

    table: str | None
    header_row: int | None = None
    columns: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SplitCell:
    """A cell that names several people: its row (from 1) and column (from 0), and how many they are."""

    row: int
    column: int
    people: int


@dataclass(slots=True)
class Block:
    """One table found in one sheet; columns count from 0 here, rows and `header_row` from 1 as on the screen.

    `unused` are headers that stand for no field, `left_out` cells (row, column, text) of lines that are nobody,
    `assumed` columns that were taken for a field although their header says more. `header_top` is the first line of
    the header, `across` the columns [first, last) of a list that stands beside others; `alike` tells of unused
    columns of a reduced sheet of which fields their cells showed signs; `forms` are those of the sections in which rows
    of pairs stand. `own_side` of pairs that a list of people keeps
    beside its people is the side that these are; `days_elsewhere` says that a list of pairs gives their days.
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
    days_elsewhere: bool = False
    forms: dict[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """Required fields that no column, title or section gives; the given name where all are bare surnames."""
        given = {key for key in fields(self.table) if self.columns_of(key)}
        if self.class_name or any(self.sections):
            given.add("class_name" if self.table == "students" else "mentor")
        if self.days_elsewhere:
            given.add("start")
        lacking = [key for key, spec in fields(self.table).items() if spec.required and key not in given]
        return [*lacking, "given_name"] if "name" in given and self._has_bare_surnames() else lacking

    def _has_bare_surnames(self) -> bool:
        """One word stands in every cell of a column «Фамилия», and no column gives the other names."""
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
    def youth_in_category(self) -> bool:
        """Whether the column of categories says who is a young specialist."""
        return "category" in self.columns and self.columns["category"] == self.columns.get("young_specialist")

    def columns_of(self, key: str) -> list[int]:
        """The columns that carry a field; a name may stand in three, a class in two."""
        return carrying(self.columns, key)

    def header(self, key: str) -> str | None:
        """The header of a field as it stands in the list."""
        columns = self.columns.get(key)
        return "; ".join(self.headers.get(column, "") for column in columns) if columns else None


SheetBlocks = tuple[Sheet, list[Block]]  # a sheet with the tables found in it


def find_blocks(sheet: Sheet, choice: Choice | None = None) -> list[Block]:
    """Every table of a sheet, in the order of its rows; none when nothing is recognised."""
    if choice and choice.table is None:
        return []
    rows = unmerged(sheet)
    header = _chosen_header(rows, sheet, choice) if choice and choice.table in TABLES else best_header(rows, sheet)
    if header and not choice:
        spans = lists_across(rows, header.row, header.texts)
        parts = [only_columns(rows, span) for span in spans] if len(spans) > 1 else []
        headers = [(part, best_header(part, sheet)) for part in parts]
        if headers and all(across and across.complete for _, across in headers):
            return [
                replace(block, across=span)
                for span, (part, across) in zip(spans, headers, strict=True)
                for block in _blocks_down(part, sheet, across, None)
            ]
    return _blocks_down(rows, sheet, header, choice)


def _blocks_down(rows: Rows, sheet: Sheet, header: Header | None, choice: Choice | None) -> list[Block]:
    """Return the tables from a header down, one below the other."""
    blocks: list[Block] = []
    of_pairs: list[Block] = []
    width = max(map(len, rows), default=0)
    told = {column: key for column, key in choice.columns.items() if 0 <= column < width} if choice else {}
    while header is not None:
        following = next_header(rows, sheet, header)
        last = following.top if following else len(rows)
        blocks.append(_block(rows, sheet, header, last, blocks, told))
        of_pairs += _pairs_of(blocks[-1], header, told)
        header = following
    return [*blocks, *of_pairs]


def _pairs_of(block: Block, header: Header, told: Told) -> Iterator[Block]:
    """The pairs that a block of people keeps beside them; their columns are unused in it no more."""
    for own_side, columns, assumed in pairs_within(header, block.rows, told):
        sides = [columns[side] for side in SIDES]
        rows = without_dittos(block.rows, "pairs", columns)
        places = [place for place, row in enumerate(rows) if all(is_named(row, side) for side in sides)]
        if not places:
            continue
        used = {column for key, of_field in columns.items() if key != own_side for column in of_field}
        block.unused = {column: text for column, text in block.unused.items() if column not in used}
        yield Block(
            "pairs", block.file, block.sheet, block.header_row, columns, block.headers, {}, None,
            [rows[place] for place in places], [block.numbers[place] for place in places],
            [None] * len(places), [], assumed, header_top=block.header_top, own_side=own_side,
        )  # fmt: skip


def titles(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Cell]]:
    """The cells above the first header (or all the first rows of a sheet with no table), with their addresses."""
    last = min((block.header_row - 1 for block in blocks), default=HEADER_SEARCH_ROWS)
    for row, cells in enumerate(sheet.rows[: max(0, last)]):
        for column, cell in enumerate(cells):
            if not is_blank(cell):
                yield row, column, cell


def _block(rows: Rows, sheet: Sheet, header: Header, last: int, earlier: Sequence[Block], told: Told) -> Block:
    taken = take_rows(rows, header, last, of_leavers=_of_leavers(sheet, header))
    prefer_understood(header, taken.rows)
    assumed = understood_words(header, taken.rows)
    spread_names(header, taken.rows, sheet.merged)
    further = assumed_columns(header, taken.rows, told)
    further |= lacking_columns(header, taken.rows, {*told, *further})
    further |= dict.fromkeys(young_specialists_column(header, taken.rows), "young_specialist")
    assumed |= further
    for column, key in further.items():
        header.columns.setdefault(key, []).append(column)
    used = {column for columns in header.columns.values() for column in columns}
    unused = {
        column: text
        for column, text in header.texts.items()
        if column not in used and header_key(text) not in COUNT_HEADERS
    }
    class_name = None
    if header.table == "students":
        floor = max((number for block in earlier for number in block.numbers), default=0)
        inherited = earlier[-1].class_name if earlier else None
        class_name = title_of_class(rows, header, floor) or class_in_title(sheet.name or "") or inherited
    return Block(
        header.table, sheet.file, sheet.name, header.row + 1, header.columns, header.texts, unused, class_name,
        taken.rows, taken.numbers, taken.sections, taken.left_out, assumed, taken.leavers, header_top=header.top + 1,
        forms=taken.forms,
    )  # fmt: skip


def _of_leavers(sheet: Sheet, header: Header) -> str:
    """The name of a sheet of those who left; nothing where a column tells when."""
    name = clean(sheet.name or "")
    return name if header.table != "pairs" and "left_on" not in header.columns and LEAVERS.fullmatch(name) else ""


def _chosen_header(rows: Rows, sheet: Sheet, choice: Choice) -> Header:
    """The header as the person named it, however odd: what it lacks is said in the findings."""
    table = choice.table or ""
    if choice.header_row is None:
        header = best_header(rows, sheet, tables=[table]) or _header_at(rows, table, 0)
    else:
        header = _header_at(rows, table, choice.header_row - 1)
    columns = dict(header.columns)
    for column, key in choice.columns.items():
        if not 0 <= column < max(map(len, rows), default=0):
            continue
        columns = {known: [at for at in places if at != column] for known, places in columns.items()}
        if key in fields(table):
            many = fields(table)[key].kind in MANY_COLUMN_KINDS
            columns[key] = [*columns.get(key, []), column] if many else [column]
    columns = {known: places for known, places in columns.items() if places}
    worded = {column: key for column, key in header.worded.items() if column not in choice.columns}
    return replace(header, table=table, columns=columns, rivals={}, worded=worded)


def _header_at(rows: Rows, table: str, row: int) -> Header:
    """The header whose one line, or one of two, is this row; with no column where none is recognised."""
    lines = [
        (match(table, offered), start, end, offered)
        for start in (row, row - 1)
        if 0 <= start < len(rows)
        for offered, end in offered_lines(rows, start)
        if row in (start, end)
    ]
    if not lines:
        row = max(row, -1)
        return Header(table, min(max(row, 0), len(rows)), row, {}, {}, 0)
    header, top, end, offered = max(lines, key=lambda line: (line[0].score, line[1] - line[2]))
    texts = {column: texts[0] for column, texts in offered.items()}
    return Header(table, top, end, header.columns, texts, header.score, header.rivals, header.worded)
