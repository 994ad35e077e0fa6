"""A raw sheet → which table stands in it, where its header is, which column is which field.

Tables are found by their headers, wherever they start; names of sheets and files only break ties. A header is
one row or two (a group over its columns). A correction by the person (`Choice`) comes before any guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.contracts import TABLES, fields
from data.meaning import class_of, header_key
from data.reading import Cell, Sheet

HEADER_SEARCH_ROWS = 40  # titles, approvals and snapshot dates stand above a header; none seen took over 15 rows
OWN_WEIGHT, SHARED_WEIGHT, HINT_WEIGHT = 4, 2, 1  # a header of one table alone says more than a shared one
LEAST_SCORE = 4  # a single header that only one table has, in a sheet named for it
COUNT_HEADERS = frozenset({"№", "№ п/п", "№ пп", "п/п", "n", "n п/п", "номер", "№ в классе", "пп", "номер п/п"})
MANY_COLUMN_KINDS = frozenset({"presence", "register", "registers"})  # several such columns say one thing together
HINTS = {
    "students": ("обучающ", "учащ", "ученик", "контингент", "дети", "класс"),
    "teachers": ("педагог", "учител", "сотрудник", "кадр", "работник"),
    "pairs": ("пар", "наставнич", "наставляем"),
}
EXAMPLE = "Пример:"  # a row that begins so stands in the blank to show how, and is never counted
TOTALS = re.compile(r"^\s*(итого|всего|итог)\b", re.IGNORECASE)
CLASS_TITLE = re.compile(r"^(?:список\s+)?(?:учащихся\s+|обучающихся\s+)?(?:класс\s+(?P<after>.+)|(?P<before>.+?)\s+класса?)$", re.I)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said of a sheet: its table (None: leave the sheet out), header row (from 1), columns."""

    table: str | None
    header_row: int | None = None
    columns: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """One table found in one sheet; rows and columns count from 0 here, `header_row` from 1 as on the screen."""

    table: str
    file: str
    sheet: str | None
    header_row: int
    columns: dict[str, list[int]]
    headers: dict[int, str]
    unused: dict[int, str]
    class_name: str | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    section_classes: list[str | None] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Required fields that no column gives."""
        given = set(self.columns)
        if "surname" in given:
            given.add("name")
        if "grade" in given or self.class_name or any(self.section_classes):
            given.add("class_name")
        return [key for key, spec in fields(self.table).items() if spec.required and key not in given]

    def header(self, key: str) -> str | None:
        """The header of a field as it stands in the list."""
        columns = self.columns.get(key)
        return "; ".join(self.headers[column] for column in columns) if columns else None


@dataclass(slots=True)
class _Header:
    """A candidate for the header of a table."""

    table: str
    top: int  # its first line, from 0
    row: int  # its last line
    columns: dict[str, list[int]]
    headers: dict[int, str]
    score: int


def find_blocks(sheet: Sheet, choice: Choice | None = None) -> list[Block]:
    """Every table of a sheet, in the order of its rows; none when nothing is recognised."""
    if choice and choice.table is None:
        return []
    rows = _unmerged(sheet)
    first = _chosen_header(rows, sheet, choice) if choice else _best_header(rows, sheet, 0, HEADER_SEARCH_ROWS)
    blocks: list[Block] = []
    while first is not None:
        following = None if choice else _next_header(rows, sheet, first)
        last = following.top if following else len(rows)
        blocks.append(_block(rows, sheet, first, last, blocks))
        first = following
    return blocks


def titles(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Cell]]:
    """The cells above the first header (or all the first rows of a sheet with no table), with their addresses."""
    last = min((block.header_row - 1 for block in blocks), default=HEADER_SEARCH_ROWS)
    for row, cells in enumerate(sheet.rows[:last]):
        for column, cell in enumerate(cells):
            if cell != "":
                yield row, column, cell


@cache
def known_headers(table: str) -> dict[str, str]:
    """Every spelling of a header → the field it stands for; the first field to claim a spelling keeps it."""
    found: dict[str, str] = {}
    for key, spec in fields(table).items():
        for alias in spec.aliases:
            found.setdefault(header_key(alias), key)
    return found


@cache
def _weight(spelling: str) -> int:
    owners = sum(spelling in known_headers(table) for table in TABLES)
    return OWN_WEIGHT if owners == 1 else SHARED_WEIGHT


def _spelling(table: str, text: str) -> str | None:
    """The known spelling that a header has, with or without what stands in brackets or after a comma."""
    known = known_headers(table)
    for variant in (text, re.sub(r"\(.*?\)", "", text), re.sub(r"[,(].*", "", text)):
        key = header_key(variant)
        if key in known:
            return key
    return None


def _match(table: str, texts: Mapping[int, Sequence[str]]) -> tuple[dict[str, list[int]], dict[int, str], int]:
    """Columns of a table by header, the headers, and how surely they are of this table.

    Each column offers one or more texts (a two-row header offers «group column» and «column»).
    """
    columns: dict[str, list[int]] = {}
    headers: dict[int, str] = {}
    score = 0
    for column, offered in texts.items():
        headers[column] = offered[0]
        for text in offered:
            spelling = _spelling(table, text)
            if spelling is None:
                continue
            key = known_headers(table)[spelling]
            if key in columns and fields(table)[key].kind not in MANY_COLUMN_KINDS:
                continue
            score += _weight(spelling) if key not in columns else 0
            columns.setdefault(key, []).append(column)
            headers[column] = text if len(offered) == 1 else offered[0]
            break
    return columns, headers, score


def _best_header(rows: list[list[Cell]], sheet: Sheet, first: int, last: int) -> _Header | None:
    """The strongest header among the rows [first, last); the upper one of equals, one row before two."""
    best: _Header | None = None
    for row in range(first, min(last, len(rows))):
        for texts, end in _header_texts(rows, row):
            for table in TABLES:
                columns, headers, score = _match(table, texts)
                if not _may_be_header(table, columns, sheet):
                    continue
                score = 2 * (score + HINT_WEIGHT * (table in _hinted(sheet))) - (end - row)
                if best is None or score > best.score:
                    best = _Header(table, row, end, columns, headers, score)
    return best if best and best.score >= LEAST_SCORE else None


def _may_be_header(table: str, columns: dict[str, list[int]], sheet: Sheet) -> bool:
    """Two fields make a header; the name alone does where the sheet's own name says whose list it is."""
    if table == "pairs":
        return len(columns) >= 2 and bool({"mentor", "mentee", "mentor_number", "mentee_number"} & set(columns))
    return len(columns) >= 2 or ("name" in columns and table in _hinted(sheet))


def _hinted(sheet: Sheet) -> set[str]:
    """Tables that the name of the sheet, else of the file, speaks of."""
    for name in (sheet.name or "", sheet.file):
        found = {table for table, stems in HINTS.items() if any(stem in name.casefold() for stem in stems)}
        if found:
            return found
    return set()


def _header_texts(rows: list[list[Cell]], row: int) -> Iterator[tuple[dict[int, list[str]], int]]:
    """The row as a header of one line, then, where its shape allows it, with the next row as one of two lines."""
    upper = {column: str(cell).strip() for column, cell in enumerate(rows[row]) if isinstance(cell, str) and cell.strip()}
    if len(upper) == 0:
        return
    yield {column: [text] for column, text in upper.items()}, row
    if row + 1 < len(rows) and (two := _two_lines(upper, rows[row + 1])):
        yield two, row + 1


def _two_lines(upper: dict[int, str], lower_row: list[Cell]) -> dict[int, list[str]] | None:
    """Texts of a two-row header, or None where the second row cannot be one: words only, each under a gap or a group."""
    lower = {column: str(cell).strip() for column, cell in enumerate(lower_row) if str(cell).strip()}
    if any(not isinstance(cell, str) for cell in lower_row) or any(re.search(r"\d", text) for text in lower.values()):
        return None
    texts: dict[int, list[str]] = {}
    group, grouped = "", False
    for column in range(len(lower_row)):
        above, below = upper.get(column, ""), lower.get(column, "")
        if above == below or not below:  # one header: a merged cell filled down, or a cell over a gap
            group = above
            if above:
                texts[column] = [above]
        else:
            grouped = grouped or not above
            group = above or group
            texts[column] = [f"{group} {below}", below] if group else [below]
    return texts if grouped else None


def _chosen_header(rows: list[list[Cell]], sheet: Sheet, choice: Choice) -> _Header | None:
    """The header as the person named it; what they left open is recognised as usual."""
    assert choice.table is not None
    if choice.header_row is None:
        guess = _best_header(rows, sheet, 0, HEADER_SEARCH_ROWS)
        row = guess.row if guess else 0
    else:
        row = choice.header_row - 1
    if not 0 <= row < len(rows):
        return None
    lines = [(start, texts) for start in (row, row - 1) if start >= 0 for texts, end in _header_texts(rows, start) if end == row]
    if not lines:
        return None
    top, texts = max(lines, key=lambda line: (_match(choice.table or "", line[1])[2], line[0]))
    columns, headers, score = _match(choice.table, texts)
    for column, key in choice.columns.items():
        columns = {known: [at for at in places if at != column] for known, places in columns.items()}
        columns = {known: places for known, places in columns.items() if places}
        if key:
            many = fields(choice.table)[key].kind in MANY_COLUMN_KINDS
            columns[key] = [*columns.get(key, []), column] if many else [column]
            headers.setdefault(column, "")
    return _Header(choice.table, top, row, columns, headers, score)


def _next_header(rows: list[list[Cell]], sheet: Sheet, current: _Header) -> _Header | None:
    """The header of the next table below; a repeat of the current header (printed pages) counts as one too."""
    texts = {text for table in TABLES for text in known_headers(table)}
    keys: dict[str, str] = {}
    for row in range(current.row + 1, len(rows)):
        known = 0
        for cell in rows[row]:
            if isinstance(cell, str) and cell:
                key = keys.get(cell)
                if key is None:
                    key = keys[cell] = header_key(cell)
                known += key in texts
        if known >= 2 and (found := _best_header(rows, sheet, row, row + 1)) and _is_header_line(rows, found):
            return found
    return None


def _is_header_line(rows: list[list[Cell]], header: _Header) -> bool:
    """Most filled cells of the line are headers: a row of people («ОВЗ», «СОП») is not."""
    filled = sum(cell != "" for cell in rows[header.row])
    return "name" in header.columns or "mentor" in header.columns or 2 * len(header.columns) > filled


def _block(rows: list[list[Cell]], sheet: Sheet, header: _Header, last: int, earlier: list[Block]) -> Block:
    used = {column for places in header.columns.values() for column in places}
    unused = {
        column: text
        for column, text in header.headers.items()
        if column not in used and header_key(text) not in COUNT_HEADERS
    }
    block = Block(header.table, sheet.file, sheet.name, header.row + 1, header.columns, header.headers, unused)
    if header.table == "students":
        block.class_name = _class_title(rows, header, sheet) or (earlier[-1].class_name if earlier else None)
    counts = [column for column, text in header.headers.items() if header_key(text) in COUNT_HEADERS]
    _take_rows(block, rows, last, set(counts))
    return block


def _take_rows(block: Block, rows: list[list[Cell]], last: int, counts: set[int]) -> None:
    """The rows of people: without blank ones, column numbers, totals and lines that only count."""
    section: str | None = None
    for number in range(block.header_row, last):
        row = rows[number]
        told = [column for column, cell in enumerate(row) if cell != "" and column not in counts and str(cell).strip()]
        if not told:
            continue
        if number == block.header_row and _is_numbering(row):
            continue
        first = next(cell for cell in row if cell != "" and str(cell).strip())
        if isinstance(first, str) and (TOTALS.match(first) or first.lstrip().startswith(EXAMPLE)):
            continue
        if block.table == "students" and len(told) == 1 and (title := _as_class_title(row[told[0]])):
            section = title
            continue
        block.rows.append(row)
        block.numbers.append(number + 1)
        block.section_classes.append(section)


def _is_numbering(row: list[Cell]) -> bool:
    """The line «1 2 3 4 …» that official forms have below the header."""
    values = [str(cell).removesuffix(".0") for cell in row if cell != ""]
    return len(values) > 2 and values == [str(number) for number in range(1, len(values) + 1)]


def _as_class_title(cell: Cell) -> str | None:
    """«Класс 5А», «5А класс», «5 «А»»: the class that a line or a sheet's name stands for."""
    if not isinstance(cell, str):
        return None
    found = CLASS_TITLE.match(" ".join(cell.split()))
    text = (found["after"] or found["before"]) if found else cell
    understood = class_of(text)
    return text.strip() if understood and understood.grade is not None and len(text) <= 20 else None


def _class_title(rows: list[list[Cell]], header: _Header, sheet: Sheet) -> str | None:
    """The class that the rows above the header or the sheet's name give to a list with no class column."""
    for row in reversed(rows[max(0, header.row - 5) : header.row]):
        for cell in row:
            if title := _as_class_title(cell):
                return title
    return _as_class_title(sheet.name or "")


def _unmerged(sheet: Sheet) -> list[list[Cell]]:
    """The rows with merged cells filled downwards, and rightwards in header lines; the sheet itself stays as it was."""
    if not sheet.merged:
        return sheet.rows
    rows = list(sheet.rows)
    for first_row, first_column, last_row, last_column in sheet.merged:
        if first_row >= len(rows) or first_column >= len(rows[first_row]):
            continue
        value = rows[first_row][first_column]
        if value == "" or last_row == first_row:
            continue
        for row in range(first_row + 1, min(last_row + 1, len(rows))):
            rows[row] = [*rows[row][:first_column], value, *rows[row][first_column + 1 :]]
    return rows
