"""Everybody of the lists of people by name: what the lists tell of each on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.new_pairs import PersonId
from data.people.name_cases import with_initials
from data.roster import Roster
from metrics.counting.conditions import FIRST_DAY
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE
from metrics.explain import latest_stays
from metrics.groups import People

TEXTS = ("request", "competences", "interests", "desired_age", "time_resource")
READ = (
    *("name", "number", "class_name", "grade", "birth", "birth_latest", "position", "experience", "consent"),
    *TEXTS,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the lists; what a list does not carry is None."""

    id: PersonId
    name: str
    class_name: str | None
    grade: int | None
    birth: dt.date | None
    birth_latest: dt.date | None
    position: str | None
    experience: int | None
    consent: bool | None
    texts: dict[str, str]

    @property
    def is_student(self) -> bool:
        return self.id[0] == "students"

    @property
    def title(self) -> str:
        """Name with the class or the position: «Ландышев Ирис, 9А»."""
        place = self.class_name if self.is_student else self.position
        return f"{self.name}, {place}" if place else self.name

    @property
    def short(self) -> str:
        """Surname and initials, with the class of a pupil: «Ландышев И. Я., 9А»."""
        short = with_initials(self.name)
        return f"{short}, {self.class_name}" if self.class_name else short


def people_of(roster: Roster, on: dt.date) -> Iterator[Person]:
    """Yields everybody of the lists of people, each once, as the lists tell of him on a day."""
    for people in PEOPLE:
        yield from _people(roster, people, on)


def _people(roster: Roster, people: People, on: dt.date) -> Iterator[Person]:
    native = getattr(roster, people)
    if native is None:
        return
    view, first_day = frame_view(native), FIRST_DAY[people]
    columns = ["person", *(name for name in (*READ, first_day) if view.has(name))]
    for row in latest_stays(rows_of(view.frame.select(columns)), first_day, on):
        days = {key: row[key].date() if row.get(key) else None for key in ("birth", "birth_latest")}
        known = {key: row.get(key) for key in ("class_name", "grade", "position", "experience", "consent")}
        texts = {key: str(row[key]) for key in TEXTS if row.get(key)}
        yield Person((people, int(row["person"])), row["name"], **days, **known, texts=texts)
