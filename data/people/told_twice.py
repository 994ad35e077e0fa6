"""One pair that two lists tell, each from its side (docs/domain.md, «Matching pairs to people»).

A list of mentees with their mentors and one of mentors with their mentees hold the same pairs, as do a list of people
that keeps its pairs beside them and the list of pairs. Such a pair is taken once, with what only one of them tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from data.parsing import name_key, same_name
from data.people.side_matching import UNCLEAR, Match
from data.recognition.blocks import Block
from data.tables.table import TypedTable
from data.vocabulary import SIDES

AGREEING = ("form", "start", "end")  # what two rows of one pair may leave out, but not tell differently

Matches = Mapping[str, Sequence[Match]]
Names = Mapping[str, Sequence[str | None]]


def with_told_once(pairs: TypedTable, matches: Matches, names: Names) -> TypedTable:
    """The pairs, where two lists tell one the earlier row with what only the other tells.

    `told_twice` of the table leads from the other row to that one.
    """
    views = [_view(block) for block in pairs.blocks]
    if len(set(views)) < 2:
        return pairs
    view_of_row = [view for view, block in zip(views, pairs.blocks, strict=True) for _ in block.rows]
    told = _Told(pairs, matches, names).rows(view_of_row)
    columns = {key: column.copy() for key, column in pairs.columns.items()}
    for key, column in columns.items():
        values = pairs.cells(key)
        for row, first in told.items():
            if values[row] and not values[first]:
                column[first], values[first] = column[row], values[row]
    return replace(pairs.with_columns(columns, {}), told_twice=told)


def _view(block: Block) -> Hashable:
    """Whose list it is: of the people beside whom it is kept, else of the side that it names first."""
    places = {side: block.columns_of(side) for side in SIDES}
    return block.own_side, min((side for side in SIDES if places[side]), key=lambda side: places[side][0], default="")


class _Told:
    """The rows of pairs, compared."""

    def __init__(self, pairs: TypedTable, matches: Matches, names: Names) -> None:
        self.pairs, self.matches = pairs, matches
        self.keys = {side: [name_key(name or "") for name in names[side]] for side in SIDES}
        self.values = {key: pairs.cells(key) for key in AGREEING}

    def rows(self, views: Sequence[Hashable]) -> dict[int, int]:
        """Return each row whose pair a row of another view tells → that row."""
        within = [bool(block.own_side) for block in self.pairs.blocks for _ in block.rows]
        order = sorted(range(len(views)), key=lambda row: (within[row], self.values["form"][row] is None, row))
        told: dict[int, int] = {}
        seen_by: dict[int, set[Hashable]] = {}
        index: dict[Hashable, list[int]] = defaultdict(list)
        for row in order:
            sides = [(side, self._identity(side, row)) for side in SIDES]
            near = dict.fromkeys(chain.from_iterable(index[side] for side in sides))
            first = next(
                (other for other in near if views[row] not in seen_by[other] and self._is_same(row, other)), row
            )
            if first != row:
                told[row] = first
            else:
                for side in sides:
                    index[side].append(row)
            seen_by.setdefault(first, set()).add(views[row])
        return told

    def _identity(self, side: str, row: int) -> Hashable:
        person = self.matches[side][row].person
        return (person.table, person.person) if person else self.keys[side][row]

    def _is_same(self, row: int, other: int) -> bool:
        """Tell whether two rows are one pair: the same people, nothing misread and nothing told differently."""
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
