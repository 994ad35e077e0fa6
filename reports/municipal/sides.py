"""The two sides of a pair, as the municipal base shows them.

From the lists, else from the pair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.contracts import TABLES
from data.roster import Roster
from data.vocabulary import ROLE_OF_TABLE, SIDES
from metrics.counting.conditions import FIRST_DAY
from metrics.counting.frame_view import frame_view, rows_of
from metrics.explain import latest_stays
from metrics.groups import People
from reports.municipal.outsiders import Outsiders

Who = tuple[str, Hashable]  # list and `person`; for somebody of no list "" and an `Outsider`
PLACE_IN_SCHOOL = {"students": "class_name", "teachers": "position"}
OF_NO_LIST = "люди, которых нет в списках"
LISTS: dict[People, str] = {"students": TABLES["students"], "teachers": TABLES["teachers"]}


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a pair.

    `consent` is None where no list asks for it; `own_place` is the class or the position.
    """

    who: Who
    name: str
    born: str
    own_place: str
    consent: bool | None

    @property
    def is_of_school(self) -> bool:
        return bool(self.who[0])


Directory = Mapping[Who, Mapping[str, Any]]


def directory(roster: Roster, on: dt.date) -> Directory:
    """Returns the row of every person of the lists that holds on the day."""
    rows: dict[Who, Mapping[str, Any]] = {}
    for table in LISTS:
        frame = getattr(roster, table)
        if frame is not None:
            for row in latest_stays(rows_of(frame_view(frame).frame), FIRST_DAY[table], on):
                rows[table, int(row["person"])] = row
    return rows


def side_of(pair: Mapping[str, Any], side: str, known: Directory, outsiders: Outsiders) -> Side:
    """Returns a side of a pair, by the list of the person.

    Of two consents asked for both must be given.
    """
    who = who_of(pair, side, outsiders)
    row = known.get(who, {})
    consents = [cells[key] for cells, key in ((row, "consent"), (pair, f"{side}_consent")) if key in cells]
    return Side(
        who,
        row.get("name") or pair.get(side) or "",
        _year(row, "birth") or _year(pair, f"{side}_birth"),
        row.get(PLACE_IN_SCHOOL.get(who[0], "")) or "",
        all(consents) if consents else None,
    )


def who_of(pair: Mapping[str, Any], side: str, outsiders: Outsiders) -> Who:
    """Returns whom a side means, by the list of the person."""
    for table, role in ROLE_OF_TABLE.items():
        if (person := pair.get(f"{side}_{role}")) is not None:
            return table, int(person)
    return "", outsiders.of(pair, side)


def _year(row: Mapping[str, Any], key: str) -> str:
    """Returns the year of birth.

    Nothing where the days it may be of are of two years.
    """
    first, last = row.get(key), row.get(f"{key}_latest")
    return str(first.year) if first is not None and last is not None and first.year == last.year else ""


def without_consent(known: Directory, pairs: Sequence[Mapping[str, Any]]) -> list[str]:
    """Returns the names of all who were asked for consent and gave none."""
    refused = {row["name"] for row in known.values() if not row.get("consent", True)}
    for side in SIDES:
        refused |= {pair[side] for pair in pairs if not pair.get(f"{side}_consent", True)}
    return sorted(name for name in refused if name)


def not_asked(sides: Iterable[Side]) -> list[str]:
    """Returns of whom no list says whether he consents.

    These are the titles of the lists without that column, and people of none.
    """
    lacking = {side.who[0] for side in sides if side.consent is None}
    return [title for table, title in (*LISTS.items(), ("", OF_NO_LIST)) if table in lacking]
