"""Findings about what was assumed or left out.

Shorter names, groups in a cell, months for days, leavers. Everything assumed is reported once, with a count
(docs/domain.md, «What is a row, a list, a date in them»).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from data.checking.layout_findings import header_finding
from data.checking.row_findings import cell_finding
from data.findings import Earlier, Finding
from data.parsing import clean, name_key
from data.parsing.month_first import month_first_rows, turned
from data.people.pair_status import unknown_statuses
from data.recognition.block import Block
from data.spreadsheets.addresses import address
from data.tables.starts_and_ends import AssumedDay
from data.tables.table import AssumedPerson, CellFault, TypedTable, UnlistedPerson

EXAMPLES = 3  # cells that the sentence about a column shows


def assumption_findings(table: TypedTable) -> Iterator[Finding]:
    """Yields what was assumed of a table or is asked about it, kind by kind."""
    yield from _month_first(table)
    yield from _assumed_people(table)
    yield from _unlisted_people(table)
    yield from _merged_pairs(table)
    yield from _split_cells(table.blocks)
    yield from _filled_down(table.blocks)
    yield from _assumed_days(table)
    yield from _unknown_statuses(table)
    yield from _other_categories(table)
    yield from _needless(table)


def _month_first(table: TypedTable) -> Iterator[Finding]:
    """Yields columns whose days can only be read month first, one finding a column."""
    places: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for fault in table.faults:
        if fault.fault.code == "month_first":
            places[id(table.block(fault.row)), fault.key, fault.column].append(fault.row)
    for (_, key, column), rows in places.items():
        block = table.block(rows[0])
        offsets = month_first_rows([row[column] for row in block.rows])
        examples = [block.rows[row][column] for row in offsets][:EXAMPLES]
        yield replace(
            header_finding("month_first", block, column, key),
            count=len(rows),
            names=tuple(clean(cell) for cell in examples),
            others=tuple(turned(cell) or "" for cell in examples),
        )


def _assumed_people(table: TypedTable) -> Iterator[Finding]:
    """Yields shorter names that fit one person of the lists, each at its first cell, in one finding a sheet."""
    people: dict[tuple[str, str], AssumedPerson] = {}
    for assumed in table.assumed_people:
        people.setdefault((assumed.written, assumed.person.name), assumed)
    for finding, group in _by_sheet("assumed_person", table, people.values()):
        yield replace(
            finding,
            names=tuple(assumed.written for assumed in group),
            candidates=tuple(assumed.person for assumed in group),
        )


def _unlisted_people(table: TypedTable) -> Iterator[Finding]:
    """Yields the people whom no list has, where no form says otherwise, in one finding a sheet.

    They count as people from outside.
    """
    people: dict[str, UnlistedPerson] = {}
    for person in table.unlisted_people:
        people.setdefault(name_key(person.written), person)
    for finding, group in _by_sheet("outside_person", table, people.values()):
        yield replace(finding, names=tuple(person.written for person in group))


Reported = TypeVar("Reported", AssumedPerson, UnlistedPerson)


def _by_sheet(code: str, table: TypedTable, people: Iterable[Reported]) -> Iterator[tuple[Finding, list[Reported]]]:
    """Yields for each sheet a finding with the cells of those whom it names first, and these people."""
    groups: dict[tuple[str, str | None], list[Reported]] = defaultdict(list)
    for person in people:
        block = table.block(person.row)
        groups[block.file, block.sheet].append(person)
    for group in groups.values():
        cells = tuple(_cell_of(table, person) for person in group)
        yield replace(_of_list(code, table, group[0].row, len(group)), others=cells), group


def _cell_of(table: TypedTable, person: AssumedPerson | UnlistedPerson) -> str:
    """Returns the address of the cell that names somebody, else the row («стр. 5»)."""
    number, column = table.row_number(person.row), table.column(person.row, person.key)
    return f"стр. {number}" if column is None else address(number - 1, column)


def _merged_pairs(table: TypedTable) -> Iterator[Finding]:
    """Yields a finding for each list whose pairs another list tells too, with how many."""
    counts: dict[tuple[Earlier, Earlier], int] = defaultdict(int)
    for row, first in table.merged_rows.items():
        here, there = (Earlier(block.file, block.sheet) for block in (table.block(row), table.block(first)))
        counts[here, there] += 1
    for (here, there), count in counts.items():
        yield Finding("same_file", file=here.file, sheet=here.sheet, table=table.name, earlier=there, count=count)


def _of_list(code: str, table: TypedTable, row: int, count: int) -> Finding:
    """Returns a finding about a whole list; `row` is one of those that it is about."""
    block = table.block(row)
    return Finding(code, file=block.file, sheet=block.sheet, table=table.name, value=str(count), count=count)


def _split_cells(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields cells that name several people, in one finding a list."""
    for block in blocks:
        cells = {(split.written, split.column): split.people for split in block.splits}
        if cells:
            yield Finding(
                "split_cell",
                file=block.file,
                sheet=block.sheet,
                table=block.table,
                value=str(len(cells)),
                count=sum(cells.values()),
                numbers=tuple(dict.fromkeys(row for row, _ in cells)),
            )


def _filled_down(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yields the rows that are of the mentor above them, in one finding a list."""
    for block in blocks:
        continued = [number for number in dict.fromkeys(block.numbers) if number in block.continued]
        if continued:
            yield Finding(
                "filled_down",
                file=block.file,
                sheet=block.sheet,
                table=block.table,
                count=len(continued),
                numbers=tuple(continued),
            )


def _assumed_days(table: TypedTable) -> Iterator[Finding]:
    """Yields a finding for each spelling and day that stands for a longer time.

    Months, quarters and school years in place of days.
    """
    spellings: dict[tuple[str, str, str, dt.date], list[AssumedDay]] = defaultdict(list)
    for assumed in table.assumed_days:
        text = table.text(assumed.row, table.column(assumed.row, assumed.key))
        spellings[assumed.side, assumed.key, text, assumed.day].append(assumed)
    for (side, key, text, _), days in spellings.items():
        first = days[0]
        place = (first.row, key, table.column(first.row, key))
        finding = cell_finding(table, "assumed_date", place, text)
        count = _cells_in(table, key, [day.row for day in days])
        yield replace(finding, day=first.day, count=count, names=(side, first.assumption.value))


def _unknown_statuses(table: TypedTable) -> Iterator[Finding]:
    """Yields a finding for each word for a status of pairs that says nothing of them, with the count of its cells."""
    for text, rows in unknown_statuses(table).items() if table.name == "pairs" else ():
        place = (rows[0], "status", table.column(rows[0], "status"))
        yield replace(cell_finding(table, "unknown_status", place, text), count=_cells_in(table, "status", rows))


def _cells_in(table: TypedTable, key: str, rows: Sequence[int]) -> int:
    """Returns in how many cells a field of rows stands: that of a group, or merged over rows, is one."""
    cells = set()
    for row in rows:
        block, column = table.block(row), table.column(row, key)
        number = table.row_number(row)
        cells.add((block.file, block.sheet, number if column is None else block.written_in(number, column), column))
    return len(cells)


def _other_categories(table: TypedTable) -> Iterator[Finding]:
    """Yields words of a column of categories that are neither ОВЗ nor a register."""
    block = next((block for block in table.blocks if "categories" in block.columns), None)
    if block and table.other_categories:
        words = sorted(table.other_categories.items(), key=lambda item: -item[1])
        finding = header_finding("ignored_column", block, block.columns["categories"][0], "categories")
        yield replace(finding, names=tuple(word for word, _ in words), numbers=tuple(count for _, count in words))


def _needless(table: TypedTable) -> Iterator[Finding]:
    """Yields columns of experience with beginnings in place of lengths that nothing asks for."""
    columns: dict[tuple[int, int], list[CellFault]] = defaultdict(list)
    for fault in table.needless:
        columns[id(table.block(fault.row)), fault.column].append(fault)
    for (_, column), found in columns.items():
        block = table.block(found[0].row)
        yield replace(header_finding("ignored_column", block, column, "experience"), count=len(found))
