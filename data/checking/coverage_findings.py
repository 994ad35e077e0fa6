"""Findings about what the lists cannot tell: indicators without data, registers that do not count, what is computed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from data.checking.layout_findings import header_finding
from data.checking.messages import WHOSE, place_words
from data.contracts import fields
from data.findings import Finding
from data.needs import Need
from data.parsing import header_key, registers_named
from data.recognition.blocks import Block
from data.recognition.suggestions import shows_signs
from data.russian import listed, numbered
from data.tables.combined_columns import REGISTER_FIELDS, carriers
from data.tables.typed_tables import Table
from data.vocabulary import REGISTER_TITLES, REGISTERS


def data_findings(
    tables: Mapping[str, Table], unknown: Collection[str], needs: Sequence[Need], *, name_file: bool
) -> Iterator[Finding]:
    """Registers that do not count, categories that are computed, indicators without data.

    Of the tables in `unknown` something could not be read or recognised: their absence is not told again.
    """
    if "students" in tables:
        yield from _registers(tables["students"].blocks, needs, name_file=name_file)
    for need in {(need.table, need.columns): need for need in needs if need.table in tables}.values():
        yield from _computed(tables[need.table], need, name_file=name_file)
    for number in dict.fromkeys(need.number for need in needs):
        known = [
            need for need in needs if need.number == number and (need.table in tables or need.table not in unknown)
        ]
        if lack := next(filter(None, (_lack(tables, need) for need in known)), None):
            where, words = f"Показатель № {number}", f"нет данных – {lack}."
            yield Finding.at("no_data_for_indicator", where, words, None, None, value=str(number))


def _computed(table: Table, need: Need, *, name_file: bool) -> Iterator[Finding]:
    """A category is computed from other columns where the school's own is missing."""
    if need.computed and need.met_by(table.frame) not in (None, need.columns[0]):
        block, key = table.blocks[0], need.columns[0][0]
        where = place_words(block.file, block.sheet, name_file=name_file)
        words = f"столбца «{fields(table.name)[key].title}» нет, поэтому {need.computed}. Проверьте список."
        row = max(block.header_row, 1)
        yield Finding.at("assumed_column", where, words, block.file, block.sheet, row, field=key)


def _lack(tables: Mapping[str, Table], need: Need) -> str | None:
    """What keeps an indicator from being computed, in words; None when nothing does."""
    if need.table not in tables:
        return f"нет списка {WHOSE[need.table]}"
    table = tables[need.table]
    if need.met_by(table.frame) is not None:
        return None
    key = need.columns[0][0]
    if sheets := [block.sheet or block.file for block in table.lacking.get(key, [])]:
        return f"{need.words} нет на листах {listed([f'«{sheet}»' for sheet in dict.fromkeys(sheets)])}"
    alike = _column_alike(table, key)
    hint = f", но столбец «{alike}» похож на него: если это он, укажите его на странице загрузки" if alike else ""
    return f"в списке {WHOSE[need.table]} нет {need.words}{hint}"


def _column_alike(table: Table, key: str) -> str:
    """The header of an unused column that may be the one that is lacking."""
    specs = [fields(table.name)[carrier] for carrier in carriers(key)]
    for block in table.blocks:
        for column, header in block.unused.items():
            cells = {row[column] for row in block.rows}
            if any(shows_signs(spec, header, cells) for spec in specs):
                return header
    return ""


def _registers(blocks: Sequence[Block], needs: Sequence[Need], *, name_file: bool) -> Iterator[Finding]:
    """Accounts with the school, the police or the commission: read, and not counted unless the school says so.

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
                own = {key} if key in REGISTERS else set()
                named.setdefault(place, set()).update(own, registers_named([row[column] for row in block.rows]))
    for place, (block, column, key) in places.items():
        if told := [REGISTER_TITLES[register] for register in REGISTERS if register in named[place] & uncounted]:
            yield _not_counted(block, column, key, told, counted, name_file=name_file)


def _not_counted(
    block: Block, column: int, key: str, told: Sequence[str], counted: Collection[tuple[str, int]], *, name_file: bool
) -> Finding:
    where = place_words(block.file, block.sheet, name_file=name_file)
    counting = [REGISTER_TITLES[register] for register in REGISTERS if register in {key for key, _ in counted}]
    indicators = numbered("показателе", "показателях", sorted({number for _, number in counted}))
    words = f"учёт {', '.join(told)} прочитан, но в {indicators} не учитывается. Учитываются: {', '.join(counting)}."
    return header_finding("registers_not_counted", where, words, block, column, key)
