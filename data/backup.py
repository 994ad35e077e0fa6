"""A copy of the whole store in one SQLite file, and back: both while the app runs.

The copy is written anew, row by row, so it holds nothing that was destroyed, and a copy of a PostgreSQL store is the
same kind of file.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select

from data.place import DATABASE, is_url
from data.remembering import BACKUP, remember
from data.store import Store
from data.store_engine import connect, copy_beside, lock, migrate, revision, sqlite_engine
from data.store_faults import StoreError, told
from data.store_schema import ALL


def backup(store: Store, path: Path) -> None:
    """Writes a copy of everything; the file appears whole or not at all. Raises `StoreError`."""
    with told():
        descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.resolve().parent)
        os.close(descriptor)
        try:
            engine = sqlite_engine(Path(name))
            migrate(engine)
            with store.reading() as source, connect(engine, writing=True) as target:
                _copy(source, target)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    remember(store, BACKUP, str(path.resolve()), {"path": str(path.resolve())})


def restore(store: Store, path: Path) -> Path | None:
    """Puts the copy in the place of everything stored, in one transaction, after it was verified.

    Of a SQLite store, what was there before is kept in a file beside it, whose path is given. Raises `StoreError`
    where the file is no sound copy; the store is then as it was.
    """
    if not path.is_file():
        raise StoreError(f"Файл «{path.name}» не найден.")
    with tempfile.TemporaryDirectory() as folder, told():
        place = Path(folder, DATABASE)
        place.write_bytes(path.read_bytes())
        copy = _verified(folder, path.name)
        kept = None if is_url(store.place) else copy_beside(Path(store.place) / place.name)
        with copy.reading() as source, connect(store.engine, writing=True) as target:
            lock(target)
            for table in reversed(ALL):
                target.execute(delete(table))
            _copy(source, target)
        return kept


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


def _copy(source: Connection, target: Connection) -> None:
    for table in ALL:
        for row in source.execute(select(table)):  # one at a time: the lists of all versions may be large
            target.execute(insert(table).values(dict(row._mapping)))
        if target.dialect.name == "postgresql" and table.autoincrement_column is not None:
            _count_on(target, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL number the next row after those that came with numbers of their own."""
    column = table.autoincrement_column
    assert column is not None
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last + 1, False)))
