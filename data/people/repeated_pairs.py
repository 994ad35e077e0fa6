"""Pairs of a person with himself, and pairs that stand in a list twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from data.parsing import name_key
from data.people.duplicates import FAR_FUTURE
from data.people.side_matching import UNCLEAR, SideMatch
from data.tables.table import TypedTable, whole_numbers
from data.vocabulary import SIDES


def repeat_marks(
    pairs: TypedTable,
    matches: Mapping[str, Sequence[SideMatch]],
    names: Mapping[str, Sequence[str | None]],
    cancelled: Any,
) -> dict[str, Any]:
    """Returns pairs of a person with himself, and for pairs that repeat an earlier one that row."""
    keys = ([name_key(name) if name else "" for name in names[side]] for side in SIDES)
    rows = list(zip(matches["mentor"], matches["mentee"], *keys, strict=True))
    seen: dict[Hashable, list[tuple[Any, Any, int]]] = defaultdict(list)
    earlier: list[int | None] = []
    days = zip(pairs.cells("start"), pairs.cells("end"), cancelled.tolist(), strict=True)
    for row, ((mentor, mentee, first, second), (start, end, off)) in enumerate(zip(rows, days, strict=True)):
        clash = None
        last = end or FAR_FUTURE
        key = (_identity(mentor, first), _identity(mentee, second))
        is_judged = start and start <= last and not off and row not in pairs.merged_rows
        if is_judged and "" not in key and "end" not in pairs.misread.get(row, ()):
            clash = next((other for begun, until, other in seen[key] if start <= until and begun <= last), None)
            if clash is None:
                seen[key].append((start, last, row))
        earlier.append(clash)
    self_pairs = np.array([_is_self_pair(*row) for row in rows], dtype=bool)
    return {"self_pair": self_pairs, "overlaps": whole_numbers(earlier)}


def _is_self_pair(mentor: SideMatch, mentee: SideMatch, mentor_name: str, mentee_name: str) -> bool:
    """Returns whether both sides are one person; of one name alone, unless the lists know two such people."""
    if mentor.state == mentee.state == "found" and mentor.person and mentee.person:
        return (mentor.person.table, mentor.person.person) == (mentee.person.table, mentee.person.person)
    states = {mentor.state, mentee.state}
    if not mentor_name or mentor_name != mentee_name or states & UNCLEAR:
        return False
    return states != {"outside", "found"}


def _identity(match: SideMatch, name: str) -> Hashable:
    """Returns who a side is: the person found, else the name as compared; nobody where that is at fault."""
    if match.state == "found" and match.person:
        return match.person.table, match.person.person
    return "" if match.state in UNCLEAR else name
