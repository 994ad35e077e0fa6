"""Separate lists of a category («Список обучающихся с ОВЗ») → marks of the pupils whom they name.

docs/domain.md, «Who counts», «A separate list of a category».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.parsing import RISK_GROUP, SEVERAL, Context, clean, name_key, registers_named, written_person
from data.people.directory import Directory
from data.people.side_matching import SideMatch, WrittenSide, agreement, match_side
from data.recognition.block import Block
from data.recognition.category_lists import REGISTERED
from data.tables.combined_columns import DAYS_OF_ANY, carriers
from data.tables.table import AssumedPerson, TypedTable
from data.vocabulary import REGISTERS

LEAST_LISTED = 0.5  # of the people of a list with births are in the list of all: else it is of others
MOST_OF_SCHOOL = 0.5  # of the pupils: a list of as many without births is rather the list of all, and lacks them
LEAST_NAMED = 0.9  # of the pupils: a list that names as many tells of all, and who is lacking is told by name
MARKS = ("ovz", *REGISTERS)
OWN_COLUMNS = {
    "ovz": frozenset({"ovz"}),
    **dict.fromkeys(REGISTERS, REGISTERED - {"categories"}),
}  # a «no» in them holds
Days = tuple[np.datetime64 | None, np.datetime64 | None]
NO_DAY = np.datetime64("NaT", "us")


@dataclass(frozen=True, slots=True)
class ListMarks:
    """What a list marks: its block, the mark, how many pupils it marks, and how many of them had no such mark.

    `unnamed` are the pupils whom a list of all pupils does not name, and who so have no mark.
    """

    block: Block
    mark: str
    count: int
    new: int
    unnamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryLists:
    """The pupils with the marks of the lists, the rows of these lists with their faults, and what each marks.

    `faults` are (code, row, field); the rows at fault mark nobody. `unused` are columns (from 0) of a block that tell
    of some pupils what nothing tells of the others.
    """

    students: TypedTable
    listed: TypedTable
    faults: Sequence[tuple[str, int, str]]
    marked: Sequence[ListMarks]
    unused: Sequence[tuple[Block, int]]


def with_category_lists(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks, where those of a category beside a list of all pupils are marked as such."""
    pupils = [block for block in blocks if block.table == "students" and block.rows]
    whole = [block for block in pupils if not block.category and not block.missing]
    if len(whole) == len(pupils) or not whole:
        return list(blocks)
    listed = {name for block in whole for name in _names(block)}
    return [replace(block, is_category_list=True) if _is_category_list(block, listed) else block for block in blocks]


def are_category_lists(blocks: Sequence[Block], names: Iterable[str]) -> bool:
    """Returns whether all lists of pupils in an upload, one at least, are of a category of pupils of these names.

    Nobody says there that they are: one whose title tells no category has to be of a part of them.
    """
    pupils = [block for block in blocks if block.table == "students" and block.rows]
    listed = list(map(name_key, names))
    is_part = sum(len(block.rows) for block in pupils) < MOST_OF_SCHOOL * len(listed)
    return bool(pupils) and all(
        _is_category_list(block, set(listed)) and (block.category or is_part) for block in pupils
    )


def _is_category_list(block: Block, listed: set[str]) -> bool:
    """Returns whether a list names pupils of the others: it gives a category and no births, or people of theirs."""
    if block.table != "students" or not block.rows or not block.columns_of("name"):
        return False
    if "birth" in block.columns:
        names = _names(block)
        return bool(block.category) and sum(name in listed for name in names) >= LEAST_LISTED * len(names)
    return bool(block.category or {"ovz", *REGISTERED} & block.columns.keys())


def _names(block: Block) -> list[str]:
    columns = block.columns_of("name")
    return [name_key(" ".join(filter(None, (clean(row[column]) for column in columns)))) for row in block.rows]


def with_categories(students: TypedTable, listed: TypedTable, directory: Directory) -> CategoryLists:
    """Returns the pupils with the marks of the lists; whoever is not found there for sure gets none."""
    matches = [_match(listed, row, directory) for row in range(len(listed))]
    faults = list(_faults(listed, matches))
    faulty = {row for _, row, _ in faults}
    columns = dict(students.columns)
    marked: list[ListMarks] = []
    unused: list[tuple[Block, int]] = []
    for block, rows in zip(listed.blocks, listed.rows_of_blocks, strict=True):
        found = {
            row: match.person.person
            for row, match in enumerate(matches[rows], rows.start)
            if match.person and match.state == "found" and row not in faulty
        }
        unnamed = _unnamed(students, set(found.values()))
        for mark in MARKS:
            days_of_people = {
                person: day for row, person in found.items() if (day := _days_of(listed, row, mark)) is not None
            }
            is_known = mark in students.columns or _tells_of_all(mark, block, students, listed.blocks)
            if is_known or (unnamed is not None and mark in listed.columns):
                new = _enter(columns, mark, days_of_people)
                lacking = () if is_known or unnamed is None else unnamed
                marked.append(ListMarks(block, mark, len(days_of_people), new, lacking))
            elif days_of_people:
                columns_of_mark = [column for key in carriers(mark) for column in block.columns.get(key, ())]
                unused += [(block, column) for column in columns_of_mark if (block, column) not in unused]
    candidates = {(row, ""): match.candidates for row, match in enumerate(matches) if match.candidates}
    assumed = [
        AssumedPerson(row, "name", listed.written(row, "name"), match.person.candidate())
        for row, match in enumerate(matches)
        if match.assumed
        and match.person
        and not directory.decisions.is_confirmed(listed.written(row, "name"), match.person.name)
    ]
    return CategoryLists(
        replace(students, columns=columns),
        replace(listed, candidates=candidates, assumed_people=assumed),
        faults,
        [each for each in marked if each.count or _is_of(each.mark, each.block)],
        unused,
    )


def _unnamed(students: TypedTable, found: set[int]) -> tuple[str, ...] | None:
    """Returns the pupils whom a list of these persons does not name; None where it is not a list of nearly all."""
    rows = np.flatnonzero(~students.marks["left_out"]).tolist()
    lacking = [row for row in rows if students.columns["person"][row] not in found]
    if len(rows) - len(lacking) < LEAST_NAMED * len(rows):
        return None
    return tuple(dict.fromkeys(students.value(row, "name") or "" for row in lacking))


def _days_of(listed: TypedTable, row: int, mark: str) -> Days | None:
    """Returns the days from and until which a row gives a mark, by its cells, else by the title; None for no mark."""
    block = listed.block(row)
    is_named = bool(listed.value(row, mark))
    by_title = block.category != SEVERAL and _is_of(mark, block)
    if not is_named and by_title and _is_filled(listed, row, OWN_COLUMNS[mark]):
        by_title = any(listed.value(row, register) for register in REGISTERS) if mark in REGISTERS else False
    if not is_named and not by_title:
        return None
    days = [listed.value(row, f"{mark}_{end}") for end in ("since", "until")]
    if not is_named:
        days = [listed.value(row, key) for key in DAYS_OF_ANY]
    since, until = (None if day is None else np.datetime64(day, "us") for day in days)
    return since, None if since is not None and until is not None and until < since else until


def _enter(columns: dict[str, Any], mark: str, days_of_people: Mapping[int, Days]) -> int:
    """Puts a mark to these people, with its days where it is a register; returns of how many it is new."""
    persons = columns["person"]
    flags = columns.get(mark, np.zeros(len(persons), dtype=bool)).copy()
    since, until = (
        columns.get(f"{mark}_{end}", np.full(len(persons), NO_DAY, dtype="datetime64[us]")).copy()
        for end in ("since", "until")
    )
    new = 0
    for person, (first, last) in days_of_people.items():
        rows = persons == person
        is_known = bool(flags[rows].any())
        new += not is_known
        flags[rows] = True
        if first is not None:
            since[rows] = np.fmin(since[rows], first) if is_known else first
        if last is not None and not is_known:
            until[rows] = last
    columns[mark] = flags
    if mark in REGISTERS:
        columns[f"{mark}_since"] = since
        if f"{mark}_until" in columns or not np.isnat(until).all():
            columns[f"{mark}_until"] = until
    return new


def _match(listed: TypedTable, row: int, directory: Directory) -> SideMatch:
    """Returns the pupil whom a row means; a shorter name beside another class is nobody's."""
    name = listed.value(row, "name")
    beside = written_person(listed.written(row, "name"), Context(listed.value(row, "as_of").date()))
    first, last = (listed.value(row, key) for key in ("birth", "birth_latest"))
    if beside.birth and not first:
        first, last = (dt.datetime.combine(day, dt.time()) for day in (beside.birth.first, beside.birth.last))
    school_class = listed.value(row, "class_name") or (beside.school_class.name if beside.school_class else None)
    side = WrittenSide(
        name, name_key(name or ""), listed.value(row, "number"), school_class, first, last, False,
        listed.value(row, "former_name") or "",
    )  # fmt: skip
    match = match_side(side, "student", directory)
    if match.assumed and match.person and agreement(match.person, side) is False:
        return SideMatch("unknown_person", candidates=(match.person.candidate(),))
    return match


def _faults(listed: TypedTable, matches: Sequence[SideMatch]) -> Iterator[tuple[str, int, str]]:
    """Yields cells that were not understood, rows that name nobody for sure or do not say which register."""
    for fault in listed.faults:
        yield fault.fault.code, fault.row, fault.key
    misread = listed.misread
    for row, match in enumerate(matches):
        if "name" in misread.get(row, ()):
            continue
        if not listed.value(row, "name") and not listed.value(row, "number"):
            yield "empty_required", row, "name"
        elif match.state in ("unknown_person", "ambiguous_person", "number_name_mismatch"):
            yield match.state, row, "number" if match.by_number else "name"
        elif listed.block(row).category == SEVERAL and not _is_filled(listed, row, REGISTERED) and row not in misread:
            yield "empty_required", row, next(key for key in listed.block(row).columns if key in REGISTERED)


def _is_filled(listed: TypedTable, row: int, keys: Sequence[str] | frozenset[str]) -> bool:
    """Returns whether a row says something in the columns of these fields."""
    block = listed.block(row)
    return any(listed.text(row, column) for key in keys for column in block.columns.get(key, ()))


def _tells_of_all(mark: str, block: Block, students: TypedTable, lists: Sequence[Block]) -> bool:
    """Returns whether a list names everybody of whom a mark holds: it is the one of this category, of all classes."""
    if mark in students.lacking or not _is_of(mark, block):
        return False
    classes = [each.class_name for each in lists if _is_of(mark, each)]
    return None in classes or set(students.classes) <= set(classes)


def _is_of(mark: str, block: Block) -> bool:
    """Returns whether the title of a list is of a mark; one of several registers is of those that its cells name."""
    if block.category == SEVERAL:
        cells = [row[column] for key in REGISTERED for column in block.columns.get(key, ()) for row in block.rows]
        return mark in registers_named(cells)
    return mark == ("at_risk" if block.category == RISK_GROUP else block.category)
