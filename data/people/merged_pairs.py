"""One pair that two lists tell, each from its side (docs/domain.md, «Matching pairs to people»).

A list of mentees with their mentors and one of mentors with their mentees hold the same pairs, as do a list of people
that keeps its pairs beside them and the list of pairs. Such a pair is taken once, with what only one of them tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from data.parsing import name_key, same_name
from data.people.side_matching import UNCLEAR, SideMatch
from data.recognition.block import Block
from data.tables.table import TypedTable
from data.vocabulary import SIDES

AGREEING = ("form", "start", "end")  # what two rows of one pair may leave out, but not tell differently

Matches = Mapping[str, Sequence[SideMatch]]
Names = Mapping[str, Sequence[str | None]]


def with_merged_pairs(pairs: TypedTable, matches: Matches, names: Names) -> TypedTable:
    """Returns the pairs, where two lists tell one the earlier row with what only the other tells.

    `merged_rows` of the table leads from the other row to that one.
    """
    views = [_view(block) for block in pairs.blocks]
    if len(set(views)) < 2:
        return pairs
    view_of_row = [view for view, block in zip(views, pairs.blocks, strict=True) for _ in block.rows]
    merged = _PairComparison(pairs, matches, names).rows(view_of_row)
    columns = {key: column.copy() for key, column in pairs.columns.items()}
    for key, column in columns.items():
        values = pairs.cells(key)
        for row, first in merged.items():
            if values[row] and not values[first]:
                column[first], values[first] = column[row], values[row]
    return replace(pairs.with_columns(columns, {}), merged_rows=merged)


def with_common_days(pairs: TypedTable) -> TypedTable:
    """Returns the pairs; those of lists without days that no dated list has start on the day chosen for them."""
    days = [block.common_start if block.days_elsewhere else None for block in pairs.blocks for _ in block.rows]
    if not any(days):
        return pairs
    starts = pairs.columns["start"].copy()
    for row, day in enumerate(days):
        if day and row not in pairs.merged_rows and np.isnat(starts[row]):
            starts[row] = np.datetime64(day, "us")
    return pairs.with_columns({"start": starts}, {})


def _view(block: Block) -> Hashable:
    """Returns whose list it is: of the people beside whom it stands, else of its first side; and whether undated."""
    places = {side: block.columns_of(side) for side in SIDES}
    return (
        block.days_elsewhere,
        block.own_side,
        min((side for side in SIDES if places[side]), key=lambda side: places[side][0], default=""),
    )


class _PairComparison:
    """The rows of pairs, compared."""

    def __init__(self, pairs: TypedTable, matches: Matches, names: Names) -> None:
        self.pairs, self.matches = pairs, matches
        self.keys = {side: [name_key(name or "") for name in names[side]] for side in SIDES}
        self.values = {key: pairs.cells(key) for key in AGREEING}

    def rows(self, views: Sequence[Hashable]) -> dict[int, int]:
        """Returns each row whose pair a row of another view tells → that row."""
        within = [bool(block.own_side) for block in self.pairs.blocks for _ in block.rows]
        order = sorted(range(len(views)), key=lambda row: (within[row], self.values["form"][row] is None, row))
        merged: dict[int, int] = {}
        seen_by: dict[int, set[Hashable]] = {}
        index: dict[Hashable, list[int]] = defaultdict(list)
        for row in order:
            sides = [(side, self._identity(side, row)) for side in SIDES]
            near = dict.fromkeys(chain.from_iterable(index[side] for side in sides))
            first = next(
                (other for other in near if views[row] not in seen_by[other] and self._is_same(row, other)), row
            )
            if first != row:
                merged[row] = first
            else:
                for side in sides:
                    index[side].append(row)
            seen_by.setdefault(first, set()).add(views[row])
        return merged

    def _identity(self, side: str, row: int) -> Hashable:
        person = self.matches[side][row].person
        return (person.table, person.person) if person else self.keys[side][row]

    def _is_same(self, row: int, other: int) -> bool:
        """Returns whether two rows are one pair: the same people, nothing misread and nothing said differently."""
        if self.pairs.misread.get(row) or self.pairs.misread.get(other):
            return False
        if not all(self._is_same_person(side, row, other) for side in SIDES):
            return False
        values_of_both = ((values[row], values[other]) for values in self.values.values())
        return all(first is None or second is None or first == second for first, second in values_of_both)

    def _is_same_person(self, side: str, row: int, other: int) -> bool:
        first, second = self.matches[side][row], self.matches[side][other]
        if {first.state, second.state} & UNCLEAR:
            return False
        if first.person and second.person:
            return (first.person.table, first.person.person) == (second.person.table, second.person.person)
        key = self.keys[side][row]
        return bool(key) and not (first.person or second.person) and same_name(key, self.keys[side][other])
