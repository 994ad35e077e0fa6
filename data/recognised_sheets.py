"""Sheets → the tables in them, before anything in them is judged."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from data.checking.file_findings import reading_findings, without_repeats
from data.checking.layout_findings import sheet_findings
from data.checking.older_copies import without_older_copies
from data.corrections.rows import RemovedRows, without_removed
from data.findings import Finding, Severity
from data.recognition.block import Block, Choice, SheetBlocks
from data.recognition.days_from_1904 import with_usual_days
from data.recognition.reduced_sheets import recognised_blocks, sheets_of_person
from data.recognition.sample_sheets import without_samples
from data.spreadsheets.sheet import Sheet

SheetKey = tuple[str, str | None]


@contextmanager
def garbage_left() -> Iterator[None]:
    """Collects no garbage meanwhile: of all that lists consist of none is, and each search for some takes 50 ms."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Recognised:
    """Sheets with the tables found in them, before anything in them is judged; what is wrong with the layout."""

    sheets: list[SheetBlocks]
    findings: list[Finding]
    unreadable: list[str]
    removed_rows: Counter[str]

    @property
    def blocks(self) -> list[Block]:
        return [block for _, blocks in self.sheets for block in blocks]

    @property
    def is_unclear(self) -> bool:
        """Some file or sheet is not understood; it may be the very list that seems to be lacking."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def with_sheets(self, sheets: Sequence[Sheet]) -> Recognised:
        """Returns the same with the tables of more sheets."""
        return replace(self, sheets=[*self.sheets, *((sheet, _blocks_of(sheet)) for sheet in sheets)])


@garbage_left()
def recognise(
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    choices: Mapping[SheetKey, Choice] | None = None,
    removed_rows: RemovedRows | None = None,
) -> Recognised:
    """Finds the tables of the sheets, without the rows that a person removed."""
    choices = choices or {}
    sheets, repeats = without_repeats(sheets_of_person(sheets))
    recognised = [(sheet, _blocks_of(sheet, choices.get((sheet.file, sheet.name)))) for sheet in sheets]
    recognised = without_samples(recognised, choices)
    recognised, older = without_older_copies(recognised, choices)
    recognised, removed, counts = without_removed(recognised, removed_rows or {})
    findings = [
        *unreadable,
        *repeats,
        *older,
        *reading_findings(sheets),
        *removed,
        *sheet_findings(recognised, choices),
    ]
    names = [finding.file or "" for finding in unreadable if finding.code == "unreadable_file"]
    return Recognised(recognised, findings, names, counts)


def _blocks_of(sheet: Sheet, choice: Choice | None = None) -> list[Block]:
    return with_usual_days(sheet, recognised_blocks(sheet, choice))
