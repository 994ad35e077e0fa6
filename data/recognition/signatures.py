"""A signature below a list of pairs: «Директор гимназии», and in another column «Чернышёв В. В.»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.parsing import DATE_IN_TEXT, class_of, clean, even, names_somebody
from data.recognition.column_readability import readable_counts
from data.recognition.embedded_pairs import OF_PAIR
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.row_signs import FEW_CELLS, SIGNATURE, filled_columns
from data.spreadsheets.sheet import Cell
from data.vocabulary import SIDES

SCHOOL_TITLE = re.compile(r"\b(?:[А-ЯЁ]{0,3}ОУ|[СНО]ОШ)\b")  # in capitals it may pass for initials


def last_pair(rows: Rows, header: Header, last: int) -> int:
    """Returns the last line (from 0) before `last` that may be a pair, the header's where none may be."""
    lines = range(last - 1, header.row, -1)
    return next((number for number in lines if _may_be_a_pair(rows[number], header)), header.row)


def is_signature(row: Sequence[Cell], header: Header) -> bool:
    """Returns whether a line below all pairs names whoever signs: an office, one name at most behind it.

    Nothing in it belongs to a pair: no day, class, form or number.
    """
    filled = filled_columns(row)
    if not 0 < len(filled) <= FEW_CELLS or not _is_office(row[filled[0]]):
        return False
    if "должн" in even(header.texts.get(filled[0], "")):
        return False
    others = [row[column] for column in filled[1:]]
    of_pair = any(map(_is_of_pair, others)) or any(
        readable_counts(header, column, key, [row]).values for key in OF_PAIR for column in header.columns.get(key, ())
    )
    return not of_pair and sum(map(_is_name, others)) <= 1


def _is_office(cell: Cell) -> bool:
    """Returns whether a cell is an office and names nobody: «Директор ООО «Ромашка» Петров П.П.» is a mentor."""
    text = clean(cell)
    return bool(SIGNATURE.match(even(text))) and not names_somebody(SCHOOL_TITLE.sub("", text))


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and names_somebody(cell)


def _is_of_pair(cell: Cell) -> bool:
    """Returns whether a cell holds a number, a day or a class, in whatever column."""
    if not isinstance(cell, str):
        return True
    school_class = class_of(cell)
    return bool(DATE_IN_TEXT.search(cell) or (school_class and school_class.grade))


def _may_be_a_pair(row: Sequence[Cell], header: Header) -> bool:
    """Returns whether a line names somebody as a side and begins with no office."""
    filled = filled_columns(row)
    if not filled or _is_office(row[filled[0]]):
        return False
    return any(_is_name(row[column]) for side in SIDES for column in header.columns.get(side, ()))
