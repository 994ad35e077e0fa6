"""Every pair of the lists as it stands on a day: who, since when, until when, in which shares it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from data.new_pairs import PersonId
from data.parsing import name_key
from data.periods import Period, year_to_date
from data.roster import Roster
from data.vocabulary import FORMS, LISTED, MODES, SIDES
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE, ROLE_SIDES
from metrics.indicators import Declarations
from metrics.people import Person, people_of
from metrics.plan.membership import Membership, membership


class PairPhase(StrEnum):
    """Where a pair stands on a day; the value is the word on the screen."""

    IN_FORCE = "в силе"
    OVER = "завершена"
    AHEAD = "ещё не началась"
    CALLED_OFF = "отменена"


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two; `person` is None of somebody from outside the lists, of whom `workplace` may be told.

    `is_away` says that a person of the lists is not at school on the day, `lacks_consent` that a consent is asked for
    and one is not given, `is_unknown` that nobody of a list that should name this side is meant.
    """

    name: str
    person: Person | None
    is_away: bool
    lacks_consent: bool
    workplace: str = ""
    is_unknown: bool = False

    @property
    def title(self) -> str:
        """Name, of a pupil with the class."""
        return self.person.title if self.person and self.person.is_student else self.name

    @property
    def key(self) -> PersonId | str:
        """What tells the side from others: the person, else the name as it is compared."""
        return self.person.id if self.person else name_key(self.name)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair; `row` is its place in the list of pairs, `counted` are the numbers of the shares it counts in."""

    row: int
    mentor: PairSide
    mentee: PairSide
    form: str | None
    mode: str | None
    start: dt.date
    end: dt.date | None
    status: str
    outcome: str
    request: str
    phase: PairPhase
    counted: tuple[int, ...]

    @property
    def form_and_mode(self) -> str:
        """Both in words, as far as they are known."""
        return ", ".join(filter(None, (FORMS.get(self.form or ""), MODES.get(self.mode or ""))))


def pair_rows(roster: Roster, on: dt.date, declarations: Declarations) -> list[PairRow]:
    """Returns all pairs in the order of the list; the shares are those from 1 January to the day."""
    if roster.pairs is None:
        return []
    people = {person.id: person for person in people_of(roster, on)}
    period = year_to_date(on)
    members = membership(roster, period, declarations)
    here = {who for who, is_here in zip(members.persons, members.here, strict=True) if is_here}
    shares = _Shares(members, period, declarations)
    asking = {name for name in PEOPLE if (frame := getattr(roster, name)) is not None and "consent" in frame.columns}
    given = {name for name in PEOPLE if getattr(roster, name) is not None}
    rows = []
    for place, row in enumerate(rows_of(frame_view(roster.pairs).frame)):
        mentor, mentee = (_side(row, side, people, here, asking, given) for side in SIDES)
        start, end = row["start"].date(), _day(row.get("end"))
        rows.append(
            PairRow(
                place,
                mentor,
                mentee,
                row.get("form"),
                row.get("mode"),
                start,
                end,
                row.get("status") or "",
                row.get("outcome") or "",
                row.get("request") or "",
                _phase(row, start, end, on),
                shares.of_pair(row, start, end, {"mentor": mentor, "mentee": mentee}),
            )
        )
    return rows


def loads(rows: Sequence[PairRow]) -> dict[PersonId | str, int]:
    """Returns how many different people each mentors: in pairs in force whose mentee has not left the school."""
    pairs = {
        (row.mentor.key, row.mentee.key) for row in rows if row.phase is PairPhase.IN_FORCE and not row.mentee.is_away
    }
    counts: dict[PersonId | str, int] = {}
    for mentor, _ in pairs:
        counts[mentor] = counts.get(mentor, 0) + 1
    return counts


class _Shares:
    """In which shares a pair counts: active in the period, and a side that could count in its role."""

    def __init__(self, members: Membership, period: Period, declarations: Declarations) -> None:
        self._could = dict(zip(members.persons, members.could, strict=True))
        self._period, self._indicators = period, declarations.indicators
        self._of_role = {
            role: np.array([role in ROLE_SIDES[indicator.part.role] for indicator in self._indicators])
            for role in SIDES
        }

    def of_pair(
        self, row: Mapping[str, Any], start: dt.date, end: dt.date | None, sides: Mapping[str, PairSide]
    ) -> tuple[int, ...]:
        if row["cancelled"] or start > self._period.on or (end is not None and end < self._period.since):
            return ()
        counts = np.zeros(len(self._indicators), dtype=bool)
        for role, side in sides.items():
            if side.person and side.person.id in self._could:
                counts |= self._could[side.person.id] & self._of_role[role]
        return tuple(one.number for one, is_in in zip(self._indicators, counts, strict=True) if is_in)


def _side(
    row: Mapping[str, Any],
    side: str,
    people: Mapping[PersonId, Person],
    here: Collection[PersonId],
    asking: Collection[str],
    given: Collection[str],
) -> PairSide:
    consents = [row[key]] if (key := f"{side}_consent") in row else []
    for name, role in PEOPLE.items():
        number = row[f"{side}_{role}"]
        if number is not None:
            person = people[name, int(number)]
            consents += [person.consent] if name in asking else []
            return PairSide(person.name, person, person.id not in here, not all(consents))
    workplace = row.get(f"{side}_workplace") or ""
    is_unknown = not workplace and _is_looked_up(row.get("form"), side, given)
    return PairSide(row[side] or "", None, False, not all(consents), workplace, is_unknown)


def _is_looked_up(form: str | None, side: str, given: Collection[str]) -> bool:
    """Returns whether a list is given that must name this side; «иная» and the forms of outsiders need none.

    Without a form either list may, so both must be given.
    """
    if form is None:
        return set(given) == set(PEOPLE)
    role = form.split("_")[SIDES.index(side)] if form != "other" else ""
    return LISTED.get(role) in given


def _phase(row: Mapping[str, Any], start: dt.date, end: dt.date | None, on: dt.date) -> PairPhase:
    if row["cancelled"]:
        return PairPhase.CALLED_OFF
    if start > on:
        return PairPhase.AHEAD
    return PairPhase.OVER if end is not None and end < on else PairPhase.IN_FORCE


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else moment.date()
