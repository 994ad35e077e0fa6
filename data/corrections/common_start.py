"""One day of beginning for all pairs of a list that gives none, as a person chose it for this upload.

docs/domain.md, «What is a row, a list, a date in them». It is not remembered: the next list may be of another year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.checking.row_findings import list_finding
from data.findings import Finding
from data.recognition.block import Block
from data.recognition.start_candidates import DAYS_IN_LIST
from data.russian import date_text
from data.tables.table import TypedTable

NO_DAY = "без даты"


@dataclass(frozen=True, slots=True)
class CommonStart:
    """All pairs of a sheet (of a file without sheets) that give no day started on this one.

    Without it each started on the day that the list tells beside it, of an order say.
    """

    file: str
    sheet: str | None
    start: dt.date | None

    @property
    def identity(self) -> tuple[str, ...]:
        return self.file, self.sheet or ""

    @property
    def words(self) -> str:
        """«с 02.09.2024»."""
        return f"с {date_text(self.start)}" if self.start else DAYS_IN_LIST


def with_common_starts(blocks: Sequence[Block], decisions: Iterable[CommonStart]) -> list[Block]:
    """Returns the blocks, where pairs without a day have the one that was chosen."""
    starts = {(decision.file, decision.sheet): decision.start for decision in decisions}
    return [
        replace(block, common_start=(day := starts[block.file, block.sheet]), starts_from_candidates=day is None)
        if (block.file, block.sheet) in starts and block.is_asked_for_days
        else block
        for block in blocks
    ]


def common_start_findings(pairs: TypedTable) -> Iterator[Finding]:
    """Yields a finding for each list with a chosen day, with the count of its pairs that no other list tells."""
    for block, rows in zip(pairs.blocks, pairs.rows_of_blocks, strict=True):
        undated = block.undated_rows() if block.common_start or block.starts_from_candidates else []
        own = [row for place in undated if (row := rows.start + place) not in pairs.merged_rows]
        count = sum(pairs.value(row, "start") is not None for row in own)
        if count:
            yield replace(
                list_finding("applied_decision", block),
                field="start",
                value=NO_DAY,
                proposal=date_text(block.common_start) if block.common_start else DAYS_IN_LIST,
                count=count,
            )
