"""Findings about coverage: what the lists give and lack for the indicators.

Indicators without data, registers that do not count, computed categories.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from data.checking.layout_findings import header_finding
from data.checking.row_findings import list_finding
from data.contracts import fields
from data.findings import Finding
from data.parsing import header_key, registers_named
from data.recognition.block import Block
from data.recognition.suggestions import field_of_marks, shows_signs
from data.required_columns import RequiredColumns
from data.tables.combined_columns import REGISTER_FIELDS, carriers
from data.tables.table import TypedTable
from data.vocabulary import REGISTERS


def data_findings(
    tables: Mapping[str, TypedTable],
    unknown: Collection[str],
    required: Sequence[RequiredColumns],
    of_categories: Sequence[Block] = (),
) -> Iterator[Finding]:
    """Yields uncounted registers, computed categories, indicators without data.

    Of the tables in `unknown` something could not be read or recognised: their absence is not reported again;
    `of_categories` are separate lists of pupils of a category.
    """
    if "students" in tables:
        yield from _registers([*tables["students"].blocks, *of_categories], required)
    for entry in {(entry.table, entry.columns): entry for entry in required if entry.table in tables}.values():
        yield from _computed(tables[entry.table], entry)
    for number in dict.fromkeys(entry.number for entry in required):
        readable = [
            entry
            for entry in required
            if entry.number == number and (entry.table in tables or entry.table not in unknown)
        ]
        if lack := next(filter(None, (_lack(tables, entry) for entry in readable)), None):
            yield lack


def _computed(table: TypedTable, entry: RequiredColumns) -> Iterator[Finding]:
    """Yields a finding for a category that is computed from other columns.

    The school's own column is missing.
    """
    if entry.computed and entry.met_by(table.columns) not in (None, entry.columns[0]):
        block, key = table.blocks[0], entry.columns[0][0]
        yield replace(list_finding("assumed_column", block), field=key, reason=entry.computed, numbers=(entry.number,))


def _lack(tables: Mapping[str, TypedTable], entry: RequiredColumns) -> Finding | None:
    """Returns what keeps an indicator from being computed.

    A list, or a column in all of it or on some sheets; with the place of the column that may be the one, and the field
    that it may be.
    """
    finding = Finding("no_data_for_indicator", table=entry.table, value=str(entry.number))
    if entry.table not in tables:
        return finding
    table = tables[entry.table]
    if entry.met_by(table.columns) is not None:
        return None
    key = entry.columns[0][0]
    lacking = table.lacking.get(key, ())
    if alike := _column_alike(table.name, key, lacking or table.blocks):
        block, column, likely = alike
        at_header = header_finding(finding.code, block, column, likely)
        finding = replace(at_header, value=finding.value, proposal=at_header.header or "")
    sheets = dict.fromkeys(block.sheet or block.file for block in lacking)
    return replace(finding, column=key, reason=entry.words, names=tuple(sheets))


def _column_alike(name: str, key: str, blocks: Sequence[Block]) -> tuple[Block, int, str] | None:
    """Returns an unused column that may be the one that is lacking, and the field that it may be taken for."""
    specs = [fields(name)[carrier] for carrier in carriers(key)]
    for block in blocks:
        for column, header in block.unused.items():
            cells = {row[column] for row in block.rows}
            shown = block.alike.get(column, ())
            if any(spec.key in shown or shows_signs(spec, header, cells) for spec in specs):
                return block, column, field_of_marks(name, header, cells, shown)
    return None


def _registers(blocks: Sequence[Block], required: Sequence[RequiredColumns]) -> Iterator[Finding]:
    """Yields registers that are read and do not count by the school's settings.

    Once for each header of a file, however many sheets carry it; nothing where no indicator counts any register.
    """
    counted = {(key, entry.number) for entry in required for keys in entry.columns for key in keys if key in REGISTERS}
    uncounted = set(REGISTERS) - {key for key, _ in counted} if counted else set()
    places: dict[tuple[str, str], tuple[Block, int, str]] = {}
    named: dict[tuple[str, str], set[str]] = {}
    for block in blocks:
        columns = block.columns
        if block.category in REGISTERS:  # the title says the register of everybody in the list
            columns = {block.category: block.columns_of("name")[:1], **columns}
        for key in (*REGISTER_FIELDS, "categories"):
            for column in columns.get(key, []):
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
