"""Rows of a sheet → the header of a table: which columns carry which fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from data.contracts import TABLES, fields
from data.parsing import DATE_IN_TEXT, category_of_title, clean, even, header_key, is_blank, looks_like_name
from data.recognition.header_fields import HINT_WEIGHT, Columns, carrying, match_header, owners
from data.recognition.header_lines import LONGEST_HEADER, Rows, is_over_all, may_be_title, stands_over
from data.recognition.header_variants import tells_plan_and_fact
from data.recognition.young_mentees import lists_young_mentees, offered_lines
from data.spreadsheets.sheet import Cell, CellError, Sheet
from data.vocabulary import SIDES

HEADER_SEARCH_ROWS = 40  # titles, approvals and snapshot dates stand above a header; none seen took over 15 rows
WEAK_COLUMNS = 2  # recognised headers that a row of people may hold by chance: «учитель», «МС»
ENOUGH_COLUMNS = 3  # that make a header below another table, even if a required one is missing
FEWEST_OF_PEOPLE = 2  # columns of a list of people, beside which one side of a pair is one more
LEAST_ALONE = 0.2  # of the people of a list are in no pair; fewer are cells that somebody forgot to fill in
TEXTS = frozenset({str, CellError, type(None)})
IDENTIFYING = {  # without one of these a table is about something else: a count by class, say
    "students": {"name", "surname", "number", "birth"},
    "teachers": {"name", "surname", "number", "position", "category", "experience", "young_specialist", "hired_on"},
    "pairs": {"mentor", "mentee", "mentor_number", "mentee_number"},
}
OF_CATEGORY = frozenset({"students", "category"})  # what is hinted where a separate list of a category is named
HINTS = {
    "students": ("обучающ", "учащ", "ученик", "контингент", "дети", "класс"),
    "teachers": ("педагог", "учител", "сотрудник", "кадр", "работник"),
    "pairs": ("пары", "пара", "наставнич", "наставляем"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A candidate for the header of a table, over the lines `top` … `row` (from 0)."""

    table: str
    top: int
    row: int
    columns: Columns
    texts: dict[int, str]
    score: int
    rivals: Columns = field(default_factory=dict)  # further columns that could be a field, the likeliest first
    by_words: dict[int, str] = field(default_factory=dict)  # columns matched by words of their header, by no title

    @property
    def missing(self) -> list[str]:
        """Required fields that no column gives."""
        return [key for key, spec in fields(self.table).items() if spec.required and not carrying(self.columns, key)]

    @property
    def complete(self) -> bool:
        """A list can be read by it; the class may stand in a title."""
        return not set(self.missing) - {"class_name"}


def best_header(
    rows: Rows, sheet: Sheet, first: int = 0, last: int = HEADER_SEARCH_ROWS, tables: Collection[str] = tuple(TABLES)
) -> Header | None:
    """Returns of the rows [first, last) the first header by which a list can be read, else the strongest."""
    hinted = OF_CATEGORY if _is_of_category(sheet, rows[first:last]) else _hinted(sheet)
    best: Header | None = None
    for row in range(first, min(last, len(rows))):
        header = _strongest(rows, row, tables, hinted)
        if header and header.row > row and may_be_title(rows, row):
            below = _strongest(rows, header.row, tables, hinted)
            if below and (is_over_all(rows, row) or below.score > header.score):
                header = below
        if header and header.complete:
            return header
        if header and (best is None or header.score > best.score):
            best = header
    return best


def _strongest(rows: Rows, row: int, tables: Collection[str], hinted: Collection[str]) -> Header | None:
    """Returns the header that starts in a row, of whatever table and of one line or two."""
    candidates = [
        candidate
        for offered, end in offered_lines(rows, row)
        for table in (("pairs",) if "pairs" in tables and lists_young_mentees(offered) else tables)
        if (candidate := _candidate(rows, table, offered, (row, end), hinted))
    ]
    strongest = max(candidates, key=lambda header: header.score, default=None)
    if strongest is None or strongest.table != "pairs":
        return strongest
    sides = {column for side in SIDES for column in strongest.columns.get(side, ())}
    names_alone = set(hinted) >= OF_CATEGORY
    beside = [header for header in candidates if header.row == strongest.row]
    people = [header for header in beside if _is_list_of_people(header, names_alone=names_alone)]
    return next(
        (header for header in people if header.table in hinted or _has_people_alone(rows, header, sides)), strongest
    )


def _is_list_of_people(header: Header, *, names_alone: bool) -> bool:
    """Returns whether a header is of a list of people for itself, which may keep pairs beside them.

    A separate list of a category is one of pupils by their names alone.
    """
    recognised = (set(header.columns) - set(header.by_words.values())) | ({"name"} & set(header.columns))
    is_whole = header.complete or (names_alone and header.table == "students" and "name" in header.columns)
    return header.table != "pairs" and is_whole and len(recognised) >= FEWEST_OF_PEOPLE


def _has_people_alone(rows: Rows, header: Header, sides: Collection[int]) -> bool:
    """Returns whether enough rows name somebody and no side of a pair: every row of a list of pairs names both."""
    own = carrying(header.columns, "name")
    named = [row for row in rows[header.row + 1 :] if any(clean(row[column]) for column in own)]
    alone = [row for row in named if not any(clean(row[column]).strip(" -–—") for column in sides)]
    return len(alone) >= LEAST_ALONE * len(named) > 0


def _candidate(
    rows: Rows, table: str, offered: Mapping[int, Sequence[str]], lines: tuple[int, int], hinted: Collection[str]
) -> Header | None:
    """Returns how many fields make a header: two, or the name alone where the sheet's name says whose list it is."""
    row, end = lines
    columns, score, rivals, by_words = match_header(table, offered)
    known = set(columns) - set(by_words.values())
    alone = "name" in known and table in hinted
    if not IDENTIFYING[table] & set(columns) or (len(columns) < 2 and not alone):
        return None
    if len(columns) <= WEAK_COLUMNS and _is_of_person(rows[end], columns):
        return None
    texts = {column: texts[0] for column, texts in offered.items()}
    is_one = end > row and (stands_over(rows[row], rows[end]) or tells_plan_and_fact(rows[end]))
    # Of equals one line, not two, unless both are merged into one.
    score = 2 * (score + HINT_WEIGHT * (table in hinted)) + (1 if is_one else row - end)
    header = Header(table, row, end, columns, texts, score, rivals, by_words)
    if IDENTIFYING[table] & known or header.complete or (table == "pairs" and known and len(columns) > WEAK_COLUMNS):
        return header  # «Кто», «С кем» beside «Форма» and «Дата начала»: the cells will tell
    return None


def _hinted(sheet: Sheet) -> set[str]:
    """Returns tables that the name of the sheet, else of the file, speaks of."""
    return tables_named(sheet.name or "") or tables_named(sheet.file)


def _is_of_category(sheet: Sheet, rows: Rows) -> bool:
    """Returns whether the name of a sheet, or a line before its table, says that it lists the pupils of a category."""
    lines = ([cell for cell in row if not is_blank(cell)] for row in rows)
    return bool(category_of_title([sheet.name or ""])) or any(
        category_of_title([clean(cells[0])]) for cells in lines if len(cells) == 1
    )


def tables_named(text: str) -> set[str]:
    """Returns tables that a name speaks of."""
    return {table for table, stems in HINTS.items() if any(stem in even(text) for stem in stems)}


def next_header(rows: Rows, sheet: Sheet, current: Header) -> Header | None:
    """Returns the header of the next table below, if there is one; the current one repeated is none."""
    of_texts = [row for row in range(current.row + 1, len(rows)) if TEXTS.issuperset(map(type, rows[row]))]
    for row in of_texts:
        if not _may_be_words(rows[row]) or is_repeated(rows, row, current):
            continue
        if sum(header_key(cell) in owners() for cell in rows[row] if cell and isinstance(cell, str)) < 2:
            continue
        if (header := best_header(rows, sheet, row, row + 1)) and _is_header_line(rows[row], header):
            return header
    return None


def _may_be_words(row: Sequence[Cell]) -> bool:
    """Returns whether a row of texts is two or more of them that may be headers: nearly no row of people is."""
    texts = 0
    for cell in row:
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or cell[0].isdigit() or len(cell) > LONGEST_HEADER:
            return False
        texts += 1
    return texts > 1


def is_repeated(rows: Rows, row: int, header: Header) -> bool:
    """Returns whether a row is the header once more, as on every printed page."""
    return rows[row] in rows[header.top : header.row + 1]


def _is_header_line(row: Sequence[Cell], header: Header) -> bool:
    """Returns whether a row has enough headers and nobody's name: a row of people («учитель», «МС») is none."""
    if _is_of_person(row, header.columns):
        return False
    used = sum(map(len, header.columns.values()))
    mostly = 2 * used > sum(not is_blank(cell) for cell in row)
    return (len(header.columns) >= ENOUGH_COLUMNS and (header.complete or mostly)) or (header.complete and mostly)


def _is_of_person(row: Sequence[Cell], columns: Columns) -> bool:
    """Returns whether a name or a day stands in the row beside what passes for its headers."""
    used = {column for places in columns.values() for column in places}
    others = [cell for column, cell in enumerate(row) if column not in used and not is_blank(cell)]
    return any(
        (looks_like_name(cell) and cell.istitle()) or DATE_IN_TEXT.fullmatch(cell.strip())
        if isinstance(cell, str)
        else isinstance(cell, dt.date)
        for cell in others
    )
