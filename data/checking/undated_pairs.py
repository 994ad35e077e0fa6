"""Lists of pairs without a single day of beginning: days that are proposed for all their pairs."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from data.checking.row_findings import list_finding
from data.findings import Finding
from data.parsing import clean, even
from data.parsing.time_spans import SCHOOL_YEAR, STUDY, year_of
from data.periods import SCHOOL_YEAR_STARTS, school_year_to_date
from data.recognition.block import Block, SheetBlocks
from data.recognition.blocks import titles
from data.recognition.start_candidates import DAYS_IN_LIST, day_of_order, day_since, unbroken
from data.recognition.suggestions import kinds_of
from data.russian import date_text, listed
from data.spreadsheets.sheet import Sheet

A_SCHOOL_YEAR = re.compile(rf"(?<!\d){SCHOOL_YEAR}{STUDY}")
ORDER, IN_TITLE, BESIDE, SCHOOL_YEAR_BEGINS = "дата приказа", "так в названии", "так в списке", "начало учебного года"
MOST_NAMED = 3  # days that the answer «по датам в самом списке» names


def with_undated(
    findings: Sequence[Finding], recognised: Sequence[SheetBlocks], blocks: Sequence[Block], as_of: dt.date
) -> list[Finding]:
    """Returns the findings with one for each list of pairs that lack their days, in place of those at every row.

    It names the days that may be meant, the likeliest first. Of a list whose days stand in another it is about the
    pairs that the other does not tell, of one that gives some of its days about the others, where it tells them beside.
    """
    sheets = {(sheet.file, sheet.name): (sheet, found) for sheet, found in recognised}
    asked = {(block.file, block.sheet) for block in blocks if _is_asked_about(block)}
    lacking = Counter((finding.file, finding.sheet) for finding in findings if _is_of_no_day(finding))
    remaining = [
        finding for finding in findings if not (_is_of_no_day(finding) and (finding.file, finding.sheet) in asked)
    ]
    for block in blocks:
        place = (block.file, block.sheet)
        count = len(block.rows) if lacks_every_day(block) else lacking[place] * _is_asked_about(block)
        if count:
            days = _likely_days(*sheets[place], as_of)
            remaining.append(
                replace(
                    list_finding("undated_pairs", block),
                    field="start",
                    count=count,
                    names=tuple(days),
                    numbers=(len(block.candidates_of_undated),),
                    others=tuple(days.values()),
                )
            )
    return remaining


def _is_asked_about(block: Block) -> bool:
    """Returns whether the pairs without a day of a list that lacks no column are asked about together."""
    if block.days_elsewhere:
        return block.is_undated
    return block.is_asked_for_days and not (block.missing or block.common_start or block.starts_from_candidates)


def _is_of_no_day(finding: Finding) -> bool:
    return (finding.code, finding.table, finding.field) == ("empty_required", "pairs", "start")


def lacks_every_day(block: Block) -> bool:
    """Returns whether a list of pairs gives no day of beginning, and no column may hold one under another header."""
    if "start" not in block.missing or not block.is_undated:
        return False
    return not any("day" in kinds_of([row[column] for row in block.rows]) for column in block.unused)


def _likely_days(sheet: Sheet, found: list[Block], as_of: dt.date) -> dict[str, str]:
    """Returns the days from which the pairs of a sheet may be in force, each with why.

    Where the list tells different days beside its pairs these come first, as one answer.
    """
    above = [clean(cell) for _, _, cell in titles(sheet, found)]
    texts = [text.replace("_", " ") for text in (*unbroken(above), sheet.name or "", PurePath(sheet.file).stem)]
    years = [
        dt.date(year_of(match[1]), *SCHOOL_YEAR_STARTS)
        for text in map(even, texts)
        if (match := A_SCHOOL_YEAR.search(text))
    ]
    beside = Counter(day for block in found for day in block.candidates_of_undated)
    candidates = [
        *((day_of_order(text), ORDER) for text in texts),
        *((day_since(text), IN_TITLE) for text in texts),
        *((day, BESIDE) for day in beside),
        *((day, SCHOOL_YEAR_BEGINS) for day in (*years, school_year_to_date(as_of).since)),
    ]
    days: dict[str, str] = {}
    if len(beside) > 1:
        days[DAYS_IN_LIST] = listed([f"{date_text(day)} – {count}" for day, count in beside.items()], MOST_NAMED)
    for day, why in candidates:
        if day and day <= as_of:
            days.setdefault(date_text(day), why)
    return days
