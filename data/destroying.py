"""Destroying what is stored for good (152-ФЗ, ст. 21): a version, or everything about one person in all versions.

A record of when, why and how much remains, without the data. Figures that were fixed as reported remain: they name
nobody. Copies made before are not reached; `copies` names them for the warning.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, text, update

from data.contracts import TABLES
from data.frames import cells
from data.frozen import canonical, freeze, thaw
from data.meaning import name_key
from data.place import DATABASE, is_url
from data.remembering import BACKUP, kept
from data.store import Store, digest_of, lists_of, row_hash
from data.store_faults import StoreError, told
from data.store_schema import DESTRUCTIONS, FIGURES, LISTS, REMEMBERED, VERSIONS

SIDES = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to destroy: a name as written, and the day of birth where it is known."""

    name: str
    birth: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What a destruction touched, or would touch."""

    versions: list[int]
    rows: int


class _Sought:
    """The person under every name and number that the versions know: a surname changes, a number stays."""

    def __init__(self, person: Person, rosters: Iterable[dict[str, pd.DataFrame]]) -> None:
        self.birth = pd.Timestamp(person.birth) if person.birth else None
        self.keys = {name_key(person.name)}
        self.names = {person.name}
        self.numbers: set[str] = set()
        people = [frame for lists in rosters for name, frame in lists.items() if name != "pairs"]
        known = -1
        while known != len(self.keys) + len(self.numbers):
            known = len(self.keys) + len(self.numbers)
            for frame in people:
                for place in self.rows_of(frame):
                    name, number = frame["name"].iloc[place], cells(frame, "number")[place]
                    self.keys.add(name_key(name))
                    self.names.add(name)
                    if number:
                        self.numbers.add(number)

    def rows_of(self, frame: pd.DataFrame) -> list[int]:
        """Places of the person's rows in a list of people."""
        named = [name_key(name or "") in self.keys for name in cells(frame, "name")]
        numbered = [number in self.numbers for number in cells(frame, "number")]
        births = cells(frame, "birth")
        return [
            place
            for place, (name, number, birth) in enumerate(zip(named, numbered, births, strict=True))
            if (name or number) and (self.birth is None or birth is None or pd.Timestamp(birth) == self.birth)
        ]

    def without(self, lists: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], int]:
        """The lists without the person, and how many rows went."""
        left: dict[str, pd.DataFrame] = {}
        gone: dict[str, set[int]] = {}
        rows = 0
        for name in ("students", "teachers"):
            if name in lists:
                frame = lists[name]
                places = self.rows_of(frame)
                gone[name.removesuffix("s")] = set(frame["person"].iloc[places])
                left[name] = frame.drop(index=frame.index[places]).reset_index(drop=True)
                rows += len(places)
        if "pairs" in lists:
            frame = lists["pairs"]
            named = [self._names(row, gone) for row in frame.to_dict("records")]
            left["pairs"] = frame[[not one for one in named]].reset_index(drop=True)
            rows += sum(named)
        return left, rows

    def _names(self, pair: dict[Any, Any], gone: dict[str, set[int]]) -> bool:
        for side in SIDES:
            known = [role for role in gone if not pd.isna(pair.get(f"{side}_{role}"))]
            if any(pair[f"{side}_{role}"] in gone[role] for role in known):
                return True
            number = pair.get(f"{side}_number")
            if not known and (name_key(_text(pair.get(side))) in self.keys or number in self.numbers):
                return True
        return False

    def is_in(self, words: str) -> bool:
        """Whether a text names the person."""
        key = name_key(words)
        return any(one in key for one in self.keys) or any(number in words for number in self.numbers)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def destroy_version(store: Store, number: int, by: str, reason: str) -> None:
    """Destroys one version. Raises `StoreError` where there is none, or no reason is given."""
    _needs_reason(reason)
    with store.writing() as connection:
        lists = lists_of(connection, number)
        if not connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.id == number)).first():
            raise StoreError(f"Версии № {number} уже нет.")
        rows = sum(len(thaw(content)) for content in lists.values())
        for table, column in ((LISTS, LISTS.c.version), (FIGURES, FIGURES.c.version), (VERSIONS, VERSIONS.c.id)):
            connection.execute(delete(table).where(column == number))
        _record(connection, by, "version", reason, [number], rows)
    _clean(store)


def would_destroy(store: Store, person: Person) -> Destroyed:
    """What destroying the person would touch."""
    with store.reading() as connection:
        return _Work(connection, person).found


def destroy_person(store: Store, person: Person, by: str, reason: str) -> Destroyed:
    """Takes everything about the person out of all versions, their findings and what was remembered."""
    _needs_reason(reason)
    with store.writing() as connection:
        work = _Work(connection, person)
        if not work.found.rows:
            raise StoreError("Этого человека нет ни в одной сохранённой версии.")
        work.carry_out()
        _record(connection, by, "person", reason, work.found.versions, work.found.rows)
    _clean(store)
    return work.found


class _Work:
    """All versions thawed once: what is there of the person, and the lists without him."""

    def __init__(self, connection: Connection, person: Person) -> None:
        self.connection = connection
        numbers = connection.execute(select(VERSIONS.c.id).order_by(VERSIONS.c.id)).scalars().all()
        frozen = {number: lists_of(connection, number) for number in numbers}
        lists = {number: {name: thaw(content) for name, content in texts.items()} for number, texts in frozen.items()}
        self.sought = _Sought(person, lists.values())
        self.left = {number: self.sought.without(one) for number, one in lists.items()}
        touched = [number for number, (_, rows) in self.left.items() if rows]
        self.found = Destroyed(touched, sum(rows for _, rows in self.left.values()))

    def carry_out(self) -> None:
        for row in self.connection.execute(select(VERSIONS)).all():
            lists, _ = self.left[row.id]
            texts = {name: freeze(frame) for name, frame in lists.items()}
            findings = [one for one in json.loads(row.findings) if not self.sought.is_in(canonical(one))]
            values: dict[str, Any] = {
                **row._mapping,
                "note": "" if self.sought.is_in(row.note) else row.note,
                "files": canonical([one for one in json.loads(row.files) if not self.sought.is_in(one["name"])]),
                "findings": canonical(findings),
                "counts": canonical({name: len(lists[name]) if name in lists else 0 for name in TABLES}),
                "digest": digest_of(texts, row.as_of),
            }
            values["sha256"] = row_hash(values, texts)
            self.connection.execute(update(VERSIONS).where(VERSIONS.c.id == row.id).values(values))
            for name, content in texts.items():
                chosen = (LISTS.c.version == row.id) & (LISTS.c.name == name)
                self.connection.execute(update(LISTS).where(chosen).values(content=content))
            self.connection.execute(delete(FIGURES).where(FIGURES.c.version == row.id))
        for row in self.connection.execute(select(REMEMBERED)).all():
            if self.sought.is_in(row.content):
                chosen = (REMEMBERED.c.kind == row.kind) & (REMEMBERED.c.key == row.key)
                self.connection.execute(delete(REMEMBERED).where(chosen))


def everyone(store: Store) -> list[Person]:
    """Everyone whom the versions name, each once, by name."""
    found: set[tuple[str, dt.date | None]] = set()
    with store.reading() as connection:
        for name, content in connection.execute(select(LISTS.c.name, LISTS.c.content)):
            frame = thaw(content)
            if name == "pairs":
                found |= {(who, None) for side in SIDES for who in cells(frame, side) if who}
            else:
                births = [birth.date() if birth else None for birth in cells(frame, "birth")]
                found |= {(who, birth) for who, birth in zip(cells(frame, "name"), births, strict=True) if who}
    dated = {who for who, birth in found if birth}
    kept_people = [Person(who, birth) for who, birth in found if birth or who not in dated]
    return sorted(kept_people, key=lambda one: (one.name, one.birth or dt.date.min))


@dataclass(frozen=True, slots=True)
class Record:
    """That something was destroyed; `destroyed_at` is UTC."""

    destroyed_at: dt.datetime
    destroyed_by: str
    what: str
    reason: str
    versions: list[int]
    rows: int


def record(store: Store) -> list[Record]:
    """All destructions, the last first."""
    with store.reading() as connection:
        return [
            Record(one.destroyed_at, one.destroyed_by, one.what, one.reason, json.loads(one.versions), one.rows)
            for one in connection.execute(select(DESTRUCTIONS).order_by(DESTRUCTIONS.c.id.desc()))
        ]


def copies(store: Store) -> list[str]:
    """Copies of the database made before that this program knows of: what is destroyed lives on in them."""
    known = [content["path"] for content in kept(store, BACKUP).values() if Path(content["path"]).exists()]
    if not is_url(store.place):
        known += [str(path) for path in sorted(Path(store.place).glob("*.sqlite")) if path.name != DATABASE]
    return known


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise StoreError("Укажите основание уничтожения: оно останется в записи для акта.")


def _record(connection: Connection, by: str, what: str, reason: str, versions: Sequence[int], rows: int) -> None:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    values = {"destroyed_at": now, "destroyed_by": by, "what": what, "reason": reason}
    connection.execute(insert(DESTRUCTIONS).values(**values, versions=canonical(list(versions)), rows=rows))


def _clean(store: Store) -> None:
    """Leaves no bytes of what was destroyed in the file, its journal or free pages."""
    with told(), store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM FULL versions, lists, figures, remembered"))
        else:
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
