"""Findings about what was assumed or left out: shorter names, groups in a cell, months for days, leavers.

Everything assumed is said once, with a count (docs/domain.md, «What is a row, a list, a date in them»).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from data.checking.messages import place_words
from data.checking.rules import cell_finding
from data.findings import Finding
from data.parsing import Assumption, even
from data.recognition.blocks import Block
from data.russian import counted, date_text
from data.spreadsheets.addresses import column_letters
from data.tables.starts_and_ends import AssumedDay
from data.tables.typed_tables import Table, cells

LONGER = {
    Assumption.MONTH: "месяц", Assumption.QUARTER: "квартал", Assumption.HALF_YEAR: "полугодие",
    Assumption.SCHOOL_YEAR: "учебный год",
}  # fmt: skip
FINISHED = re.compile(r"(?<!не )\b(?:заверш|законч|оконч)(?:ен|ил)")
CELLS = ("ячейка", "ячейки", "ячеек")


def assumption_findings(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Return what was assumed of a table or is unusual in it, kind by kind."""
    yield from _leavers(table.blocks, name_file=name_file)
    if table.name == "pairs":
        yield from _assumed_people(table, name_file=name_file)
        yield from _split_cells(table.blocks, name_file=name_file)
        yield from _assumed_days(table, name_file=name_file)
        yield from _undated_ends(table, name_file=name_file)
    else:
        yield from _short_names(table, name_file=name_file)
    yield from _other_categories(table, name_file=name_file)


def _leavers(blocks: Sequence[Block], *, name_file: bool) -> Iterator[Finding]:
    """Rows below «Выбыли» are left out."""
    for block in blocks:
        for line in block.leavers:
            letters = column_letters(line.column)
            where = f"{place_words(block.file, block.sheet, line.row, name_file=name_file)}, столбец {letters}"
            rows = counted(line.count, "строка", "строки", "строк")
            words = (
                f"«{line.text}» – ниже {rows} о тех, кто ушёл: они не учтены. Если эти люди учатся или работают, "
                "уберите эту строку."
            )
            yield Finding.at(
                "left_out_section", where, words, block.file, block.sheet, line.row, f"{letters}{line.row}",
                value=line.text,
            )  # fmt: skip


def _assumed_people(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Shorter names that fit one person of the lists, all in one finding."""
    names = Counter((written, taken) for _, _, written, taken in table.assumed_people)
    if not names:
        return
    block = table.block(table.assumed_people[0][0])
    shown = "; ".join(f"«{written}» → {taken}" for written, taken in names)
    people = counted(len(names), "имя записано", "имени записаны", "имён записаны")
    words = f"{people} не полностью, и каждому подходит один человек из списков. Просмотрите: {shown}."
    where = place_words(block.file, block.sheet, name_file=name_file)
    yield Finding.at("assumed_person", where, words, block.file, block.sheet, value=str(len(names)))


def _split_cells(blocks: Sequence[Block], *, name_file: bool) -> Iterator[Finding]:
    """Cells that name several people, in one finding a list."""
    for block in blocks:
        if not block.splits:
            continue
        people = sum(split.people for split in block.splits)
        rows = ", ".join(str(row) for row in dict.fromkeys(split.row for split in block.splits))
        where = place_words(block.file, block.sheet, name_file=name_file)
        words = (
            f"в {counted(len(block.splits), 'ячейке', 'ячейках', 'ячейках')} записано несколько человек "
            f"({people}): каждый – отдельная пара. Строки: {rows}."
        )
        yield Finding.at("split_cell", where, words, block.file, block.sheet, value=str(len(block.splits)))


def _assumed_days(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Months, quarters and school years in place of days, one finding a spelling."""
    spellings: dict[tuple[str, str, str], list[AssumedDay]] = defaultdict(list)
    for day in table.assumed_days:
        text = table.text(day.row, table.column(day.row, day.key))
        spellings[day.side, day.key, text].append(day)
    for (side, key, text), days in spellings.items():
        first = days[0]
        end = "начало – первый день" if side == "start" else "окончание – последний день"
        words = (
            f"«{text}» – {LONGER[first.assumption]}, а не день: {end}, {date_text(first.day)} "
            f"({counted(len(days), *CELLS)}). Если день другой, впишите его."
        )
        place = (first.row, key, table.column(first.row, key))
        yield cell_finding(table, "assumed_date", place, text, words, name_file=name_file)


def _undated_ends(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Pairs that are said to have ended, and nobody says when."""
    statuses, ends = cells(table.frame, "status"), cells(table.frame, "end")
    for row, (status, end) in enumerate(zip(statuses, ends, strict=True)):
        if status and end is None and FINISHED.search(even(status)) and not table.frame["cancelled"].iloc[row]:
            words = f"«{status}», а дня окончания нет: пара считается действующей. Впишите дату окончания."
            place = (row, "status", table.column(row, "status"))
            yield cell_finding(table, "no_end_date", place, status, words, name_file=name_file)


def _short_names(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """People whose name is one word."""
    for row, name in enumerate(cells(table.frame, "name")):
        if name and len(name.split()) == 1:
            words = f"«{name}» – в имени одно слово. Впишите фамилию, имя и отчество."
            place = (row, "name", table.column(row, "name"))
            yield cell_finding(table, "short_name", place, name, words, name_file=name_file)


def _other_categories(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Words of a column of several categories that are neither ОВЗ nor a register."""
    block = next((block for block in table.blocks if "categories" in block.columns), None)
    if block is None or not table.other_categories:
        return
    column = block.columns["categories"][0]
    row, letters = max(block.header_row, 1), column_letters(column)
    where = f"{place_words(block.file, block.sheet, name_file=name_file)}, столбец {letters} «{block.headers[column]}»"
    listed = ", ".join(f"«{word}» ({count})" for word, count in table.other_categories.most_common())
    words = f"эти слова не говорят ни об ОВЗ, ни об учёте и не используются: {listed}."
    yield Finding.at(
        "ignored_column", where, words, block.file, block.sheet, row, f"{letters}{row}", "categories",
        value=block.headers[column],
    )  # fmt: skip
