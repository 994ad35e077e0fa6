"""Differences between two checked sets of lists.

People and pairs added, gone and changed, field by field.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.contracts import TABLES, fields
from data.parsing import name_key
from data.roster import Roster
from data.russian import date_text
from data.tables.typed_tables import cells
from data.vocabulary import FIRST_DAYS, ROLE_OF_TABLE, SIDES, Titled
from data.workbooks.roster_sheets import written_out

KNOWN_BY = [
    "number",
    "name",
    "birth",
    "birth_latest",
    "mentor",
    "mentee",
    "start",
    "mentor_number",
    "mentee_number",
]

Key = Callable[[dict[str, Any]], Hashable | None]


class ChangeKind(Titled):
    """What happened to a row."""

    GONE = "gone", "Исчезли"
    ADDED = "added", "Добавлены"
    CHANGED = "changed", "Изменены"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, as a person writes it; «–» where nothing stands."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One person or pair; `fields` are filled of a changed row alone."""

    table: str
    kind: ChangeKind
    name: str
    detail: str
    fields: tuple[FieldChange, ...] = ()


class _ListRows:
    """The rows of a list: what they are recognised by, and what stands in them."""

    def __init__(self, table: str, roster: Roster) -> None:
        frame = getattr(roster, table)
        self.frame = frame if frame is not None else pd.DataFrame()
        self.shown: dict[str, list[str]] = {}
        if frame is not None:
            sheet = written_out(roster, "", [table])[0]
            for column, title in enumerate(sheet.rows[0]):
                self.shown[str(title)] = [_text(row[column]) for row in sheet.rows[1:]]
        first_day = FIRST_DAYS.get(table, "")
        keys = [*KNOWN_BY, first_day] if first_day else KNOWN_BY
        columns = {key: cells(self.frame, key) for key in keys if key in self.frame}
        self.rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for row in self.rows:
            row["key"] = name_key(row.get("name") or "")


def _text(cell: object) -> str:
    return date_text(cell) if isinstance(cell, dt.date) else str(cell) or "–"


def changes(old: Roster, new: Roster) -> list[Change]:
    """Returns every row that is gone, added or changed, by list, kind and name."""
    result: list[Change] = []
    for table in TABLES:
        before, after = _ListRows(table, old), _ListRows(table, new)
        matched = _matched(table, before, after, old, new)
        known = set(matched.values())
        gone = [_change(table, ChangeKind.GONE, before, row) for row in range(len(before.rows)) if row not in known]
        added = [_change(table, ChangeKind.ADDED, after, row) for row in range(len(after.rows)) if row not in matched]
        shared_titles = [title for title in after.shown if title in before.shown]
        changed = []
        for row, former in matched.items():
            field_changes = tuple(
                FieldChange(title, before.shown[title][former], after.shown[title][row])
                for title in shared_titles
                if before.shown[title][former] != after.shown[title][row]
            )
            if field_changes:
                changed.append(_change(table, ChangeKind.CHANGED, after, row, field_changes))
        for kind in (gone, added, changed):
            result += sorted(kind, key=lambda change: (change.name, change.detail))
    return result


def _change(
    table: str, kind: ChangeKind, side: _ListRows, row: int, field_changes: tuple[FieldChange, ...] = ()
) -> Change:
    values = side.rows[row]
    if table == "pairs":
        who = f"{values.get('mentor') or '–'} – {values.get('mentee') or '–'}"
        return Change(table, kind, who, f"с {date_text(values['start'])}" if values.get("start") else "", field_changes)
    detail = side.shown[fields(table)["class_name"].title][row] if "class_name" in side.frame else ""
    return Change(table, kind, values.get("name") or "–", detail, field_changes)


def same_people(table: str, old: Roster, new: Roster) -> dict[int, int]:
    """Returns rows of the same people in the old list by their rows in the new one.

    Both are counted from 0.
    """
    return _matched(table, _ListRows(table, old), _ListRows(table, new), old, new)


def _matched(table: str, before: _ListRows, after: _ListRows, old: Roster, new: Roster) -> dict[int, int]:
    if table != "pairs":
        return _pair_up(before.rows, after.rows, _people_keys(table))
    names: dict[str, str] = {}  # a changed surname: the new name's key → the old one's
    for people in FIRST_DAYS:
        first, second = _ListRows(people, old), _ListRows(people, new)
        for row, former in _pair_up(first.rows, second.rows, _people_keys(people)).items():
            names[second.rows[row]["key"]] = first.rows[former]["key"]
    for side, roster in ((before, old), (after, new)):
        listed = {
            (ROLE_OF_TABLE[people], person): name
            for people in FIRST_DAYS
            if (frame := getattr(roster, people)) is not None
            for person, name in zip(frame["person"], frame["name"], strict=True)
        }
        for number, pair in enumerate(side.rows):
            pair["both"] = tuple(
                _who(pair, side_key, names if side is after else {}, _listed(side.frame, number, side_key, listed))
                for side_key in SIDES
            )
    keys: list[Key] = [lambda row: (row["both"], row.get("start")), lambda row: row["both"]]
    return _pair_up(before.rows, after.rows, keys)


def _listed(pairs: pd.DataFrame, row: int, side: str, listed: Mapping[tuple[str, Any], str]) -> str | None:
    """Returns the listed name of the person matched to a side of a pair.

    However the pair spells it; None where nobody was matched.
    """
    for role in ROLE_OF_TABLE.values():
        person = pairs[f"{side}_{role}"].iloc[row]
        if not pd.isna(person):
            return listed.get((role, person))
    return None


def _who(row: dict[str, Any], side: str, names: dict[str, str], listed: str | None) -> str:
    name = listed or row.get(side)
    if not name:
        return f"№{row.get(f'{side}_number')}"
    key = name_key(name)
    return names.get(key, key)


def _people_keys(table: str) -> list[Key]:
    """Returns what identifies a person, from the surest key to the weakest.

    A number alone identifies nobody, as numbers are given anew.
    """
    first_day = FIRST_DAYS[table]

    def birth(row: dict[str, Any]) -> Hashable | None:
        return (row["birth"], row.get("birth_latest")) if row.get("birth") else None

    def both(*parts: Hashable | None) -> Hashable | None:
        return parts if all(parts) else None

    return [
        lambda row: both(row.get("number"), row["key"], str(row.get(first_day))),
        lambda row: both(row.get("number"), row["key"]),
        lambda row: both(row["key"], birth(row), str(row.get(first_day))),
        lambda row: both(row["key"], birth(row)),
        lambda row: both(row.get("number"), birth(row)),
        lambda row: both(row["key"]),
    ]


def _pair_up(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], keys: Sequence[Key]) -> dict[int, int]:
    """Returns new row → old row, by the first key that as many rows have on both sides.

    Equal rows pair up in their order.
    """
    matched: dict[int, int] = {}
    matched_before: set[int] = set()
    for key in keys:
        sides: list[dict[Hashable, list[int]]] = []
        for rows, matched_rows in ((before, matched_before), (after, matched)):
            rows_by_key: dict[Hashable, list[int]] = defaultdict(list)
            for row_number, row in enumerate(rows):
                if row_number not in matched_rows and (row_key := key(row)) is not None:
                    rows_by_key[row_key].append(row_number)
            sides.append(rows_by_key)
        for row_key, after_rows in sides[1].items():
            before_rows = sides[0].get(row_key, [])
            if len(before_rows) == len(after_rows):
                matched |= dict(zip(after_rows, before_rows, strict=True))
                matched_before |= set(before_rows)
    return matched
