"""Who is meant on one side of a pair: docs/domain.md, «Matching pairs to people».

By number when given, else by name; the form says in which list each side is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from data.contracts.students import usual_age
from data.parsing import WrittenPerson, name_key, name_words, number_key, same_name
from data.people.duplicates import Person, mark_doubles, people
from data.people.name_decisions import Said
from data.people.name_index import NameIndex, fits
from data.recognition.headers import tables_named
from data.russian import listed
from data.tables.typed_tables import Table
from data.vocabulary import LISTED

SLIPS = 2  # letters between a name nobody has and one that may be meant
MOST_ALIKE = 2  # names suggested at a time


class Directory:
    """Where the two sides of pairs are looked up: the people of each list that can be trusted to be whole."""

    def __init__(self, tables: Mapping[str, Table], broken: Collection[str], said: Said) -> None:
        self.said = said
        self.tables = [name for name in LISTED.values() if name in tables and name not in broken]
        self.by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._by_half: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._sure_births: set[int] = set()
        self._disputed: set[tuple[str, int]] = set()
        self.nameless: dict[str, int] = {}
        everyone: list[Person] = []
        for name in LISTED.values():
            if name in tables:
                everyone += self._enter(tables[name])
        self.index = NameIndex(one for one in everyone if not one.left_out)

    def _enter(self, table: Table) -> list[Person]:
        everyone = people(table)
        mark_doubles(table, everyone, self.said.different)
        if table.name == "students":
            certain = usual_age(table.frame) & (table.frame["birth"] <= table.frame["as_of"])
            self._sure_births = set(table.frame.index[certain])
        repeated = table.frame["duplicate_number"].dropna()
        misread = {row for row, keys in table.misread.items() if "number" in keys}
        self._disputed |= {(table.name, int(row)) for row in {*repeated.index, *repeated, *misread}}
        self.nameless[table.name] = sum(not one.key and not one.left_out for one in everyone)
        alike = set(table.frame.index[table.frame["likely_same_person"].notna()])
        for one in everyone:
            if one.number:
                self.by_number[table.name, one.number].append(one)
            if one.key and not (one.row in alike and self._is_namesake(table.name, one)):
                self.by_name[table.name, one.key].append(one)
        return everyone

    def alike(self, tables: Sequence[str], key: str) -> list[str]:
        """People whom somebody who wrote this name may have meant: a slip of the hand, initials, no patronymic."""
        near = {
            one.name: None
            for table in tables
            for half in _halves(key)
            for one in self._bearing(table, half)
            if same_name(one.key, key) or DamerauLevenshtein.distance(one.key, key, score_cutoff=SLIPS) <= SLIPS
        }
        return list(near)

    def renamed(self, tables: Sequence[str], key: str, named: Collection[tuple[str, int]]) -> str:
        """The one person of the same given name and patronymic whom no pair names: perhaps the surname has changed."""
        given = key.partition(" ")[2]
        if "." in given or " " not in given:
            return ""
        alike = _distinct([one for table in tables for one in self._bearing(table, f"… {given}")])
        left = [one for one in alike if (one.table, one.person) not in named]
        return left[0].name if len(left) == 1 else ""

    def _bearing(self, table: str, half: str) -> Sequence[Person]:
        """The people of a list whose name has this half."""
        if not self._by_half:
            for (name, key), everyone in self.by_name.items():
                for one in _halves(key):
                    self._by_half[name, one] += everyone
        return self._by_half.get((table, half), ())

    def _is_namesake(self, table: str, one: Person) -> bool:
        """Somebody of this very name is there already, and no number tells the two apart."""
        return any(not one.numbered_apart(other) for other in self.by_name[table, one.key])

    def number_in_dispute(self, one: Person) -> bool:
        """The person's number cannot be understood or stands at two people: that is told already."""
        return (one.table, one.row) in self._disputed

    def sure_of_birth(self, one: Person) -> bool:
        """The birth of a pupil is known and not itself called in question."""
        return one.table == "students" and one.row in self._sure_births


@dataclass(slots=True)
class Side:
    """One side of a pair as the list has it.

    `unsure`: a cell that would help to find the person is misread; `meant`: which of several namesakes a person
    said it is.
    """

    name: str | None
    number: str | None
    class_name: str | None
    birth: Any
    birth_latest: Any
    unsure: bool
    meant: str = ""
    former: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a side: `state` is «found», «outside», or the code of the finding it will make."""

    state: str
    person: Person | None = None
    blame: str = ""  # "_number" when the number's cell is at fault
    detail: str = ""
    assumed: bool = False  # a shorter name fits this person alone


OUTSIDE = Match("outside")


def match_side(side: Side, role: str | None, directory: Directory) -> Match:
    """Finds the person of one side; `role` is a key of `ROLES`, None where the form does not say."""
    if role not in (None, *LISTED) or not (side.name or side.number):
        return OUTSIDE
    wanted = [LISTED[role]] if role else list(LISTED.values())
    tables = [table for table in wanted if table in directory.tables]
    match = _by_number(side, tables, directory) if side.number else _by_name(side, tables, directory)
    if match.state == "found":
        return match
    if side.unsure:
        return OUTSIDE
    if match.state == "ambiguous_person":
        return match
    if len(tables) < len(wanted):  # he may be of the absent list, unless his name stands in a given one
        lies = side.number and _by_name(side, tables, directory).state == "found"
        return match if lies else OUTSIDE
    return match if role or side.number else OUTSIDE


def _by_number(side: Side, tables: Sequence[str], directory: Directory) -> Match:
    key, number = name_key(side.name or ""), number_key(side.number or "")
    found = [one for table in tables for one in directory.by_number[table, number]]
    meant = _known_as(key, tables, directory)
    named = _distinct([one for one in found if not key or one.key in ("", meant) or _may_be_named(one, side)])
    if len(named) > 1:
        named = [one for one in named if one.key == key] or named
    if len({one.table for one in named}) > 1:
        named = _as_meant(named, side)
    if len({one.table for one in named}) > 1:
        return Match("ambiguous_person", detail="; ".join(described(named)))
    if named:
        return Match("found", named[0])
    if found:
        return Match("number_name_mismatch", blame="_number", detail=found[0].name)
    namesake = _by_name(side, tables, directory).person
    if namesake and directory.number_in_dispute(namesake):
        return Match("found", namesake)
    return Match("unknown_person", blame="_number")


def _may_be_named(one: Person, side: Side) -> bool:
    """Tell whether a name may be this person's, shorter or in another order."""
    words, other = name_words(side.name or ""), name_words(one.name)
    surnames = {*other[:1], *name_words(one.former)[:1], *name_words(side.former)[:1]}
    return (
        any(
            len(words) > 1 and surname in surnames and fits(given, other[1:])
            for surname, given in ((words[0], words[1:]), (words[-1], words[:-1]))
            if words
        )
        if words
        else False
    )


def _by_name(side: Side, tables: Sequence[str], directory: Directory) -> Match:
    key = _known_as(name_key(side.name or ""), tables, directory)
    found = _distinct([one for table in tables for one in directory.by_name[table, key]])
    if len(found) > 1:
        told = [(one, _agreement(one, side)) for one in found]
        agreeing = [one for one, agrees in told if agrees] or [one for one, agrees in told if agrees is None]
        found = agreeing if len(agreeing) == 1 else found
    found = _as_meant(found, side)
    if len(found) > 1:
        return Match("ambiguous_person", detail="; ".join(described(found)))
    if found:
        return Match("found", found[0])
    return _by_shorter_name(side, tables, directory) or Match(
        "unknown_person", detail=listed(directory.alike(tables, key), MOST_ALIKE)
    )


def _by_shorter_name(side: Side, tables: Sequence[str], directory: Directory) -> Match | None:
    """Return the one person whom initials or a name in another order fit, all where several do; None for nobody."""
    name = side.name or ""
    fitting = directory.index.fitting(tables, WrittenPerson(name, name, former=side.former))
    if len(fitting) > 1:
        told = [(one, _agreement(one, side)) for one in fitting]
        agreeing = [one for one, agrees in told if agrees] or [one for one, agrees in told if agrees is None]
        fitting = _of_position(agreeing or fitting, side.position)
        fitting = _as_meant(fitting, side)
    if len(fitting) > 1:
        return Match("ambiguous_person", detail="; ".join(described(fitting)))
    return Match("found", fitting[0], assumed=True) if fitting else None


def _of_position(people: list[Person], position: str) -> list[Person]:
    """Return those of the list that a word beside the name speaks of («учитель физики»); all where none does."""
    tables = tables_named(position)
    return [one for one in people if one.table in tables] or people


def _as_meant(namesakes: list[Person], side: Side) -> list[Person]:
    """Of several people the one whom a person said it is, perhaps before a change of class; all where nobody did."""
    if len(namesakes) < 2 or not side.meant:
        return namesakes
    told = zip(namesakes, described(namesakes), strict=True)
    meant = [one for one, words in told if words == side.meant or (one.exact and side.meant.endswith(_born(one)))]
    return meant or namesakes


def _known_as(key: str, tables: Sequence[str], directory: Directory) -> str:
    """The key of whom a spelling means: its own bearer where there is one, else whom a person said it is."""
    is_listed = any(directory.by_name[table, key] for table in tables)
    return key if is_listed else directory.said.known_as(key)


def _halves(key: str) -> tuple[str, str]:
    """The surname, and all but it; a slip in one leaves the other."""
    surname, _, given = key.partition(" ")
    return f"{surname} …", f"… {given}"


def _distinct(found: Sequence[Person]) -> list[Person]:
    """One row a person, the last: who left and came back is not two people."""
    return list({(one.table, one.person): one for one in found}.values())


def _agreement(one: Person, side: Side) -> bool | None:
    """Whether class and birth, as far as the pair gives them, are this person's; None where nothing decides."""
    agrees = None
    if side.class_name and (one.class_name or one.table == "teachers"):
        agrees = one.class_name == side.class_name
    if agrees is not False and side.birth is not None and one.birth is not None and one.birth_latest is not None:
        agrees = bool(one.birth <= side.birth_latest and side.birth <= one.birth_latest)
    return agrees


def described(namesakes: Sequence[Person]) -> list[str]:
    """Namesakes as a finding tells of them: «обучающийся, 5А, 01.09.2010»; else alike, each with the number."""
    told = [_described(one) for one in namesakes]
    return [
        f"{words}, № {one.number.upper()}" if told.count(words) > 1 and one.number else words
        for one, words in zip(namesakes, told, strict=True)
    ]


def _described(one: Person) -> str:
    parts = [{"students": "обучающийся", "teachers": "педагог"}[one.table], one.class_name or "", _born(one)]
    return ", ".join(part for part in parts if part)


def _born(one: Person) -> str:
    return f"{one.birth:%d.%m.%Y}" if one.exact and one.birth else f"{one.birth:%Y}" if one.birth else ""
