"""Rows of a sheet → the header of a table: which columns carry which fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from data.contracts import TABLES, fields
from data.parsing import DATE_IN_TEXT, even, header_key, is_blank, looks_like_name
from data.recognition.header_lines import LONGEST_HEADER, Rows, header_lines, is_of_others, may_be_title
from data.spreadsheets.sheet import Cell, Sheet

HEADER_SEARCH_ROWS = 40  # titles, approvals and snapshot dates stand above a header; none seen took over 15 rows
HEADERS_REMEMBERED = 4096
OWN_WEIGHT, SHARED_WEIGHT, HINT_WEIGHT = 4, 2, 1  # a header of one table alone says more than a shared one
WEAK_COLUMNS = 2  # recognised headers that a row of people may hold by chance: «учитель», «МС»
ENOUGH_COLUMNS = 3  # that make a header below another table, even if a required one is missing
COUNT_HEADERS = frozenset({"№", "№ п/п", "№ пп", "п/п", "n", "n п/п", "номер", "№ в классе", "пп", "номер п/п"})
MANY_COLUMN_KINDS = frozenset(
    {"ovz", "presence", "register", "registers", "categories"}
)  # several such columns say one thing together
TELLING = {  # without one of these a table is about something else: a count by class, say
    "students": {"name", "surname", "number", "birth"},
    "teachers": {"name", "surname", "number", "position", "category", "experience", "young_specialist", "hired_on"},
    "pairs": {"mentor", "mentee", "mentor_number", "mentee_number"},
}
PARTS = {  # a required field that other columns may compose, the first of them at least
    "name": ("surname", "given_name", "patronymic"),
    "class_name": ("grade", "letter"),
}
INSTEAD = {  # a required field → the one that tells it as well
    "mentor": "mentor_number",
    "mentee": "mentee_number",
    "start": "term",
}
PART_OF_NAME = re.compile(  # of one side of a pair, in columns of its own
    r"(?:фамилия|имя|отчество)(?:[ ,и]+(?:имя|отчество))? (?:наставника|наставляемого|подопечного)"
    r"|(?:наставник|наставляемый|подопечный) (?:фамилия|имя|отчество)(?:[ ,и]+(?:имя|отчество))?"
)
HINTS = {
    "students": ("обучающ", "учащ", "ученик", "контингент", "дети", "класс"),
    "teachers": ("педагог", "учител", "сотрудник", "кадр", "работник"),
    "pairs": ("пары", "пара", "наставнич", "наставляем"),
}

Columns = dict[str, list[int]]


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

    @property
    def missing(self) -> list[str]:
        """Required fields that no column gives."""
        return [key for key, spec in fields(self.table).items() if spec.required and not carrying(self.columns, key)]

    @property
    def complete(self) -> bool:
        """A list can be read by it; the class may stand in a title."""
        return not set(self.missing) - {"class_name"}


def carrying(columns: Mapping[str, list[int]], key: str) -> list[int]:
    """The columns that carry a field: its own, else those of its parts, else those of the number."""
    parts = PARTS.get(key, ())
    if key not in columns and key in INSTEAD:
        return columns.get(INSTEAD[key], [])
    if key in columns or not parts or parts[0] not in columns:
        return columns.get(key, [])
    return [column for part in parts for column in columns.get(part, [])]


@cache
def known_headers(table: str) -> dict[str, str]:
    """Every spelling of a header → the field it stands for; the first field to claim a spelling keeps it."""
    found: dict[str, str] = {}
    for key, spec in fields(table).items():
        for alias in spec.aliases:
            found.setdefault(header_key(alias), key)
    return found


@cache
def _owners() -> dict[str, int]:
    """Every spelling → how many tables know it."""
    owners: dict[str, int] = {}
    for table in TABLES:
        for spelling in known_headers(table):
            owners[spelling] = owners.get(spelling, 0) + 1
    return owners


@lru_cache(HEADERS_REMEMBERED)
def _spellings(text: str) -> tuple[str, ...]:
    """A header as it is compared: whole, then without what stands in brackets, then up to a comma."""
    if is_of_others(text):
        return ()
    variants = (text, re.sub(r"\(.*?\)", "", text), re.sub(r"[,(].*", "", text, flags=re.DOTALL))
    return tuple(dict.fromkeys(header_key(variant) for variant in variants))


def _field_of(table: str, text: str) -> tuple[str, str] | None:
    """The field that a header stands for, and the spelling that says so."""
    known = known_headers(table)
    if table == "pairs" and (part := PART_OF_NAME.fullmatch(header_key(text))):
        return ("mentee" if "наставляем" in part[0] or "подопечн" in part[0] else "mentor"), part[0]
    for place, spelling in enumerate(_spellings(text)):
        key = known.get(spelling)
        if key and not (place and fields(table)[key].kind == "name_part"):  # «Фамилия, имя родителя»
            return key, spelling
    return None


def _is_part(table: str, key: str, spelling: str) -> bool:
    """Tell whether a header is of a part of a name: several such columns are one name."""
    return table == "pairs" and bool(PART_OF_NAME.fullmatch(spelling)) and fields(table)[key].kind == "name"


def match(table: str, offered: Mapping[int, Sequence[str]]) -> tuple[Columns, int, Columns]:
    """Return the columns of a table by header, how surely they are of this table, and rivals of each column.

    Each column offers one or more texts, the likeliest first; all first offers are heard before any second one.
    """
    columns: Columns = {}
    rivals: Columns = {}
    score = 0
    taken: set[int] = set()
    for rank in range(max(map(len, offered.values()), default=0)):
        for column, texts in offered.items():
            if column in taken or rank >= len(texts) or not (found := _field_of(table, texts[rank])):
                continue
            key, spelling = found
            if key not in columns:
                score += OWN_WEIGHT if _owners().get(spelling, 1) == 1 else SHARED_WEIGHT
            elif fields(table)[key].kind not in MANY_COLUMN_KINDS and not _is_part(table, key, spelling):
                if rank == 0:
                    rivals.setdefault(key, []).append(column)
                continue
            columns.setdefault(key, []).append(column)
            taken.add(column)
    return columns, score, rivals


def best_header(
    rows: Rows, sheet: Sheet, first: int = 0, last: int = HEADER_SEARCH_ROWS, tables: Collection[str] = tuple(TABLES)
) -> Header | None:
    """Of the rows [first, last) the first header by which a list can be read, else the strongest."""
    hinted = _hinted(sheet)
    best: Header | None = None
    for row in range(first, min(last, len(rows))):
        found = _strongest(rows, row, tables, hinted)
        if found and found.row > row and may_be_title(rows, row):
            found = max(found, _strongest(rows, found.row, tables, hinted) or found, key=lambda one: one.score)
        if found and found.complete:
            return found
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _strongest(rows: Rows, row: int, tables: Collection[str], hinted: Collection[str]) -> Header | None:
    """The header that starts in a row, of whatever table and of one line or two."""
    candidates = [
        found
        for offered, end in header_lines(rows, row)
        for table in tables
        if (found := _candidate(rows, table, offered, (row, end), hinted))
    ]
    return max(candidates, key=lambda one: one.score, default=None)


def _candidate(
    rows: Rows, table: str, offered: Mapping[int, Sequence[str]], lines: tuple[int, int], hinted: Collection[str]
) -> Header | None:
    """Two fields make a header; the name alone does where the sheet's own name says whose list it is."""
    row, end = lines
    columns, score, rivals = match(table, offered)
    alone = "name" in columns and table in hinted
    if not TELLING[table] & set(columns) or (len(columns) < 2 and not alone):
        return None
    if len(columns) <= WEAK_COLUMNS and _tells_of_somebody(rows[end], columns):
        return None
    texts = {column: texts[0] for column, texts in offered.items()}
    score = 2 * (score + HINT_WEIGHT * (table in hinted)) - (end - row)  # of equals one line, not two
    return Header(table, row, end, columns, texts, score, rivals)


def _hinted(sheet: Sheet) -> set[str]:
    """Tables that the name of the sheet, else of the file, speaks of."""
    return tables_named(sheet.name or "") or tables_named(sheet.file)


def tables_named(text: str) -> set[str]:
    """Tables that a name speaks of."""
    return {table for table, stems in HINTS.items() if any(stem in even(text) for stem in stems)}


def next_header(rows: Rows, sheet: Sheet, current: Header) -> Header | None:
    """The header of the next table below, if there is one; the current one repeated is none."""
    for row in range(current.row + 1, len(rows)):
        if not _may_be_words(rows[row]) or is_repeated(rows, row, current):
            continue
        if sum(header_key(cell) in _owners() for cell in rows[row] if cell and isinstance(cell, str)) < 2:
            continue
        if (found := best_header(rows, sheet, row, row + 1)) and _is_header_line(rows[row], found):
            return found
    return None


def _may_be_words(row: Sequence[Cell]) -> bool:
    """Two texts or more and nothing else: nearly no row of people is without a date, a number or a class."""
    texts = 0
    for cell in row:
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or cell[0].isdigit() or len(cell) > LONGEST_HEADER:
            return False
        texts += 1
    return texts > 1


def is_repeated(rows: Rows, row: int, header: Header) -> bool:
    """The header once more, as on every printed page."""
    return any(rows[line] == rows[row] for line in range(header.top, header.row + 1))


def _is_header_line(row: Sequence[Cell], header: Header) -> bool:
    """Enough headers, nobody's name: a row of people («учитель», «МС») is not one."""
    if _tells_of_somebody(row, header.columns):
        return False
    used = sum(map(len, header.columns.values()))
    mostly = 2 * used > sum(not is_blank(cell) for cell in row)
    return (len(header.columns) >= ENOUGH_COLUMNS and (header.complete or mostly)) or (header.complete and mostly)


def _tells_of_somebody(row: Sequence[Cell], columns: Columns) -> bool:
    """A name or a day stands in the row beside what passes for its headers."""
    used = {column for places in columns.values() for column in places}
    others = [cell for column, cell in enumerate(row) if column not in used and not is_blank(cell)]
    return any(
        (looks_like_name(cell) and cell.istitle()) or DATE_IN_TEXT.fullmatch(cell.strip())
        if isinstance(cell, str)
        else isinstance(cell, dt.date)
        for cell in others
    )
