"""Pairs → people: what the rules of the contracts judge a pair by, and whom the shares will count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from data.findings import Candidate
from data.people.directory import Directory
from data.people.duplicates import ListedPerson
from data.people.merged_pairs import with_common_days, with_merged_pairs
from data.people.pair_status import is_over, never_was, with_ends_in_status
from data.people.repeated_pairs import repeat_marks
from data.people.side_matching import OUTSIDE, SideMatch, WrittenSide, match_side
from data.people.undecided_forms import with_forms_of_people, without_undecided
from data.people.written_sides import Roles, Sides, are_by_number, identities_of, roles_of, sides_of
from data.tables.table import AssumedPerson, TypedTable, UnlistedPerson, whole_numbers
from data.vocabulary import LISTED, ROLE_OF_TABLE, SIDES

Matches = Mapping[str, list[SideMatch]]


def with_people(pairs: TypedTable, directory: Directory) -> TypedTable:
    """Returns the pairs with both people, the mentor's role and the marks that rules judge by: matches, repeats."""
    pairs, undecided = without_undecided(with_ends_in_status(pairs))
    roles = roles_of(pairs)
    known_by = identities_of(pairs)
    sides = {side: sides_of(pairs, side, known_by, directory) for side in SIDES}
    matches: Matches = {
        side: _forgive_nameless(
            [match_side(written, role, directory) for written, role in zip(sides[side], roles[side], strict=True)],
            sides[side], roles[side], directory,
        )
        for side in SIDES
    }  # fmt: skip
    matches = _with_renamed(matches, sides, roles, directory)
    pairs = with_forms_of_people(pairs, undecided, matches)
    names = {side: _names(pairs, side, matches[side]) for side in SIDES}
    pairs = with_common_days(with_merged_pairs(pairs, matches, names))
    cancelled = never_was(pairs)
    ends = pairs.columns.get("end", np.full(len(pairs), "NaT", dtype="datetime64[us]"))
    ended = cancelled | (ends <= pairs.marks["as_of"])
    columns: dict[str, Any] = {"cancelled": cancelled, "mentor_role": _mentor_roles(roles["mentor"], matches["mentor"])}
    is_merged = np.zeros(len(pairs), dtype=bool)
    is_merged[list(pairs.merged_rows)] = True
    is_undated = np.isnat(ends) | ((ends > pairs.marks["as_of"]) & ~pairs.marks["end_in_status"])
    is_undated[[row for row, misread in pairs.misread.items() if "end" in misread]] = False
    marks: dict[str, Any] = {
        "undated_end": is_over(pairs) & ~cancelled & is_undated,
        "merged": is_merged,
        "never_began": cancelled & _lacks_start(pairs),
    }
    for side in SIDES:
        columns |= {side: _texts(names[side]), **_people_columns(side, matches[side])}
        marks |= _side_marks(side, matches[side], ended, directory)
    marks["born"] = np.fmax(*(directory.earliest_births(_found(matches[side])) for side in SIDES))
    marks |= repeat_marks(pairs, matches, names, cancelled)
    candidates = {
        (row, side): match.candidates for side in SIDES for row, match in enumerate(matches[side]) if match.candidates
    }
    return replace(
        pairs.with_columns(columns, marks), known_by=known_by, candidates=candidates,
        assumed_people=list(_assumed_people(sides, matches, directory)),
        unlisted_people=list(_unlisted_people(pairs, sides, matches)),
    )  # fmt: skip


def _texts(values: Sequence[str | None]) -> Any:
    return np.array(values, dtype=object)


def _forgive_nameless(
    side_matches: list[SideMatch], sides: Sequence[WrittenSide], roles: Sequence[str | None], directory: Directory
) -> list[SideMatch]:
    """Returns who is in no list may be the one whose name is missing there: that is told already."""
    wanted = {
        row: (role, side.key)
        for row, (match, side, role) in enumerate(zip(side_matches, sides, roles, strict=True))
        if match.state == "unknown_person" and not match.by_number and role
    }
    counts = Counter(role for role, _ in set(wanted.values()))
    forgiven = {role for role, people in counts.items() if people <= directory.nameless.get(LISTED[role], 0)}
    return [
        OUTSIDE if row in wanted and wanted[row][0] in forgiven else match for row, match in enumerate(side_matches)
    ]


def _with_renamed(matches: Matches, sides: Sides, roles: Roles, directory: Directory) -> Matches:
    """Returns the matches; a name like nobody's gets the person who may have changed the surname.

    Proposed is only who is in no pair, and for one name alone.
    """
    people = [match.person for side_matches in matches.values() for match in side_matches if match.person]
    paired = {(person.table, person.person) for person in people}
    renamed: dict[tuple[str, int], Candidate] = {}
    for side, side_matches in matches.items():
        for row, (match, written) in enumerate(zip(side_matches, sides[side], strict=True)):
            if match.state != "unknown_person" or match.candidates or match.by_number or not written.key:
                continue
            if person := directory.renamed(_lists_of(roles[side][row], directory), written.key, paired):
                renamed[side, row] = person.candidate()
    claimed = {(sides[side][row].key, candidate.name) for (side, row), candidate in renamed.items()}
    claims = Counter(name for _, name in claimed)
    return {
        side: [
            match._replace(candidates=(candidate,), renamed=True)
            if (candidate := renamed.get((side, row))) and claims[candidate.name] == 1
            else match
            for row, match in enumerate(side_matches)
        ]
        for side, side_matches in matches.items()
    }


def _lists_of(role: str | None, directory: Directory) -> list[str]:
    """Returns the lists in which a side of this role is looked up."""
    return [table for table in directory.complete if role is None or LISTED.get(role) == table]


def _names(pairs: TypedTable, side: str, side_matches: Sequence[SideMatch]) -> list[str | None]:
    """Returns the names of a side; of those known by number or a shorter name as the lists have them, else «№ …»."""
    names, numbers = pairs.cells(side), pairs.cells(f"{side}_number")
    rows = zip(names, numbers, side_matches, are_by_number(pairs, side), strict=True)
    return [
        ((match.person and match.person.name) or f"№ {number}")
        if number and not name and is_by_number
        else match.person.name
        if match.assumed and match.person
        else name
        for name, number, match, is_by_number in rows
    ]


def _assumed_people(sides: Sides, matches: Matches, directory: Directory) -> Iterator[AssumedPerson]:
    """Yields shorter names with the people that they were taken for, but for those that somebody has looked at."""
    for side, side_matches in matches.items():
        for row, (match, written) in enumerate(zip(side_matches, sides[side], strict=True)):
            is_new = match.person and not directory.decisions.is_confirmed(written.name or "", match.person.name)
            if match.assumed and match.person and is_new:
                yield AssumedPerson(row, side, written.name or "", match.person.candidate())


def _unlisted_people(pairs: TypedTable, sides: Sides, matches: Matches) -> Iterator[UnlistedPerson]:
    """Yields whom no list has, in rows without a form; of whom only the number is known by it."""
    forms = pairs.cells("form")
    for side, found in matches.items():
        for row, (match, written) in enumerate(zip(found, sides[side], strict=True)):
            if match.unlisted and not forms[row] and row not in pairs.merged_rows:
                key = side if written.name else f"{side}_number"
                yield UnlistedPerson(row, key, written.name or f"№ {written.number}")


def _lacks_start(pairs: TypedTable) -> Any:
    """Returns of which pairs no first day is known; one that was called off has none to give."""
    starts = pairs.columns.get("start")
    return np.ones(len(pairs), dtype=bool) if starts is None else np.isnat(starts)


def _mentor_roles(roles: Sequence[str | None], side_matches: Sequence[SideMatch]) -> Any:
    """Returns what the form says of the mentor, else the list in which the mentor was found."""
    return _texts(
        [
            ROLE_OF_TABLE[match.person.table] if not role and match.state == "found" and match.person else role
            for role, match in zip(roles, side_matches, strict=True)
        ]
    )


def _side_marks(side: str, side_matches: Sequence[SideMatch], ended: Any, directory: Directory) -> dict[str, Any]:
    """Returns how a side was found (who is in no list matters less once the pair is over), and the field at fault.

    Also whether the side is no pupil of the school, and the earliest birth of a pupil mentor or the latest of a
    pupil mentee, where nothing casts doubt on it.
    """
    states = [
        "ended_unknown_person" if match.state == "unknown_person" and over else match.state
        for match, over in zip(side_matches, ended.tolist(), strict=True)
    ]
    people = _found(side_matches)
    return {
        f"{side}_state": _texts(states),
        f"{side}_at_fault": _texts([f"{side}_number" if match.by_number else side for match in side_matches]),
        f"{side}_renamed": np.array([match.renamed for match in side_matches], dtype=bool),
        f"{side}_left_out": np.array([bool(person and directory.is_no_pupil(person)) for person in people], dtype=bool),
        f"{side}_born": directory.sure_births(people, "birth" if side == "mentor" else "birth_latest"),
    }


def _found(side_matches: Sequence[SideMatch]) -> list[ListedPerson | None]:
    """Returns who was found for each row; None where nobody was for sure."""
    return [match.person if match.state == "found" else None for match in side_matches]


def _people_columns(side: str, side_matches: Sequence[SideMatch]) -> dict[str, Any]:
    """Returns the `person` of a side by list."""
    people = _found(side_matches)
    return {
        f"{side}_{role}": whole_numbers(
            [person.person if person and person.table == table else None for person in people]
        )
        for table, role in ROLE_OF_TABLE.items()
    }
