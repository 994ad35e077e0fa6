"""People of one line in columns of their own: «Наставляемый 1», «Наставляемый 2» beside one mentor.

docs/domain.md, «What is a row, a list, a date in them»: each filled column is a pair of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.parsing import is_blank
from data.recognition.block import Block
from data.recognition.header_fields import without_number
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell
from data.vocabulary import SIDES

BEHIND_ALL = 1 << 20  # a column that no sheet has
BESIDE = ("number", "class", "birth")  # what may stand beside each of them


@dataclass(frozen=True, slots=True)
class SidesApart:
    """A side of the pairs that several columns name, and what each of them has beside it, by field."""

    side: str
    columns: Sequence[int]
    beside: dict[str, list[int]]


def sides_apart(header: Header) -> SidesApart | None:
    """Takes the columns of one side that are called alike but for a number out of the rivals of a header."""
    for side in reversed(SIDES) if header.table == "pairs" else ():
        first = header.columns.get(side, [])
        if len(first) != 1:
            continue
        title = without_number(header.texts[first[0]])
        alike = [column for column in header.rivals.get(side, ()) if without_number(header.texts[column]) == title]
        if alike:
            del header.rivals[side]
            keys = [f"{side}_{key}" for key in BESIDE if f"{side}_{key}" in header.columns]
            beside = {key: [*header.columns[key], *header.rivals.pop(key, [])] for key in keys}
            return SidesApart(side, [*first, *alike], beside)
    return None


def blocks_of_sides(block: Block, apart: SidesApart) -> list[Block]:
    """Returns a block of pairs as one for each of the columns that name a side, with the rows in which it does.

    Rows in which none does stay with the first.
    """
    used = {*apart.columns, *(column for columns in apart.beside.values() for column in columns)}
    unused = {column: text for column, text in block.unused.items() if column not in used}
    blocks: list[Block] = []
    for first, following in pairwise([*apart.columns, BEHIND_ALL]):
        own = {
            key: [column for column in columns if first <= column < following] for key, columns in apart.beside.items()
        }
        columns = {key: places for key, places in (block.columns | own).items() if places}
        kept = [
            place
            for place, row in enumerate(block.rows)
            if not is_blank(row[first]) or (not blocks and _names_nobody(row, apart.columns))
        ]
        blocks.append(
            replace(
                block,
                columns=columns | {apart.side: [first]},
                unused=unused,
                rows=[block.rows[place] for place in kept],
                numbers=[block.numbers[place] for place in kept],
                sections=[block.sections[place] for place in kept],
                left_out=block.left_out if not blocks else [],
                leavers=block.leavers if not blocks else [],
                struck=block.struck if not blocks else {},
                comments=block.comments if not blocks else [],
            )
        )
    return [part for part in blocks if part.rows]


def _names_nobody(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    return all(is_blank(row[column]) for column in columns)
