"""Files → checked lists: the one road from what a person drops in to the roster that is computed from."""

from __future__ import annotations

import datetime as dt
import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

from data.checking.acceptance import accepted
from data.checking.as_of_date import conflicts, date_of_data, in_future, title_dates
from data.checking.assumption_findings import assumption_findings
from data.checking.coverage_findings import data_findings
from data.checking.file_findings import reading_findings, without_repeats
from data.checking.layout_findings import away_findings, column_findings, line_findings, sheet_findings
from data.checking.leaver_notes import with_leavers
from data.checking.older_copies import without_older_copies
from data.checking.row_findings import findings_of
from data.checking.rules import faults, faulty_rows, with_ages
from data.contracts import TABLES
from data.corrections.meanings import applied_findings, with_meanings
from data.corrections.names import CellPlace, marked_names
from data.corrections.rows import RemovedRows, without_removed
from data.corrections.spellings import SpellingDecision
from data.dropped_files import read_all
from data.findings import Finding, Severity
from data.needs import Need
from data.parsing import Context
from data.people.directory import Directory
from data.people.duplicates import with_duplicates
from data.people.name_decisions import NameDecisions
from data.people.pair_matching import with_people
from data.recognition.blocks import Block, Choice, SheetBlocks
from data.recognition.days_from_1904 import with_usual_days
from data.recognition.reduced_sheets import recognised_blocks, sheets_of_person
from data.roster import Roster
from data.spreadsheets.sheet import Sheet
from data.tables.group_rows import split_groups
from data.tables.table import TypedTable
from data.tables.typed_tables import all_tables, without_half_known
from data.tables.undated_pairs import with_days_elsewhere

SheetKey = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read, recognised and found in the files, and the roster of the rows without errors.

    `counts` are accepted rows by table, `left_out` the rows that errors took out, `removed_rows` those that the
    person removed. `as_of_source` says who gave the date of the data: «list», «person» or «today».
    `marked_names` are the names of chosen namesakes, by cell, as a copy of the lists is to hold them.
    """

    as_of: dt.date
    as_of_source: str
    sheets: list[Sheet]
    blocks: list[Block]
    findings: list[Finding]
    roster: Roster
    counts: dict[str, int]
    left_out: dict[str, int]
    unreadable: list[str] = field(default_factory=list)
    removed_rows: dict[str, int] = field(default_factory=dict)
    marked_names: dict[CellPlace, str] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def name_file(self) -> bool:
        """Whether messages are to name the file: there are several."""
        files = {sheet.file for sheet in self.sheets} | {finding.file for finding in self.findings if finding.file}
        return len(files) > 1


def load(
    files: Sequence[tuple[str, bytes]],
    *,
    as_of: dt.date | None = None,
    choices: Mapping[SheetKey, Choice] | None = None,
    today: dt.date | None = None,
    needs: Sequence[Need] = (),
    spellings: Sequence[SpellingDecision] = (),
) -> Lists:
    """Reads, recognises and checks the files (name, content); never raises for what stands in them."""
    sheets, unreadable = read_all(files)
    return check(sheets, unreadable, as_of=as_of, choices=choices, today=today, needs=needs, spellings=spellings)


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
        """The same with the tables of more sheets."""
        return replace(self, sheets=[*self.sheets, *((sheet, _blocks_of(sheet)) for sheet in sheets)])


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Collect no garbage meanwhile: of all that lists consist of none is, and each search for some takes 50 ms."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_garbage_left()
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


def check(
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    choices: Mapping[SheetKey, Choice] | None = None,
    removed_rows: RemovedRows | None = None,
    **how: Unpack[How],
) -> Lists:
    """Recognises the tables of the sheets and checks them."""
    return checked(recognise(sheets, unreadable, choices=choices, removed_rows=removed_rows), **how)


class How(TypedDict, total=False):
    """What `checked` takes besides the sheets."""

    as_of: dt.date | None
    today: dt.date | None
    needs: Sequence[Need]
    decisions: NameDecisions | None
    spellings: Sequence[SpellingDecision]


@_garbage_left()
def checked(
    recognised: Recognised,
    *,
    as_of: dt.date | None = None,
    today: dt.date | None = None,
    needs: Sequence[Need] = (),
    decisions: NameDecisions | None = None,
    spellings: Sequence[SpellingDecision] = (),
) -> Lists:
    """Judges the recognised tables; what of the `needs` they do not meet is a finding."""
    decisions = decisions or NameDecisions()
    dates = title_dates(recognised.sheets)
    today = today or dt.date.today()
    day, source = date_of_data(dates, as_of, today)
    spelled = with_meanings(recognised.blocks, spellings)
    blocks = [split_groups(block, Context(day)) for block in with_days_elsewhere(spelled.blocks)]
    broken = {block.table for block in blocks if block.missing}
    tables = all_tables([block for block in blocks if not block.missing], day)
    tables = _joined(tables, broken, day, decisions, as_of_is_assumed=source == "today")
    found_faults = {name: faults(table) for name, table in tables.items()}
    findings = [
        *recognised.findings,
        *column_findings(blocks),
        *line_findings([block for block in blocks if not block.missing]),
        *conflicts(dates, as_of, day),
        *in_future(dates, day, today),
        *applied_findings(spelled.applied),
    ]
    for name, table in tables.items():
        findings += with_leavers(findings_of(table, found_faults[name]), table)
        findings += [*away_findings(table), *assumption_findings(table)]
    unknown = set(TABLES) if recognised.is_unclear else broken
    findings += data_findings(tables, unknown, needs)

    roster, left_out = accepted(tables, {name: faulty_rows(found_faults[name]) for name in tables}, day)
    for block in blocks:
        left_out[block.table] += len(block.rows) if block.missing else 0
    sheets = [sheet for sheet, _ in recognised.sheets]
    return Lists(
        day, source, sheets, blocks, ordered(findings, sheets), roster,
        counts={name: 0 if (frame := getattr(roster, name)) is None else len(frame) for name in TABLES},
        left_out=left_out,
        unreadable=recognised.unreadable,
        removed_rows={name: recognised.removed_rows[name] for name in TABLES},
        marked_names=marked_names(tables["pairs"], decisions) if "pairs" in tables else {},
    )  # fmt: skip


def _joined(
    tables: Mapping[str, TypedTable],
    broken: Collection[str],
    day: dt.date,
    decisions: NameDecisions,
    *,
    as_of_is_assumed: bool,
) -> dict[str, TypedTable]:
    """The tables with what the rules judge beside the cells: ages, duplicates, the people of the pairs."""
    joined, people = with_duplicates(tables, decisions)
    joined = {name: without_half_known(table) for name, table in joined.items()}
    if "students" in joined:
        joined["students"] = with_ages(joined["students"], day, as_of_is_assumed=as_of_is_assumed)
    if "pairs" in joined:
        joined["pairs"] = with_people(joined["pairs"], Directory(joined, people, broken, decisions))
    return joined


def ordered(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> list[Finding]:
    """Errors first, then by place in the files."""
    severities = {severity: place for place, severity in enumerate(Severity)}
    places = {(sheet.file, sheet.name): place for place, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, int, int, int, str]:
        place = places.get((finding.file or "", finding.sheet), -1)
        return severities[finding.severity], place, finding.row or 0, len(finding.cell or ""), finding.cell or ""

    return sorted(findings, key=order)
