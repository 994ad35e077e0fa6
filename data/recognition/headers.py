"""Rows of a sheet → the header of a table: which columns carry which fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from data.contracts import TABLES, fields
from data.contracts.pairs import BOTH
from data.parsing import DATE_IN_TEXT, even, header_key, is_blank, looks_like_name
from data.recognition.header_lines import LONGEST_HEADER, Rows, header_lines, is_of_others, is_over_all, may_be_title
from data.spreadsheets.sheet import Cell, CellError, Sheet

HEADER_SEARCH_ROWS = 40  # titles, approvals and snapshot dates stand above a header; none seen took over 15 rows
HEADERS_REMEMBERED = 4096
LONGEST_WORDED = 60  # characters of a header that is understood by its words; a longer one is a sentence
OWN_WEIGHT, SHARED_WEIGHT, HINT_WEIGHT = 4, 2, 1  # a header of one table alone says more than a shared one
WEAK_COLUMNS = 2  # recognised headers that a row of people may hold by chance: «учитель», «МС»
ENOUGH_COLUMNS = 3  # that make a header below another table, even if a required one is missing
TEXTS = frozenset({str, CellError, type(None)})
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
END_OF_TERM = re.compile(r"(.+) (с|по|до)")  # «Срок действия» over «с» and «по»
HINTS = {
    "students": ("обучающ", "учащ", "ученик", "контингент", "дети", "класс"),
    "teachers": ("педагог", "учител", "сотрудник", "кадр", "работник"),
    "pairs": ("пары", "пара", "наставнич", "наставляем"),
}

BIRTH_TOO = re.compile(r"\bрожд|\bд/р\b|\bгр$")

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
    worded: dict[int, str] = field(default_factory=dict)  # columns whose field only words of the header tell

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
    if (end := END_OF_TERM.fullmatch(header_key(text))) and known.get(end[1]) == "term":
        return ("start" if end[2] == "с" else "end"), end[0]
    for place, spelling in enumerate(_spellings(text)):
        key = known.get(spelling)
        if key and not (place and fields(table)[key].kind == "name_part"):  # «Фамилия, имя родителя»
            return key, spelling
    return None


def _is_part(table: str, key: str, spelling: str) -> bool:
    """Tell whether a header is of a part of a name: several such columns are one name."""
    return table == "pairs" and bool(PART_OF_NAME.fullmatch(spelling)) and fields(table)[key].kind == "name"


class Match(NamedTuple):
    """The columns of a table by header, and how surely they are of this table; see `Header`."""

    columns: Columns
    score: int
    rivals: Columns
    worded: dict[int, str]


def match(table: str, offered: Mapping[int, Sequence[str]]) -> Match:
    """Match the texts of a header with the fields of a table.

    Each column offers one or more texts, the likeliest first; all first offers are heard before any second one, and
    known titles before words.
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
    worded = _worded(table, columns, offered, taken)
    score += HINT_WEIGHT * len(worded)
    if table == "pairs" and not {"mentor", "mentee"} & columns.keys() and (both := _both_sides(offered)) is not None:
        columns |= {"mentor": [both], "mentee": [both]}
        worded[both] = "mentor"
    if _holds_births(columns, offered):
        columns["birth"] = list(columns["name"])
    return Match(columns, score, rivals, worded)


def _worded(
    table: str, columns: Columns, offered: Mapping[int, Sequence[str]], taken: Collection[int]
) -> dict[int, str]:
    """Give the columns whose headers tell a field by their words to the fields that no title gives."""
    worded: dict[int, str] = {}
    for column, texts in offered.items():
        key = None if column in taken else next(filter(None, (field_by_words(table, text) for text in texts)), None)
        if key and not carrying(columns, key):
            columns[key] = [column]
            worded[column] = key
    return worded


def _both_sides(offered: Mapping[int, Sequence[str]]) -> int | None:
    """Return the column whose cells name both of a pair: «Наставническая пара»."""
    return next((column for column, texts in offered.items() if BOTH.search(header_key(texts[0]))), None)


def _holds_births(columns: Columns, offered: Mapping[int, Sequence[str]]) -> bool:
    """Tell whether the names stand with the births in one cell: «Ф.И.О., дата рождения»."""
    names = columns.get("name", [])
    return "birth" not in columns and len(names) == 1 and bool(BIRTH_TOO.search(header_key(offered[names[0]][0])))


@lru_cache(HEADERS_REMEMBERED)
def field_by_words(table: str, text: str) -> str | None:
    """The first field of a table whose words stand in a header; None for what is of others, and for titles."""
    spelling = header_key(text)
    is_title = len(spelling) > LONGEST_WORDED or re.search(r"\d", spelling)
    if is_title or is_of_others(text) or spelling in COUNT_HEADERS:
        return None
    return next((key for key, spec in fields(table).items() if spec.words and re.search(spec.words, spelling)), None)


def best_header(
    rows: Rows, sheet: Sheet, first: int = 0, last: int = HEADER_SEARCH_ROWS, tables: Collection[str] = tuple(TABLES)
) -> Header | None:
    """Of the rows [first, last) the first header by which a list can be read, else the strongest."""
    hinted = _hinted(sheet)
    best: Header | None = None
    for row in range(first, min(last, len(rows))):
        found = _strongest(rows, row, tables, hinted)
        if found and found.row > row and may_be_title(rows, row):
            below = _strongest(rows, found.row, tables, hinted)
            if below and (is_over_all(rows, row) or below.score > found.score):
                found = below
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
    return max(candidates, key=lambda header: header.score, default=None)


def _candidate(
    rows: Rows, table: str, offered: Mapping[int, Sequence[str]], lines: tuple[int, int], hinted: Collection[str]
) -> Header | None:
    """Two fields make a header; the name alone does where the sheet's own name says whose list it is."""
    row, end = lines
    columns, score, rivals, worded = match(table, offered)
    known = set(columns) - set(worded.values())
    alone = "name" in known and table in hinted
    if not TELLING[table] & set(columns) or (len(columns) < 2 and not alone):
        return None
    if len(columns) <= WEAK_COLUMNS and _tells_of_somebody(rows[end], columns):
        return None
    texts = {column: texts[0] for column, texts in offered.items()}
    score = 2 * (score + HINT_WEIGHT * (table in hinted)) - (end - row)  # of equals one line, not two
    header = Header(table, row, end, columns, texts, score, rivals, worded)
    if TELLING[table] & known or header.complete or (table == "pairs" and known and len(columns) > WEAK_COLUMNS):
        return header  # «Кто», «С кем» beside «Форма» and «Дата начала»: the cells will tell
    return None


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
    if not TEXTS.issuperset(map(type, row)):
        return False
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
    return rows[row] in rows[header.top : header.row + 1]


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
