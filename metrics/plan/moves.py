"""Who comes into a share and who goes out of it between two states of the lists, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from data.new_pairs import PersonId
from data.periods import full_years
from metrics.indicators import Declarations, Indicator
from metrics.people import Person
from metrics.plan.membership import Membership


class MoveCause(StrEnum):
    """Why somebody comes into a share or goes out of it."""

    SCHOOL = "school"  # comes to the school or leaves it
    AGE = "age"
    MARK = "mark"  # a category begins or ends
    PAIR = "pair"


WORDS = {
    MoveCause.SCHOOL: ("принят в школу", "выбыл из школы или окончил её"),
    MoveCause.AGE: ("достиг возраста", "вышел из возраста"),
    MoveCause.MARK: ("появилась отметка о категории", "снята отметка о категории"),
    MoveCause.PAIR: ("появилась пара", "пара не попадает в отчётный период"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who counts in a share and did not before, or the other way round."""

    person: Person
    indicator: Indicator
    comes: bool
    cause: MoveCause

    @property
    def what(self) -> str:
        return "войдёт" if self.comes else "выйдет"

    @property
    def why(self) -> str:
        """The cause in words."""
        return WORDS[self.cause][not self.comes]


def moves(
    before: Membership,
    after: Membership,
    days: tuple[dt.date, dt.date],
    people: Mapping[PersonId, Person],
    declarations: Declarations,
) -> list[Move]:
    """Returns who moved between two days, by indicator, who comes first, then by name.

    `people` are those of both states.
    """
    persons = list(dict.fromkeys([*before.persons, *after.persons]))
    was, now = (_aligned(members, persons) for members in (before, after))
    found = [
        Move(people[persons[row]], indicator, bool(now.counts[row, column]), cause)
        for column, indicator in enumerate(declarations.indicators)
        for row in np.flatnonzero(was.counts[:, column] != now.counts[:, column]).tolist()
        for cause in [_cause(was, now, row, column, people[persons[row]], indicator, days)]
    ]
    return sorted(found, key=lambda move: (move.indicator.number, not move.comes, move.person.name, move.person.id))


def _aligned(members: Membership, persons: list[PersonId]) -> Membership:
    """Returns the members with a row for each of these people, who may not be among them."""
    rows = members.row()
    known = np.array([person in rows for person in persons], dtype=bool)
    places = np.array([rows.get(person, 0) for person in persons], dtype=np.int64)
    if not len(members.persons):
        nobody = np.zeros((len(persons), members.could.shape[1]), dtype=bool)
        return Membership(persons, known, nobody, nobody, nobody)
    tables = [getattr(members, name)[places] & known[:, None] for name in ("could", "counts", "whole")]
    return Membership(persons, members.here[places] & known, *tables)


def _cause(
    was: Membership,
    now: Membership,
    row: int,
    column: int,
    person: Person,
    indicator: Indicator,
    days: tuple[dt.date, dt.date],
) -> MoveCause:
    if was.here[row] != now.here[row]:
        return MoveCause.SCHOOL
    if was.could[row, column] != now.could[row, column]:
        ages = [_is_of_age(person, indicator, day) for day in days]
        return MoveCause.AGE if ages[0] != ages[1] else MoveCause.MARK
    return MoveCause.PAIR


def _is_of_age(person: Person, indicator: Indicator, day: dt.date) -> bool:
    """Returns whether a person is of the ages of a part on every day that may be the birthday."""
    ages = indicator.part.ages
    if ages is None:
        return True
    if person.birth is None or person.birth_latest is None or person.birth > day:
        return False
    return full_years(person.birth_latest, day) >= ages[0] and full_years(person.birth, day) <= ages[1]
