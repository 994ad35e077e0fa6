"""Lists that stand side by side under one header row (docs/domain.md, «What is a row, a list, a date in them»)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from data.parsing import header_key
from data.recognition.header_lines import Rows

FEWEST_REPEATED = 2  # headers that stand again in their order make a second list

Columns = tuple[int, int]  # the first column of a list and the one behind its last, from 0


def lists_across(rows: Rows, header_row: int, texts: Mapping[int, str]) -> list[Columns]:
    """Returns the columns of each list that shares a header row; one pair where there is one list.

    A second list begins where the first headers stand again in their order, or behind a column that is empty
    from the header down.
    """
    columns = sorted(texts)
    width = max(map(len, rows), default=0)
    starts = _repeats(columns, [header_key(texts[column]) for column in columns]) or _behind_gaps(
        rows, header_row, columns
    )
    bounds = [0, *starts, width]
    return list(pairwise(bounds))


def only_columns(rows: Rows, columns: Columns) -> Rows:
    """Returns the rows with every cell outside the columns blank, so that addresses stay."""
    first, last = columns
    return [[cell if first <= column < last else "" for column, cell in enumerate(row)] for row in rows]


def _repeats(columns: list[int], keys: list[str]) -> list[int]:
    """Returns the columns in which the headers of the first list begin again."""
    for length in range(len(keys) // 2, FEWEST_REPEATED - 1, -1):
        if keys[:length] == keys[length : 2 * length] and len(set(keys[:length])) == length:
            return [
                columns[start]
                for start in range(length, len(keys), length)
                if keys[start : start + FEWEST_REPEATED] == keys[:FEWEST_REPEATED]
            ]
    return []


def _behind_gaps(rows: Rows, header_row: int, columns: list[int]) -> list[int]:
    """Returns the first columns behind columns that are empty from the header down."""
    return [
        after
        for before, after in pairwise(columns)
        if after - before > 1 and _is_empty(rows, header_row, before + 1, after)
    ]


def _is_empty(rows: Rows, header_row: int, first: int, last: int) -> bool:
    return all(cell == "" for row in rows[header_row:] for cell in row[first:last])
