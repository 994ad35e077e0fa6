"""A raw sheet → which tables stand in it, where their headers are, which column is which field.

Tables are found by their headers, wherever they start; names of sheets and files only break ties. A correction
by the person (`Choice`) comes before any guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from data.contracts import TABLES, fields
from data.parsing import (
    NEVER_WAS,
    class_in_title,
    clean,
    header_key,
    is_blank,
    may_name_somebody,
    status_in_title,
)
from data.parsing.leaver_notes import NOTES_OF
from data.recognition.block import Block, CellComment, Choice
from data.recognition.cards import is_of_cards
from data.recognition.category_lists import category_above, days_of_registers
from data.recognition.data_rows import DataRows, read_data_rows, title_of_class, without_dittos
from data.recognition.embedded_pairs import ColumnChoices, embedded_pairs, is_named
from data.recognition.fill_down import continued_rows, filled_down
from data.recognition.header_fields import COUNT_HEADERS, MANY_COLUMN_KINDS, match_header
from data.recognition.header_lines import Rows
from data.recognition.header_variants import with_planned_days
from data.recognition.headers import HEADER_SEARCH_ROWS, Header, best_header, next_header
from data.recognition.inferred_columns import (
    assumed_columns,
    classes_in_names,
    confirmed_by_cells,
    lacking_columns,
    status_in_notes,
    young_specialists_column,
)
from data.recognition.merged_cells import continued_people, unmerged
from data.recognition.mixed_categories import mixed_category_columns
from data.recognition.name_columns import join_name_columns, repeat_titles, spread_names
from data.recognition.rival_columns import leave_foreign_status, prefer_actual_days, prefer_understood
from data.recognition.row_kinds import NAME_FIELDS
from data.recognition.row_signs import LEAVERS
from data.recognition.school_years import school_year_of_list
from data.recognition.side_by_side import lists_across, only_columns
from data.recognition.sides_apart import blocks_of_sides, sides_apart
from data.recognition.start_candidates import start_candidates
from data.recognition.young_mentees import offered_lines
from data.spreadsheets.sheet import Cell, Sheet
from data.vocabulary import SIDES


def find_blocks(sheet: Sheet, choice: Choice | None = None) -> list[Block]:
    """Returns every table of a sheet, in the order of its rows; none when nothing is recognised."""
    if choice and choice.table is None:
        return []
    rows = unmerged(sheet)
    if not choice and is_of_cards(sheet.rows):
        return []
    header = _chosen_header(rows, sheet, choice) if choice and choice.table in TABLES else best_header(rows, sheet)
    if header and not choice:
        spans = lists_across(rows, header.row, header.texts)
        parts = [only_columns(rows, span) for span in spans] if len(spans) > 1 else []
        headers = [(part, best_header(part, sheet)) for part in parts]
        if headers and all(_is_list(part, across, sheet) for part, across in headers):
            return [
                replace(block, across=span)
                for span, (part, across) in zip(spans, headers, strict=True)
                if across
                for block in _blocks_down(part, sheet, across, None)
            ]
    return _blocks_down(rows, sheet, header, choice)


def _is_list(part: Rows, header: Header | None, sheet: Sheet) -> bool:
    """Returns whether what stands beside others is a list: a separate one of a category needs names alone."""
    if header is None or header.complete:
        return header is not None
    return header.table == "students" and "name" in header.columns and bool(category_above(part, header, 0, sheet))


def _blocks_down(rows: Rows, sheet: Sheet, header: Header | None, choice: Choice | None) -> list[Block]:
    """Returns the tables from a header down, one below the other."""
    blocks: list[Block] = []
    of_pairs: list[Block] = []
    width = max(map(len, rows), default=0)
    choices = {column: key for column, key in choice.columns.items() if 0 <= column < width} if choice else {}
    while header is not None:
        following = next_header(rows, sheet, header)
        last = following.top if following else len(rows)
        found = _blocks(rows, sheet, header, last, blocks, choices)
        blocks += found
        of_pairs += [pairs for block in found for pairs in _pairs_of(block, header, choices)]
        header = following
    return [block for block in (*blocks, *of_pairs) if choice or not _is_of_counts(block)]


def _is_of_counts(block: Block) -> bool:
    """Returns whether what passes for pairs counts them: numbers for people, and no column of days."""
    if block.table != "pairs" or block.own_side or {"start", "term"} & block.columns.keys():
        return False
    sides = [clean(row[column]) for side in SIDES for column in block.columns.get(side, ()) for row in block.rows]
    filled = list(filter(None, sides))
    return bool(filled) and all(text.isdecimal() for text in filled)


def _pairs_of(block: Block, header: Header, choices: ColumnChoices) -> Iterator[Block]:
    """Yields the pairs that a block of people keeps beside them; their columns are unused in it no more."""
    for own_side, columns, assumed in embedded_pairs(header, block.rows, choices):
        sides = [columns[side] for side in SIDES]
        rows = without_dittos(block.rows, "pairs", columns)
        filled = [place for place, row in enumerate(rows) if all(is_named(row, side) for side in sides)]
        others = columns[SIDES[1 - SIDES.index(own_side)]]
        places = [place for place in filled if any(may_name_somebody(clean(rows[place][column])) for column in others)]
        if not places:
            continue
        used = {column for key, of_field in columns.items() if key != own_side for column in of_field}
        if block.category and "class_name" in header.columns:  # nobody else knows whom a row of it means
            columns = columns | {f"{own_side}_class": header.columns["class_name"]}
        block.unused = {column: text for column, text in block.unused.items() if column not in used}
        yield Block(
            "pairs", block.file, block.sheet, block.header_row, columns, block.headers, {}, None,
            [rows[place] for place in places], [block.numbers[place] for place in places],
            [None] * len(places), [], assumed, header_top=block.header_top, own_side=own_side,
            notes=len(filled) - len(places),
        )  # fmt: skip


def titles(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Cell]]:
    """Yields the cells above the first header, or the first rows of a sheet with no table, with their addresses."""
    last = min((block.header_row - 1 for block in blocks), default=HEADER_SEARCH_ROWS)
    for row, cells in enumerate(sheet.rows[: max(0, last)]):
        for column, cell in enumerate(cells):
            if not is_blank(cell):
                yield row, column, cell


def _blocks(
    rows: Rows, sheet: Sheet, header: Header, last: int, earlier: Sequence[Block], choices: ColumnChoices
) -> list[Block]:
    """Returns the table below a header, those of pupils in as many parts as its sections tell categories."""
    body = read_data_rows(rows, header, last, clean(sheet.name or ""), _of_leavers(sheet, header))
    _drop_continued_people(header, body, rows, sheet)
    repeat_titles(header, body.rows, sheet.merged)
    join_name_columns(header, body.rows)
    apart = sides_apart(header)
    plans = prefer_actual_days(header)
    body.rows = with_planned_days(body.rows, plans)
    prefer_understood(header, body.rows)
    leave_foreign_status(header, body.rows, choices)
    assumed = confirmed_by_cells(header, body.rows)
    spread_names(header, body.rows, sheet.merged)
    class_name, category = None, ""
    floor = max((number for block in earlier for number in block.numbers), default=0)
    if header.table == "students":
        inherited = earlier[-1].class_name if earlier else None
        class_name = title_of_class(rows, header, floor) or class_in_title(sheet.name or "") or inherited
        category = category_above(rows, header, floor, sheet)
    further = mixed_category_columns(header, body.rows, choices)
    further |= days_of_registers(header, body.rows, category, choices)
    further |= assumed_columns(header, body.rows, {*choices, *further})
    further |= status_in_notes(header, body.rows, {*choices, *further})
    further |= lacking_columns(header, body.rows, {*choices, *further})
    further |= dict.fromkeys(young_specialists_column(header, body.rows, {*choices, *further}), "young_specialist")
    if class_name is None and not any(body.sections) and (places := classes_in_names(header, body.rows)):
        header.columns["class_name"] = list(places)
    assumed |= further
    for column, key in further.items():
        header.columns.setdefault(key, []).append(column)
    used = {column for columns in header.columns.values() for column in columns}
    used |= {column for columns in plans.values() for column in columns}
    unused = {
        column: text
        for column, text in header.texts.items()
        if column not in used and header_key(text) not in COUNT_HEADERS
    }
    counts = {column for column, text in header.texts.items() if header_key(text) in COUNT_HEADERS}
    continued = continued_rows(body.rows, body.numbers, header.columns, counts) if header.table == "pairs" else []
    filled = filled_down(body.rows, body.numbers, header.columns, continued)
    block = Block(
        header.table, sheet.file, sheet.name, header.row + 1, header.columns, header.texts, unused, class_name,
        filled, body.numbers, body.sections, body.left_out, assumed, body.leavers, header_top=header.top + 1,
        start_candidates=start_candidates(rows, header, body.numbers, floor), forms=body.forms,
        statuses=body.statuses, planned=plans, category=category, continued=continued,
        struck=_struck(sheet, header, body.numbers),
        comments=_comments(sheet, header.table, body.numbers),
        school_year=school_year_of_list(rows, header, floor, sheet),
        merged=[area for area in sheet.merged if header.row < area[0] < area[2] and area[1] in used],
    )  # fmt: skip
    if apart:
        return blocks_of_sides(block, apart)
    return _by_categories(block, body.categories) if body.categories else [block]


def _drop_continued_people(header: Header, body: DataRows, rows: Rows, sheet: Sheet) -> None:
    """Takes further lines of one person out of the rows of a list of people."""
    names = [column for key in NAME_FIELDS for column in header.columns.get(key, ())]
    used = {column for columns in header.columns.values() for column in columns}
    continued = continued_people(rows, names, used, sheet) if header.table != "pairs" else ()
    kept = [place for place, number in enumerate(body.numbers) if number - 1 not in continued]
    if len(kept) < len(body.numbers):
        body.rows = [body.rows[place] for place in kept]
        body.numbers = [body.numbers[place] for place in kept]
        body.sections = [body.sections[place] for place in kept]


def _struck(sheet: Sheet, header: Header, numbers: Sequence[int]) -> dict[int, int]:
    """The rows (from 1) with a name that is struck through, and its column."""
    names = [column for key in NAME_FIELDS for column in header.columns.get(key, ())] if sheet.struck else []
    return {number: column for number in numbers for column in names if (number - 1, column) in sheet.struck}


def _comments(sheet: Sheet, table: str, numbers: Sequence[int]) -> list[CellComment]:
    """The comments at cells of a list's rows."""
    note_in, rows = NOTES_OF.get(table), set(numbers) if sheet.comments else ()
    return [
        CellComment(row + 1, column, note_in(text) if note_in else "")
        for (row, column), text in sheet.comments
        if row + 1 in rows
    ]


def _by_categories(block: Block, categories: Mapping[int, str]) -> list[Block]:
    """Returns a block of pupils as one for each category in turn; lines that are nobody stay with the first."""
    row_categories = [categories.get(number, block.category) for number in block.numbers]
    runs = [
        (category, list(places)) for category, places in groupby(range(len(row_categories)), row_categories.__getitem__)
    ]
    parts = [
        replace(
            block,
            rows=[block.rows[place] for place in places],
            numbers=[block.numbers[place] for place in places],
            sections=[block.sections[place] for place in places],
            category=category,
        )
        for category, places in runs
    ]
    return [*parts[:1], *(replace(part, left_out=[], leavers=[]) for part in parts[1:])]


def _of_leavers(sheet: Sheet, header: Header) -> str:
    """Returns the name of a sheet of those who left, nothing where a column gives the day; or of pairs called off."""
    name = clean(sheet.name or "")
    if header.table == "pairs":
        return name if status_in_title(name) == NEVER_WAS else ""
    return name if "left_on" not in header.columns and LEAVERS.fullmatch(name) else ""


def _chosen_header(rows: Rows, sheet: Sheet, choice: Choice) -> Header:
    """Returns the header as the person named it, however odd: what it lacks is said in the findings."""
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
    by_words = {column: key for column, key in header.by_words.items() if column not in choice.columns}
    return replace(header, table=table, columns=columns, rivals={}, by_words=by_words)


def _header_at(rows: Rows, table: str, row: int) -> Header:
    """Returns the header whose one line, or one of two, is this row; with no column where none is recognised."""
    lines = [
        (match_header(table, offered), start, end, offered)
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
    return Header(table, top, end, header.columns, texts, header.score, header.rivals, header.by_words)
