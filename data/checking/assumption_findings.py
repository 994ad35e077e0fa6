"""Findings about what was assumed or left out.

Shorter names, groups in a cell, months for days, leavers. Everything assumed is reported once, with a count
(docs/domain.md, «What is a row, a list, a date in them»).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.checking.layout_findings import header_finding
from data.checking.row_findings import cell_finding
from data.findings import Earlier, Finding
from data.parsing import clean, name_key
from data.parsing.month_first import month_first_rows, turned
from data.recognition.blocks import Block
from data.tables.starts_and_ends import AssumedDay
from data.tables.table import TypedTable

EXAMPLES = 3  # cells that the sentence about a column shows


def assumption_findings(table: TypedTable) -> Iterator[Finding]:
    """Yields what was assumed of a table or is asked about it, kind by kind."""
    yield from _month_first(table)
    yield from _assumed_people(table)
    yield from _unlisted_people(table)
    yield from _told_twice(table)
    yield from _split_cells(table.blocks)
    yield from _assumed_days(table)
    yield from _other_categories(table)


def _month_first(table: TypedTable) -> Iterator[Finding]:
    """Columns whose days can only be read month first, one finding a column."""
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
    """Shorter names that fit one person of the lists, all in one finding."""
    people = {(assumed.written, assumed.person.name): assumed for assumed in table.assumed_people}
    if people:
        finding = _of_list("assumed_person", table, table.assumed_people[0].row, len(people))
        candidates = tuple(assumed.person for assumed in people.values())
        yield replace(finding, names=tuple(written for written, _ in people), candidates=candidates)


def _unlisted_people(table: TypedTable) -> Iterator[Finding]:
    """Yields one finding of the people whom no list has, where no form says otherwise.

    They count as people from outside.
    """
    people = {name_key(person.written): person.written for person in table.unlisted_people}
    if people:
        finding = _of_list("outside_person", table, table.unlisted_people[0].row, len(people))
        yield replace(finding, names=tuple(people.values()))


def _told_twice(table: TypedTable) -> Iterator[Finding]:
    """Yields a finding for each list whose pairs another list tells too, with how many."""
    counts: dict[tuple[Earlier, Earlier], int] = defaultdict(int)
    for row, first in table.told_twice.items():
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
        if block.splits:
            yield Finding(
                "split_cell",
                file=block.file,
                sheet=block.sheet,
                table=block.table,
                value=str(len(block.splits)),
                count=sum(split.people for split in block.splits),
                numbers=tuple(dict.fromkeys(split.row for split in block.splits)),
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
        yield replace(finding, day=first.day, count=len(days), names=(side, first.assumption.value))


def _other_categories(table: TypedTable) -> Iterator[Finding]:
    """Yields words of a column of categories that are neither ОВЗ nor a register."""
    block = next((block for block in table.blocks if "categories" in block.columns), None)
    if block and table.other_categories:
        words = sorted(table.other_categories.items(), key=lambda item: -item[1])
        finding = header_finding("ignored_column", block, block.columns["categories"][0], "categories")
        yield replace(finding, names=tuple(word for word, _ in words), numbers=tuple(count for _, count in words))
