"""Pairs that a list names without a day, beside a list of pairs that gives the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.parsing import clean, name_words
from data.recognition.block import Block
from data.vocabulary import SIDES

LEAST_DATED = 0.5  # of the pairs of a list without days are in one with days: else they are others, and asked about


def with_days_elsewhere(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks; those without a day lack none where a list of pairs in the same upload gives them.

    So of pairs kept beside people, and of a second list that tells the same pairs. A pair that the list with days does
    not tell too lacks its day then, and no whole column is missing.
    """
    of_pairs = [block for block in blocks if block.table == "pairs"]
    dated = [block for block in of_pairs if not block.missing]
    if not dated or len(dated) == len(of_pairs):
        return list(blocks)
    known = {pair for block in dated for pair in _surnames(block)}
    return [
        replace(block, days_elsewhere=True) if block.missing and (block.own_side or _repeats(block, known)) else block
        for block in blocks
    ]


def _repeats(block: Block, known: set[tuple[str, ...]]) -> bool:
    """Returns whether a list of pairs without a day names pairs of the others."""
    pairs = _surnames(block) if block.is_undated else []
    return bool(pairs) and sum(pair in known for pair in pairs) >= LEAST_DATED * len(pairs)


def _surnames(block: Block) -> list[tuple[str, ...]]:
    """Returns the first words of both sides of each row."""
    columns = [block.columns.get(side, []) for side in SIDES]
    return [
        tuple(next(iter(name_words(clean(row[places[0]]))), "") if places else "" for places in columns)
        for row in block.rows
    ]
