"""Findings about files as they were read.

Repeats, code pages, wrong lines, absent sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.findings import Earlier, Finding
from data.recognition.reduced_sheets import ReducedSheet
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.sheet import Sheet

USUAL_ENCODINGS = (None, "utf-8", "cp1251")  # what today's programs save; others are reported
LEAST_ROWS = 2  # filled rows of a sheet that may be called the same as another: a header alone is no list


def without_repeats(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Finding]]:
    """Returns the sheets, each content once, and a finding for each repeated sheet.

    Reduced sheets were judged before.
    """
    if any(isinstance(sheet, ReducedSheet) for sheet in sheets):
        return list(sheets), []
    read_before: list[Sheet] = []
    findings: list[Finding] = []
    files = {file: [sheet for sheet in sheets if sheet.file == file] for file in dict.fromkeys(s.file for s in sheets)}
    contents: dict[str, list[Sheet]] = {}
    for file, file_sheets in files.items():
        first = next((name for name, content in contents.items() if _same(content, file_sheets)), None)
        if first is not None:
            findings.append(Finding("same_file", file=file, earlier=Earlier(first)))
            continue
        contents[file] = file_sheets
        for sheet in file_sheets:
            twin = next((earlier_sheet for earlier_sheet in read_before if _is_twin(sheet, earlier_sheet)), None)
            if twin is None:
                read_before.append(sheet)
            else:
                earlier = Earlier(twin.file, twin.name)
                findings.append(Finding("same_file", file=sheet.file, sheet=sheet.name, earlier=earlier))
    return read_before, findings


def _same(first: Sequence[Sheet], second: Sequence[Sheet]) -> bool:
    """Returns whether two files hold the same, whatever they are called."""
    return len(first) == len(second) and all(
        sheet.name == twin.name
        and sheet.hidden == twin.hidden
        and sheet.rows == twin.rows
        and sheet.merged == twin.merged
        for sheet, twin in zip(first, second, strict=True)
    )


def _is_twin(sheet: Sheet, second: Sheet) -> bool:
    if sheet.hidden or second.hidden or sheet.rows != second.rows or sheet.from_1904 != second.from_1904:
        return False
    return sum(any(cell != "" for cell in row) for row in sheet.rows) >= LEAST_ROWS


def reading_findings(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Yields what the reader noticed in each sheet."""
    for sheet in sheets:
        if sheet.encoding not in USUAL_ENCODINGS:
            yield Finding("assumed_encoding", file=sheet.file, sheet=sheet.name, names=(sheet.encoding or "",))
        for oddity, row in sheet.oddities:
            if oddity is Oddity.MISSING_PART:
                yield Finding("unreadable_file", file=sheet.file, sheet=sheet.name)
            else:
                yield Finding("damaged_line", file=sheet.file, sheet=sheet.name, row=row, names=(oddity.value,))
