"""Findings about coverage: what the lists give and lack for the indicators.

Indicators without data, registers that do not count, computed categories.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from data.checking.layout_findings import header_finding
from data.contracts import fields
from data.findings import Finding
from data.needs import Need
from data.parsing import header_key, registers_named
from data.recognition.blocks import Block
from data.recognition.suggestions import shows_signs
from data.tables.combined_columns import REGISTER_FIELDS, carriers
from data.tables.table import TypedTable
from data.vocabulary import REGISTERS


def data_findings(
    tables: Mapping[str, TypedTable], unknown: Collection[str], needs: Sequence[Need]
) -> Iterator[Finding]:
    """Yields uncounted registers, computed categories, indicators without data.

    Of the tables in `unknown` something could not be read or recognised: their absence is not reported again.
    """
    if "students" in tables:
        yield from _registers(tables["students"].blocks, needs)
    for need in {(need.table, need.columns): need for need in needs if need.table in tables}.values():
        yield from _computed(tables[need.table], need)
    for number in dict.fromkeys(need.number for need in needs):
        readable = [
            need for need in needs if need.number == number and (need.table in tables or need.table not in unknown)
        ]
        if lack := next(filter(None, (_lack(tables, need) for need in readable)), None):
            yield lack


def _computed(table: TypedTable, need: Need) -> Iterator[Finding]:
    """Yields a finding for a category that is computed from other columns.

    The school's own column is missing.
    """
    if need.computed and need.met_by(table.columns) not in (None, need.columns[0]):
        block, key = table.blocks[0], need.columns[0][0]
        yield Finding(
            "assumed_column",
            file=block.file,
            sheet=block.sheet,
            row=max(block.header_row, 1),
            table=table.name,
            field=key,
            reason=need.computed,
        )


def _lack(tables: Mapping[str, TypedTable], need: Need) -> Finding | None:
    """Returns what keeps an indicator from being computed.

    A list, or a column in all of it or on some sheets.
    """
    finding = Finding("no_data_for_indicator", table=need.table, value=str(need.number))
    if need.table not in tables:
        return finding
    table = tables[need.table]
    if need.met_by(table.columns) is not None:
        return None
    key = need.columns[0][0]
    sheets = dict.fromkeys(block.sheet or block.file for block in table.lacking.get(key, ()))
    alike = "" if sheets else _column_alike(table, key)
    return replace(finding, column=key, reason=need.words, names=tuple(sheets), proposal=alike)


def _column_alike(table: TypedTable, key: str) -> str:
    """Returns the header of an unused column that may be the one that is lacking."""
    specs = [fields(table.name)[carrier] for carrier in carriers(key)]
    for block in table.blocks:
        for column, header in block.unused.items():
            cells = {row[column] for row in block.rows}
            likely = block.alike.get(column, ())
            if any(spec.key in likely or shows_signs(spec, header, cells) for spec in specs):
                return header
    return ""


def _registers(blocks: Sequence[Block], needs: Sequence[Need]) -> Iterator[Finding]:
    """Yields registers that are read and do not count by the school's settings.

    Once for each header of a file, however many sheets carry it; nothing where no indicator counts any register.
    """
    counted = {(key, need.number) for need in needs for keys in need.columns for key in keys if key in REGISTERS}
    uncounted = set(REGISTERS) - {key for key, _ in counted} if counted else set()
    places: dict[tuple[str, str], tuple[Block, int, str]] = {}
    named: dict[tuple[str, str], set[str]] = {}
    for block in blocks:
        for key in REGISTER_FIELDS:
            for column in block.columns.get(key, []):
                place = (block.file, header_key(block.headers.get(column, key)))
                places.setdefault(place, (block, column, key))
                registers = {key} if key in REGISTERS else set()
                named.setdefault(place, set()).update(registers, registers_named([row[column] for row in block.rows]))
    counting = tuple(register for register in REGISTERS if register in {key for key, _ in counted})
    indicators = tuple(sorted({number for _, number in counted}))
    for place, (block, column, key) in places.items():
        if read := tuple(register for register in REGISTERS if register in named[place] & uncounted):
            finding = header_finding("registers_not_counted", block, column, key)
            yield replace(finding, names=read, others=counting, numbers=indicators)
