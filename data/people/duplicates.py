"""People who stand in a list twice: the marks by which the rules of the contracts judge them.

One person may rightly have several rows: who left and came back is one `person` in the frame.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import DamerauLevenshtein

from data.findings import Candidate
from data.parsing import name_key, number_key, same_name, without_leading_zeros
from data.people.name_decisions import NameDecisions
from data.tables.table import TypedTable
from data.vocabulary import FIRST_DAYS, LISTED

FAR_PAST, FAR_FUTURE = dt.datetime.min, dt.datetime.max
REPEATS = ("duplicate_number", "duplicate_person", "likely_same_person")
SLIP = 1  # letters between two spellings of one name on one birthday (twins' names differ by more, mostly)
ENOUGH_COMPARED = 30  # people with one birth date and surname: more of them are a default date, not a family

Repeats = dict[int, tuple[str, int]]  # row → what is wrong with it, the earlier row
Groups = defaultdict[Hashable, list["ListedPerson"]]


class ListedPerson(NamedTuple):
    """One row of people as matching sees it; `row` is the label in its frame, `person` that of its first row.

    `name` is as written, `key` as compared (empty where there is none), `former` the surname borne before;
    `misread` says that the birth or a day of coming or leaving could not be understood.
    """

    table: str
    row: int
    person: int
    name: str
    key: str
    number: str | None
    birth: dt.datetime | None
    birth_latest: dt.datetime | None
    class_name: str | None
    first_day: dt.datetime
    left_on: dt.datetime
    misread: bool
    left_out: bool
    former: str = ""

    def overlaps(self, other: ListedPerson) -> bool:
        """Returns whether both were there on one day."""
        return self.first_day < other.left_on and other.first_day < self.left_on

    @property
    def is_birth_exact(self) -> bool:
        return self.birth is not None and self.birth == self.birth_latest

    def born_with(self, other: ListedPerson) -> bool:
        """Returns whether both birth dates are known, and the same."""
        return self.is_birth_exact and other.is_birth_exact and self.birth == other.birth

    def is_duplicate_of(self, other: ListedPerson) -> bool:
        """Returns whether both are of one birth date and one class: hardly ever two namesakes."""
        return self.born_with(other) and self.may_share_class(other) and not self.numbered_apart(other)

    def may_be_born_with(self, other: ListedPerson) -> bool:
        """Returns whether nothing known of their births tells them apart."""
        if self.birth is None or other.birth is None or self.birth_latest is None or other.birth_latest is None:
            return True
        return self.birth <= other.birth_latest and other.birth <= self.birth_latest

    def numbered_apart(self, other: ListedPerson) -> bool:
        if not self.number or not other.number:
            return False
        return without_leading_zeros(self.number) != without_leading_zeros(other.number)

    def may_share_class(self, other: ListedPerson) -> bool:
        return not self.class_name or not other.class_name or self.class_name == other.class_name

    def candidate(self) -> Candidate:
        """Returns the person as a finding tells of him."""
        days = (day.date() if day else None for day in (self.birth, self.birth_latest))
        return Candidate(self.name, self.table, self.number, self.class_name, *days)


People = Mapping[str, Sequence[ListedPerson]]  # by list


def with_duplicates(
    tables: Mapping[str, TypedTable], decisions: NameDecisions
) -> tuple[dict[str, TypedTable], dict[str, list[ListedPerson]]]:
    """Returns the tables with `person` and, by what is wrong, the earlier row that a row repeats; and their people."""
    marked, people = dict(tables), {}
    for name in LISTED.values():
        if name in tables:
            rows = _people_of(tables[name])
            persons, repeats = _judged(rows, decisions)
            marks = {code: _earlier_rows(len(rows), repeats, code) for code in REPEATS}
            marked[name] = tables[name].with_columns({"person": np.array(persons, dtype="int64")}, marks)
            people[name] = [
                row if row.person == person else row._replace(person=person)
                for row, person in zip(rows, persons, strict=True)
            ]
    return marked, people


def _people_of(table: TypedTable) -> list[ListedPerson]:
    """Returns the rows of a table as people, each for now a person of its own."""
    first_day = FIRST_DAYS[table.name]
    days = {"birth", first_day, "left_on"}
    misread = {row for row, keys in table.misread.items() if keys & days}
    names = [name or "" for name in table.cells("name")]
    numbers = [number_key(number) if number else None for number in table.cells("number")]
    first_days = [day or FAR_PAST for day in table.cells(first_day)]
    last_days = [day or FAR_FUTURE for day in table.cells("left_on")]
    rows = range(len(table))
    columns = (
        repeat(table.name, len(table)), rows, rows, names, map(name_key, names), numbers,
        *map(table.cells, ("birth", "birth_latest", "class_name")), first_days, last_days,
        [row in misread for row in rows], table.cells("left_out"),
        [former or "" for former in table.cells("former_name")],
    )  # fmt: skip
    return list(map(ListedPerson._make, zip(*columns, strict=True)))


def _earlier_rows(count: int, repeats: Repeats, code: str) -> Any:
    """Returns a column that holds, at each row with this fault, the earlier row."""
    values, absent = np.zeros(count, dtype="int64"), np.ones(count, dtype=bool)
    for row, (fault, earlier) in repeats.items():
        if fault == code:
            values[row], absent[row] = earlier, False
    return pd.arrays.IntegerArray(values, absent)


def _judged(everyone: Sequence[ListedPerson], decisions: NameDecisions) -> tuple[list[int], Repeats]:
    """Returns for each row the first row of its person; and the rows that wrongly repeat an earlier one."""
    persons = list(range(len(everyone)))
    repeats: Repeats = {}
    for first, later in _namesakes(everyone):
        if later.row not in repeats and not _are_decided_different(first, later, decisions):
            is_same, fault = _compared(first, later)
            if fault:
                repeats[later.row] = (fault, first.row)
            if is_same:
                persons[later.row] = persons[first.row]
    counted = [person for person in everyone if not person.left_out]
    for first, later in _numbered_alike(counted, persons):
        if repeats.get(later.row, ("", 0))[0] != "duplicate_person":
            repeats[later.row] = ("duplicate_number", first.row)
    for first, later in _born_together(person for person in counted if not person.misread):
        are_two = first.key in decisions.different or later.key in decisions.different
        is_known = persons[first.row] == persons[later.row]
        if not is_known and not are_two and first.overlaps(later) and _alike(first.key, later.key):
            repeats.setdefault(later.row, ("likely_same_person", first.row))
    return persons, repeats


def _are_decided_different(first: ListedPerson, later: ListedPerson, decisions: NameDecisions) -> bool:
    """Returns whether a person decided that rows of one name are two people; of a plain duplicate, with that birth."""
    births = decisions.different.get(later.key)
    if births is None or not first.overlaps(later):
        return False
    return not first.is_duplicate_of(later) or (later.birth is not None and later.birth.date() in births)


def _compared(first: ListedPerson, later: ListedPerson) -> tuple[bool, str]:
    """Returns whether two rows of one name are one person, and the fault of the later one: none for namesakes."""
    if first.left_out or later.left_out or first.misread or later.misread:
        return first.born_with(later), ""
    if not first.overlaps(later):
        came_back = first.may_be_born_with(later) and not first.numbered_apart(later)
        return first.born_with(later) or came_back, ""
    if first.born_with(later) and not first.numbered_apart(later):
        return True, "duplicate_person"
    return False, "likely_same_person" if first.born_with(later) or _may_be_same(first, later) else ""


def _may_be_same(first: ListedPerson, later: ListedPerson) -> bool:
    """Returns whether nothing but the row itself tells two namesakes apart."""
    return first.may_be_born_with(later) and first.may_share_class(later) and not first.numbered_apart(later)


def _sharing(people: Sequence[ListedPerson], *columns: Sequence[Hashable]) -> list[ListedPerson]:
    """Returns those of whom somebody else has the same in one of the columns, in their order."""
    places: set[int] = set()
    for column in columns:
        if len(set(column)) < len(column):
            counts = Counter(column)
            places.update(place for place, shared in enumerate(column) if counts[shared] > 1)
    return [people[place] for place in sorted(places)]


def _namesakes(everyone: Iterable[ListedPerson]) -> Iterator[tuple[ListedPerson, ListedPerson]]:
    """Yields (earlier row, later row) of one name whose births may be the same."""
    by_birth: Groups = defaultdict(list)
    unclear: Groups = defaultdict(list)
    named: Groups = defaultdict(list)
    people = [person for person in everyone if person.key]
    for later in _sharing(people, [person.key for person in people]):
        born = (later.key, later.birth)
        is_exact = later.is_birth_exact
        earlier = [*by_birth[born], *unclear[later.key]] if is_exact else named[later.key]
        yield from ((first, later) for first in earlier[:ENOUGH_COMPARED])
        (by_birth[born] if is_exact else unclear[later.key]).append(later)
        named[later.key].append(later)


def _numbered_alike(
    everyone: Iterable[ListedPerson], persons: Sequence[int]
) -> Iterator[tuple[ListedPerson, ListedPerson]]:
    """Yields (first row, later row) of one number that are not one person's."""
    owners: dict[str, ListedPerson] = {}
    people = [person for person in everyone if person.number]
    for later in _sharing(people, [person.number for person in people]):
        first = owners.setdefault(later.number or "", later)
        if persons[first.row] != persons[later.row]:
            yield first, later


def _born_together(everyone: Iterable[ListedPerson]) -> Iterator[tuple[ListedPerson, ListedPerson]]:
    """Yields (earlier row, later row) of one birth date that share the surname or all the rest of the name."""
    people = [person for person in everyone if person.key and person.is_birth_exact]
    people = _sharing(people, [person.birth for person in people])
    by_surname, by_given_names = _births_and_names(people)
    sharing = _sharing(people, by_surname, by_given_names)
    groups: tuple[Groups, Groups] = defaultdict(list), defaultdict(list)
    for later, *keys in zip(sharing, *_births_and_names(sharing), strict=True):
        for key, of_key in zip(keys, groups, strict=True):
            yield from ((first, later) for first in of_key[key][:ENOUGH_COMPARED])
            of_key[key].append(later)


def _births_and_names(people: Sequence[ListedPerson]) -> tuple[list[Hashable], list[Hashable]]:
    """Returns each birth with the surname, and each with the rest of the name."""
    names = [(person.birth, person.key.partition(" ")) for person in people]
    return [(birth, name[0]) for birth, name in names], [(birth, name[2]) for birth, name in names]


def _alike(first: str, later: str) -> bool:
    """Returns whether two names are one slip of the hand apart, or one of them is written shorter."""
    return first != later and (
        DamerauLevenshtein.distance(first, later, score_cutoff=SLIP) <= SLIP or same_name(first, later)
    )
