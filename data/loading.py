"""Files → checked lists: the one road from what a person drops in to the roster that is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from data.checking.acceptance import accepted
from data.checking.as_of_date import conflicts, date_of_data, in_future, title_dates
from data.checking.assumption_findings import assumption_findings
from data.checking.card_places import card_findings, with_origins
from data.checking.category_findings import category_findings
from data.checking.class_spellings import mixed_classes
from data.checking.coverage_findings import data_findings
from data.checking.incomplete_lists import (
    faults_beside_incomplete,
    findings_of_incomplete,
    lacking_columns,
    people_of_incomplete,
)
from data.checking.layout_findings import (
    column_findings,
    comment_findings,
    line_findings,
    not_counted_findings,
    struck_findings,
)
from data.checking.leaver_notes import with_leavers
from data.checking.row_findings import findings_of
from data.checking.rules import RowFault, faults, faulty_rows, with_ages
from data.checking.undated_pairs import with_undated
from data.contracts import TABLES
from data.corrections.common_start import CommonStart, common_start_findings, with_common_starts
from data.corrections.days_of_leaving import DayOfLeaving, with_days_of_leaving
from data.corrections.meanings import applied_findings, with_meanings
from data.corrections.names import CellPlace, marked_names
from data.corrections.rows import RemovedRows
from data.corrections.spellings import SpellingDecision
from data.dropped_files import read_all
from data.findings import Finding, Severity
from data.parsing import Context
from data.people.category_marks import CategoryLists, with_categories, with_category_lists
from data.people.directory import Directory
from data.people.duplicates import with_duplicates
from data.people.name_decisions import NameDecisions
from data.people.pair_matching import with_people
from data.recognised_sheets import Recognised, SheetKey, garbage_left, recognise
from data.recognition.block import Block, Choice
from data.required_columns import RequiredColumns
from data.roster import Roster
from data.spreadsheets.sheet import Sheet
from data.tables.group_rows import split_groups
from data.tables.table import TypedTable
from data.tables.typed_tables import all_tables, typed_table, without_half_known
from data.tables.undated_pairs import with_days_elsewhere


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
    required: Sequence[RequiredColumns] = (),
    spellings: Sequence[SpellingDecision] = (),
) -> Lists:
    """Reads, recognises and checks the files (name, content); never raises for what stands in them."""
    sheets, unreadable = read_all(files)
    return check(sheets, unreadable, as_of=as_of, choices=choices, today=today, required=required, spellings=spellings)


def check(
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    choices: Mapping[SheetKey, Choice] | None = None,
    removed_rows: RemovedRows | None = None,
    **options: Unpack[CheckOptions],
) -> Lists:
    """Recognises the tables of the sheets and checks them."""
    return checked(recognise(sheets, unreadable, choices=choices, removed_rows=removed_rows), **options)


class CheckOptions(TypedDict, total=False):
    """What `checked` takes besides the sheets."""

    as_of: dt.date | None
    today: dt.date | None
    required: Sequence[RequiredColumns]
    decisions: NameDecisions | None
    spellings: Sequence[SpellingDecision]
    starts: Sequence[CommonStart]
    leavings: Sequence[DayOfLeaving]


@garbage_left()
def checked(
    recognised: Recognised,
    *,
    as_of: dt.date | None = None,
    today: dt.date | None = None,
    required: Sequence[RequiredColumns] = (),
    decisions: NameDecisions | None = None,
    spellings: Sequence[SpellingDecision] = (),
    starts: Sequence[CommonStart] = (),
    leavings: Sequence[DayOfLeaving] = (),
) -> Lists:
    """Judges the recognised tables; what of the `required` they do not meet is a finding."""
    decisions = decisions or NameDecisions()
    dates = title_dates(recognised.sheets)
    today = today or dt.date.today()
    day, source = date_of_data(dates, as_of, today)
    spelled = with_meanings(recognised.blocks, spellings)
    blocks = _blocks_by_person(with_days_of_leaving(spelled.blocks, leavings), day, starts)
    broken = {block.table for block in blocks if block.missing and not block.is_category_list}
    readable = [block for block in blocks if not block.missing]
    typed = all_tables([block for block in readable if not block.is_category_list], day)
    of_categories = [block for block in readable if block.is_category_list]
    listed = typed_table("students", of_categories, day) if of_categories else None
    lacking, is_assumed = lacking_columns(blocks), source == "today"
    tables, lists_of_categories, directory = _joined(
        typed, listed, broken, day, decisions, is_needed=bool(lacking), as_of_is_assumed=is_assumed
    )
    judged, found_faults = dict(tables), {name: faults(table) for name, table in tables.items()}
    if lacking and (people := people_of_incomplete(blocks, decisions, day)):
        directory = people
        if "pairs" in tables:
            judged["pairs"] = with_people(without_half_known(typed["pairs"]), people)
            found_faults["pairs"] = faults_beside_incomplete(judged["pairs"])
    findings = [
        *recognised.findings,
        *card_findings(recognised.sheets),
        *column_findings(blocks),
        *line_findings(blocks),
        *struck_findings(blocks),
        *comment_findings(blocks),
        *conflicts(dates, as_of, day),
        *in_future(dates, day, today),
        *applied_findings(spelled.applied),
        *(finding for name, table in judged.items() for finding in _findings_in(table, found_faults[name])),
        *findings_of_incomplete(lacking, directory, decisions, day, as_of_is_assumed=is_assumed),
    ]
    findings += mixed_classes(tables)
    findings = with_undated(findings, recognised.sheets, blocks, day)
    findings += common_start_findings(tables["pairs"]) if "pairs" in tables else []
    unknown = set(TABLES) if recognised.is_unclear else broken
    findings += data_findings(tables, unknown, required, of_categories)

    roster, left_out = accepted(tables, {name: faulty_rows(found_faults[name]) for name in tables}, day)
    if lists_of_categories:
        findings += category_findings(lists_of_categories)
        left_out["students"] += len(faulty_rows(lists_of_categories.faults))
    for block in blocks:
        left_out[block.table] += len(block.rows) if block.missing else 0
    sheets = [sheet for sheet, _ in recognised.sheets]
    return Lists(
        day,
        source,
        sheets,
        blocks,
        with_origins(ordered(findings, sheets), sheets),
        roster,
        counts={name: 0 if (frame := getattr(roster, name)) is None else len(frame) for name in TABLES},
        left_out=left_out,
        unreadable=recognised.unreadable,
        removed_rows={name: recognised.removed_rows[name] for name in TABLES},
        marked_names=marked_names(judged["pairs"], decisions) if "pairs" in judged else {},
    )


def _blocks_by_person(blocks: Sequence[Block], day: dt.date, starts: Sequence[CommonStart]) -> list[Block]:
    """Returns the tables with a row a person, the chosen days, and which of them are lists of a category."""
    split = with_days_elsewhere([split_groups(block, Context(day)) for block in blocks])
    dated = with_common_starts(with_category_lists(split), starts)
    return [split_groups(block, Context(day)) if block.is_category_list else block for block in dated]


def _findings_in(table: TypedTable, found: Sequence[RowFault]) -> list[Finding]:
    """Returns what the rules and the reading of a table found in it."""
    findings = with_leavers(findings_of(table, found), table)
    return [*findings, *not_counted_findings(table), *assumption_findings(table)]


def _joined(
    tables: Mapping[str, TypedTable],
    listed: TypedTable | None,
    broken: Collection[str],
    day: dt.date,
    decisions: NameDecisions,
    *,
    is_needed: bool,
    as_of_is_assumed: bool,
) -> tuple[dict[str, TypedTable], CategoryLists | None, Directory | None]:
    """Returns the tables with what the rules judge beside the cells: ages, duplicates, the people of the pairs.

    The pupils also with the marks of the separate lists of a category, and what these lists said; the directory of the
    people where something is looked up in it, or `is_needed`.
    """
    joined, people = with_duplicates(tables, decisions)
    joined = {name: without_half_known(table) for name, table in joined.items()}
    if "students" in joined:
        joined["students"] = with_ages(joined["students"], day, as_of_is_assumed=as_of_is_assumed)
    if "pairs" not in joined and listed is None and not is_needed:
        return joined, None, None
    directory = Directory(joined, people, broken, decisions)
    if "pairs" in joined:
        joined["pairs"] = with_people(joined["pairs"], directory)
    if listed is None or "students" not in joined:
        return joined, None, directory
    marked = with_categories(joined["students"], listed, directory)
    return joined | {"students": marked.students}, marked, directory


def ordered(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> list[Finding]:
    """Errors first, then by place in the files."""
    severities = {severity: place for place, severity in enumerate(Severity)}
    places = {(sheet.file, sheet.name): place for place, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, int, int, int, str]:
        place = places.get((finding.file or "", finding.sheet), -1)
        return severities[finding.severity], place, finding.row or 0, len(finding.cell or ""), finding.cell or ""

    return sorted(findings, key=order)
