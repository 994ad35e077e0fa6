"""What differs between two checked sets of lists: people and pairs added, gone and changed, field by field."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from data.contracts import TABLES, fields
from data.needs import Need
from data.parsing import name_key
from data.roster import Roster
from data.russian import NOUNS, counted, date_text
from data.tables.typed_tables import cells
from data.vocabulary import ROLE_OF_TABLE, SIDES
from data.workbooks.roster_sheets import columns_of, written_out

USUAL_SHARE, USUAL_ROWS = 5, 5  # more than a fifth of a list gone, and at least so many rows, is rarely meant
FIRST_DAYS = {"students": "enrolled_on", "teachers": "hired_on"}

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


class ChangeKind(StrEnum):
    """What happened to a row."""

    GONE = "gone"
    ADDED = "added"
    CHANGED = "changed"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title would change the case
        """The word on the screen."""
        return {"gone": "Исчезли", "added": "Добавлены", "changed": "Изменены"}[self.value]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, as a person writes it; «–» where nothing stands."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One person or pair; `fields` are told of a changed one alone."""

    table: str
    kind: ChangeKind
    who: str
    detail: str
    fields: tuple[FieldChange, ...] = ()


class _Side:
    """The rows of one list: what they are recognised by, and what stands in them."""

    def __init__(self, table: str, roster: Roster) -> None:
        frame = getattr(roster, table)
        self.frame = frame if frame is not None else pd.DataFrame()
        self.shown: dict[str, list[str]] = {}
        if frame is not None:
            sheet = written_out(roster, "", [table])[0]
            for place, title in enumerate(sheet.rows[0]):
                self.shown[str(title)] = [_text(row[place]) for row in sheet.rows[1:]]
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
    found: list[Change] = []
    for table in TABLES:
        before, after = _Side(table, old), _Side(table, new)
        matched = _matched(table, before, after, old, new)
        known = set(matched.values())
        gone = [_change(table, ChangeKind.GONE, before, row) for row in range(len(before.rows)) if row not in known]
        added = [_change(table, ChangeKind.ADDED, after, row) for row in range(len(after.rows)) if row not in matched]
        common = [title for title in after.shown if title in before.shown]
        changed = []
        for row, was in matched.items():
            told = tuple(
                FieldChange(title, before.shown[title][was], after.shown[title][row])
                for title in common
                if before.shown[title][was] != after.shown[title][row]
            )
            if told:
                changed.append(_change(table, ChangeKind.CHANGED, after, row, told))
        for kind in (gone, added, changed):
            found += sorted(kind, key=lambda one: (one.who, one.detail))
    return found


def _change(table: str, kind: ChangeKind, side: _Side, row: int, told: tuple[FieldChange, ...] = ()) -> Change:
    values = side.rows[row]
    if table == "pairs":
        who = f"{values.get('mentor') or '–'} – {values.get('mentee') or '–'}"
        return Change(table, kind, who, f"с {date_text(values['start'])}" if values.get("start") else "", told)
    detail = side.shown[fields(table)["class_name"].title][row] if "class_name" in side.frame else ""
    return Change(table, kind, values.get("name") or "–", detail, told)


def same_people(table: str, old: Roster, new: Roster) -> dict[int, int]:
    """For the rows of people in the new list, counted from 0, the rows of the same people in the old one."""
    return _matched(table, _Side(table, old), _Side(table, new), old, new)


def _matched(table: str, before: _Side, after: _Side, old: Roster, new: Roster) -> dict[int, int]:
    if table != "pairs":
        return _pair_up(before.rows, after.rows, _people_keys(table))
    names: dict[str, str] = {}  # a changed surname: the new name's key → the old one's
    for people in FIRST_DAYS:
        first, second = _Side(people, old), _Side(people, new)
        for row, was in _pair_up(first.rows, second.rows, _people_keys(people)).items():
            names[second.rows[row]["key"]] = first.rows[was]["key"]
    for side, roster in ((before, old), (after, new)):
        listed = {
            (ROLE_OF_TABLE[people], person): name
            for people in FIRST_DAYS
            if (frame := getattr(roster, people)) is not None
            for person, name in zip(frame["person"], frame["name"], strict=True)
        }
        for place, pair in enumerate(side.rows):
            pair["both"] = tuple(
                _who(pair, one, names if side is after else {}, _listed(side.frame, place, one, listed))
                for one in SIDES
            )
    keys: list[Key] = [lambda row: (row["both"], row.get("start")), lambda row: row["both"]]
    return _pair_up(before.rows, after.rows, keys)


def _listed(pairs: pd.DataFrame, place: int, side: str, listed: Mapping[tuple[str, Any], str]) -> str | None:
    """Returns the name in the list of whom the pair was found to mean, however the pair spells it."""
    for role in ROLE_OF_TABLE.values():
        person = pairs[f"{side}_{role}"].iloc[place]
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
    """From the surest to the weakest.

    A number alone does not tell a person, as numbers are given anew.
    """
    came = FIRST_DAYS[table]

    def birth(row: dict[str, Any]) -> Hashable | None:
        return (row["birth"], row.get("birth_latest")) if row.get("birth") else None

    def both(*parts: Hashable | None) -> Hashable | None:
        return parts if all(parts) else None

    return [
        lambda row: both(row.get("number"), row["key"], str(row.get(came))),
        lambda row: both(row.get("number"), row["key"]),
        lambda row: both(row["key"], birth(row), str(row.get(came))),
        lambda row: both(row["key"], birth(row)),
        lambda row: both(row.get("number"), birth(row)),
        lambda row: both(row["key"]),
    ]


def _pair_up(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], keys: Sequence[Key]) -> dict[int, int]:
    """New row → old row, by the first key that as many rows have on both sides.

    Equal rows pair up in their order.
    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        sides: list[dict[Hashable, list[int]]] = []
        for rows, done in ((before, taken), (after, matched)):
            found: dict[Hashable, list[int]] = defaultdict(list)
            for place, row in enumerate(rows):
                if place not in done and (told := key(row)) is not None:
                    found[told].append(place)
            sides.append(found)
        for told, places in sides[1].items():
            others = sides[0].get(told, [])
            if len(others) == len(places):
                matched |= dict(zip(places, others, strict=True))
                taken |= set(others)
    return matched


def columns_changed(old: Roster, new: Roster, needs: Sequence[Need]) -> list[str]:
    """Returns sentences about columns that are no longer there or are new, in lists that both have.

    Of a column that takes an indicator's data away `far_more_gone_than_usual` warns.
    """
    told = []
    warned = {(table, fields(table)[key].title) for table, key in _lost(old, new, needs)}
    for table, title in TABLES.items():
        frames = getattr(old, table), getattr(new, table)
        if any(frame is None for frame in frames):
            continue
        before, after = ([spec.title for spec in columns_of(table, frame)] for frame in frames)
        lost = [one for one in before if one not in after and (table, one) not in warned]
        gained = [one for one in after if one not in before]
        if lost:
            told.append(f"В списке «{title}» больше нет столбцов: {', '.join(lost)}.")
        if gained:
            told.append(f"В списке «{title}» новые столбцы: {', '.join(gained)}.")
    return told


def _lost(old: Roster, new: Roster, needs: Sequence[Need]) -> Iterator[tuple[str, str]]:
    """Yields the columns, by list, that an indicator had and that are no longer there, so that it has no data."""
    for need in needs:
        before, after = getattr(old, need.table), getattr(new, need.table)
        had = need.met_by(before) if before is not None and after is not None else None
        if had and need.met_by(after) is None:
            yield need.table, next(key for key in had if key not in after)


def far_more_gone_than_usual(old: Roster, new: Roster, found: Sequence[Change], needs: Sequence[Need]) -> list[str]:
    """Returns sentences about what is probably a slip: a list or a column that is no longer there, many rows gone at once."""
    told = []
    lost = dict.fromkeys(_lost(old, new, needs))
    for table, title in TABLES.items():
        before, after = getattr(old, table), getattr(new, table)
        if before is None:
            continue
        if after is None:
            told.append(f"Списка «{title}» больше нет, а в прошлой версии он был.")
            continue
        gone = sum(one.table == table and one.kind is ChangeKind.GONE for one in found)
        if gone >= USUAL_ROWS and gone * USUAL_SHARE > len(before):
            was = counted(len(before), *NOUNS[table])
            told.append(f"Из списка «{title}» исчезает {gone}, а было {was}. Проверьте, весь ли список загружен.")
        told += [
            f"В списке «{title}» больше нет столбца «{fields(table)[key].title}»: показатель, которому он нужен, "
            "останется без данных."
            for of_table, key in lost
            if of_table == table
        ]
    return told
