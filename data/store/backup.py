"""A copy of the whole store in one SQLite file, and back: both while the app runs.

The copy is written anew, row by row, so it holds nothing that was destroyed, and a copy of a PostgreSQL store is the
same kind of file.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from data.store.decisions import BACKUP, remember
from data.store.engine import connect, free_name, lock, migrate, revision, sqlite_engine
from data.store.errors import StoreError, told
from data.store.location import DATABASE, is_url
from data.store.schema import ALL, BASES, DESTRUCTIONS, EXPORTS, REMEMBERED, VERSIONS
from data.store.versions import Store


def backup(store: Store, path: Path) -> None:
    """Writes a copy of everything; the file appears whole or not at all. Raises `StoreError`."""
    with told():
        descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.resolve().parent)
        os.close(descriptor)
        try:
            with store.reading() as source:
                _write_copy(source, Path(name))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    remember(store, BACKUP, str(path.resolve()), {"path": str(path.resolve())})


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore: where the former data is kept, and how many later destructions it has undone."""

    kept: Path
    undone: int


def restore(store: Store, path: Path) -> Restored:
    """Puts the copy in the place of everything stored, in one transaction, after it was verified.

    What was there before is kept in a file. That something was destroyed or published, that a municipal base was sent,
    and where copies lie, is known afterwards too. Raises `StoreError` where the file is no sound
    copy; the store is then as it was.
    """
    if not path.is_file():
        raise StoreError(f"Файл «{path.name}» не найден.")
    with tempfile.TemporaryDirectory() as folder, told():
        place = Path(folder, DATABASE)
        place.write_bytes(path.read_bytes())
        copy = _verified(folder, path.name)
        home = path.resolve().parent if is_url(store.place) else Path(store.place)
        with copy.reading() as source, connect(store.engine, writing=True) as target:
            lock(target)
            kept = free_name(home / DATABASE)
            _write_copy(target, kept)
            destroyed, copies = _rows(target, DESTRUCTIONS), _rows(target, REMEMBERED, REMEMBERED.c.kind == BACKUP)
            exported, sent, versions = _rows(target, EXPORTS), _rows(target, BASES), _saved(target)
            for table in reversed(ALL):
                target.execute(delete(table))
            _copy(source, target)
            undone = _add_missing(target, DESTRUCTIONS, destroyed, ("destroyed_at", "what", "versions", "rows"))
            _add_missing(target, REMEMBERED, copies, ("kind", "key"))
            _add_missing(target, EXPORTS, exported, ("made_at", "what", "sha256"))
            _add_missing_bases(target, sent, dict(versions.items() & _saved(target).items()))
    for one in (path, kept):
        remember(store, BACKUP, str(one.resolve()), {"path": str(one.resolve())})
    return Restored(kept, undone)


def _rows(connection: Connection, table: Table, *chosen: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table).where(*chosen))]


def _add_missing(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], by: Sequence[str]) -> int:
    """Adds the rows that are not there, told apart by some columns; how many."""
    known = {tuple(row[key] for key in by) for row in _rows(connection, table)}
    missing = [row for row in rows if tuple(row[key] for key in by) not in known]
    for row in missing:
        connection.execute(insert(table).values({key: value for key, value in row.items() if key != "id"}))
    return len(missing)


def _saved(connection: Connection) -> dict[int, dt.datetime]:
    """The versions by number; of two stores a number and its moment together tell whether it is the same one."""
    return {row.id: row.saved_at for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.saved_at))}


def _add_missing_bases(
    connection: Connection, rows: Sequence[dict[str, Any]], versions: Mapping[int, dt.datetime]
) -> None:
    """Adds the records of bases that are not there, with what withdraws them, under numbers of their own.

    Of `versions` each is what it was; a record of another keeps no number, which a later version might take.
    """
    known = {_told(row): row["id"] for row in _rows(connection, BASES)}
    numbers: dict[int, int] = {}
    for row in sorted(rows, key=lambda one: one["id"]):
        withdraws = numbers[row["withdraws"]] if row["withdraws"] is not None else None
        told = _told(row | {"withdraws": withdraws})
        if told not in known:
            values = {key: value for key, value in row.items() if key != "id"}
            values |= {"withdraws": withdraws, "version": row["version"] if row["version"] in versions else None}
            known[told] = connection.execute(insert(BASES).values(values).returning(BASES.c.id)).scalar_one()
        numbers[row["id"]] = known[told]


def _told(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What tells a record of a base from the others, whatever became of its version."""
    return tuple(value for key, value in row.items() if key not in ("id", "version"))


def _verified(folder: str, name: str) -> Store:
    """The copy opened as a store of its own, its schema brought up to date, every version agreeing with its hash."""
    try:
        with told(), connect(sqlite_engine(Path(folder, DATABASE))) as connection:
            empty = revision(connection) is None  # would be taken for a new store, and all that is stored would go
        copy = Store(folder)
        faults = ["empty"] if empty else copy.faults()
    except StoreError:
        faults = ["unreadable"]
    if faults:
        raise StoreError(f"Файл «{name}» – не целая резервная копия этой программы. Сохранённые данные не тронуты.")
    return copy


def _write_copy(source: Connection, path: Path) -> None:
    """Everything that the open transaction sees, as a SQLite file."""
    engine = sqlite_engine(path)
    migrate(engine)
    with connect(engine, writing=True) as target:
        _copy(source, target)


def _copy(source: Connection, target: Connection) -> None:
    for table in ALL:
        for row in source.execute(select(table)):  # one at a time: the lists of all versions may be large
            target.execute(insert(table).values(dict(row._mapping)))
        _count_on(target, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL number the next row after those that came with numbers of their own."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last + 1, False)))
