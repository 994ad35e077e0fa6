"""The two sides of a pair, as the municipal base shows them.

From the lists, else from the pair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.contracts import TABLES
from data.parsing import name_key
from data.roster import Roster
from data.vocabulary import ROLE_OF_TABLE
from metrics.counting.conditions import FIRST_DAY
from metrics.counting.frame_view import frame_view, rows_of
from metrics.explain import latest_stays
from metrics.groups import People
from reports.municipal.cells import Cell
from reports.municipal.consents import Consents, Identity, Unconsented
from reports.municipal.outsiders import Outsiders

PersonKey = tuple[str, Hashable]  # list and `person`; for somebody of no list "" and an `Outsider`
PLACE_IN_SCHOOL = {"students": "class_name", "teachers": "position"}
OF_NO_LIST = "люди, которых нет в списках"
LISTS: dict[People, str] = {"students": TABLES["students"], "teachers": TABLES["teachers"]}


@dataclass(frozen=True, slots=True)
class BaseSide:
    """A side of a pair.

    `consent` is None where no list asks for it; `own_place` is the class or the position.
    """

    person: PersonKey
    name: str
    born: Cell
    own_place: str
    consent: bool | None
    identity: Identity

    @property
    def is_of_school(self) -> bool:
        return bool(self.person[0])


Directory = Mapping[PersonKey, Mapping[str, Any]]


def directory(roster: Roster, on: dt.date) -> Directory:
    """Returns the row of every person of the lists that holds on the day."""
    rows: dict[PersonKey, Mapping[str, Any]] = {}
    for table in LISTS:
        frame = getattr(roster, table)
        if frame is not None:
            for row in latest_stays(rows_of(frame_view(frame).frame), FIRST_DAY[table], on):
                rows[table, int(row["person"])] = row
    return rows


def side_of(pair: Mapping[str, Any], side: str, known: Directory, outsiders: Outsiders) -> BaseSide:
    """Returns a side of a pair, by the list of the person.

    Of two consents asked for both must be given.
    """
    who = who_of(pair, side, outsiders)
    row = known.get(who, {})
    consents = [cells[key] for cells, key in ((row, "consent"), (pair, f"{side}_consent")) if key in cells]
    return BaseSide(
        who,
        row.get("name") or pair.get(side) or "",
        _year(row, "birth") or _year(pair, f"{side}_birth"),
        row.get(PLACE_IN_SCHOOL.get(who[0], "")) or "",
        all(consents) if consents else None,
        _identity(who, row),
    )


def _identity(who: PersonKey, row: Mapping[str, Any]) -> Identity:
    """Returns what tells a person from version to version; `person` counts anew in each."""
    table, of_none = who
    if not table:
        return (table, *map(str, of_none if isinstance(of_none, tuple) else (of_none,)))
    return table, name_key(row.get("name") or ""), *(str(row.get(key) or "") for key in ("birth", "birth_latest"))


def who_of(pair: Mapping[str, Any], side: str, outsiders: Outsiders) -> PersonKey:
    """Returns whom a side means, by the list of the person."""
    for table, role in ROLE_OF_TABLE.items():
        if (person := pair.get(f"{side}_{role}")) is not None:
            return table, int(person)
    return "", outsiders.of(pair, side)


def _year(row: Mapping[str, Any], key: str) -> Cell:
    """Returns the year of birth.

    Nothing where the days it may be of are of two years.
    """
    first, last = row.get(key), row.get(f"{key}_latest")
    return int(first.year) if first is not None and last is not None and first.year == last.year else ""


def not_to_be_named(known: Directory, people: Mapping[PersonKey, Unconsented], consents: Consents) -> list[str]:
    """Returns the names that no text may hold: of everybody without consent whom nobody decided to let in.

    `people` are those of the pairs without consent, `known` everybody of the lists.
    """
    names = {person.name for person in people.values() if not person.is_in}
    names |= {row["name"] for who, row in known.items() if who not in people and not _is_let_in(who, row, consents)}
    return sorted(name for name in names if name)


def _is_let_in(who: PersonKey, row: Mapping[str, Any], consents: Consents) -> bool:
    if row.get("consent"):
        return True
    decision = consents.of(_identity(who, row), refused=row.get("consent") is not None)
    return decision is not None and decision.is_in


def not_asked(sides: Iterable[BaseSide]) -> list[str]:
    """Returns of whom no list says whether he consents.

    These are the titles of the lists without that column, and people of none.
    """
    lacking = {side.person[0] for side in sides if side.consent is None}
    return [title for table, title in (*LISTS.items(), ("", OF_NO_LIST)) if table in lacking]
