"""One table of the lists as a value: typed frames, the address of every row, the cells not understood."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import fields
from data.findings import Candidate, PairIdentity
from data.parsing import Fault, clean
from data.recognition.block import Block
from data.recognition.header_fields import PARTS
from data.tables.starts_and_ends import AssumedDay

WHOLE_OF_PART = {part: whole for whole, parts in PARTS.items() for part in parts}


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that could not be understood: the row label of the frame, the field, the column from 0."""

    row: int
    key: str
    column: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class AssumedPerson:
    """A shorter name in a field of a row, and the one person of the lists that it fits."""

    row: int
    key: str
    written: str
    person: Candidate


@dataclass(frozen=True, slots=True)
class UnlistedPerson:
    """Somebody in a field of a row of the pairs whom no list has and no form places."""

    row: int
    key: str
    written: str


def plain_values(column: Any) -> list[Any]:
    """Returns the values of a typed array as plain Python values, None where there is none."""
    values: list[Any] = (column if isinstance(column, np.ndarray) else column.to_numpy(object, na_value=None)).tolist()
    return values


def whole_numbers(values: Sequence[int | None]) -> Any:
    """Returns the typed array of whole numbers, of which some may be absent."""
    numbers = np.array([value or 0 for value in values], dtype="int64")
    return pd.arrays.IntegerArray(numbers, np.array([value is None for value in values], dtype=bool))


@dataclass(frozen=True)
class TypedTable:
    """One table of the lists: its blocks, its typed values and its faults; rows count from 0.

    `columns` are arrays of what a roster has, `marks` of what only the rules judge by; texts are Python's own, None
    where there is none. `lacking` names, for a
    judged column, the blocks that do not carry it although others do; `assumed_days` are those taken for a longer
    time, `other_categories` words of a column of several categories that are none of ours, `needless` the
    experiences that are no lengths beside a column of young specialists, which nothing asks for. Of pairs
    `known_by` tells what each row is known by, `candidates` whom a side may mean, by row and side, where it is not one
    person for sure, `assumed_people` for whom a shorter name was taken, and `unlisted_people` who was taken for an
    outsider; `merged_rows` leads from a row whose pair another list tells too to the row that counts. A step never
    changes a table: it makes the next one.
    """

    name: str
    blocks: Sequence[Block]
    columns: Mapping[str, Any]
    marks: Mapping[str, Any]
    faults: Sequence[CellFault]
    lacking: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    assumed_days: Sequence[AssumedDay] = ()
    needless: Sequence[CellFault] = ()
    other_categories: Mapping[str, int] = field(default_factory=dict)
    known_by: Sequence[PairIdentity] = ()
    candidates: Mapping[tuple[int, str], tuple[Candidate, ...]] = field(default_factory=dict)
    assumed_people: Sequence[AssumedPerson] = ()
    unlisted_people: Sequence[UnlistedPerson] = ()
    merged_rows: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def misread(self) -> Mapping[int, set[str]]:
        """The fields of each row that could not be understood."""
        misread: dict[int, set[str]] = defaultdict(set)
        for fault in self.faults:
            misread[fault.row] |= {fault.key, WHOLE_OF_PART.get(fault.key, fault.key)}
        return misread

    @property
    def judged(self) -> Mapping[str, Any]:
        """Columns and marks side by side, as the rules of the contracts see them."""
        return {**self.columns, **self.marks}

    @cached_property
    def classes(self) -> Sequence[str]:
        """The classes of the pupils that are understood."""
        named = zip(self.cells("class_name"), self.cells("grade"), strict=True)
        return list(dict.fromkeys(name for name, grade in named if name and grade is not None))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(block.rows) for block in self.blocks)]

    @property
    def rows_of_blocks(self) -> list[slice]:
        """The rows of each block, as places in the frame."""
        return [slice(first, end) for first, end in pairwise(self._starts)]

    def __len__(self) -> int:
        """Returns how many rows it has."""
        return self._starts[-1]

    def with_columns(self, columns: Mapping[str, Any], marks: Mapping[str, Any]) -> TypedTable:
        """Returns the table with these columns and marks added or in place of those of the same name."""
        return replace(self, columns={**self.columns, **columns}, marks={**self.marks, **marks})

    def block(self, row: int) -> Block:
        return self.blocks[bisect(self._starts, row) - 1]

    def row_number(self, row: int) -> int:
        """Returns the sheet's own number of a row."""
        return self.block(row).numbers[self._offset(row)]

    def column(self, row: int, key: str) -> int | None:
        """Returns the column, from 0, of a field in the block of a row; None where a title gives it."""
        columns = self._columns(row, key)
        return columns[0] if columns else None

    def text(self, row: int, column: int | None) -> str:
        """Returns what stands in a cell of a row."""
        return "" if column is None else clean(self.block(row).rows[self._offset(row)][column])

    def written(self, row: int, key: str) -> str:
        """Returns what stands in the list for a field of a row, all its columns together."""
        texts = (self.text(row, column) for column in self._columns(row, key))
        return " ".join(text for text in texts if text)

    def header(self, row: int, key: str) -> str:
        """Returns what stands over a field in the block of a row, else the title of the field."""
        return self.block(row).header(key) or fields(self.name)[key].title

    def cells(self, key: str) -> list[Any]:
        """Returns a column or a mark as plain Python values, None where there is none or no such column."""
        column = self.columns.get(key, self.marks.get(key))
        return [None] * len(self) if column is None else plain_values(column)

    def value(self, row: int, key: str) -> Any:
        """Returns a value or a mark as a plain Python value; None where there is none."""
        column = self.columns.get(key, self.marks.get(key))
        return None if column is None else plain_values(column[row : row + 1])[0]

    def _columns(self, row: int, key: str) -> list[int]:
        return self.block(row).columns_of(key)

    def _offset(self, row: int) -> int:
        return row - self._starts[bisect(self._starts, row) - 1]
