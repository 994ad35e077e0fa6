"""Pairs → people: what the rules of the contracts judge a pair by, and whom the shares will count."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data.parsing import even, name_key
from data.people.directory import OUTSIDE, Directory, Match, Side, match_side
from data.people.duplicates import FAR_FUTURE
from data.tables.typed_tables import Table, cells
from data.vocabulary import LISTED, ROLE_OF_TABLE, SIDES

CANCELLED = re.compile(r"(?<!не )\bотмен")
RENAMED = "возможно, сменил(а) фамилию"


def match_pairs(pairs: Table, directory: Directory, tables: Mapping[str, Table]) -> None:
    """Adds to the pairs: both people, how they were found, the mentor's role, doubles of the pair, who is left out."""
    frame = pairs.frame
    forms = [form if form != "other" else None for form in cells(frame, "form")]
    cancelled = _cancelled(frame)
    ended = cancelled | (frame["end"] <= frame["as_of"] if "end" in frame else False)
    matches: dict[str, list[Match]] = {}
    roles_of: dict[str, list[str | None]] = {}
    for place, side in enumerate(SIDES):
        roles = [str(form).split("_")[place] if form else None for form in forms]
        sides = _sides(pairs, side, directory)
        found = [match_side(listed, role, directory) for listed, role in zip(sides, roles, strict=True)]
        found = _forgive_nameless(found, cells(frame, side), roles, directory)
        matches[side] = found
        roles_of[side] = roles
    _propose_renamed(matches, roles_of, frame, directory)
    for side, found in matches.items():
        _add_side(frame, side, found, list(ended))
        _add_people(frame, side, found, tables)
        _add_names(pairs, side, found)
    told = zip(roles_of["mentor"], matches["mentor"], strict=True)
    frame["mentor_role"] = pd.array([_role(*one) for one in told], dtype="str")
    frame["cancelled"] = cancelled
    _add_births(frame, matches, directory)
    _add_pair_columns(pairs, matches)


def _sides(pairs: Table, side: str, directory: Directory) -> Iterator[Side]:
    frame = pairs.frame
    people = zip(*(_told_of(frame, one) for one in SIDES), cells(frame, "start"), strict=True)
    meant = [directory.said.meant_in(side, *one) for one in people]
    keys = (
        side, f"{side}_number", f"{side}_class", f"{side}_birth", f"{side}_birth_latest", f"{side}_former",
        f"{side}_position",
    )  # fmt: skip
    unsure = {row for row, misread in pairs.misread.items() if misread & {*keys, "form"}}
    rows = zip(*(cells(pairs.frame, key) for key in keys), strict=True)
    for row, (name, number, class_name, birth, latest, former, position) in enumerate(rows):
        told_number = number if name or is_by_number(pairs, row, side) else None
        yield Side(
            name, told_number, class_name, birth, latest, row in unsure, meant[row], former or "", position or ""
        )


def _told_of(frame: pd.DataFrame, side: str) -> list[str | None]:
    """What the list tells a side by: the name, else the number."""
    told = zip(cells(frame, side), cells(frame, f"{side}_number"), strict=True)
    return [name or number for name, number in told]


def is_by_number(pairs: Table, row: int, side: str) -> bool:
    """The list tells this side by number alone: no column of it holds names."""
    return side not in pairs.block(row).columns


def _forgive_nameless(
    found: list[Match], names: Sequence[str | None], roles: Sequence[str | None], directory: Directory
) -> list[Match]:
    """Who is in no list may be the one whose name is missing there: that is told already."""
    sought = {
        row: (role, name_key(name or ""))
        for row, (match, name, role) in enumerate(zip(found, names, roles, strict=True))
        if match.state == "unknown_person" and not match.blame and role
    }
    told = Counter(role for role, _ in set(sought.values()))
    forgiven = {role for role, people in told.items() if people <= directory.nameless.get(LISTED[role], 0)}
    return [OUTSIDE if row in sought and sought[row][0] in forgiven else match for row, match in enumerate(found)]


def _propose_renamed(
    matches: Mapping[str, list[Match]],
    roles: Mapping[str, Sequence[str | None]],
    frame: pd.DataFrame,
    directory: Directory,
) -> None:
    """Beside a name that nobody has and nobody's is like: the person who may have changed the surname.

    Proposed is only who is in no pair, and for one name alone.
    """
    named = {(one.person.table, one.person.person) for found in matches.values() for one in found if one.person}
    places = [
        (side, row, key, directory.renamed(_lists_of(roles[side][row], directory), key, named))
        for side, found in matches.items()
        for row, (match, name) in enumerate(zip(found, cells(frame, side), strict=True))
        if match.state == "unknown_person" and not match.detail and not match.blame and (key := name_key(name or ""))
    ]
    claims = Counter(person for _, person in {(key, person) for _, _, key, person in places})
    for side, row, _, person in places:
        if person and claims[person] == 1:
            matches[side][row] = replace(matches[side][row], detail=f"{person} – {RENAMED}")


def _lists_of(role: str | None, directory: Directory) -> list[str]:
    """The lists in which a side of this role is looked up."""
    return [table for table in directory.tables if role is None or LISTED.get(role) == table]


def _add_names(pairs: Table, side: str, found: Sequence[Match]) -> None:
    """Names of those whom the list tells by number alone: as the lists have them, else the number itself."""
    numbers = cells(pairs.frame, f"{side}_number")
    names = cells(pairs.frame, side)
    for row, (number, match) in enumerate(zip(numbers, found, strict=True)):
        if number and not names[row] and is_by_number(pairs, row, side):
            names[row] = (match.person.name if match.person else "") or f"№ {number}"
        elif match.assumed and match.person:
            pairs.assumed_people.append((row, side, names[row] or "", match.person.name))
            names[row] = match.person.name
    pairs.frame[side] = pd.array(names, dtype="str")


def _role(role: str | None, match: Match) -> str | None:
    """The mentor's role: what the form says, else the list in which the mentor was found."""
    if role or match.state != "found" or not match.person:
        return role
    return ROLE_OF_TABLE[match.person.table]


def _cancelled(frame: pd.DataFrame) -> Any:
    if "status" not in frame:
        return np.zeros(len(frame), dtype=bool)
    return np.array([bool(CANCELLED.search(even(text))) for text in frame["status"].fillna("")], dtype=bool)


def _add_side(frame: pd.DataFrame, side: str, found: Sequence[Match], ended: Sequence[bool]) -> None:
    """How a side was found; who is in no list matters less once the pair is over."""
    states = [
        "ended_unknown_person" if match.state == "unknown_person" and over else match.state
        for match, over in zip(found, ended, strict=True)
    ]
    frame[f"{side}_state"] = pd.array(states, dtype="str")
    frame[f"{side}_blame"] = [f"{side}{match.blame}" for match in found]
    frame[f"{side}_detail"] = [match.detail for match in found]


def _add_people(frame: pd.DataFrame, side: str, found: Sequence[Match], tables: Mapping[str, Table]) -> None:
    """The `person` of a side by list, and whether he is one who does not count as a pupil."""
    away: set[int] = set()
    if "students" in tables:
        people_frame = tables["students"].frame
        away = set(people_frame["person"]) - set(people_frame["person"][~people_frame["left_out"]])
    for table, role in ROLE_OF_TABLE.items():
        frame[f"{side}_{role}"] = pd.array([_person_in(match, table) for match in found], dtype="Int64")
    frame[f"{side}_left_out"] = [_person_in(match, "students") in away for match in found]


def _person_in(match: Match, table: str) -> int | None:
    if match.state != "found" or not match.person or match.person.table != table:
        return None
    return match.person.person


def _add_births(frame: pd.DataFrame, matches: Mapping[str, Sequence[Match]], directory: Directory) -> None:
    """The earliest birth of a pupil mentor and the latest of a pupil mentee, where nothing casts doubt on them."""
    for side, found in matches.items():
        known = [
            match.person if match.state == "found" and match.person and directory.sure_of_birth(match.person) else None
            for match in found
        ]
        days = [(one.birth if side == "mentor" else one.birth_latest) if one else None for one in known]
        frame[f"{side}_born"] = np.array(days, dtype="datetime64[us]")


def _add_pair_columns(pairs: Table, matches: Mapping[str, Sequence[Match]]) -> None:
    """Pairs of a person with himself, and pairs that repeat an earlier one."""
    frame = pairs.frame
    names = [[name_key(str(name)) if name else "" for name in cells(frame, side)] for side in SIDES]
    sides = list(zip(matches["mentor"], matches["mentee"], *names, strict=True))
    frame["self_pair"] = [_is_self_pair(*side) for side in sides]
    keys = [(_identity(mentor, first), _identity(mentee, second)) for mentor, mentee, first, second in sides]
    seen: dict[Hashable, list[tuple[Any, Any, int]]] = defaultdict(list)
    overlaps: list[int | None] = []
    days = zip(cells(frame, "start"), cells(frame, "end"), frame["cancelled"], strict=True)
    for row, (key, (start, end, off)) in enumerate(zip(keys, days, strict=True)):
        clash = None
        last = end or FAR_FUTURE
        if start and start <= last and not off and "" not in key and "end" not in pairs.misread.get(row, ()):
            clash = next((other for first, until, other in seen[key] if start <= until and first <= last), None)
            if clash is None:
                seen[key].append((start, last, row))
        overlaps.append(clash)
    frame["overlaps"] = pd.array(overlaps, dtype="Int64")


def _is_self_pair(mentor: Match, mentee: Match, mentor_name: str, mentee_name: str) -> bool:
    """The same person twice; of one name alone, unless the lists know two such people or cannot tell."""
    if mentor.state == mentee.state == "found" and mentor.person and mentee.person:
        return (mentor.person.table, mentor.person.person) == (mentee.person.table, mentee.person.person)
    states = {mentor.state, mentee.state}
    if not mentor_name or mentor_name != mentee_name or states & {"ambiguous_person", "number_name_mismatch"}:
        return False
    return states != {"outside", "found"}


def _identity(match: Match, name: str) -> Hashable:
    """Who a side is: the person found, else the name as compared; nobody where that is at fault."""
    if match.state == "found" and match.person:
        return match.person.table, match.person.person
    return "" if match.state in ("ambiguous_person", "number_name_mismatch") else name
