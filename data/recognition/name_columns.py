"""A title over several columns («ФИО» over three) is their composition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data.contracts import fields
from data.parsing import clean
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell

WIDEST = 4  # columns of one name: surname, given name, patronymic and its particle
ENOUGH_WORDS = 0.7  # of the filled cells; a column of a name holds single words
A_WORD = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)?\.?(?:[^\W\d_]\.)?")

Merged = Iterable[tuple[int, int, int, int]]


def spread_names(header: Header, rows: Sequence[Sequence[Cell]], merged: Merged) -> None:
    """Adds to the column of a name those to its right that its title stands over.

    The title is merged over them, or they have no header and hold single words, as the first does.
    """
    used = {column for columns in header.columns.values() for column in columns}
    widths = {
        column: last - column + 1
        for row, column, _, last in merged
        if header.top <= row <= header.row and last > column
    }
    for key, columns in header.columns.items():
        if fields(header.table)[key].kind != "name" or len(columns) != 1:
            continue
        first = columns[0]
        for column in range(first + 1, first + WIDEST):
            if column in used or (column in header.texts and column >= first + widths.get(first, 1)):
                break
            if not (_holds_words(rows, first) and _holds_words(rows, column)):
                break
            columns.append(column)
            header.texts.pop(column, None)


def _holds_words(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Returns whether most filled cells of a column are single words."""
    texts = [text for row in rows if column < len(row) and (text := clean(row[column]))]
    return bool(texts) and sum(bool(A_WORD.fullmatch(text)) for text in texts) >= ENOUGH_WORDS * len(texts)
