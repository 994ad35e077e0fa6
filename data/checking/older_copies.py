"""Copies of one list that a school keeps, a sheet a month: the newest is taken, the older ones are left out.

docs/domain.md, «What is a row, a list, a date in them». Copies are told by the people in them, so that classes on
sheets, or the pairs that began in each month, are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from data.checking.as_of_date import title_dates
from data.findings import Finding
from data.parsing import clean, name_key
from data.periods import SCHOOL_YEAR_STARTS
from data.recognition.block import Block, SheetBlocks
from data.recognition.blocks import titles
from data.recognition.dates_in_titles import NamedTime, time_in_name
from data.recognition.school_years import school_year_named
from data.spreadsheets.sheet import Sheet
from data.vocabulary import SIDES

LEAST_SHARED = 0.5  # of the shorter of two lists that are one list at two times

Edition = tuple[NamedTime, list[SheetBlocks]]  # a list as it was at a time, on one sheet or several


def without_older_copies(
    recognised: Sequence[SheetBlocks], chosen: Collection[tuple[str, str | None]]
) -> tuple[list[SheetBlocks], list[Finding]]:
    """Returns the sheets without those whose lists newer sheets hold again, and a finding for each newer sheet.

    A sheet with anything that no newer sheet has stays, and so does one that a person has chosen before the newer one.
    """
    times = [_time_of(sheet, blocks) for sheet, blocks in recognised]
    if len(set(times) - {None}) < 2:
        return list(recognised), []
    dated = [(time, sheet_blocks) for time, sheet_blocks in zip(times, recognised, strict=True) if time]
    remaining: list[SheetBlocks] = []
    older: dict[tuple[str, str | None], list[Sheet]] = defaultdict(list)
    for time, sheet_blocks in zip(times, recognised, strict=True):
        newest = {table: _newest(dated, table, time) for table in _tables(sheet_blocks)} if time else {}
        newer = [(sheet.file, sheet.name) for _, sheets in newest.values() for sheet, _ in sheets]
        is_chosen = (sheet_blocks[0].file, sheet_blocks[0].name) in chosen and not set(newer) <= set(chosen)
        if (
            newer
            and not is_chosen
            and all(_is_older_copy(sheet_blocks, table, newest[table], time) for table in newest)
        ):
            older[newer[0]].append(sheet_blocks[0])
        else:
            remaining.append(sheet_blocks)
    return remaining, [_finding(*newer_sheet, sheets) for newer_sheet, sheets in older.items()]


def _time_of(sheet: Sheet, blocks: list[Block]) -> NamedTime | None:
    """Returns the time at which a sheet's lists were true, as its title, its name or its file's name says."""
    if not blocks:
        return None
    days = [date.day for date in title_dates([(sheet, blocks)]) if date.row is not None]
    if days:
        return NamedTime.of(max(days))
    year = _school_year_of_people(sheet, blocks)
    in_year = NamedTime(year, *SCHOOL_YEAR_STARTS) if year else None
    return time_in_name(sheet.name or "") or time_in_name(sheet.file) or in_year


def _school_year_of_people(sheet: Sheet, blocks: list[Block]) -> int | None:
    """Returns the year in which the school year of a sheet of pupils or teachers began, as a title or a name says.

    Pairs last from one school year to the next: a list of theirs is no copy of that of the year before.
    """
    if any(block.table == "pairs" and not block.own_side for block in blocks):
        return None
    above = [clean(cell) for _, _, cell in titles(sheet, blocks)]
    return school_year_named(above, sheet.name or "", sheet.file)


def _tables(sheet_blocks: SheetBlocks) -> set[str]:
    return {_list_of(block) for block in sheet_blocks[1] if not block.own_side}


def _list_of(block: Block) -> str:
    """Returns which list a table is; a separate one of a category is another than that of all pupils."""
    return f"{block.table} {block.category}".rstrip()


def _newest(dated: Sequence[tuple[NamedTime, SheetBlocks]], table: str, like: NamedTime) -> Edition:
    """Returns the newest sheets with a table, of those whose times can be compared with one of theirs."""
    alike = [
        (time, found) for time, found in dated if table in _tables(found) and (time.year is None) == (like.year is None)
    ]
    times = list(dict.fromkeys(time for time, _ in alike))
    newest = max(times, key=lambda time: time.day_of_year(_first_month(times)))
    return newest, [found for time, found in alike if time == newest]


def _first_month(times: Sequence[NamedTime]) -> int:
    """Returns the month with which months without a year begin: September, or January where the sheets stand so."""
    in_order = [time.day_of_year(1) for time in times]
    return 1 if in_order == sorted(in_order) else SCHOOL_YEAR_STARTS[0]


def _is_older_copy(sheet_blocks: SheetBlocks, table: str, newest: Edition, time: NamedTime | None) -> bool:
    people, newer_people = _people([sheet_blocks], table), _people(newest[1], table)
    shared = len(people & newer_people)
    return time != newest[0] and shared > 0 and shared >= LEAST_SHARED * min(len(people), len(newer_people))


def _people(sheets: Sequence[SheetBlocks], table: str) -> set[tuple[str, ...]]:
    """Returns who stands in the lists of a table, as it is compared; both sides of pairs."""
    keys = SIDES if table == "pairs" else ("name",)
    blocks = [block for _, blocks in sheets for block in blocks if _list_of(block) == table and not block.own_side]
    return {
        tuple(name_key(" ".join(clean(row[column]) for column in block.columns_of(key))) for key in keys)
        for block in blocks
        for row in block.rows
    }


def _finding(file: str, sheet: str | None, older: Sequence[Sheet]) -> Finding:
    files, names = zip(*((copy.file, copy.name or "") for copy in older), strict=True)
    return Finding("conflicting_as_of", file=file, sheet=sheet, names=files, others=names)
