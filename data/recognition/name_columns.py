"""A name in several columns under one title: «ФИО» over three, «Наставляемый | Наставляемый» side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from data.contracts import fields
from data.parsing import clean, even, header_key, names_somebody
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell
from data.vocabulary import SIDES

WIDEST = 4  # columns of one name: surname, given name, patronymic and its particle
ENOUGH_WORDS = 0.7  # of the filled cells; a column of a name holds single words
A_WORD = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)?\.?(?:[^\W\d_]\.)?")
A_PART = re.compile(  # of a name: a single word, a given name with its patronymic, initials
    r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?: [^\W\d_]+(?:вич|вна|ична|ыч|ич)| [^\W\d_]+ (?:оглы|кызы|улы|угли))?"
    r"|[^\W\d_]\.?(?: ?[^\W\d_]\.?)?",
    re.IGNORECASE,
)

Merged = Iterable[tuple[int, int, int, int]]


def spread_names(header: Header, rows: Sequence[Sequence[Cell]], merged: Merged) -> None:
    """Adds to the column of a name those to its right that its title stands over.

    The title is merged over them, or they have no header and hold single words, as the first does.
    """
    used = {column for columns in header.columns.values() for column in columns}
    widths = _widths(header, merged)
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


def _widths(header: Header, merged: Merged) -> dict[int, int]:
    """Returns how many columns each merged title stands over, by the first of them."""
    return {
        column: last - column + 1
        for row, column, _, last in merged
        if header.top <= row <= header.row and last > column
    }


def repeat_titles(header: Header, rows: Sequence[Sequence[Cell]], merged: Merged) -> None:
    """Gives each column under the merged title of a side of pairs that title, where they hold people or their parts."""
    for first, width in _widths(header, merged).items() if header.table == "pairs" else ():
        key = next((side for side in SIDES if header.columns.get(side) == [first]), "")
        columns = range(first, first + width)
        is_own = bool(key) and not any(column in header.texts for column in columns[1:])
        if is_own and (_name_people(rows, columns) or _hold_parts(rows, columns)):
            header.texts.update(dict.fromkeys(columns, header.texts[first]))
            header.rivals.setdefault(key, []).extend(columns[1:])
    if header.table == "pairs" and set(SIDES) <= header.columns.keys():
        _spread_people(header, rows, _widths(header, merged))


def _spread_people(header: Header, rows: Sequence[Sequence[Cell]], merged: Collection[int]) -> None:
    """Gives the columns to the right of a side of pairs that have no header its title, where they hold people."""
    for key in SIDES:
        columns = header.columns.get(key, [])
        if len(columns) != 1 or columns[0] in merged or key in header.rivals:
            continue
        beside = columns[0] + 1
        while beside not in header.texts and _name_people(rows, [beside]):
            header.texts[beside] = header.texts[columns[0]]
            header.rivals.setdefault(key, []).append(beside)
            beside += 1


def _name_people(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Returns whether in each of the columns most filled cells name somebody with two words at least."""
    for column in columns:
        texts = [text for row in rows if column < len(row) and (text := clean(row[column]))]
        if not texts or sum(map(names_somebody, texts)) < ENOUGH_WORDS * len(texts):
            return False
    return True


def join_name_columns(header: Header, rows: Sequence[Sequence[Cell]]) -> None:
    """Adds to the column of a name the columns beside it under the very same title that hold its other parts.

    Where each of them names somebody by himself they stay what they are: several people.
    """
    for key in [key for key in header.rivals if fields(header.table)[key].kind == "name"]:
        columns = list(header.columns[key])
        title = header_key(header.texts[columns[0]])
        alike = {column for column in header.rivals[key] if header_key(header.texts[column]) == title}
        while columns[-1] + 1 in alike and len(columns) < WIDEST:
            columns.append(columns[-1] + 1)
        if len(columns) > 1 and _hold_parts(rows, columns):
            header.columns[key] = columns
            others = [column for column in header.rivals.pop(key) if column not in columns]
            header.rivals.update({key: others} if others else {})


def _hold_parts(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Returns whether columns hold the parts of one name a row, not a name each: no surname stands in two of them."""
    texts = [[clean(row[column]) for column in columns] for row in rows]
    filled = [row for row in texts if any(row)]
    words = [{even(row[place]) for row in filled if " " not in row[place]} - {""} for place in range(len(columns))]
    if any(first & second for first, second in combinations(words, 2)):
        return False
    return bool(filled) and sum(map(_is_one_name, filled)) >= ENOUGH_WORDS * len(filled)


def _is_one_name(row: Sequence[str]) -> bool:
    """Returns whether the cells of a row are parts of a name: a word alone in one of them, at most one of two words."""
    parts = [text for text in row if text]
    has_surname = any(" " not in text and "." not in text and len(text) > 1 for text in parts)
    return len(parts) > 1 and has_surname and all(map(A_PART.fullmatch, parts)) and sum(" " in p for p in parts) < 2


def _holds_words(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Returns whether most filled cells of a column are single words."""
    texts = [text for row in rows if column < len(row) and (text := clean(row[column]))]
    return bool(texts) and sum(bool(A_WORD.fullmatch(text)) for text in texts) >= ENOUGH_WORDS * len(texts)
