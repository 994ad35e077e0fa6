"""What a person changes of pairs that are in the lists: written there as a person would write it, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, assert_never

import pandas as pd

from data.new_pairs import PersonId, side_cells
from data.parsing import IS_OVER, status_of
from data.roster import Roster
from data.vocabulary import LISTED, ROLE_OF_TABLE

ONE_DAY = dt.timedelta(days=1)
EXTENDED, MENTOR_CHANGED = "продлена", "завершена: другой наставник"
# What tells of the mentor beside the columns whose names begin with «mentor», and what of how a pair went
OF_MENTOR = frozenset({"mentor", "competences", "achievements", "interests", "desired_age", "time_resource"})
OF_COURSE = frozenset({"status", "order", "outcome", "link", "mark"})


class Reason(StrEnum):
    """Why a pair is over: the status that is written, in words that every list is read by."""

    DONE = "завершена"
    BY_MENTOR = "расторгнута по инициативе наставника"
    BY_MENTEE = "расторгнута по инициативе наставляемого"
    BY_PARENTS = "расторгнута по инициативе родителей"
    LEFT = "выбыл"


@dataclass(frozen=True, slots=True)
class Extended:
    """The pairs run until a day or longer; a status that says that they are over becomes `EXTENDED`."""

    until: dt.date


@dataclass(frozen=True, slots=True)
class Ended:
    """The pairs run to a day at the latest; an outcome is written where one is given."""

    day: dt.date
    reason: Reason
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class InMode:
    """The pairs have a mode."""

    mode: str


@dataclass(frozen=True, slots=True)
class InForm:
    """The pairs have a form."""

    form: str


@dataclass(frozen=True, slots=True)
class WithMentor:
    """From a day on another person of the lists mentors: the pairs end the day before, and new ones begin.

    A pair that begins on the day or later has never had the former mentor: it is the same pair with another.
    """

    mentor: PersonId
    day: dt.date


PairChange = Extended | Ended | InMode | InForm | WithMentor


def first_day(change: PairChange) -> dt.date | None:
    """Returns the day on which pairs begin by a change; None where none do."""
    return change.day if isinstance(change, WithMentor) else None


def with_changed_pairs(roster: Roster, rows: Collection[int], change: PairChange) -> Roster:
    """Returns the roster with a change of some pairs, by their places in the list; new pairs stand after all others."""
    pairs: Any = roster.pairs
    chosen = at_places(pairs, rows)
    match change:
        case Extended(until):
            day = pd.Timestamp(until)
            pairs = _with(pairs, "end", chosen & ~(_ends(pairs) > day), day)
            if "status" in pairs:
                pairs = _with(pairs, "status", chosen & pairs["status"].map(_is_status_over), EXTENDED)
        case Ended(last, reason, outcome):
            pairs = _with(ended_by(pairs, chosen, last), "status", chosen, reason.value)
            pairs = _with(pairs, "outcome", chosen, outcome) if outcome else pairs
        case InMode(mode):
            pairs = _with(pairs, "mode", chosen, mode)
        case InForm(form):
            pairs = _with(pairs, "form", chosen, form)
        case WithMentor():
            pairs = _with_mentor(roster, frozenset(rows), change)
        case _:
            assert_never(change)
    return replace(roster, pairs=pairs)


def ended_by(pairs: pd.DataFrame, chosen: pd.Series[bool], day: dt.date) -> pd.DataFrame:
    """Returns the pairs, of which the chosen ones end on a day at the latest."""
    last = pd.Timestamp(day)
    return _with(pairs, "end", chosen & ~(_ends(pairs) < last), last)


def at_places(pairs: pd.DataFrame, rows: Collection[int]) -> pd.Series[bool]:
    """Returns which pairs stand at these places of the list."""
    return pd.Series([place in rows for place in range(len(pairs))], index=pairs.index, dtype=bool)


def _ends(pairs: pd.DataFrame) -> pd.Series[Any]:
    return pairs["end"] if "end" in pairs else pd.Series(pd.NaT, index=pairs.index, dtype="datetime64[us]")


def _with(pairs: pd.DataFrame, column: str, chosen: Any, value: Any) -> pd.DataFrame:
    """Returns the pairs with a value in a column of the chosen ones; a column that the list lacks is added."""
    if column == "end":
        return pairs.assign(end=_ends(pairs).mask(chosen, value))
    values = pairs[column] if column in pairs else pd.Series(None, index=pairs.index, dtype="str")
    return pairs.assign(**{column: values.mask(chosen, value)})


def _is_status_over(status: object) -> bool:
    return isinstance(status, str) and status_of(status) == IS_OVER


def _with_mentor(roster: Roster, rows: Collection[int], change: WithMentor) -> pd.DataFrame:
    before: Any = roster.pairs
    day = pd.Timestamp(change.day)
    cells = side_cells(roster, "mentor", change.mentor, frozenset(before.columns))
    kept, following = [], []
    for place, pair in enumerate(before.to_dict("records")):
        if place not in rows:
            kept.append(pair)
        elif pair["start"] < day:
            kept.append(pair | {"end": day - ONE_DAY, "status": MENTOR_CHANGED})
            going_on = {key: value for key, value in pair.items() if key not in OF_COURSE} | {"start": day}
            following.append(_mentored_by(going_on, change.mentor, cells))
        else:
            kept.append(_mentored_by(pair, change.mentor, cells))
    after = pd.DataFrame([*kept, *following])
    columns = [*before.columns, *(column for column in after if column not in before)]
    kinds = {column: before[column].dtype for column in before} | ({"end": "datetime64[us]"} if following else {})
    return after.reindex(columns=columns).astype({key: kind for key, kind in kinds.items() if key in columns})


def _mentored_by(pair: dict[str, Any], mentor: PersonId, cells: dict[str, Any]) -> dict[str, Any]:
    """Returns a pair with a mentor, without what it told of another; its form names the lists of both, if it did."""
    others = {key: value for key, value in pair.items() if not (key in OF_MENTOR or key.startswith("mentor_"))}
    made = others | cells | ({"mentor_consent": False} if "mentor_consent" in pair else {})  # nobody has given one yet
    form, mentee = pair.get("form"), next((role for role in LISTED if pd.notna(pair[f"mentee_{role}"])), None)
    if mentee and pd.notna(form) and form != "other":
        made["form"] = f"{ROLE_OF_TABLE[mentor[0]]}_{mentee}"
    return made
