"""Sheets of cards that differ: a pair below the other, each line a title and its value («Наставник: | Липина В.»).

They are no list: each line is of another field, and no row is a pair. Those that are alike `card_tables` reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data.parsing import clean, header_key, is_blank
from data.recognition.header_fields import known_headers
from data.recognition.header_lines import Rows
from data.recognition.row_signs import filled_columns
from data.vocabulary import SIDES

FEWEST_CARDS = 2
IDENTIFYING = {"pairs": SIDES, "students": ("name", "birth"), "teachers": ("name", "position")}
LONGEST_LINE = 300  # characters of a title with its value
LINE_CELLS = 2  # a title and its value


def is_of_cards(rows: Rows) -> bool:
    """Returns whether both sides of pairs are named line by line, twice at least."""
    known = known_headers("pairs")
    counts = Counter(known[header_key(title)] for _, title in titles_of_cards(rows))
    return all(counts[side] >= FEWEST_CARDS for side in SIDES)


def table_of_cards(rows: Rows) -> str:
    """Returns the list that a sheet may hold as cards: whose titles stand twice in it at least; nothing for others."""
    for table, keys in IDENTIFYING.items():
        known = known_headers(table)
        counts = Counter(known[header_key(title)] for _, title in titles_within(rows, table))
        if all(counts[key] >= FEWEST_CARDS for key in keys):
            return table
    return ""


def card_above(rows: Rows) -> str:
    """Returns the list of which somebody is told line by line in these rows, above a table; nothing for other titles.

    A line «Наставник: …» alone names the mentor of the table.
    """
    for table, keys in IDENTIFYING.items():
        known = known_headers(table)
        told = {known[header_key(title)] for title, value in _lines(rows) if value and header_key(title) in known}
        if told.issuperset(keys):
            return table
    return ""


def _lines(rows: Rows) -> Iterator[tuple[str, str]]:
    """Yields of each line that holds a title and its value, in one cell or two, both."""
    for row in rows:
        texts = [clean(row[column]) for column in filled_columns(row)]
        title, _, value = texts[0].partition(":") if texts else ("", "", "")
        if len(texts) <= LINE_CELLS:
            yield title, " ".join([value.strip(), *texts[1:]]).strip()


def titles_within(rows: Rows, table: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yields the place (from 0) and the text of each title of a table, alone in its cell or before a colon."""
    known = known_headers(table)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell and len(cell) <= LONGEST_LINE:
                title = clean(cell).partition(":")[0]
                if header_key(title) in known:
                    yield (number, column), title


def titles_of_cards(rows: Rows) -> Iterator[tuple[tuple[int, int], str]]:
    """Yields the place (from 0) and the title of each line that gives one field of a pair and nothing else."""
    blanks = set(filter(is_blank, set().union(*rows)))
    filled_counts = [len([cell for cell in row if cell not in blanks]) for row in rows]
    for number in [number for number, count in enumerate(filled_counts) if 0 < count <= LINE_CELLS]:
        row, filled = rows[number], filled_columns(rows[number])
        if not isinstance(row[filled[0]], str):
            continue
        title, colon, value = clean(row[filled[0]]).partition(":")
        is_alone = len(filled) == 1
        if header_key(title) in known_headers("pairs") and bool(value.strip()) == is_alone and (colon or not is_alone):
            yield (number, filled[0]), title
