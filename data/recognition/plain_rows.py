"""Lines that are so plainly of a person that no rule for lines of another kind is asked: nearly all of a list.

Whole columns are looked at, each distinct cell once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.parsing import is_blank
from data.recognition.header_lines import Rows
from data.recognition.row_signs import FEW_CELLS, holds_a_name, is_example
from data.spreadsheets.sheet import Cell

Column = Sequence[Cell]


class PlainRows:
    """The lines of people: which of them hold a person, and what distinct cells stand in all."""

    def __init__(self, lines: Rows) -> None:
        self._lines = lines
        self._columns: list[Column] = list(zip(*lines, strict=True))
        self._distinct = [set(column) for column in self._columns]
        self.cells: set[Cell] = set().union(*self._distinct)
        self._blanks = set(filter(is_blank, self.cells))

    def are_people(self, names: Collection[int], used: Collection[int], header: Rows) -> list[bool]:
        """Returns of each line whether it holds a name, no word of a total in it, and enough beside it.

        `names` and `used` are columns, `header` the lines that may stand there once more.
        """
        if not names or not self._lines:
            return [False] * len(self._lines)
        named = map(any, zip(*map(self._have_names, names), strict=True))
        most_blank = len(used) - FEW_CELLS  # so many are in use then, whichever are blank
        firsts, lasts = self._first_filled(self._columns), self._first_filled(self._columns[::-1])
        examples = set(filter(is_example, set(firsts)))
        rows = zip(named, self._blank_counts(), firsts, lasts, self._lines, strict=True)
        return [
            has_name and blank < most_blank and first != last and first not in examples and line not in header
            for has_name, blank, first, last, line in rows
        ]

    def _have_names(self, column: int) -> list[bool]:
        names = set(filter(holds_a_name, self._distinct[column]))
        return list(map(names.__contains__, self._columns[column]))

    def _blank_counts(self) -> list[int]:
        """Returns how many cells of each line are blank."""
        blanks = [
            map(self._blanks.__contains__, column)
            for column, distinct in zip(self._columns, self._distinct, strict=True)
            if not self._blanks.isdisjoint(distinct)
        ]
        return list(map(sum, zip(*blanks, strict=True))) if blanks else [0] * len(self._lines)

    def _first_filled(self, columns: Sequence[Column]) -> Column:
        """Returns the first filled cell of each line, a blank one where there is none."""
        firsts, *others = columns
        for column in others:
            if self._blanks.isdisjoint(firsts):
                break
            firsts = [later if cell in self._blanks else cell for cell, later in zip(firsts, column, strict=True)]
        return firsts
