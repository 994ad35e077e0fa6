"""Files → checked lists: the one road from what a person drops in to the roster that is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pandas as pd

from data.about_lists import Told, block_findings, data_findings, left_out_findings, told_dates
from data.checking import add_ages, faults, faulty_rows, findings_of
from data.findings import Finding, ListError, Severity
from data.frames import Table, all_tables
from data.layout import Block, Choice, find_blocks
from data.matching import Directory, match_pairs
from data.reading import Sheet, read_file
from data.roster import Roster

READERS_AT_ONCE = 2  # children that read files at the same time: each may take its whole memory bound

SheetKey = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read, recognised and found in the files, and the roster of the rows without errors.

    `counts` are accepted rows by table, `left_out` the rows that errors took out. `as_of_source` says who gave
    the date of the data: «list», «person» or «today».
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

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(
    files: Sequence[tuple[str, bytes]],
    *,
    as_of: dt.date | None = None,
    choices: Mapping[SheetKey, Choice] | None = None,
    today: dt.date | None = None,
    counted_registers: Iterable[str] = (),
) -> Lists:
    """Reads, recognises and checks the files (name, content); never raises for what stands in them."""
    sheets, unreadable = read_all(files)
    return check(
        sheets, unreadable, as_of=as_of, choices=choices, today=today, counted_registers=counted_registers,
    )  # fmt: skip


def read_all(files: Sequence[tuple[str, bytes]]) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of all files, and a finding for each file that could not be read; files keep their order."""

    def read(file: tuple[str, bytes]) -> list[Sheet] | Finding:
        try:
            return read_file(*file)
        except ListError as error:
            return Finding("unreadable_file", str(error), file=file[0])

    with ThreadPoolExecutor(READERS_AT_ONCE) as pool:
        read_files = list(pool.map(read, files))
    sheets = [sheet for one in read_files if not isinstance(one, Finding) for sheet in one]
    return sheets, [one for one in read_files if isinstance(one, Finding)]


def check(
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    as_of: dt.date | None = None,
    choices: Mapping[SheetKey, Choice] | None = None,
    today: dt.date | None = None,
    counted_registers: Iterable[str] = (),
) -> Lists:
    """Recognises the tables of the sheets and checks them."""
    choices = choices or {}
    found = [(sheet, find_blocks(sheet, choices.get((sheet.file, sheet.name)))) for sheet in sheets]
    told = told_dates(found)
    day, source = _date_of_data(told, as_of, today or dt.date.today())
    name_file = len({sheet.file for sheet in sheets} | {finding.file for finding in unreadable}) > 1
    blocks = [block for _, of_sheet in found for block in of_sheet]
    usable = [block for block in blocks if not block.missing]
    tables = all_tables(usable, day)
    if "students" in tables:
        add_ages(tables["students"], as_of_is_assumed=source == "today")
    broken = {block.table for block in blocks if block.missing}
    _match(tables, broken)
    by_table = {name: faults(table) for name, table in tables.items()}
    findings = [
        *unreadable,
        *block_findings(found, choices, name_file=name_file),
        *told_conflicts(told, as_of, day, name_file=name_file),
    ]
    for name, table in tables.items():
        findings += findings_of(table, by_table[name], name_file=name_file)
        findings += left_out_findings(table, name_file=name_file)
    findings += data_findings(tables, frozenset(counted_registers), name_file=name_file)
    dropped = {name: faulty_rows(by_table[name]) for name in tables}
    roster, counts, left_out = _roster(tables, dropped, day)
    for block in blocks:
        left_out[block.table] += len(block.rows) if block.missing else 0
    return Lists(
        day, source, list(sheets), blocks, _ordered(findings, sheets), roster, counts, left_out,
        [finding.file or "" for finding in unreadable],
    )  # fmt: skip


def _date_of_data(told: Sequence[Told], given: dt.date | None, today: dt.date) -> tuple[dt.date, str]:
    """The date the lists carry (the latest of several), else the one the person gives, else today."""
    if told:
        return max(one.day for one in told), "list"
    return (given, "person") if given else (today, "today")


def told_conflicts(told: Sequence[Told], given: dt.date | None, used: dt.date, *, name_file: bool) -> list[Finding]:
    """A warning for each date of the data that differs from the one used."""
    findings = [one.conflict(used, name_file=name_file) for one in told if one.day != used]
    if told and given and given != used:
        words = f"указана дата данных {given:%d.%m.%Y}, а в списках стоит {used:%d.%m.%Y}: взята дата из списков. Проверьте, какая верна."
        findings.append(Finding("conflicting_as_of", words[:1].upper() + words[1:], value=f"{given:%d.%m.%Y}"))
    return findings


def _match(tables: dict[str, Table], broken: set[str]) -> None:
    directory = Directory({name: table for name, table in tables.items() if name != "pairs"})
    directory.tables -= broken
    if "pairs" in tables:
        match_pairs(tables["pairs"], directory, tables)


def _roster(
    tables: dict[str, Table], dropped: dict[str, set[int]], as_of: dt.date
) -> tuple[Roster, dict[str, int], dict[str, int]]:
    """The accepted rows: without errors, without people who are not pupils, without pairs that need either."""
    frames: dict[str, pd.DataFrame] = {}
    left_out = {"students": 0, "teachers": 0, "pairs": 0}
    gone: dict[str, set[int]] = {}
    for name in ("students", "teachers"):
        if name in tables:
            frame = tables[name].frame
            kept = frame[~frame.index.isin(dropped[name]) & ~frame["left_out"]]
            gone[name] = set(frame["person"]) - set(kept["person"])
            left_out[name] = len(dropped[name])
            frames[name] = kept
    if "pairs" in tables:
        frame = tables["pairs"].frame
        foreign = frame["mentor_left_out"] | frame["mentee_left_out"]
        needs_gone = frame.index.isin(dropped["pairs"])
        for side in ("mentor", "mentee"):
            for name, key in (("students", "student"), ("teachers", "teacher")):
                needs_gone |= frame[f"{side}_{key}"].isin(gone.get(name, set())).to_numpy(dtype=bool)
        left_out["pairs"] = int((needs_gone & ~foreign.to_numpy(dtype=bool)).sum())
        frames["pairs"] = frame[~needs_gone & ~foreign.to_numpy(dtype=bool)]
    frames = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
    counts = {name: len(frames[name]) if name in frames else 0 for name in left_out}
    return Roster(frames.get("students"), frames.get("teachers"), frames.get("pairs"), as_of), counts, left_out


def _ordered(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> list[Finding]:
    """Errors first, then by place in the files."""
    severities = list(Severity)
    places = {(sheet.file, sheet.name): place for place, sheet in enumerate(sheets)}
    return sorted(
        findings,
        key=lambda one: (
            severities.index(one.severity), places.get((one.file or "", one.sheet), -1), one.row or 0, one.cell or "",
        ),
    )  # fmt: skip
