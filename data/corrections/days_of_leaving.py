"""Days on which people left by a note of their list, or of struck-out names, as accepted or typed for this upload.

The list has no column for them, or leaves its cell empty. They are not remembered: the next list may have other rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.findings import Finding
from data.parsing import Context
from data.parsing.days_among_words import read_date
from data.parsing.leaver_notes import NOTES_OF, dismissal_note
from data.recognition.block import Block
from data.russian import date_text
from data.spreadsheets.addresses import place_at

PERHAPS_GONE = frozenset({"left_by_note", "struck_out"})  # the question is whether these people count


@dataclass(frozen=True, slots=True)
class DayOfLeaving:
    """Whom a row (from 1) of a sheet is of left on this day; the note stands in the column, from 0."""

    file: str
    sheet: str | None
    row: int
    column: int
    day: dt.date

    @property
    def identity(self) -> tuple[str, ...]:
        return self.file, self.sheet or "", str(self.row), str(self.column)

    @property
    def words(self) -> str:
        """«выбытие 14.10.2024»."""
        return f"выбытие {date_text(self.day)}"


def typed_day(text: str) -> dt.date | None:
    """Returns the day of leaving that a person typed, «выбыл» beside it or not."""
    day = read_date(text, Context(dt.date.today(), header="Дата выбытия"))
    return day if isinstance(day, dt.date) else None


def settles_note(text: str) -> bool:
    """Returns whether a typed text settles whether somebody has left: a day, or words that the person has not left.

    Anything else would leave the person counted although it looks settled.
    """
    return typed_day(text) is not None or not (dismissal_note(text) or any(letter.isdigit() for letter in text))


def day_of_leaving(finding: Finding, text: str) -> DayOfLeaving | None:
    """Returns the decision that a day typed for a note, or a struck-out name, makes; None for what is no day."""
    day = typed_day(text) if finding.code in PERHAPS_GONE and finding.table in NOTES_OF else None
    if day is None or not finding.row or not finding.cell:
        return None
    return DayOfLeaving(finding.file or "", finding.sheet, finding.row, place_at(finding.cell)[1], day)


def with_days_of_leaving(blocks: Sequence[Block], decisions: Iterable[DayOfLeaving]) -> list[Block]:
    """Returns the blocks of people with the days of leaving that were decided for their rows."""
    decided = list(decisions)
    return [replace(block, days_of_leaving=days) if (days := _days_in(block, decided)) else block for block in blocks]


def _days_in(block: Block, decisions: Iterable[DayOfLeaving]) -> dict[int, dt.date]:
    if block.table not in NOTES_OF:
        return {}
    return {
        decision.row: decision.day
        for decision in decisions
        if (decision.file, decision.sheet) == (block.file, block.sheet)
        and (not block.across or block.across[0] <= decision.column < block.across[1])
    }
