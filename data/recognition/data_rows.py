"""Rows below a header → the rows that are of people or pairs.

Blank rows, totals, the line that numbers columns, a header printed again, titles of sections and signatures are
nobody; what else cannot be a person is told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.parsing import class_in_title, clean, even, header_key, looks_like_name
from data.recognition.header_lines import Rows
from data.recognition.headers import COUNT_HEADERS, Header, is_repeated
from data.spreadsheets.own_sheets import EXAMPLE
from data.spreadsheets.sheet import Cell

TOTAL = re.compile(
    r"\s*(?:(?:итого|всего|итог|количество|кол-во)\b|(?:мальчик(?:и|ов)|девоч(?:ки|ек)|юнош(?:и|ей)|девуш(?:ки|ек))\s*[:–-]?\s*\d*$)",
    re.IGNORECASE,
)
SURNAMES = re.compile(r"\s*(?:мальчиков|девочек)\s*$", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(и\.?\s?о\.?\s)?(директор|заместитель|зам\.|завуч|классн\w+ руковод|кл\.\s?рук|исполнител|ответственн|составил"
    r"|подпись|секретар|согласован|утвержд|председател|руководител|дата\b|м\.\s?п\.|примечани)"
)
LINE_TO_SIGN = "___"
FIRST_NUMBERS = frozenset({"1", "а"})
FEW_CELLS = 3  # filled cells of a signature; a person has more
TITLE_ROWS = 5  # above a header, where a class may be named
NAME_FIELDS = frozenset({"name", "surname", "mentor", "mentee"})


@dataclass(slots=True)
class Taken:
    """The rows of one block with their numbers (from 1) and the class of the section they stand in.

    `left_out` are cells (row number, column from 0, text) of lines that are no people.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)


def take_rows(rows: Rows, header: Header, last: int) -> Taken:
    """The rows between a header and the row `last` (from 0, not included)."""
    taken = Taken()
    used = {column for columns in header.columns.values() for column in columns}
    counts = {column for column, text in header.texts.items() if header_key(text) in COUNT_HEADERS}
    names = {column for key in NAME_FIELDS for column in header.columns.get(key, [])}
    section: str | None = None
    for number in range(header.row + 1, _end(rows, header, last)):
        row = rows[number]
        filled = _filled(row)
        if not filled or _says_nothing(rows, number, filled, header):
            continue
        if header.table == "students" and (title := _section(row, filled)):
            section = title
            continue
        told = [column for column in filled if column in used]
        if not told or (len(told) <= FEW_CELLS and _is_signature(row, filled, told, header, counts, names)):
            continue
        if len(told) == 1 and len(used) > 1 and not (told[0] in names and looks_like_name(clean(row[told[0]]))):
            taken.left_out.append((number + 1, told[0], clean(row[told[0]])))
            continue
        taken.rows.append(row)
        taken.numbers.append(number + 1)
        taken.sections.append(section)
    return taken


def title_of_class(rows: Rows, header: Header, floor: int) -> str | None:
    """The class that the lines above a header speak of; rows before `floor` belong to another table."""
    for number in range(header.top - 1, max(floor, header.top - TITLE_ROWS) - 1, -1):
        row = rows[number]
        filled = _filled(row)
        if len(filled) > FEW_CELLS:
            break
        for text in (*(clean(row[column]) for column in filled), " ".join(clean(row[column]) for column in filled)):
            if not text.isdigit() and (title := class_in_title(text)):
                return title
    return None


def _filled(row: Sequence[Cell]) -> list[int]:
    return [column for column, cell in enumerate(row) if cell != "" and not (isinstance(cell, str) and cell.isspace())]


def _end(rows: Rows, header: Header, last: int) -> int:
    """Where the people end: blank lines and titles just above the next table belong to that one."""
    if last == len(rows):
        return last
    while last > header.row + 1:
        filled = _filled(rows[last - 1])
        if len(filled) > 1 or (filled and looks_like_name(clean(rows[last - 1][filled[0]]))):
            break
        last -= 1
    return last


def _says_nothing(rows: Rows, number: int, filled: Sequence[int], header: Header) -> bool:
    """A total, an example, column numbers or the header once more."""
    first = rows[number][filled[0]]
    if isinstance(first, str) and first.lstrip().startswith(EXAMPLE):
        return True
    if isinstance(first, str) and TOTAL.match(first):
        # a count stands beside a total, words beside a surname such as «Мальчиков»
        beside = "".join(clean(rows[number][column]) for column in filled[1:])
        return not SURNAMES.match(first) or not any(letter.isalpha() for letter in beside)
    return is_repeated(rows, number, header) or _is_numbering([rows[number][column] for column in filled])


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """The line «1 2 3 4 …», or «А Б 1 2 …», that official forms have below the header."""
    if len(cells) < FEW_CELLS or clean(cells[0]).casefold() not in FIRST_NUMBERS:
        return False
    values = [clean(cell).casefold() for cell in cells]
    letters = len(values) - len([value for value in values if value.isdigit()])
    expected = [*"абвгд"[:letters], *(str(number) for number in range(1, len(values) - letters + 1))]
    return values == expected


def _section(row: Sequence[Cell], filled: Sequence[int]) -> str | None:
    """A line inside a list that only names a class: «5А», «Класс 5А», «Класс:» with «5А» beside it."""
    if len(filled) > 2:
        return None
    text = " ".join(clean(row[column]) for column in filled)
    if text.isdigit() or (len(filled) == 2 and "класс" not in text.casefold()):
        return None
    return class_in_title(text)


def _is_signature(
    row: Sequence[Cell], filled: Sequence[int], told: Sequence[int], header: Header, counts: set[int], names: set[int]
) -> bool:
    """«Директор школы ____ Иванов И.И.», in one cell or several."""
    texts = [clean(row[column]) for column in filled]
    if any(LINE_TO_SIGN in text for text in texts):
        return True
    if len(told) == FEW_CELLS or filled[0] in header.columns.get("position", []) or not SIGNATURE.match(even(texts[0])):
        return False
    return filled[0] in counts or not any(column in names and looks_like_name(clean(row[column])) for column in told)
