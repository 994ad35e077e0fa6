"""Rows that a person removed on the page: they are in no list, and are told and counted with what stayed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from data.findings import Finding
from data.parsing import clean
from data.recognition.blocks import Block, SheetBlocks
from data.vocabulary import SIDES

RemovedRows = Mapping[tuple[str, str | None], Collection[int]]  # file and sheet → the sheet's own row numbers, from 1


def without_removed(
    recognised: Sequence[SheetBlocks], removed: RemovedRows
) -> tuple[list[SheetBlocks], list[Finding], Counter[str]]:
    """The sheets with blocks that lack the rows; a finding for each row, and how many each table lost."""
    findings: list[Finding] = []
    counts: Counter[str] = Counter()
    remaining: list[SheetBlocks] = []
    for sheet, blocks in recognised:
        numbers = removed.get((sheet.file, sheet.name), ())
        for block in blocks if numbers else ():
            gone = [place for place, number in enumerate(block.numbers) if number in numbers]
            findings += [_finding(block, place) for place in gone]
            counts[block.table] += len(gone)
        remaining.append((sheet, [_without(block, numbers) for block in blocks] if numbers else blocks))
    return remaining, findings, counts


def _without(block: Block, numbers: Collection[int]) -> Block:
    left = [place for place, number in enumerate(block.numbers) if number not in numbers]
    return replace(
        block, rows=[block.rows[place] for place in left], numbers=[block.numbers[place] for place in left],
        sections=[block.sections[place] for place in left],
    )  # fmt: skip


def _finding(block: Block, place: int) -> Finding:
    """The row by its names, as they stand in it."""

    def name(key: str) -> str | None:
        return " ".join(filter(None, (clean(block.rows[place][column]) for column in block.columns_of(key)))) or None

    mentor, mentee = (name(side) if block.table == "pairs" else None for side in SIDES)
    return Finding(
        "left_out_row", file=block.file, sheet=block.sheet, row=block.numbers[place], table=block.table,
        person=None if block.table == "pairs" else name("name"), mentor=mentor, mentee=mentee,
    )  # fmt: skip
