"""Pairs of one mentor below another: the mentor is written once, and the cells below are blank without being merged.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from data.parsing import clean, is_blank, names_somebody
from data.recognition.header_fields import Columns
from data.recognition.header_lines import Rows
from data.spreadsheets.sheet import Cell

MENTOR = ("mentor", "mentor_number", "mentor_class", "mentor_birth")
OF_ALL = ("form", "mode")  # what holds for the rows below where they leave it blank
DAYS = ("start", "end", "term")  # these only together: a pair without an end has none
FEWEST, LEAST_CONTINUED = 2, 0.2  # rows of a list that is kept so although each has its own row count


def continued_rows(rows: Rows, numbers: Sequence[int], columns: Columns, counts: Collection[int]) -> list[int]:
    """Returns the numbers of the rows of pairs that are of the mentor above them; `counts` are columns of row counts.

    One blank cell in a list that names the mentor in every row is an omission, and nobody's; so is a mentee with a
    count and no day of his own, who may have no mentor yet.
    """
    sides = [columns.get(side, []) for side in ("mentor", "mentee")]
    if not all(sides) or sides[0] == sides[1]:
        return []
    mentors, mentees = ([" ".join(clean(row[column]) for column in places).strip() for row in rows] for places in sides)
    blank = {
        place
        for place, row in enumerate(rows)
        if all(is_blank(row[column]) for key in MENTOR[:2] for column in columns.get(key, ()))
        and names_somebody(mentees[place])
    }
    is_counted = {place for place in blank if any(not is_blank(rows[place][column]) for column in counts)}
    days = [column for key in DAYS for column in columns.get(key, ())]
    blank -= {place for place in is_counted if days and all(is_blank(rows[place][column]) for column in days)}
    is_repeated = any(first and first == second for first, second in pairwise(mentors))
    if is_repeated or len(blank) < max(FEWEST, LEAST_CONTINUED * len(rows)):
        blank = blank - is_counted if counts else set()
    continued: list[int] = []
    for place in sorted(blank - {0}):
        is_below = numbers[place] == numbers[place - 1] + 1
        if is_below and (mentors[place - 1] or numbers[place - 1] in continued):
            continued.append(numbers[place])
    return continued


def filled_down(rows: Rows, numbers: Sequence[int], columns: Columns, continued: Collection[int]) -> Rows:
    """Returns the rows with what the row above says in place of blank cells of the continued ones."""
    if not continued:
        return rows
    filled: Rows = []
    for row, number in zip(rows, numbers, strict=True):
        filled.append(_continued(row, filled[-1], columns) if number in continued and filled else row)
    return filled


def _continued(row: Sequence[Cell], above: Sequence[Cell], columns: Columns) -> list[Cell]:
    keys = [*MENTOR, *OF_ALL]
    if all(is_blank(row[column]) for key in DAYS for column in columns.get(key, ())):
        keys += DAYS
    places = {column for key in keys for column in columns.get(key, ())}
    return [above[column] if column in places and is_blank(cell) else cell for column, cell in enumerate(row)]
