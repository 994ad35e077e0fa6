"""Two columns that could be one field («Вид наставничества», «Форма наставничества»): the one that is understood.

And a column that its title calls what its cells are not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.parsing import cannot_be_status, clean, status_of
from data.recognition.column_readability import filled_cells, readable_counts
from data.recognition.header_fields import DAYS, field_by_words
from data.recognition.header_variants import actual_column
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell

MOST_STATUSES = 6  # words that a school has for the status of its pairs; more are notes


def prefer_understood(header: Header, rows: Sequence[Sequence[Cell]]) -> None:
    """Puts in place of a column the rival whose cells are understood better; of equals the first stays.

    Before the cells the words speak: «Стаж (общий)» is not the teaching one that stands beside it.
    """
    for key, rivals in header.rivals.items():
        places = [header.columns[key][0], *rivals]
        by_words = [column for column in places if field_by_words(header.table, header.texts[column]) == key]
        header.columns[key] = [max(by_words or places, key=lambda column: _part_understood(header, key, column, rows))]


def prefer_actual_days(header: Header) -> dict[int, list[int]]:
    """Puts the day that came true in place of the planned one; returns its column with those of the plan."""
    plans: dict[int, list[int]] = {}
    for key in DAYS & header.rivals.keys() if header.table == "pairs" else ():
        places = [header.columns[key][0], *header.rivals[key]]
        if (actual := actual_column(places, header.texts)) is not None:
            plans[actual] = [column for column in places if column != actual]
            header.columns[key] = [actual]
            del header.rivals[key]
    return plans


def leave_foreign_status(header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int]) -> None:
    """Takes out of a header of pairs a column «Статус» that holds positions, classes or categories, or a text for each.

    One that a person has `settled` stays.
    """
    for column in header.columns.get("status", []) if header.table == "pairs" else ():
        texts = [clean(cell) for cell in filled_cells(column, rows)]
        known = sum(status_of(text) is not None for text in texts)
        are_notes = not known and len(set(texts)) > MOST_STATUSES
        if column not in settled and (are_notes or sum(map(cannot_be_status, texts)) > known):
            del header.columns["status"]


def _part_understood(header: Header, key: str, column: int, rows: Sequence[Sequence[Cell]]) -> float:
    counts = readable_counts(header, column, key, rows)
    return counts.values / counts.filled if counts.filled else 0.0
