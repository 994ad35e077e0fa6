"""What is known of pairs before anybody has said from which day they are in force: their people, forms and ends.

Errors that would come up once the day is given are told at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.checking.assumption_findings import assumption_findings
from data.checking.row_findings import findings_of
from data.checking.rules import faults
from data.checking.undated_pairs import lacks_every_day
from data.findings import Finding
from data.people.directory import Directory
from data.people.pair_matching import with_people
from data.recognition.block import Block
from data.tables.typed_tables import typed_table


def lacking_starts(blocks: Sequence[Block]) -> list[Block]:
    """Returns the lists of pairs that lack nothing but their days."""
    return [block for block in blocks if block.missing == ["start"] and lacks_every_day(block)]


def foreseen(undated: Sequence[Block], directory: Directory, as_of: dt.date) -> Iterator[Finding]:
    """Yields what is wrong or assumed in lists of pairs that lack their days, but for the days."""
    if not undated:
        return
    without_days = [replace(block, starts_as_told=True, told_days={}) for block in undated]
    pairs = with_people(typed_table("pairs", without_days, as_of), directory)
    yield from findings_of(pairs, [fault for fault in faults(pairs) if fault[2] != "start"])
    yield from assumption_findings(pairs)
