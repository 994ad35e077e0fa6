"""Who is meant on one side of a pair: docs/domain.md, «Matching pairs to people».

By number when given, else by name; the form says in which list each side is looked up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from data.findings import Candidate
from data.parsing import WrittenPerson, class_of, name_key, name_words, number_key
from data.people.declined_names import is_declined
from data.people.directory import Directory, distinct
from data.people.duplicates import ListedPerson
from data.people.shorter_names import fits
from data.recognition.headers import tables_named
from data.vocabulary import LISTED, ROLE_OF_TABLE


class WrittenSide(NamedTuple):
    """One side of a pair as the list has it; `key` is the name as it is compared.

    `unsure`: a cell that would help to find the person is misread; `former` surname and `position` stand beside the
    name; `chosen`: the namesake that it was decided to be; `listed`: the person of the very row, of a list of people
    that keeps its pairs beside them.
    """

    name: str | None
    key: str
    number: str | None
    class_name: str | None
    birth: dt.datetime | None
    birth_latest: dt.datetime | None
    unsure: bool
    former: str = ""
    position: str = ""
    chosen: Candidate | None = None
    listed: ListedPerson | None = None


class SideMatch(NamedTuple):
    """Who a side is: `state` is «found», «outside», or the code of the finding it makes, `candidates` who it may be.

    `by_number`: the cell of the number is at fault; `renamed`: the candidate may have changed the surname; `assumed`:
    a shorter name fits this person alone; `unlisted`: no list has the person, and no form says whether one should.
    """

    state: str
    person: ListedPerson | None = None
    candidates: tuple[Candidate, ...] = ()
    by_number: bool = False
    renamed: bool = False
    assumed: bool = False
    unlisted: bool = False


OUTSIDE = SideMatch("outside")
UNLISTED = SideMatch("outside", unlisted=True)
UNCLEAR = frozenset({"ambiguous_person", "number_name_mismatch"})  # states of a side that may be several people


def match_side(side: WrittenSide, role: str | None, directory: Directory) -> SideMatch:
    """Finds the person of one side; `role` is a key of `ROLES`, None where the form does not say."""
    if side.listed and role in (None, ROLE_OF_TABLE[side.listed.table]):
        return SideMatch("found", side.listed)
    if role not in (None, *LISTED) or not (side.name or side.number):
        return OUTSIDE
    wanted = [LISTED[role]] if role else list(LISTED.values())
    tables = [table for table in wanted if table in directory.complete]
    match = _by_number(side, tables, directory) if side.number else _by_name(side, tables, directory)
    if match.state == "found":
        return match
    if side.unsure:
        return OUTSIDE
    if match.state == "ambiguous_person":
        return match
    is_whole = len(tables) == len(wanted)
    if not is_whole:  # he may be of the absent list, unless his name stands in a given one
        partial = [table for table in wanted if table in directory.partial]
        read = _by_number(side, partial, directory) if side.number else _by_name(side, partial, directory)
        if read.state == "found" and not read.assumed:  # a shorter name may be of somebody who could not be read
            return read
        if side.number and _by_name(side, tables, directory).state == "found":
            return match
    if role or not tables:
        return match if is_whole else OUTSIDE
    return match if (side.number and is_whole) or _is_of_school(side, tables, directory) else UNLISTED


def _is_of_school(side: WrittenSide, tables: Sequence[str], directory: Directory) -> bool:
    """Returns whether somebody whom no list has and no form places should stand in one of these lists.

    Somebody there has nearly the name, or the pair tells a class, as of pupils, or a birth, as of people of the lists.
    """
    if _by_name(side, tables, directory).candidates or (side.birth and len(tables) == len(LISTED)):
        return True
    school_class = class_of(side.class_name or "")
    is_pupil = bool(school_class and school_class.grade) and "teachers" not in tables_named(side.position)
    return is_pupil and "students" in tables


def _by_number(side: WrittenSide, tables: Sequence[str], directory: Directory) -> SideMatch:
    people = directory.numbered(tables, number_key(side.number or ""))
    known_as = directory.known_as(side.key, tables)
    agreeing = [
        person for person in people if not side.key or person.key in ("", known_as) or _may_be_named(person, side)
    ]
    if len(agreeing) > 1:
        agreeing = distinct(agreeing)
        agreeing = [person for person in agreeing if person.key == side.key] or agreeing
        if len({person.table for person in agreeing}) > 1:
            agreeing = _as_chosen(agreeing, side)
        if len({person.table for person in agreeing}) > 1:
            return SideMatch("ambiguous_person", candidates=_candidates(agreeing))
    if agreeing:
        return SideMatch("found", agreeing[0])
    if people:
        return SideMatch("number_name_mismatch", candidates=_candidates(people[:1]), by_number=True)
    namesake = _by_name(side, tables, directory).person
    if namesake and directory.is_number_disputed(namesake):
        return SideMatch("found", namesake)
    return SideMatch("unknown_person", by_number=True)


def _may_be_named(person: ListedPerson, side: WrittenSide) -> bool:
    """Returns whether a name may be this person's, shorter or in another order."""
    words, listed_words = name_words(side.name or ""), name_words(person.name)
    if len(words) < 2:
        return False
    surnames = {*listed_words[:1], *name_words(person.former)[:1], *name_words(side.former)[:1]}
    readings = ((words[0], words[1:]), (words[-1], words[:-1]))
    return any(
        (surname in surnames and fits(given, listed_words[1:])) or is_declined(person.name, surname, given)
        for surname, given in readings
    )


def _by_name(side: WrittenSide, tables: Sequence[str], directory: Directory) -> SideMatch:
    key = directory.known_as(side.key, tables)
    people = directory.named(tables, key)
    if len(people) > 1:
        agreeing = _agreeing(people, side)
        people = _as_chosen(agreeing if len(agreeing) == 1 else people, side)
    if len(people) > 1:
        return SideMatch("ambiguous_person", candidates=_candidates(people))
    if people:
        return SideMatch("found", people[0])
    alike = directory.alike(tables, key)
    return (
        _by_shorter_name(side, tables, directory)
        or _as_confirmed(side, tables, directory)
        or SideMatch("unknown_person", candidates=_candidates(_agreeing(alike, side) or alike))
    )


def _as_confirmed(side: WrittenSide, tables: Sequence[str], directory: Directory) -> SideMatch | None:
    """Returns the one person whom somebody accepted for a spelling that fits nobody; None where that is not one."""
    names = directory.decisions.confirmed.get(side.key, ())
    people = [
        person for name in names for person in directory.named(tables, name) if agreement(person, side) is not False
    ]
    return SideMatch("found", people[0]) if len(people) == 1 else None


def _by_shorter_name(side: WrittenSide, tables: Sequence[str], directory: Directory) -> SideMatch | None:
    """Returns whom initials, another order or case fit: one person, or all where several do; None for nobody."""
    name = side.name or ""
    fitting = directory.fitting(tables, WrittenPerson(name, name, former=side.former))
    fitting = fitting or directory.declined(tables, name)
    if len(fitting) > 1:
        fitting = _as_chosen(_of_position(_agreeing(fitting, side) or fitting, side.position), side)
    if len(fitting) > 1:
        return SideMatch("ambiguous_person", candidates=_candidates(fitting))
    return SideMatch("found", fitting[0], assumed=True) if fitting else None


def _of_position(people: list[ListedPerson], position: str) -> list[ListedPerson]:
    """Returns those of the list that a word beside the name speaks of («учитель физики»); all where none does."""
    tables = tables_named(position)
    return [person for person in people if person.table in tables] or people


def _as_chosen(namesakes: list[ListedPerson], side: WrittenSide) -> list[ListedPerson]:
    """Returns the chosen one of several people, perhaps before a change of number or class; all where none was."""
    chosen = side.chosen
    if len(namesakes) < 2 or chosen is None:
        return namesakes
    alike = [person for person in namesakes if _distinguishing(person.candidate()) == _distinguishing(chosen)]
    if not alike and chosen.birth and chosen.birth == chosen.birth_latest:
        exact = (person for person in namesakes if person.is_birth_exact)
        alike = [person for person in exact if person.birth and person.birth.date() == chosen.birth]
    alike = [person for person in alike if person.key == name_key(chosen.name)] or alike
    return [person for person in alike if person.number == chosen.number] or alike or namesakes


def _distinguishing(candidate: Candidate) -> tuple[object, ...]:
    """Returns by what candidates differ besides names and numbers."""
    return candidate.table, candidate.class_name, candidate.birth, candidate.birth_latest


def _candidates(people: Sequence[ListedPerson]) -> tuple[Candidate, ...]:
    return tuple(person.candidate() for person in people)


def _agreeing(people: Sequence[ListedPerson], side: WrittenSide) -> list[ListedPerson]:
    """Returns those whose class and birth are those of the pair, else those of whom nothing says that they are not."""
    agreements = [(person, agreement(person, side)) for person in people]
    agreeing = [person for person, agrees in agreements if agrees]
    return agreeing or [person for person, agrees in agreements if agrees is None]


def agreement(person: ListedPerson, side: WrittenSide) -> bool | None:
    """Returns whether class and birth, as far as the pair gives them, are this person's; None where nothing decides."""
    agrees = None
    if side.class_name and (person.class_name or person.table == "teachers"):
        agrees = person.class_name == side.class_name
    if agrees is not False and side.birth and side.birth_latest and person.birth and person.birth_latest:
        agrees = person.birth <= side.birth_latest and side.birth <= person.birth_latest
    return agrees
