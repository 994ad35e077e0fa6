"""Pairs → people, and people who stand in a list twice: the columns that the rules of the contracts judge.

Rules of matching: domain.md, «Matching pairs to people» – by number when given, else by name; the form says in
which list each side is looked up.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rapidfuzz.distance import DamerauLevenshtein

from data.frames import Table
from data.meaning import name_key, number_key

FAR_PAST, FAR_FUTURE = pd.Timestamp.min, pd.Timestamp.max
SIDES = ("mentor", "mentee")
LISTED = {"student": "students", "teacher": "teachers"}
SLIP = 1  # letters between two spellings of one name on one birthday (twins' names differ by more, mostly)


@dataclass(slots=True)
class _Person:
    """One row of people as matching sees it; `row` is the label in its frame."""

    table: str
    row: int
    name: str
    number: str | None
    birth: dt.datetime | None
    birth_latest: dt.datetime | None
    class_name: str | None
    enrolled: Any
    left: Any

    def overlaps(self, other: _Person) -> bool:
        return bool(self.enrolled < other.left and other.enrolled < self.left)

    @property
    def exact(self) -> bool:
        return self.birth is not None and self.birth == self.birth_latest

    def may_be_born_with(self, other: _Person) -> bool:
        """Nothing known of their births tells them apart."""
        if self.birth is None or other.birth is None or self.birth_latest is None or other.birth_latest is None:
            return True
        return self.birth <= other.birth_latest and other.birth <= self.birth_latest


def people(table: Table) -> list[_Person]:
    """The named rows of a table."""
    frame = table.frame
    enrolled = "enrolled_on" if table.name == "students" else "hired_on"

    def column(key: str) -> list[Any]:
        if key not in frame:
            return [None] * len(frame)
        return list(frame[key].astype(object).where(frame[key].notna(), None))

    rows = zip(
        frame.index, column("name"), column("number"), column("birth"), column("birth_latest"),
        column("class_name"), column(enrolled), column("left_on"), strict=True,
    )  # fmt: skip
    return [
        _Person(
            table.name, row, name_key(name), number_key(number) if number else None, birth, latest, class_name,
            start or FAR_PAST, end or FAR_FUTURE,
        )
        for row, name, number, birth, latest, class_name, start, end in rows
        if name
    ]  # fmt: skip


def add_people_columns(table: Table, everyone: list[_Person]) -> None:
    """Adds `person` (one for all rows of a person who left and came back) and the rows that look like doubles."""
    frame = table.frame
    doubles: dict[str, dict[int, int]] = {"duplicate_number": {}, "duplicate_person": {}, "likely_same_person": {}}
    person = {row: row for row in frame.index}
    for first, later in _grouped_pairs(everyone, lambda one: one.name):
        _judge_namesakes(first, later, doubles, person)
    for first, later in _grouped_pairs(everyone, lambda one: one.number):
        same = first.name == later.name and first.birth == later.birth
        if not same and later.row not in doubles["duplicate_person"]:
            doubles["duplicate_number"].setdefault(later.row, first.row)
    for first, later in _grouped_pairs(everyone, lambda one: one.birth if one.exact else None):
        if first.name != later.name and first.overlaps(later) and _alike(first.name, later.name):
            doubles["likely_same_person"].setdefault(later.row, first.row)
    frame["person"] = [person[row] for row in frame.index]
    for code, found in doubles.items():
        frame[code] = pd.array([found.get(row) for row in frame.index], dtype="Int64")


def _judge_namesakes(first: _Person, later: _Person, doubles: dict[str, dict[int, int]], person: dict[int, int]) -> None:
    """Two rows of one name: a double, the same person come back, likely the same, or namesakes."""
    numbers_differ = bool(first.number and later.number and first.number != later.number)
    same_birth = first.exact and first.birth == later.birth and later.exact
    if same_birth and not first.overlaps(later) and not numbers_differ:
        person[later.row] = person[first.row]
    elif same_birth and not numbers_differ:
        doubles["duplicate_person"].setdefault(later.row, first.row)
    elif first.overlaps(later) and first.may_be_born_with(later):
        same_class = first.class_name == later.class_name or not first.class_name or not later.class_name
        if same_birth or (same_class and not numbers_differ):
            doubles["likely_same_person"].setdefault(later.row, first.row)


def _grouped_pairs(everyone: Iterable[_Person], key: Any) -> Iterable[tuple[_Person, _Person]]:
    """Every (earlier row, later row) of people with one key; None groups nobody."""
    groups: dict[Hashable, list[_Person]] = defaultdict(list)
    for one in everyone:
        if (group := key(one)) is not None:
            for earlier in groups[group]:
                yield earlier, one
            groups[group].append(one)


def _alike(first: str, later: str) -> bool:
    """One slip of the hand apart, or one of them written with initials."""
    if DamerauLevenshtein.distance(first, later, score_cutoff=SLIP) <= SLIP:
        return True
    one, other = first.replace(".", " ").split(), later.replace(".", " ").split()
    if len(one) < 2 or len(other) < 2 or one[0] != other[0]:
        return False
    rest = list(zip(one[1:], other[1:], strict=False))
    return any(1 in (len(a), len(b)) for a, b in rest) and all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)) for a, b in rest
    )


class Directory:
    """Where the two sides of pairs are looked up; the later of two doubles stands in no directory."""

    def __init__(self, tables: dict[str, Table]) -> None:
        self.tables = set(tables)
        self.by_name: dict[tuple[str, str], list[_Person]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[_Person]] = defaultdict(list)
        self.person: dict[tuple[str, int], int] = {}
        for name, table in tables.items():
            everyone = people(table)
            add_people_columns(table, everyone)
            double = set(table.frame.index[table.frame["duplicate_person"].notna()])
            self.person |= {(name, int(row)): int(person) for row, person in table.frame["person"].items()}
            for one in everyone:
                if one.row not in double:
                    self.by_name[name, one.name].append(one)
                    if one.number:
                        self.by_number[name, one.number].append(one)


@dataclass(slots=True)
class Side:
    """One side of a pair as the list has it."""

    name: str | None
    number: str | None
    class_name: str | None
    birth: Any
    birth_latest: Any


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a side: `state` is «found», «outside», or the code of the finding it will make."""

    state: str
    person: _Person | None = None
    blame: str = ""  # "_number" when the number's cell is at fault
    detail: str = ""


def match_side(side: Side, role: str | None, directory: Directory) -> Match:
    """Finds the person of one side; `role` is a key of `ROLES`, None where the form does not say."""
    if role not in (None, *LISTED):
        return Match("outside")
    wanted = [LISTED[role]] if role else list(LISTED.values())
    tables = [table for table in wanted if table in directory.tables]
    if not tables or not side.name:
        return Match("outside")
    key = name_key(side.name)
    if side.number:
        return _by_number(number_key(side.number), key, [*tables], directory)
    found = _distinct([one for table in tables for one in directory.by_name[table, key]], directory)
    if len(found) > 1:
        decided = [one for one in found if _agrees(one, side)]
        found = decided if len(decided) == 1 else found
    if len(found) > 1:
        return Match("ambiguous_person", found[0], detail="; ".join(_described(one) for one in found))
    if found:
        return Match("found", found[0])
    missing_table = len(tables) < len(wanted)
    return Match("outside" if role is None or missing_table else "unknown_person", blame="")


def _by_number(number: str, name: str, tables: list[str], directory: Directory) -> Match:
    found = [one for table in tables for one in directory.by_number[table, number]]
    named = [one for one in found if one.name == name]
    if named:
        return Match("found", named[0])
    if found:
        return Match("number_name_mismatch", found[0], "_number")
    return Match("unknown_person", None, "_number")


def _distinct(found: list[_Person], directory: Directory) -> list[_Person]:
    """One row a person: who left and came back is not two people."""
    return list({(one.table, directory.person[one.table, one.row]): one for one in found}.values())


def _agrees(one: _Person, side: Side) -> bool:
    """Class and birth date, as far as the pair gives them, are this person's; at least one is given."""
    told = False
    if side.class_name:
        told = True
        if one.class_name != side.class_name:
            return False
    if not pd.isna(side.birth):
        told = True
        if one.birth is None or not (one.birth <= side.birth_latest and side.birth <= one.birth_latest):
            return False
    return told


def _described(one: _Person) -> str:
    born = f"{one.birth:%d.%m.%Y}" if one.exact and one.birth else f"{one.birth:%Y}" if one.birth else ""
    parts = [{"students": "обучающийся", "teachers": "педагог"}[one.table], one.class_name or "", born]
    return ", ".join(part for part in parts if part)


def match_pairs(pairs: Table, directory: Directory, tables: dict[str, Table]) -> None:
    """Adds to the pairs: both people, how they were found, doubles of the pair and whom it was made with himself."""
    frame = pairs.frame
    bad_form = {fault.row for fault in pairs.faults if fault.key == "form"}
    matches: dict[str, list[Match]] = {}
    for side, place in zip(SIDES, (0, 1), strict=True):
        found = []
        for row, (listed, form) in zip(frame.index, _sides(frame, side), strict=True):
            role = form.split("_")[place] if form and form != "other" else None
            match = match_side(listed, role, directory)
            found.append(Match("outside") if row in bad_form and match.state != "found" else match)
        matches[side] = found
    cancelled = _cancelled(frame)
    ended = cancelled | (frame["end"] <= frame["as_of"] if "end" in frame else False)
    for side, found in matches.items():
        _add_side(frame, side, found, list(ended), directory)
        _add_left_out(frame, side, found, tables)
    frame["cancelled"] = cancelled
    _add_pair_columns(frame, matches, directory)


def _sides(frame: pd.DataFrame, side: str) -> Iterable[tuple[Side, str | None]]:
    def column(key: str) -> list[Any]:
        if key not in frame:
            return [None] * len(frame)
        return list(frame[key].astype(object).where(frame[key].notna(), None))

    keys = (side, f"{side}_number", f"{side}_class", f"{side}_birth", f"{side}_birth_latest")
    for *values, form in zip(*(column(key) for key in keys), column("form"), strict=True):
        yield Side(*values), form


def _cancelled(frame: pd.DataFrame) -> pd.Series[bool]:
    if "status" not in frame:
        return pd.Series(False, index=frame.index)
    return frame["status"].fillna("").str.casefold().str.startswith("отмен")


def _add_side(frame: pd.DataFrame, side: str, found: list[Match], ended: list[bool], directory: Directory) -> None:
    frame[f"{side}_state"] = pd.array(
        [
            "ended_unknown_person" if match.state == "unknown_person" and over else match.state
            for match, over in zip(found, ended, strict=True)
        ],
        dtype="str",
    )
    frame[f"{side}_blame"] = [f"{side}{match.blame}" for match in found]
    frame[f"{side}_detail"] = [match.detail for match in found]
    for table, name in (("students", "student"), ("teachers", "teacher")):
        frame[f"{side}_{name}"] = pd.array(
            [
                directory.person[table, match.person.row]
                if match.state == "found" and match.person and match.person.table == table
                else None
                for match in found
            ],
            dtype="Int64",
        )
    births = [match.person if match.person and match.person.table == "students" else None for match in found]
    frame[f"{side}_born"] = pd.array(
        pd.to_datetime(
            pd.Series([(one.birth if side == "mentor" else one.birth_latest) if one else None for one in births], dtype=object)
        ).astype("datetime64[us]")
    )


def _add_left_out(frame: pd.DataFrame, side: str, found: list[Match], tables: dict[str, Table]) -> None:
    """Marks pairs that name people who are not pupils of the school (`left_out` in their list)."""
    frame[f"{side}_left_out"] = [
        bool(match.person and tables[match.person.table].frame.at[match.person.row, "left_out"]) for match in found
    ]


def _add_pair_columns(frame: pd.DataFrame, matches: dict[str, list[Match]], directory: Directory) -> None:
    keys = [
        tuple(_identity(match, name, directory) for match, name in zip(both, names, strict=True))
        for both, names in zip(
            zip(matches["mentor"], matches["mentee"], strict=True),
            zip(frame["mentor"].fillna(""), frame["mentee"].fillna(""), strict=True),
            strict=True,
        )
    ]
    frame["self_pair"] = [mentor == mentee and mentor != "" for mentor, mentee in keys]
    ends = frame["end"] if "end" in frame else pd.Series(pd.NaT, index=frame.index)
    seen: dict[Hashable, list[tuple[Any, Any, int]]] = defaultdict(list)
    overlaps: list[int | None] = []
    for row, key, start, end, off in zip(
        frame.index, keys, frame["start"], ends.fillna(FAR_FUTURE), frame["cancelled"], strict=True
    ):
        clash = None
        if not off and not pd.isna(start) and "" not in key:
            clash = next((other for first, last, other in seen[key] if start <= last and first <= end), None)
            seen[key].append((start, end, row))
        overlaps.append(clash)
    frame["overlaps"] = pd.array(overlaps, dtype="Int64")


def _identity(match: Match, name: str, directory: Directory) -> Hashable:
    """Who a side is: the person found, else the name as compared."""
    if match.state == "found" and match.person:
        return match.person.table, directory.person[match.person.table, match.person.row]
    return name_key(name) if name else ""
