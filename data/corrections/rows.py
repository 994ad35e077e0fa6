"""Rows that a person removed on the page.

They are in no list, reported and counted with what stayed out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from data.findings import Finding
from data.parsing import clean
from data.recognition.block import Block, SheetBlocks
from data.vocabulary import SIDES

RemovedRows = Mapping[tuple[str, str | None], Collection[int]]  # file and sheet → the sheet's own row numbers, from 1


def without_removed(
    recognised: Sequence[SheetBlocks], removed: RemovedRows
) -> tuple[list[SheetBlocks], list[Finding], Counter[str]]:
    """Returns the sheets with blocks that lack the rows.

    A finding for each row, and how many each table lost.
    """
    findings: list[Finding] = []
    counts: Counter[str] = Counter()
    remaining: list[SheetBlocks] = []
    for sheet, blocks in recognised:
        numbers = removed.get((sheet.file, sheet.name), ())
        for block in blocks if numbers else ():
            removed_indices = [index for index, number in enumerate(block.numbers) if number in numbers]
            findings += [_finding(block, index) for index in removed_indices if not block.own_side]
            counts[block.table] += len(removed_indices)
        remaining.append((sheet, [_without(block, numbers) for block in blocks] if numbers else blocks))
    return remaining, findings, counts


def _without(block: Block, numbers: Collection[int]) -> Block:
    remaining = [index for index, number in enumerate(block.numbers) if number not in numbers]
    return replace(
        block,
        rows=[block.rows[index] for index in remaining],
        numbers=[block.numbers[index] for index in remaining],
        sections=[block.sections[index] for index in remaining],
    )


def _finding(block: Block, index: int) -> Finding:
    """Returns the finding of a removed row, with the names that stand in it."""

    def name(key: str) -> str | None:
        return " ".join(filter(None, (clean(block.rows[index][column]) for column in block.columns_of(key)))) or None

    mentor, mentee = (name(side) if block.table == "pairs" else None for side in SIDES)
    return Finding(
        "left_out_row",
        file=block.file,
        sheet=block.sheet,
        row=block.numbers[index],
        table=block.table,
        person=None if block.table == "pairs" else name("name"),
        mentor=mentor,
        mentee=mentee,
    )
