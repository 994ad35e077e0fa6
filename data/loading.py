"""Files → checked lists: the one road from what a person drops in to the roster that is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import count

from data.checking.acceptance import accepted
from data.checking.as_of_date import conflicts, date_of_data, told_dates
from data.checking.assumption_findings import assumption_findings
from data.checking.coverage_findings import data_findings
from data.checking.file_findings import reading_findings, without_repeats
from data.checking.layout_findings import away_findings, column_findings, line_findings, sheet_findings
from data.checking.rules import add_ages, faults, faulty_rows, findings_of
from data.contracts import TABLES
from data.corrections.rows import TakenAway, take_away
from data.findings import Finding, ListError, Severity
from data.needs import Need
from data.parsing import Context, clean, visible
from data.people.directory import Directory
from data.people.name_decisions import Said
from data.people.pair_matching import match_pairs
from data.recognition.blocks import Block, Choice, find_blocks
from data.recognition.days_from_1904 import with_usual_days
from data.roster import Roster
from data.spreadsheets.own_sheets import is_our_own
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Sheet
from data.tables.group_rows import split_groups
from data.tables.typed_tables import Table, all_tables

NAMELESS_FILE = "без имени"  # a file whose name has no sign that is shown
READERS_AT_ONCE = 2  # children that read files at the same time: each may take its whole memory bound

SheetKey = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read, recognised and found in the files, and the roster of the rows without errors.

    `counts` are accepted rows by table, `left_out` the rows that errors took out, `taken_away` those that the
    person took away. `as_of_source` says who gave the date of the data: «list», «person» or «today».
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
    taken_away: dict[str, int] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(
    files: Sequence[tuple[str, bytes]],
    *,
    as_of: dt.date | None = None,
    choices: Mapping[SheetKey, Choice] | None = None,
    today: dt.date | None = None,
    needs: Sequence[Need] = (),
) -> Lists:
    """Reads, recognises and checks the files (name, content); never raises for what stands in them."""
    sheets, unreadable = read_all(files)
    return check(sheets, unreadable, as_of=as_of, choices=choices, today=today, needs=needs)


def read_all(
    files: Sequence[tuple[str, bytes]], progress: Callable[[int], None] | None = None
) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of all files, and a finding for each file that could not be read; files keep their order.

    `progress` is called with the count of files read so far.
    """

    def read(file: tuple[str, bytes]) -> list[Sheet] | Finding:
        try:
            return named_to_show(read_file(*file))
        except ListError as error:
            return Finding("unreadable_file", str(error), file=file[0])

    with ThreadPoolExecutor(READERS_AT_ONCE) as pool:
        read_files = []
        for one in pool.map(read, told_apart(files)):
            read_files.append(one)
            if progress:
                progress(len(read_files))
    sheets = [sheet for one in read_files if not isinstance(one, Finding) for sheet in one]
    return sheets, [one for one in read_files if isinstance(one, Finding)]


def told_apart(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Files by names that can be shown; of one name the later get a number, as findings speak of files by name."""
    names = _apart(visible(name) if clean(name) else NAMELESS_FILE for name, _ in files)
    return [(name, content) for name, (_, content) in zip(names, files, strict=True)]


def named_to_show(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a file by names that can be shown, stored and written; of one name the later get a number."""
    titles = [sheet.name for sheet in sheets]
    if all(title is None or (clean(title) and visible(title) == title) for title in titles):
        return list(sheets)
    names = _apart(visible(title) if title and clean(title) else f"Лист{n}" for n, title in enumerate(titles, 1))
    return [replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)]


def _apart(names: Iterable[str]) -> list[str]:
    """The names, each that was there before with a number that makes it another."""
    apart: list[str] = []
    for name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        apart.append(name if name not in apart else next(other for other in numbered if other not in apart))
    return apart


def check(
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    as_of: dt.date | None = None,
    choices: Mapping[SheetKey, Choice] | None = None,
    today: dt.date | None = None,
    needs: Sequence[Need] = (),
    said: Said | None = None,
    taken_away: TakenAway | None = None,
) -> Lists:
    """Recognises the tables of the sheets and checks them; what of the `needs` they do not meet is a finding."""
    choices = choices or {}
    sheets, repeats = without_repeats([sheet for sheet in sheets if not is_our_own(sheet)])
    found = [
        (sheet, with_usual_days(sheet, find_blocks(sheet, choices.get((sheet.file, sheet.name))))) for sheet in sheets
    ]
    blocks = [block for _, of_sheet in found for block in of_sheet]
    name_file = len({sheet.file for sheet in sheets} | {finding.file for finding in (*unreadable, *repeats)}) > 1
    of_taken, gone = take_away(blocks, taken_away or {}, name_file=name_file)
    told = told_dates(found)
    day, source = date_of_data(told, as_of, today or dt.date.today())
    blocks = [split_groups(block, Context(day)) for block in blocks]
    tables = all_tables([block for block in blocks if not block.missing], day)
    broken = {block.table for block in blocks if block.missing}
    _join(tables, broken, day, said or Said(), as_of_is_assumed=source == "today")
    found_faults = {name: faults(table) for name, table in tables.items()}

    findings = [*unreadable, *repeats, *reading_findings(sheets, name_file=name_file), *of_taken]
    findings += sheet_findings(found, choices, name_file=name_file)
    unknown = set(TABLES) if any(finding.severity is Severity.ERROR for finding in findings) else broken
    findings += column_findings(blocks, name_file=name_file)
    findings += line_findings([block for block in blocks if not block.missing], name_file=name_file)
    findings += conflicts(told, as_of, day, name_file=name_file)
    for name, table in tables.items():
        findings += findings_of(table, found_faults[name], name_file=name_file)
        findings += away_findings(table, name_file=name_file)
        findings += assumption_findings(table, name_file=name_file)
    findings += data_findings(tables, unknown, needs, name_file=name_file)

    roster, left_out = accepted(tables, {name: faulty_rows(found_faults[name]) for name in tables}, day)
    for block in blocks:
        left_out[block.table] += len(block.rows) if block.missing else 0
    counts = {name: 0 if (frame := getattr(roster, name)) is None else len(frame) for name in TABLES}
    return Lists(
        day, source, list(sheets), blocks, _ordered(findings, sheets), roster, counts, left_out,
        [finding.file or "" for finding in unreadable], {name: gone[name] for name in TABLES},
    )  # fmt: skip


def _join(
    tables: Mapping[str, Table], broken: Collection[str], day: dt.date, said: Said, *, as_of_is_assumed: bool
) -> None:
    """Adds what the rules judge beside the cells: ages, doubles, the people of the pairs."""
    if "students" in tables:
        add_ages(tables["students"], day, as_of_is_assumed=as_of_is_assumed)
    directory = Directory(tables, broken, said)
    if "pairs" in tables:
        match_pairs(tables["pairs"], directory, tables)


def _ordered(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> list[Finding]:
    """Errors first, then by place in the files."""
    severities = {severity: place for place, severity in enumerate(Severity)}
    places = {(sheet.file, sheet.name): place for place, sheet in enumerate(sheets)}

    def order(one: Finding) -> tuple[int, int, int, int, str]:
        place = places.get((one.file or "", one.sheet), -1)
        return severities[one.severity], place, one.row or 0, len(one.cell or ""), one.cell or ""

    return sorted(findings, key=order)
