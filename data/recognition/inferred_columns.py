"""A header that says more than a known title: «Особые отметки (ОВЗ)», «Состоит ли на учёте ПДН».

It is taken for the one field whose title stands among its words, where the cells below can be read so, and the
person is told (`assumed_column`). Titles of one common word («Группа», «Форма», «Имя») say nothing among others:
«Группа здоровья» is no class. The abbreviations of the domain do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from data.contracts import fields
from data.parsing import Context, Fault, clean, header_key, read_column
from data.recognition.header_lines import is_of_others
from data.recognition.headers import Columns, carrying, known_headers
from data.spreadsheets.sheet import Cell

ABBREVIATIONS = frozenset({"овз", "соп", "вшу", "вшк", "пдн", "кдн", "пмпк", "аооп"})
NOT_OF_CHILD = re.compile(r"\b(?:причин|дата снят|кем|куда|приказ|телефон|адрес|сери|выдач|выдан|основани)")
ENOUGH_UNDERSTOOD = 0.5  # of the filled cells; an assumed column must not bring more faults than answers
OVZ_UNDERSTOOD = 0.75  # of a column about ОВЗ nearly all: where many cells say something else, it is about that
DISABLED = re.compile(r"\bинвалид")
A_DAY = dt.date(2100, 1, 1)  # whether a cell can be read at all does not hang on the day


def assumed_columns(
    table: str, columns: Columns, texts: Mapping[int, str], rows: Sequence[Sequence[Cell]],
    told: Collection[int] = (),
) -> dict[int, str]:  # fmt: skip
    """Columns (from 0) that no title names → the field each is taken for; of those `told` a person has judged."""
    used = {column for places in columns.values() for column in places} | set(told)
    found: dict[int, str] = {}
    for column, text in texts.items():
        if column in used:
            continue
        fitting = _fields_within(table, text)
        key = next(iter(fitting), "") if len(fitting) == 1 else ""
        cells = [row[column] for row in rows]
        if key and key not in found.values() and not carrying(columns, key) and _is_understood(table, key, cells):
            found[column] = key
    return found


def _fields_within(table: str, text: str) -> set[str]:
    """The fields whose titles stand within a header, of titles within titles the longest."""
    if is_of_others(text) or NOT_OF_CHILD.search(header_key(text)):
        return set()
    words = re.findall(r"\w+", header_key(text))
    also = {"disabled"} & fields(table).keys() if DISABLED.search(header_key(text)) else set()
    spans = [
        (start, start + len(title), key)
        for title, key in _titles(table).items()
        for start in range(len(words) - len(title) + 1)
        if tuple(words[start : start + len(title)]) == title
    ]
    return also | {
        key for start, end, key in spans
        if not any(one[0] <= start and end <= one[1] and (one[0], one[1]) != (start, end) for one in spans)
    }  # fmt: skip


@cache
def _titles(table: str) -> dict[tuple[str, ...], str]:
    """Titles that may stand among other words → their fields."""
    found = {tuple(re.findall(r"\w+", spelling)): key for spelling, key in known_headers(table).items()}
    return {
        words: key for words, key in found.items()
        if fields(table)[key].kind != "name_part" and (len(words) > 1 or words[0] in ABBREVIATIONS)
    }  # fmt: skip


def _is_understood(table: str, key: str, cells: Sequence[Cell]) -> bool:
    """Most of the filled cells can be read as the field; of ОВЗ none may speak of something else («одарённый»)."""
    kind = fields(table)[key].kind
    filled = [cell for cell in cells if clean(cell)]
    read = read_column(filled, kind, Context(A_DAY, key if kind == "register" else ""))
    enough = OVZ_UNDERSTOOD if kind == "ovz" else ENOUGH_UNDERSTOOD
    return sum(type(value) is Fault for value in read) <= (1 - enough) * len(read)
