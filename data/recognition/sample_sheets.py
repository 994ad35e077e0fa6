"""Sheets that show how a list is filled in: «Инструкция», «Образец». Who stands there is an example."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from data.parsing import even
from data.recognition.block import SheetBlocks

OF_SAMPLES = re.compile(
    r"\b(?:инструкци|памятк|образ(?:ец|ц[а-я]{0,2})\b|пример[а-я]{0,2}\b|как заполн|правила заполн|пояснени)"
)
MOST_EXAMPLES = 3  # rows of a sample; more are a list, whatever its sheet is called


def without_samples(recognised: Sequence[SheetBlocks], chosen: Collection[tuple[str, str | None]]) -> list[SheetBlocks]:
    """Returns the sheets, those of samples without tables: only where others of their file hold the same lists."""
    samples = {
        (sheet.file, sheet.name)
        for sheet, blocks in recognised
        if OF_SAMPLES.search(even(sheet.name or "")) and sum(len(block.rows) for block in blocks) <= MOST_EXAMPLES
    } - set(chosen)
    lists = {
        (sheet.file, block.table)
        for sheet, blocks in recognised
        for block in blocks
        if (sheet.file, sheet.name) not in samples and block.rows
    }
    return [
        (sheet, [])
        if (sheet.file, sheet.name) in samples and all((sheet.file, block.table) in lists for block in blocks)
        else (sheet, blocks)
        for sheet, blocks in recognised
    ]
