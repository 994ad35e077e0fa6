"""Rosters as they will be, or might be: nothing here is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from data.changed_pairs import at_places, ended_by
from data.new_pairs import PersonId
from data.roster import Roster
from metrics.counting.pair_roles import PEOPLE
from metrics.pairing import Pairing

ONE_DAY = dt.timedelta(days=1)
SEPTEMBER = 9  # a new school year, and a new grade


def with_graduates_leaving(roster: Roster, pairing: Pairing) -> Roster:
    """Returns the roster in which pupils leave after the last day of the last grade that they can reach here.

    The grade is that of the date of the data. Who leaves before stays so.
    """
    students = roster.students
    if students is None or "grade" not in students or not pairing.leaving_grades:
        return roster
    gone = students["grade"].map(_days_of_leaving(roster.as_of, pairing))
    return replace(roster, students=_leaving_by(students, pd.to_datetime(gone).astype("datetime64[us]")))


def _days_of_leaving(as_of: dt.date, pairing: Pairing) -> dict[int, dt.datetime]:
    """Returns the first day without school by grade, for grades that lead to a last one.

    In summer the grade of the lists is the one that was finished: who finished a last one leaves with the next day.
    """
    ends = as_of.year + (as_of.month >= SEPTEMBER)  # the year in which the grade of the lists ends
    days = {}
    for grade in range(1, max(pairing.leaving_grades) + 1):
        years = min((last - grade for last in pairing.leaving_grades if last >= grade), default=0)
        day = max(dt.date(ends + years, *pairing.leaving_after), as_of) + ONE_DAY
        days[grade] = dt.datetime(day.year, day.month, day.day)
    return days


def with_class_leaving(roster: Roster, class_name: str, day: dt.date) -> Roster:
    """Returns the roster in which a class has left by a day."""
    students: Any = roster.students
    of_class = students.loc[students["class_name"] == class_name, "person"]
    return with_people_leaving(roster, {("students", int(person)) for person in of_class}, day)


def with_people_leaving(roster: Roster, people: Collection[PersonId], day: dt.date) -> Roster:
    """Returns the roster in which people have left by a day."""
    lists: dict[str, Any] = {}
    for name in PEOPLE:
        persons = [person for of_list, person in people if of_list == name]
        frame = getattr(roster, name)
        if persons:
            gone = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
            gone[frame["person"].isin(persons)] = pd.Timestamp(day)
            lists[name] = _leaving_by(frame, gone)
    return replace(roster, **lists)


def _leaving_by(frame: pd.DataFrame, gone: pd.Series[Any]) -> pd.DataFrame:
    """Returns the list in which nobody stays beyond a day, where one is given."""
    if "left_on" not in frame:
        return frame.assign(left_on=gone)
    sooner = gone.notna() & (frame["left_on"].isna() | (gone < frame["left_on"]))
    return frame.assign(left_on=frame["left_on"].mask(sooner, gone))


def with_pairs_ending(roster: Roster, rows: Collection[int], day: dt.date) -> Roster:
    """Returns the roster in which pairs, by their places in the list, end on a day at the latest."""
    pairs: Any = roster.pairs
    return replace(roster, pairs=ended_by(pairs, at_places(pairs, rows), day))
