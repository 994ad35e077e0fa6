"""Decisions about the names in findings, so that the next lists need no asking."""

from __future__ import annotations

import datetime as dt

from data.checking.pair_messages import mark_of
from data.findings import Finding
from data.parsing import Context, name_key, read_mark
from data.people.name_decisions import NameDecisions
from data.tables.table import TypedTable
from data.vocabulary import SIDES

AMBIGUOUS = "ambiguous_person"
DUPLICATES = ("likely_same_person", "duplicate_person")

CellPlace = tuple[str, str | None, int, int]  # file, sheet, row and column from 0


def name_in(finding: Finding) -> str:
    """Returns the name that the finding is about."""
    side_name = {"mentor": finding.mentor, "mentee": finding.mentee}.get(finding.side, finding.person)
    return side_name or finding.whose or finding.value or ""


def written_name(finding: Finding) -> str:
    """Returns the name at fault as decisions know it: of a side of a pair without the class or position beside it."""
    names = {"mentor": finding.pair.mentor, "mentee": finding.pair.mentee} if finding.pair else {}
    return names.get(finding.side) or finding.value or ""


def marked_names(pairs: TypedTable, decisions: NameDecisions) -> dict[CellPlace, str]:
    """Returns names of chosen people with class and birth after them, by cell.

    A copy of the pairs is to hold them. Where a list knows a side by number alone nothing is added.
    """
    marked: dict[CellPlace, str] = {}
    for row, pair in enumerate(pairs.known_by if decisions.chosen else ()):
        block = pairs.block(row)
        for side, name in zip(SIDES, (pair.mentor, pair.mentee), strict=True):
            chosen = decisions.chosen_for(side, pair)
            if chosen is None or side not in block.columns:
                continue
            mark = mark_of(chosen)
            is_telling = name_key(chosen.name) != name_key(name) or read_mark(mark, Context(dt.date.today()))
            if is_telling:
                place = (block.file, block.sheet, pairs.row_number(row) - 1, block.columns[side][0])
                marked[place] = ", ".join(filter(None, (chosen.name, mark)))
    return marked
