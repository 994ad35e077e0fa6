"""Findings about what the lists cannot tell: indicators without data, registers that do not count, what is computed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from data.checking.layout_findings import header_finding
from data.checking.messages import WHOSE, place_words
from data.findings import Finding
from data.parsing import even, header_key, registers_named
from data.recognition.blocks import Block
from data.recognition.suggestions import SPEAKS_OF
from data.russian import listed
from data.tables.combined_columns import REGISTER_FIELDS
from data.tables.typed_tables import Table
from data.vocabulary import REGISTER_TITLES, REGISTERS

ColumnSets = tuple[tuple[str, ...], ...]  # any of them will do

COLUMN_WORDS = {
    "ovz": "столбца «ОВЗ»",
    "at_risk": "столбца «СОП» или «Персонифицированный учёт»",
    "young_specialist": "столбца «Молодой специалист» (или стажа и даты рождения)",
}


def needs_of(counted: Collection[str]) -> dict[int, dict[str, ColumnSets]]:
    """What each indicator needs (domain.md, «A missing table or column is not a no»): column sets by table."""
    any_columns: ColumnSets = ((),)
    registers = (("at_risk",), *((register,) for register in counted))
    own: dict[int, tuple[str, ColumnSets]] = {
        1: ("students", any_columns),
        2: ("students", any_columns),
        3: ("teachers", (("young_specialist",), ("experience", "birth"))),
        4: ("students", (("ovz",),)),
        5: ("students", registers),
    }
    return {number: {table: columns, "pairs": any_columns} for number, (table, columns) in own.items()}


def data_findings(
    tables: Mapping[str, Table], unknown: Collection[str], counted: Collection[str], *, name_file: bool
) -> Iterator[Finding]:
    """Registers that do not count, young specialists that are computed, indicators without data.

    Of the tables in `unknown` something could not be read or recognised: their absence is not told again.
    """
    if "students" in tables:
        yield from _registers(tables["students"].blocks, counted, name_file=name_file)
    if "teachers" in tables:
        yield from _computed_youth(tables["teachers"], name_file=name_file)
    for number, needs in needs_of(counted).items():
        lacks = (_lack(tables, name, sets) for name, sets in needs.items() if name in tables or name not in unknown)
        if lack := next(filter(None, lacks), None):
            where, words = f"Показатель № {number}", f"нет данных – {lack}."
            yield Finding.at("no_data_for_indicator", where, words, None, None, value=str(number))


def _computed_youth(teachers: Table, *, name_file: bool) -> Iterator[Finding]:
    """Young specialists are computed where the school's own column is missing."""
    if "young_specialist" not in teachers.frame and {"experience", "birth"} <= set(teachers.frame):
        block = teachers.blocks[0]
        where = place_words(block.file, block.sheet, name_file=name_file)
        words = (
            "столбца «Молодой специалист» нет, поэтому молодые специалисты определены расчётом – по стажу и возрасту. "
            "Проверьте список."
        )
        row = max(block.header_row, 1)
        yield Finding.at("assumed_column", where, words, block.file, block.sheet, row, field="young_specialist")


def _lack(tables: Mapping[str, Table], name: str, sets: ColumnSets) -> str | None:
    """What keeps an indicator from being computed, in words; None when nothing does."""
    if name not in tables:
        return f"нет списка {WHOSE[name]}"
    table = tables[name]
    if any(set(columns) <= set(table.frame) for columns in sets):
        return None
    key = sets[0][0]
    if sheets := [block.sheet or block.file for block in table.lacking.get(key, [])]:
        return f"{COLUMN_WORDS[key]} нет на листах {listed([f'«{sheet}»' for sheet in dict.fromkeys(sheets)])}"
    alike = _column_alike(table.blocks, key)
    hint = f", но столбец «{alike}» похож на него: если это он, укажите его на странице загрузки" if alike else ""
    return f"в списке {WHOSE[name]} нет {COLUMN_WORDS[key]}{hint}"


def _column_alike(blocks: Sequence[Block], key: str) -> str:
    """The header of an unused column that speaks of what is lacking."""
    if key not in SPEAKS_OF:
        return ""
    for block in blocks:
        for column, header in block.unused.items():
            texts = {row[column] for row in block.rows if isinstance(row[column], str)}
            if any(SPEAKS_OF[key].search(even(str(text))) for text in (header, *texts)):
                return header
    return ""


def _registers(blocks: Sequence[Block], counted: Collection[str], *, name_file: bool) -> Iterator[Finding]:
    """Accounts with the school, the police or the commission: read, and not counted unless the school says so.

    Once for each header of a file, however many sheets carry it.
    """
    uncounted = set(REGISTERS) - {"at_risk"} - set(counted)
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
    block: Block, column: int, key: str, told: Sequence[str], counted: Collection[str], *, name_file: bool
) -> Finding:
    where = place_words(block.file, block.sheet, name_file=name_file)
    counting = [REGISTER_TITLES[register] for register in REGISTERS if register == "at_risk" or register in counted]
    words = f"учёт {', '.join(told)} прочитан, но в показателе № 5 не учитывается. Учитываются: {', '.join(counting)}."
    return header_finding("registers_not_counted", where, words, block, column, key)
