"""New pairs of people who are in the lists: put into the list of pairs as a person would write them there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import pandas as pd

from data.roster import Roster
from data.vocabulary import LISTED, ROLE_OF_TABLE

PersonId = tuple[Literal["students", "teachers"], int]  # a list and the `person` in it


class Outsider(NamedTuple):
    """Somebody of no list."""

    name: str
    workplace: str = ""


class NewPair(NamedTuple):
    """A pair of two people of the lists."""

    mentor: PersonId
    mentee: PersonId


class NewOutsidePair(NamedTuple):
    """A pair of somebody from outside with a person of the lists."""

    mentor: Outsider
    mentee: PersonId


@dataclass(frozen=True, slots=True)
class Terms:
    """When new pairs begin and end, and how they work; without a form it is that of the lists of their two sides."""

    start: dt.date
    end: dt.date | None = None
    form: str | None = None
    mode: str | None = None


def form_of(pair: NewPair) -> str:
    """Returns the form of a pair by the lists of its two sides."""
    mentor, mentee = (ROLE_OF_TABLE[people] for people, _ in pair)
    return f"{mentor}_{mentee}"


def with_pairs(roster: Roster, pairs: Sequence[NewPair | NewOutsidePair], terms: Terms) -> Roster:
    """Returns the roster with new pairs.

    Beside the names stand what tells a person apart: the number where the list of pairs has numbers, class and birth
    where it has them or where somebody else has the name.
    """
    before: Any = roster.pairs
    if not pairs or before is None:
        return roster
    added = pd.DataFrame([_row(roster, pair, terms, frozenset(before.columns)) for pair in pairs])
    kinds = {column: before[column].dtype for column in added if column in before}
    return replace(roster, pairs=pd.concat([before, added.astype(kinds)], ignore_index=True))


def _row(roster: Roster, pair: NewPair | NewOutsidePair, terms: Terms, known: Collection[str]) -> dict[str, Any]:
    form = terms.form or (form_of(pair) if isinstance(pair, NewPair) else "other")
    row = {"form": form, "start": pd.Timestamp(terms.start), "cancelled": False}
    if terms.end is not None:
        row["end"] = pd.Timestamp(terms.end)
    if terms.mode is not None:
        row["mode"] = terms.mode
    if isinstance(pair, NewPair):
        row |= side_cells(roster, "mentor", pair.mentor, known)
    else:
        row |= {"mentor": pair.mentor.name, **{f"mentor_{role}": pd.NA for role in LISTED}}
        row |= {"mentor_workplace": pair.mentor.workplace} if pair.mentor.workplace else {}
    return row | side_cells(roster, "mentee", pair.mentee, known)


def side_cells(roster: Roster, side: str, who: PersonId, known: Collection[str]) -> dict[str, Any]:
    """Returns the cells of a pair that tell who one side is; `known` are the columns that the list of pairs has."""
    table, person = who
    cells = _person_cells(getattr(roster, table), person)
    row: dict[str, Any] = {side: cells["name"]}
    row |= {f"{side}_{role}": person if table == of_role else pd.NA for role, of_role in LISTED.items()}
    for column, key in ((f"{side}_number", "number"), (f"{side}_class", "class_name")):
        if key in cells and (column in known or (cells["namesakes"] and pd.notna(cells[key]))):
            row[column] = cells[key]
    if "birth" in cells and (f"{side}_birth" in known or (cells["namesakes"] and pd.notna(cells["birth"]))):
        row |= {f"{side}_birth": cells["birth"], f"{side}_birth_latest": cells["birth_latest"]}
    return row


def _person_cells(people: Any, person: int) -> dict[str, Any]:
    """Returns what tells a person of a list apart; of somebody who came back, as the last row has it."""
    cells = people.loc[people["person"] == person].iloc[-1]
    columns = [key for key in ("name", "number", "class_name", "birth", "birth_latest") if key in people]
    namesakes = int((people["name"] == cells["name"]).sum()) > 1
    return {**{key: cells[key] for key in columns}, "namesakes": namesakes}
