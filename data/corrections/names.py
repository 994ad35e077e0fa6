"""What a person may confirm about the names that findings speak of, so that the next lists need no asking."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from data.findings import Finding
from data.parsing import Context, clean, read_bearer, read_column, read_mark
from data.people.name_decisions import Said
from data.recognition.blocks import Block
from data.vocabulary import SIDES

NAMESAKES = re.compile(r"таких людей несколько: (.+)\. Впишите")
UNKNOWN = ("unknown_person", "number_name_mismatch")
AMBIGUOUS = "ambiguous_person"
DOUBLES = ("likely_same_person", "duplicate_person")


def to_confirm(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that a person's word may settle, namesakes first."""
    codes = (AMBIGUOUS, *UNKNOWN, *DOUBLES)
    told = [one for one in findings if one.code in codes and (one.value or one.person)]
    return sorted(told, key=lambda one: codes.index(one.code))


def name_in(one: Finding) -> str:
    """The name that the finding is about."""
    if one.code in DOUBLES or not one.person or " – " not in one.person:
        return one.person or one.value or ""
    mentor, _, mentee = one.person.partition(" – ")
    return mentor if side_of(one) == "mentor" else mentee


def side_of(one: Finding) -> str:
    """Which side of the pair is at fault."""
    return "mentor" if (one.field or "").startswith("mentor") else "mentee"


def namesakes(one: Finding) -> list[str]:
    """The people between whom the name does not decide, as the finding tells of them."""
    found = NAMESAKES.search(one.words)
    return found[1].split("; ") if found else []


def pair_of(one: Finding, blocks: Sequence[Block]) -> tuple[str, str, dt.date | None] | None:
    """Mentor, mentee and first day of the pair of a finding, as its row tells them; None where there is no such row."""
    for block in blocks:
        if (block.file, block.sheet) == (one.file, one.sheet) and one.row in block.numbers:
            row = block.rows[block.numbers.index(one.row)]
            context = Context(dt.date.today())
            told = [clean(row[column]) if (column := _column(block, side)) is not None else "" for side in SIDES]
            mentor, mentee = (bearer.name if (bearer := read_bearer(name, context)) else name for name in told)
            days = read_column([row[column] for column in block.columns.get("start", [])], "date", context)
            return mentor, mentee, next((day for day in days if isinstance(day, dt.date)), None)
    return None


def marked(blocks: Sequence[Block], said: Said) -> dict[tuple[str, str | None, int, int], str]:
    """What a copy of the lists is to hold of what was said of namesakes: the class and the birth after their names.

    By file, sheet, row and column from 0; where a list tells a side by number alone nothing is added.
    """
    found = {}
    for block in blocks if said.meant else ():
        if block.table != "pairs":
            continue
        for number in block.numbers:
            one = Finding(AMBIGUOUS, "", block.file, block.sheet, number)
            mentor, mentee, start = pair_of(one, blocks) or ("", "", None)
            for side, name in zip(SIDES, (mentor, mentee), strict=True):
                which = said.meant_in(side, mentor, mentee, start)
                mark = which.partition(", ")[2]
                if side in block.columns and read_mark(mark, Context(dt.date.today())):
                    found[block.file, block.sheet, number - 1, block.columns[side][0]] = f"{name}, {mark}"
    return found


def _column(block: Block, side: str) -> int | None:
    columns = block.columns_of(side)
    return columns[0] if columns else None
