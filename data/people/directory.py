"""Where the two sides of pairs are looked up: people by name, by number, by shorter names and slips of the hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from data.contracts.students import usual_age
from data.parsing import WrittenPerson, name_words, same_name, without_leading_zeros
from data.people.declined_names import DeclinedNames
from data.people.duplicates import ListedPerson, People
from data.people.name_decisions import NameDecisions
from data.people.other_spellings import by_other_spelling
from data.people.shorter_names import NameIndex
from data.recognition.block import Block
from data.tables.table import TypedTable
from data.vocabulary import LISTED

INITIALS_SLIPS = 1  # letters in a surname beside initials: two would fit half the school
SLIPS = 2  # letters between a name nobody has and one that may be meant

Index = dict[str, list[ListedPerson]]


class Directory:
    """Where the two sides of pairs are looked up: the people of each list by name and by number.

    `complete` are the lists that can be trusted to be whole; `broken` names those that cannot, and `partial` are those
    of them of which something could be read.
    """

    def __init__(
        self, tables: Mapping[str, TypedTable], people: People, broken: Collection[str], decisions: NameDecisions
    ) -> None:
        self.decisions = decisions
        self.complete = [name for name in LISTED.values() if name in tables and name not in broken]
        self.partial = [name for name in LISTED.values() if name in tables and name in broken]
        self.by_name: dict[str, Index] = {name: defaultdict(list) for name in LISTED.values()}
        self.by_number: dict[str, Index] = {name: defaultdict(list) for name in LISTED.values()}
        self.nameless: dict[str, int] = {}
        self._tables, self._people = tables, people
        self._disputed: set[tuple[str, int]] = set()
        for name, rows in people.items():
            self._enter(tables[name], rows)
        self._sure_births = _sure_births(tables["students"]) if "students" in tables else frozenset()
        counted = {person.person for person in people.get("students", ()) if not person.left_out}
        self._not_pupils = {person.person for person in people.get("students", ())} - counted

    def _enter(self, table: TypedTable, people: Sequence[ListedPerson]) -> None:
        """Adds the people of a list; of a row that is likely somebody's again only what tells it from him."""
        by_name, by_number = self.by_name[table.name], self.by_number[table.name]
        repeated = _repeats(table, "duplicate_number")
        misread = {row for row, keys in table.misread.items() if "number" in keys}
        self._disputed |= {(table.name, row) for row in {*repeated, *repeated.values(), *misread}}
        self.nameless[table.name] = sum(not person.key and not person.left_out for person in people)
        alike = _repeats(table, "likely_same_person")
        for person in people:
            if person.number:
                by_number[person.number].append(person)
            if not person.key:
                continue
            namesakes = by_name[person.key]
            if not (person.row in alike and any(not person.numbered_apart(other) for other in namesakes)):
                namesakes.append(person)

    def named(self, tables: Sequence[str], key: str) -> list[ListedPerson]:
        """Returns who bears a name, one row a person."""
        return distinct([person for table in tables for person in self.by_name[table].get(key, ())])

    def numbered(self, tables: Sequence[str], number: str) -> list[ListedPerson]:
        """Returns every row that has a number, or has it with other leading zeros where only one person does."""
        people = [person for table in tables for person in self.by_number[table].get(number, ())]
        if people:
            return people
        counted = without_leading_zeros(number)
        people = [person for table in tables for person in self._by_counted_number.get((table, counted), ())]
        return people if len(distinct(people)) == 1 else []

    def known_as(self, key: str, tables: Sequence[str]) -> str:
        """Returns the key of whom a spelling means: its own bearer where there is one, else as it was decided."""
        decided = self.decisions.known_as(key)
        is_listed = decided != key and any(self.by_name[table].get(key) for table in tables)
        return key if is_listed else decided

    def fitting(self, tables: Sequence[str], written: WrittenPerson) -> list[ListedPerson]:
        """Returns everybody whom initials, a name without patronymic or in another order fit."""
        return self._index.fitting(tables, written)

    def declined(self, tables: Sequence[str], name: str) -> list[ListedPerson]:
        """Returns everybody whose name in another case a text has."""
        return self._declined.fitting(tables, name)

    def alike(self, tables: Sequence[str], key: str) -> list[ListedPerson]:
        """Returns people whom a misspelt name may mean: a slip of the hand, initials, no patronymic."""
        near = {
            person.name: person
            for table in tables
            for half in _halves(key)
            for person in self._by_half.get((table, half), ())
            if same_name(person.key, key) or _is_slip(person.key, key)
        }
        return (
            list(near.values())
            or self._alike_by_initials(tables, key)
            or self._alike_by_surname(tables, key)
            or distinct(by_other_spelling((person for table in tables for person in self._people.get(table, ())), key))
        )

    def _alike_by_initials(self, tables: Sequence[str], key: str) -> list[ListedPerson]:
        """Returns people of nearly the written surname whom the initials or given names beside it fit."""
        if len(words := name_words(key)) < 2:
            return []
        surname, *given = words
        near = process.extract(
            surname, self._surnames, scorer=DamerauLevenshtein.distance, score_cutoff=INITIALS_SLIPS, limit=None
        )
        return [
            person
            for word, _, _ in near
            for table in tables
            for person in self._index.fitting([table], WrittenPerson(key, " ".join([word, *given])))
        ]

    def _alike_by_surname(self, tables: Sequence[str], key: str) -> list[ListedPerson]:
        """Returns people of a surname that stands alone, else of one that is nearly it."""
        if len(name_words(key)) != 1:
            return []
        near = process.extract(
            key, self._surnames, scorer=DamerauLevenshtein.distance, score_cutoff=INITIALS_SLIPS, limit=None
        )
        least = min((distance for _, distance, _ in near), default=0)
        surnames = {word for word, distance, _ in near if distance == least}
        listed = [person for table in tables for people in self.by_name[table].values() for person in people]
        return distinct(
            [person for person in listed if name_words(person.key)[:1] and name_words(person.key)[0] in surnames]
        )

    def in_row(self, block: Block, number: int) -> ListedPerson | None:
        """Returns the person whose row of a list also tells of a pair."""
        return self._by_place.get((*_list_of(block), number))

    def renamed(self, tables: Sequence[str], key: str, paired: Collection[tuple[str, int]]) -> ListedPerson | None:
        """Returns the one person of the same other names whom no pair names: perhaps the surname has changed."""
        given = key.partition(" ")[2]
        if "." in given or " " not in given:
            return None
        alike = distinct([person for table in tables for person in self._by_half.get((table, f"… {given}"), ())])
        free = [person for person in alike if (person.table, person.person) not in paired]
        return free[0] if len(free) == 1 else None

    @cached_property
    def _by_place(self) -> dict[tuple[object, ...], ListedPerson]:
        return {
            (*_list_of(self._tables[name].block(person.row)), self._tables[name].row_number(person.row)): person
            for name, people in self._people.items()
            for person in people
        }

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(person for people in self._people.values() for person in people if not person.left_out)

    @cached_property
    def _declined(self) -> DeclinedNames:
        return DeclinedNames(person for people in self._people.values() for person in people if not person.left_out)

    @cached_property
    def _surnames(self) -> list[str]:
        return sorted({words[0] for index in self.by_name.values() for name in index if (words := name_words(name))})

    @cached_property
    def _by_counted_number(self) -> dict[tuple[str, str], list[ListedPerson]]:
        """The rows of a list by their numbers without leading zeros."""
        by_counted: dict[tuple[str, str], list[ListedPerson]] = defaultdict(list)
        for table, index in self.by_number.items():
            for number, people in index.items():
                by_counted[table, without_leading_zeros(number)] += people
        return by_counted

    @cached_property
    def _by_half(self) -> dict[tuple[str, str], list[ListedPerson]]:
        """The people of a list by each half of their names."""
        by_half: dict[tuple[str, str], list[ListedPerson]] = defaultdict(list)
        for table, index in self.by_name.items():
            for key, people in index.items():
                for half in _halves(key):
                    by_half[table, half] += people
        return by_half

    def is_number_disputed(self, person: ListedPerson) -> bool:
        """Returns whether the person's number cannot be understood or stands at two people: reported already."""
        return (person.table, person.row) in self._disputed

    def sure_births(self, people: Sequence[ListedPerson | None], key: str) -> Any:
        """Returns the `birth` or `birth_latest` of each pupil of whom it is known and not itself called in question."""
        births = np.full(len(people), "NaT", dtype="datetime64[us]")
        rows = {
            place: person.row
            for place, person in enumerate(people)
            if person and person.table == "students" and person.row in self._sure_births
        }
        if rows:
            births[list(rows)] = self._tables["students"].columns[key][list(rows.values())]
        return births

    def earliest_births(self, people: Sequence[ListedPerson | None]) -> Any:
        """Returns the earliest day on which each may have been born; of pupils only where nothing casts doubt on it."""
        births = self.sure_births(people, "birth")
        for place, person in enumerate(people):
            if person and person.table == "teachers" and person.birth:
                births[place] = person.birth
        return births

    def is_no_pupil(self, person: ListedPerson) -> bool:
        """Returns whether somebody in the list of pupils does not count as one."""
        return person.table == "students" and person.person in self._not_pupils


def _list_of(block: Block) -> tuple[object, ...]:
    """Returns what tells a list from others: its sheet, and its columns where lists stand side by side."""
    return block.file, block.sheet, block.across


def _repeats(table: TypedTable, mark: str) -> dict[int, int]:
    """Returns the rows that a mark calls a repeat → the earlier rows that they repeat."""
    rows = np.flatnonzero(~table.marks[mark].isna())
    return dict(zip(rows.tolist(), table.marks[mark][rows].tolist(), strict=True))


def _sure_births(students: TypedTable) -> frozenset[int]:
    """Returns the rows of pupils whose birth is known and usual."""
    is_sure = usual_age(students.judged) & (students.columns["birth"] <= students.marks["as_of"])
    return frozenset(np.flatnonzero(is_sure).tolist())


def _halves(key: str) -> tuple[str, str]:
    """Returns the surname, and all but it; a slip in one leaves the other."""
    surname, _, given = key.partition(" ")
    return f"{surname} …", f"… {given}"


def _is_slip(name: str, key: str) -> bool:
    """Returns whether a written name is a slip of the hand from another, as far as it goes: «Дроздова Златк»."""
    words = name.split()
    shorter = " ".join(words[: max(2, len(key.split()))])
    return any(DamerauLevenshtein.distance(written, key, score_cutoff=SLIPS) <= SLIPS for written in (name, shorter))


def distinct(people: Sequence[ListedPerson]) -> list[ListedPerson]:
    """Returns one row a person, the last: who left and came back is not two people."""
    return list({(person.table, person.person): person for person in people}.values())
