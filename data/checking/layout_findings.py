"""Findings about layout: what was not recognised, left out or assumed.

Files, sheets, columns and lines that are nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from data.checking.message_parts import LEAVER_NOTES
from data.checking.row_findings import NEAR, cell_finding, list_finding
from data.checking.undated_pairs import lacks_every_day
from data.contracts import TABLES, fields
from data.findings import Finding
from data.parsing import category_of_title, class_in_title, clean, even, header_key, is_blank
from data.parsing.leaver_notes import NOTES_OF
from data.recognition.block import Block, Choice, SheetBlocks
from data.recognition.cards import card_above, table_of_cards
from data.recognition.header_fields import INSTEAD
from data.recognition.headers import tables_named
from data.recognition.headless_people import headless_table
from data.spreadsheets.addresses import address, column_letters
from data.spreadsheets.sheet import Cell, Sheet
from data.tables.table import TypedTable

OF_CARDS = {
    "pairs": "пары записаны карточками, и карточки не одинаковы",
    "students": "обучающиеся записаны карточками, и карточки не одинаковы",
    "teachers": "педагоги записаны карточками, и карточки не одинаковы",
}
ABOVE_TABLE = "над таблицей кто-то записан карточкой, в список эти строки не вошли"
OF_COLOURS = re.compile(  # «жёлтым – ОВЗ», «цветом выделены …»
    r"\b(?:желт|зелен|красн|син|голуб|розов|оранжев|сер|фиолетов)(?:[ыи](?:й|м|е|ми)|ая|ой)(?: цвет\w*)? ?[-:=]"
    r"|\bцветом (?:выделен|отмечен|обозначен|закрашен)|\b(?:выделен|отмечен|обозначен|закрашен)\w* (?:\w+ )?цветом"
)
NUMBERED = re.compile(r"№|номер|таб|дел[оа]\b")
NO_WHOLE_LIST = (  # what the sentence adds about a separate list of a category
    "Если это отдельный список тех, кто с ОВЗ или на учёте, загрузите вместе с ним общий список обучающихся."
)
NO_PLAIN_TITLE = (
    "Если это отдельный список тех, кто с ОВЗ или на учёте, назовите его так: «Список обучающихся с ОВЗ», "
    "«Обучающиеся, состоящие на ВШУ»."
)
LIST_ROWS, LIST_CELLS = 2, 3  # rows with so many filled cells make an unrecognised sheet look like a list

Choices = Mapping[tuple[str, str | None], Choice]


def sheet_findings(recognised: Sequence[SheetBlocks], choices: Choices) -> Iterator[Finding]:
    """Yields files and sheets in which no list was recognised, and hidden sheets."""
    known = {sheet.file for sheet, blocks in recognised if blocks}
    chosen = {sheet.file for sheet, _ in recognised if (sheet.file, sheet.name) in choices}
    for file in dict.fromkeys(sheet.file for sheet, _ in recognised):
        if file not in known | chosen:
            yield Finding("no_table", file=file, names=tuple(TABLES))
    provided = {block.table for _, blocks in recognised for block in blocks}
    for sheet, blocks in recognised:
        if sheet.hidden:
            yield Finding("hidden_sheet", file=sheet.file, sheet=sheet.name)
        elif not blocks and sheet.file in known and (sheet.file, sheet.name) not in choices and _rows_of(sheet, 1):
            yield _unrecognised(sheet, provided)
        elif blocks and (table := card_above(sheet.rows[: min(block.header_top for block in blocks) - 1])):
            yield Finding("no_table", file=sheet.file, sheet=sheet.name, names=(table,), reason=ABOVE_TABLE)
        elif (sheet.file, sheet.name) not in choices:
            yield from _beside_lists(blocks)


def _rows_of(sheet: Sheet, cells: int) -> int:
    """Returns how many rows have at least so many filled cells."""
    return sum(sum(not is_blank(cell) for cell in row) >= cells for row in sheet.rows)


def _unrecognised(sheet: Sheet, provided: Collection[str]) -> Finding:
    """Returns a finding for an unrecognised sheet beside recognised ones.

    By its name it is a list with a broken header, or something else.
    """
    if table := table_of_cards(sheet.rows):
        return Finding("no_table", file=sheet.file, sheet=sheet.name, names=(table,), reason=OF_CARDS[table])
    if table := headless_table(sheet.rows):
        return Finding("no_table", file=sheet.file, sheet=sheet.name, names=(table,))
    name = sheet.name or ""
    is_class = not name.strip().isdigit() and class_in_title(name) is not None
    is_of_category = bool(category_of_title([name]))
    meant = {"students"} if is_class or is_of_category else tables_named(name) - set(provided)
    if meant and _rows_of(sheet, LIST_CELLS) >= LIST_ROWS:
        names = tuple(table for table in TABLES if table in meant)
        return Finding("no_table", file=sheet.file, sheet=sheet.name, names=names)
    return Finding("left_out_row", file=sheet.file, sheet=sheet.name)


def _beside_lists(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields a finding for people who stand beside a list under no header."""
    for block in blocks:
        if block.headless is not None:
            reason = f"рядом со списком стоят люди без заголовков (столбец {column_letters(block.headless)})"
            yield Finding("no_table", file=block.file, sheet=block.sheet, names=(block.table,), reason=reason)


def column_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields columns missing, ignored or assumed.

    The same header on many sheets of a file is reported once.
    """
    reported: set[tuple[str, str, str]] = set()
    noted = {key for block in blocks for key in _noted_in(block)}
    for block in blocks:
        missing = block.missing
        lacking = [_missing(block, key) for key in missing if not (key == "start" and lacks_every_day(block))]
        yield from (_of_separate_list(finding, block, blocks) for finding in lacking)
        # Of a list that lacks a column the finding above names what is not used.
        columns: dict[int, str | None] = {} if missing else {**dict.fromkeys(block.unused), **block.assumed}
        if block.notes:
            side = "mentee" if block.own_side == "mentor" else "mentor"
            yield replace(header_finding("ignored_column", block, block.columns[side][0], side), count=block.notes)
        columns |= dict.fromkeys(block.columns.get("risk_group", [])[:1], "risk_group")
        for column, key in columns.items():
            header = "risk_group" if key == "risk_group" else header_key(block.headers.get(column, key or ""))
            if (block.file, block.table, header) not in reported:
                reported.add((block.file, block.table, header))
                finding = header_finding("assumed_column" if key else "ignored_column", block, column, key)
                has_notes = not key and (block.file, block.table, header) in noted
                yield replace(finding, reason=LEAVER_NOTES) if has_notes else finding


def _noted_in(block: Block) -> Iterator[tuple[str, str, str]]:
    """Yields file, table and header of the unused columns in which notes of leaving stand."""
    note_in = NOTES_OF.get(block.table)
    for column in block.unused if note_in else ():
        if note_in and any(note_in(text) for text in {row[column] for row in block.rows} if isinstance(text, str)):
            yield block.file, block.table, header_key(block.headers.get(column, ""))


def _missing(block: Block, key: str) -> Finding:
    """Returns a finding for a required column that no header gives.

    It holds the headers nobody understood: one of them may be it.
    """
    unused = tuple(block.unused.values())
    aliases = fields(block.table)[key].aliases
    # A column of numbers is no column of names.
    names = [header for header in unused if not (key in INSTEAD and NUMBERED.search(even(header)))]
    likeness = {header: max(fuzz.ratio(even(header), even(alias)) for alias in aliases) for header in names}
    nearest = max(likeness, key=likeness.__getitem__, default="")
    return replace(
        list_finding("missing_column", block),
        field=key,
        names=unused,
        proposal=nearest if likeness.get(nearest, 0) >= NEAR else "",
    )


def _of_separate_list(finding: Finding, block: Block, blocks: Sequence[Block]) -> Finding:
    """Returns the finding of absent births; of what may be a separate list of a category it says what is lacking."""
    if (finding.table, finding.field) != ("students", "birth"):
        return finding
    has_whole = any(other.table == "students" and not other.missing and other.rows for other in blocks)
    return replace(finding, reason=NO_WHOLE_LIST if block.category else NO_PLAIN_TITLE if has_whole else "")


def header_finding(code: str, block: Block, column: int, key: str | None = None) -> Finding:
    """Returns a finding at the header of a column."""
    finding, header = list_finding(code, block), block.headers.get(column, "")
    cell = address((finding.row or 1) - 1, column)
    return replace(finding, cell=cell, header=header, field=key, value=header or None)


def line_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields lines of a list that are nobody – what colours mean as a warning –, and rows left out below «Выбыли»."""
    for block in blocks:
        for row, column, value in block.left_out:
            cell = address(row - 1, column)
            yield Finding(
                "unread_colours" if OF_COLOURS.search(even(value)) else "left_out_row",
                file=block.file,
                sheet=block.sheet,
                row=row,
                cell=cell,
                table=block.table,
                value=value or None,
            )
        for line in block.leavers:
            yield Finding(
                "left_out_section",
                file=block.file,
                sheet=block.sheet,
                row=line.row,
                table=block.table,
                cell=address(line.row - 1, line.column),
                value=line.text,
                count=line.count,
            )


def struck_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields a warning for each row whose name is struck through: a person says whether, or until when, it counts."""
    for block in blocks:
        if not block.struck:
            continue
        rows: dict[int, list[list[Cell]]] = defaultdict(list)  # several where a cell names several people
        for number, cells in zip(block.numbers, block.rows, strict=True):
            rows[number].append(cells)
        for number, column in block.struck.items() if not block.own_side else ():
            if number in rows and number not in block.days_of_leaving:
                texts = dict.fromkeys(clean(cells[column]) for cells in rows[number])
                header = block.headers.get(column)
                finding = replace(list_finding("struck_out", block), row=number, cell=address(number - 1, column))
                yield replace(finding, header=header, value="; ".join(filter(None, texts)) or None)


def comment_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields a warning for each list with comments at its cells, which are not read but for notes of leaving."""
    for block in blocks:
        unread = [comment for comment in block.own_comments if not comment.leaver_note] if not block.own_side else []
        if unread:
            cells = tuple(dict.fromkeys(address(comment.row - 1, comment.column) for comment in unread))
            yield replace(list_finding("unread_comments", block), others=cells, count=len(unread))


def not_counted_findings(table: TypedTable) -> Iterator[Finding]:
    """Yields people who are not pupils of the school, pairs that name them, and pairs that never began."""
    marks = table.marks
    if table.name == "students":
        for row in np.flatnonzero(marks["left_out"]).tolist():
            yield _left_out(table, row, "class_name")
    if table.name == "pairs":
        for row in np.flatnonzero(marks["mentor_left_out"] | marks["mentee_left_out"]).tolist():
            yield _left_out(table, row, "mentee" if marks["mentee_left_out"][row] else "mentor")
        for row in np.flatnonzero(marks["never_began"]).tolist():
            yield _left_out(table, row, "status")


def _left_out(table: TypedTable, row: int, key: str) -> Finding:
    return cell_finding(table, "left_out_row", (row, key, table.column(row, key)), table.written(row, key))
