"""What a list of pairs says of both sides of each pair, before anybody is looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.findings import PairIdentity
from data.parsing import name_key
from data.people.directory import Directory
from data.people.duplicates import ListedPerson
from data.people.side_matching import WrittenSide
from data.tables.table import TypedTable
from data.vocabulary import SIDES

Sides = Mapping[str, Sequence[WrittenSide]]
Roles = Mapping[str, Sequence[str | None]]  # of each side what the form says: a key of `ROLES`


def roles_of(pairs: TypedTable) -> Roles:
    """Returns what the form says of each side of each pair."""
    forms = [form if form != "other" else None for form in pairs.cells("form")]
    return {side: [str(form).split("_")[place] if form else None for form in forms] for place, side in enumerate(SIDES)}


def identities_of(pairs: TypedTable) -> list[PairIdentity]:
    """Returns what the list knows each pair by: of both sides the name, else the number, and the first day if given."""
    undated = [set(block.undated_rows()) for block in pairs.blocks]
    is_given = [
        place not in rows for block, rows in zip(pairs.blocks, undated, strict=True) for place in range(len(block.rows))
    ]
    sides = [zip(pairs.cells(side), pairs.cells(f"{side}_number"), strict=True) for side in SIDES]
    mentors, mentees = ([name or number or "" for name, number in side] for side in sides)
    return [
        PairIdentity(mentor, mentee, start.date() if start and given else None)
        for mentor, mentee, start, given in zip(mentors, mentees, pairs.cells("start"), is_given, strict=True)
    ]


def sides_of(pairs: TypedTable, side: str, known_by: Sequence[PairIdentity], directory: Directory) -> list[WrittenSide]:
    """Returns one side of each pair as its row has it."""
    keys = (side, f"{side}_number", f"{side}_class", f"{side}_birth", f"{side}_birth_latest")
    beside = (f"{side}_former", f"{side}_position")
    unsure = {row for row, misread in pairs.misread.items() if misread & {*keys, "form"}}
    columns = [*(pairs.cells(key) for key in keys), *(pairs.cells(key) for key in beside)]
    rows = zip(*columns, are_by_number(pairs, side), known_by, _of_rows(pairs, side, directory), strict=True)
    return [
        WrittenSide(
            name, name_key(name or ""), number if name or is_by_number else None, class_name, birth, latest,
            row in unsure, former or "", position or "", directory.decisions.chosen_for(side, pair), person,
        )
        for row, (name, number, class_name, birth, latest, former, position, is_by_number, pair, person)
        in enumerate(rows)
    ]  # fmt: skip


def are_by_number(pairs: TypedTable, side: str) -> list[bool]:
    """Returns for each row whether its list knows this side by number alone: no column of it holds names."""
    return [side not in block.columns for block in pairs.blocks for _ in block.rows]


def _of_rows(pairs: TypedTable, side: str, directory: Directory) -> list[ListedPerson | None]:
    """Returns for each row the person whose row it is, where a list of people keeps the pair; None elsewhere."""
    return [
        directory.in_row(block, number) if block.own_side == side else None
        for block in pairs.blocks
        for number in block.numbers
    ]
