"""Decided meanings, put in place of spellings before the cells are read.

Each is reported with a count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.contracts import fields
from data.corrections.spellings import SpellingDecision, SpellingKey
from data.findings import Finding
from data.parsing import clean, even
from data.recognition.block import Block
from data.spreadsheets.addresses import address
from data.spreadsheets.sheet import Cell, CellError


@dataclass(slots=True)
class Applied:
    """The cells that a decision changed: how many, and the first of them."""

    decision: SpellingDecision
    block: Block
    row: int
    column: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class SpelledBlocks:
    """Blocks with decided meanings in place of spellings, and the cells changed."""

    blocks: list[Block]
    applied: list[Applied] = field(default_factory=list)


def with_meanings(blocks: Sequence[Block], decisions: Iterable[SpellingDecision]) -> SpelledBlocks:
    """Applies decisions to the cells whose plain text is the spelling."""
    meanings = {decision.identity: decision for decision in decisions if decision.is_understood}
    if not meanings:
        return SpelledBlocks(list(blocks))
    applied: dict[SpellingKey, Applied] = {}
    return SpelledBlocks([_with_meanings(block, meanings, applied) for block in blocks], list(applied.values()))


def _with_meanings(
    block: Block, meanings: Mapping[SpellingKey, SpellingDecision], applied: dict[SpellingKey, Applied]
) -> Block:
    places = [
        (column, key)
        for key in {key for table, key, _ in meanings if table == block.table}
        for column in block.columns.get(key, ())
    ]
    changes: dict[int, dict[int, str]] = {}
    for column, key in places:
        for row, cell in _texts(block, column, key):
            decision = meanings.get((block.table, key, even(clean(cell))))
            if decision is None:
                continue
            changes.setdefault(row, {})[column] = decision.meaning
            change = applied.setdefault(decision.identity, Applied(decision, block, row, column))
            change.count += 1
    if not changes:
        return block
    rows = [
        [changes[row].get(column, cell) for column, cell in enumerate(cells)] if row in changes else cells
        for row, cells in enumerate(block.rows)
    ]
    return replace(block, rows=rows)


def _texts(block: Block, column: int, key: str) -> Iterator[tuple[int, Cell]]:
    """Yields the texts and numbers of a column, by row from 0; of classes also the days that were made of them.

    Errors of formulas, and days elsewhere, mean what they are.
    """
    kinds = (str, float, int, dt.date) if fields(block.table)[key].kind == "class" else (str, float, int)
    for row, cells in enumerate(block.rows):
        cell = cells[column]
        if isinstance(cell, kinds) and cell != "" and not isinstance(cell, CellError | bool):
            yield row, cell


def applied_findings(applied: Iterable[Applied]) -> Iterator[Finding]:
    """Yields a finding for each applied decision about spellings, with its count."""
    for change in applied:
        block, row = change.block, change.block.numbers[change.row]
        yield Finding(
            "applied_decision",
            file=block.file,
            sheet=block.sheet,
            row=row,
            table=block.table,
            cell=address(row - 1, change.column),
            header=block.headers.get(change.column),
            field=change.decision.field,
            column=change.decision.field,
            value=change.decision.spelling,
            proposal=change.decision.meaning,
            count=change.count,
        )
