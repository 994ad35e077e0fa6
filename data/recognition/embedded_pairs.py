"""Pairs that a list of people keeps beside its people: «Наставник» among pupils, «Наставляемый» among teachers.

Every row that names somebody there is a pair of the person of that row.
docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from data.contracts import Field, fields
from data.parsing import clean
from data.recognition.column_readability import filled_cells
from data.recognition.header_fields import Columns, match_header
from data.recognition.headers import Header
from data.recognition.inferred_columns import confirmed_by_cells, shows
from data.recognition.rival_columns import prefer_understood
from data.recognition.row_signs import is_vacancy
from data.spreadsheets.sheet import Cell, CellError
from data.vocabulary import ROLE_OF_TABLE, SIDES

OF_SIDE = ("", "_number", "_class", "_birth")  # what such a list gives of the other side
OF_PAIR = ("form", "mode", "start", "end", "term")
EMBEDDED = (*(f"{side}{of}" for side in SIDES for of in OF_SIDE), *OF_PAIR)

ColumnChoices = Mapping[int, str | None]  # a person's, by column: the field, or None


class EmbeddedPairs(NamedTuple):
    """The side that the people of a list are of, the columns of their pairs, and those matched by words."""

    own_side: str
    columns: Columns
    assumed: dict[int, str]


def fields_on(table: str) -> dict[str, Field]:
    """Returns the fields that a sheet with this list may carry: those of pairs too, where it is a list of people."""
    return fields(table) | ({key: fields("pairs")[key] for key in EMBEDDED} if table in ROLE_OF_TABLE else {})


def embedded_pairs(header: Header, rows: Sequence[Sequence[Cell]], choices: ColumnChoices) -> Iterator[EmbeddedPairs]:
    """Yields the pairs that a list of people keeps, by the side that its people are of."""
    used = {column for places in header.columns.values() for column in places}
    offered = {column: [text] for column, text in header.texts.items() if column not in used and column not in choices}
    chosen = {key: [column] for column, key in choices.items() if key in EMBEDDED}
    if header.table not in ROLE_OF_TABLE or not (offered or chosen):
        return
    columns_of_pairs = match_header("pairs", offered)
    columns = {key: places for key, places in columns_of_pairs.columns.items() if key in EMBEDDED} | chosen
    if columns.get("mentor") == columns.get("mentee"):  # both in one cell: the rows are of nobody of the list
        return
    for side, own_side in zip(SIDES, reversed(SIDES), strict=True):
        keys = {*(f"{side}{of}" for of in OF_SIDE), *OF_PAIR}
        columns_here = {key: list(places) for key, places in columns.items() if key in keys}
        if side not in columns_here:
            continue
        rivals = {
            key: places for key, places in columns_of_pairs.rivals.items() if key in columns_here and key not in chosen
        }
        inner = replace(header, table="pairs", columns=columns_here, rivals=rivals, by_words=columns_of_pairs.by_words)
        named = [row for row in rows if is_named(row, columns_here[side])]
        prefer_understood(inner, named)
        assumed = confirmed_by_cells(inner, named)
        for key in [key for key in columns_here if key not in chosen and not _is_of_pairs(inner, key, named)]:
            del columns_here[key]
        if side in columns_here:
            yield EmbeddedPairs(own_side, {own_side: _names(header.columns), **columns_here}, assumed)


def _is_of_pairs(inner: Header, key: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Returns whether a column is what its title says; of pairs without an end the column of ends is blank."""
    column = inner.columns[key][0]
    return shows(inner, column, key, rows) or (key in OF_PAIR and not filled_cells(column, rows))


def _names(columns: Columns) -> list[int]:
    """Returns the columns that hold the names of a list's own people."""
    first = "name" if "name" in columns else "surname"
    return [column for key in (first, "given_name", "patronymic") for column in columns.get(key, [])]


def is_named(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Returns whether a row names somebody in these columns: «нет» and «—» are nobody, as is an error."""
    cells = [row[column] for column in columns]
    if any(isinstance(cell, CellError) for cell in cells) or not any(map(clean, cells)):
        return False
    return not is_vacancy(next(cell for cell in cells if clean(cell)))
