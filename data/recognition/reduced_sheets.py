"""Sheets reduced to what was recognised in them: what a draft of an upload may keep.

Of a list its header, the cells of recognised columns and the dates above it remain; of a sheet that is no list only
that it has rows. What was recognised stays with the sheet, so that it is recognised alike although the rest is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from data.contracts import fields
from data.parsing import clean, is_blank
from data.parsing.leaver_notes import NOTES_OF
from data.recognition.block import Block, Choice
from data.recognition.blocks import find_blocks, titles
from data.recognition.cards import card_above, table_of_cards, titles_within
from data.recognition.data_rows import without_dittos
from data.recognition.dates_in_titles import AS_OF_WORDS, reduced_title
from data.recognition.fill_down import filled_down
from data.recognition.header_lines import LONGEST_HEADER, Rows
from data.recognition.header_variants import with_planned_days
from data.recognition.headless_people import headless_table, signs_of_headless, with_headless
from data.recognition.merged_cells import unmerged
from data.recognition.side_by_side import only_columns
from data.recognition.suggestions import field_of_marks, shows_signs
from data.spreadsheets.own_sheets import is_our_own
from data.spreadsheets.sheet import Cell, Sheet

WITHHELD = "…"  # stands where something stood that is not kept
SHAPE_ROWS, SHAPE_CELLS = 2, 3  # of a sheet that is no list: enough to tell that it looks like one

Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class ReducedSheet(Sheet):
    """A sheet with the recognised cells alone, and what was recognised under a choice; its blocks have no rows."""

    choice: Choice | None = None
    blocks: tuple[Block, ...] = ()


def recognised_blocks(sheet: Sheet, choice: Choice | None = None) -> list[Block]:
    """Returns the tables of a sheet; of a reduced one those recognised before, unless the choice is another now."""
    if not isinstance(sheet, ReducedSheet) or sheet.choice != choice:
        return with_headless(sheet, find_blocks(sheet, choice))
    rows = unmerged(sheet)
    return [replace(block, rows=_rows_of(block, rows)) for block in sheet.blocks]


def _rows_of(block: Block, rows: Rows) -> Rows:
    lines = [rows[number - 1] for number in block.numbers]
    lines = without_dittos(only_columns(lines, block.across) if block.across else lines, block.table, block.columns)
    lines = with_planned_days(lines, block.planned)
    return filled_down(lines, block.numbers, block.columns, block.continued)


def reduced(sheet: Sheet, choice: Choice | None = None) -> ReducedSheet:
    """Returns the sheet with the cells alone that its tables under this choice are made of."""
    blocks = recognised_blocks(sheet, choice)
    width = max(map(len, sheet.rows), default=0)
    rows: Rows = [[""] * width for _ in sheet.rows]
    cells = _cells_of_lists(sheet, blocks) if blocks else _cells_of_others(sheet)
    for (row, column), cell in cells:
        rows[row][column] = cell
    return ReducedSheet(
        sheet.file, sheet.name, rows, sheet.merged, sheet.hidden, sheet.encoding, sheet.from_1904, sheet.oddities,
        frozenset(), (), sheet.origins, choice, tuple(replace(block, rows=[], alike=_alike(block)) for block in blocks),
    )  # fmt: skip


def sheets_of_person(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Returns the sheets that a person brought, without those that this program adds to a workbook."""
    return [sheet for sheet in sheets if isinstance(sheet, ReducedSheet) or not is_our_own(sheet)]


def _cells_of_lists(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[Place, Cell]]:
    """Yields the cells to keep: dates above the lists, headers, recognised columns."""
    above = sheet.rows[: max(0, min(block.header_top for block in blocks) - 1)]
    for row, column, cell in titles(sheet, list(blocks)):
        yield (row, column), reduced_title(cell, WITHHELD)
    for place, title in titles_within(above, table) if (table := card_above(above)) else ():
        yield place, f"{title}: {WITHHELD}"
    for block in blocks:
        for row in range(max(0, block.header_top - 1), min(block.header_row, len(sheet.rows))):
            for column, cell in enumerate(sheet.rows[row]):
                if isinstance(cell, str) and len(cell) <= LONGEST_HEADER:
                    yield (row, column), cell
        yield from _cells_of_rows(sheet, block)


def _cells_of_rows(sheet: Sheet, block: Block) -> Iterator[tuple[Place, Cell]]:
    """Yields the cells of recognised columns, and of the others a note that somebody has left."""
    used = {column for columns in (*block.columns.values(), *block.planned.values()) for column in columns}
    lines = {number - 1 for number in block.numbers}
    note_in = NOTES_OF.get(block.table)
    for row in lines:
        for column, cell in enumerate(sheet.rows[row]):
            if column in used:
                yield (row, column), cell
            elif note_in and isinstance(cell, str) and (note := note_in(cell)):
                yield (row, column), note
    for first_row, column, last_row, _ in sheet.merged:  # of a merged cell the text stands in its first row
        if column in used and first_row not in lines and any(first_row < row <= last_row for row in lines):
            yield (first_row, column), sheet.rows[first_row][column]


def _cells_of_others(sheet: Sheet) -> Iterator[tuple[Place, Cell]]:
    """Yields, of a sheet that is no list, signs that something stands there, and a date of the data."""
    of_cards = table_of_cards(sheet.rows)
    for place, title in titles_within(sheet.rows, of_cards) if of_cards else ():
        yield place, f"{title}: {WITHHELD}"
    filled = [
        (row, [column for column, cell in enumerate(cells) if not is_blank(cell)])
        for row, cells in enumerate(sheet.rows)
    ]
    long = [line for line in filled if len(line[1]) >= SHAPE_CELLS][:SHAPE_ROWS]
    headless = headless_table(sheet.rows)
    yield from signs_of_headless(sheet.rows, headless) if headless else ()
    shape = [] if of_cards or headless else long or [line for line in filled if line[1]][:1]
    for row, columns in shape:
        for column in columns[:SHAPE_CELLS]:
            yield (row, column), WITHHELD
    above = list(titles(sheet, []))
    for (row, column, cell), beside in zip_longest(above, above[1:]):
        if isinstance(cell, str) and AS_OF_WORDS.search(clean(cell)):
            yield (row, column), reduced_title(cell, WITHHELD)
            if beside and beside[0] == row:
                yield beside[:2], reduced_title(beside[2], WITHHELD)


def _alike(block: Block) -> dict[int, tuple[str, ...]]:
    """Returns unused columns whose cells show signs of a field: once they are gone nothing else would say so."""
    specs = [spec for spec in fields(block.table).values() if spec.signs]
    alike = {}
    for column in block.unused:
        cells = {row[column] for row in block.rows}
        before = block.alike.get(column, ())
        shown = {spec.key for spec in specs if shows_signs(spec, "", cells)}.union(before)
        likely = field_of_marks(block.table, block.unused[column], cells, before)  # what its cells alone can tell
        if keys := shown | ({likely} - {""}):
            alike[column] = tuple(sorted(keys))
    return alike
