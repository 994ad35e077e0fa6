"""People who stand in a list twice: the columns by which the rules of the contracts judge them.

One person may rightly have several rows: who left and came back is one `person` in the frame.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import DamerauLevenshtein

from data.parsing import name_key, number_key, same_name
from data.tables.typed_tables import Table, cells

FAR_PAST, FAR_FUTURE = dt.datetime.min, dt.datetime.max
FIRST_DAYS = {"students": "enrolled_on", "teachers": "hired_on"}
SLIP = 1  # letters between two spellings of one name on one birthday (twins' names differ by more, mostly)
ENOUGH_COMPARED = 30  # people with one birth date and surname: more of them are a default date, not a family

Doubles = dict[int, tuple[str, int]]  # row → what is wrong with it, the earlier row
Groups = defaultdict[Hashable, list["Person"]]


@dataclass(slots=True)
class Person:
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

    def overlaps(self, other: Person) -> bool:
        """Both were there on one day."""
        return self.first_day < other.left_on and other.first_day < self.left_on

    @property
    def exact(self) -> bool:
        return self.birth is not None and self.birth == self.birth_latest

    def born_with(self, other: Person) -> bool:
        """Both birth dates are known, and the same."""
        return self.exact and other.exact and self.birth == other.birth

    def is_double_of(self, other: Person) -> bool:
        """Born on the same day and of the same class: hardly ever two namesakes."""
        return self.born_with(other) and self.may_share_class(other) and not self.numbered_apart(other)

    def may_be_born_with(self, other: Person) -> bool:
        """Nothing known of their births tells them apart."""
        if self.birth is None or other.birth is None or self.birth_latest is None or other.birth_latest is None:
            return True
        return self.birth <= other.birth_latest and other.birth <= self.birth_latest

    def numbered_apart(self, other: Person) -> bool:
        return bool(self.number and other.number and self.number != other.number)

    def may_share_class(self, other: Person) -> bool:
        return not self.class_name or not other.class_name or self.class_name == other.class_name


def people(table: Table) -> list[Person]:
    """The rows of a table as people."""
    first_day = FIRST_DAYS[table.name]
    days = {"birth", first_day, "left_on"}
    misread = {row for row, keys in table.misread.items() if keys & days}
    keys = ("name", "number", "birth", "birth_latest", "class_name", first_day, "left_on", "left_out", "former_name")
    rows = zip(*(cells(table.frame, key) for key in keys), strict=True)
    return [
        Person(
            table.name, row, row, name or "", name_key(name or ""), number_key(number) if number else None,
            birth, latest, class_name, first or FAR_PAST, last or FAR_FUTURE, row in misread, left_out,
            former or "",
        )
        for row, (name, number, birth, latest, class_name, first, last, left_out, former) in enumerate(rows)
    ]  # fmt: skip


def mark_doubles(table: Table, everyone: Sequence[Person], different: Mapping[str, Collection[str]]) -> None:
    """Adds `person` and, by what is wrong, the earlier row that a row repeats.

    `different` are the names whose bearers a person confirmed to be two people (`data.people.name_decisions.Said`).
    """
    counted = [one for one in everyone if not one.left_out]
    doubles: Doubles = {}
    for first, later in _namesakes(everyone):
        if later.row not in doubles and not _told_apart(first, later, different):
            _judge_namesakes(first, later, doubles)
    for first, later in _numbered_alike(counted):
        if doubles.get(later.row, ("", 0))[0] != "duplicate_person":
            doubles[later.row] = ("duplicate_number", first.row)
    for first, later in _born_together(one for one in counted if not one.misread):
        told_apart = first.key in different or later.key in different
        if first.person != later.person and not told_apart and first.overlaps(later) and _alike(first.key, later.key):
            doubles.setdefault(later.row, ("likely_same_person", first.row))
    table.frame["person"] = [one.person for one in everyone]
    told: dict[str, dict[int, int]] = {"duplicate_number": {}, "duplicate_person": {}, "likely_same_person": {}}
    for row, (code, first_row) in doubles.items():
        told[code][row] = first_row
    for code, rows in told.items():
        table.frame[code] = pd.array([rows.get(row) for row in range(len(everyone))], dtype="Int64")


def _told_apart(first: Person, later: Person, different: Mapping[str, Collection[str]]) -> bool:
    """A person said that these two rows of one name are two people; of a plain double, only if of that very birth."""
    borns = different.get(later.key)
    if borns is None or not first.overlaps(later):
        return False
    return not first.is_double_of(later) or (later.birth is not None and later.birth.date().isoformat() in borns)


def _judge_namesakes(first: Person, later: Person, doubles: Doubles) -> None:
    """Two rows of one name: the same person again, a double, likely the same, or namesakes."""
    if first.left_out or later.left_out or first.misread or later.misread:
        is_same = first.born_with(later)
    elif not first.overlaps(later):
        is_same = first.born_with(later) or (first.may_be_born_with(later) and not first.numbered_apart(later))
    else:
        is_same = first.born_with(later) and not first.numbered_apart(later)
        if is_same:
            doubles[later.row] = ("duplicate_person", first.row)
        elif first.born_with(later) or _may_be_same(first, later):
            doubles[later.row] = ("likely_same_person", first.row)
    if is_same:
        later.person = first.person


def _may_be_same(first: Person, later: Person) -> bool:
    """Nothing but the row itself tells two namesakes apart."""
    return first.may_be_born_with(later) and first.may_share_class(later) and not first.numbered_apart(later)


def _namesakes(everyone: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """(Earlier row, later row) of one name whose births may be the same."""
    by_birth: Groups = defaultdict(list)
    unclear: Groups = defaultdict(list)
    named: Groups = defaultdict(list)
    for later in everyone:
        if not later.key:
            continue
        born = (later.key, later.birth)
        earlier = [*by_birth[born], *unclear[later.key]] if later.exact else named[later.key]
        yield from ((first, later) for first in earlier[:ENOUGH_COMPARED])
        (by_birth[born] if later.exact else unclear[later.key]).append(later)
        named[later.key].append(later)


def _numbered_alike(everyone: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """(First row, later row) of one number that are not one person's."""
    owners: dict[str, Person] = {}
    for later in everyone:
        if later.number and owners.setdefault(later.number, later).person != later.person:
            yield owners[later.number], later


def _born_together(everyone: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """(Earlier row, later row) of one birth date that share the surname or all the rest of the name."""
    groups: Groups = defaultdict(list)
    for later in everyone:
        if not later.key or not later.exact:
            continue
        surname, _, given = later.key.partition(" ")
        for key in ((later.birth, surname, ""), (later.birth, "", given)):
            yield from ((first, later) for first in groups[key][:ENOUGH_COMPARED])
            groups[key].append(later)


def _alike(first: str, later: str) -> bool:
    """One slip of the hand apart, or one of them written shorter."""
    return first != later and (
        DamerauLevenshtein.distance(first, later, score_cutoff=SLIP) <= SLIP or same_name(first, later)
    )
