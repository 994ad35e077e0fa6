"""Pairs that a list of people names without a day, beside a list of pairs that gives the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.recognition.blocks import Block


def with_days_elsewhere(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which pairs kept beside people lack no day where a list of pairs stands in the same upload.

    A pair of them that the list does not tell too lacks its day then, and no whole column is missing.
    """
    if not any(block.table == "pairs" and not block.missing for block in blocks):
        return list(blocks)
    return [replace(block, days_elsewhere=True) if block.own_side and block.missing else block for block in blocks]
