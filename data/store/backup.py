"""A copy of the whole store in one SQLite file, made while the app runs.

It is written anew, row by row, so it holds nothing that was destroyed, and a copy of a PostgreSQL store is the same
kind of file.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from data.hashing import sha256
from data.store.decisions import BACKUP, forget, remember
from data.store.engine import connect, is_sound, sqlite_engine
from data.store.errors import StoreError, as_store_errors
from data.store.integrity import faults_of
from data.store.location import DATABASE, JOURNALS, is_url
from data.store.migration import migrate
from data.store.schema import (
    ACCOUNTS,
    ACTIONS,
    ATTEMPTS,
    BASES,
    CONCLUSIONS,
    CONTACTS,
    DESTRUCTIONS,
    DEVICES,
    DRAFTS,
    EXPORTS,
    FIGURES,
    FIXED_PERIODS,
    JOURNAL,
    LAST_ACTION,
    LISTS,
    MARKS,
    REMEMBERED,
    ROADMAPS,
    SESSIONS,
    SETTINGS,
    VERSIONS,
)
from data.store.versions import Store
from data.store.working_folder import appearing_whole, working, writable_name

# What a backup holds, in the order of the references.
IN_A_BACKUP = (
    VERSIONS,
    LISTS,
    FIGURES,
    FIXED_PERIODS,
    SETTINGS,
    REMEMBERED,
    DESTRUCTIONS,
    ROADMAPS,
    MARKS,
    JOURNAL,
    EXPORTS,
    BASES,
    CONCLUSIONS,
    CONTACTS,
)

# Who may come in is no part of it, nor what was done: a file that is put in place of the data must neither let anybody
# in or out nor undo the record of it. Drafts live for a week, copies for years.
NOT_IN_A_BACKUP = (ACCOUNTS, SESSIONS, DEVICES, ATTEMPTS, DRAFTS, ACTIONS, LAST_ACTION)


def backup(store: Store, path: Path) -> None:
    """Writes a copy of everything; the file appears whole or not at all.

    Raises `StoreError`.
    """
    with as_store_errors():
        _refuse_no_place(store.place, path)
        name = writable_name(path)
        is_new = not path.exists()
        remember(store, BACKUP, (name,), {"path": name})  # before: what is destroyed later may live on in it
        try:
            with working(store.place, "Резервное копирование") as work, appearing_whole(path, work) as part:
                with store.reading() as source:
                    write_copy(source, part)
                _verify(part)
        except BaseException:
            if is_new:
                with suppress(StoreError):
                    forget(store, BACKUP, sha256(name))
            raise


def _refuse_no_place(place: str, path: Path) -> None:
    if is_live(place, path):
        raise StoreError(f"«{path}» – сама база, а не место для её копии. Укажите другой файл.")
    if not path.parent.is_dir():
        raise StoreError(f"Папки «{path.parent}» нет. Создайте её или укажите другую; копия не записана.")
    if path.exists() and not path.is_file():
        raise StoreError(f"«{path}» – не файл. Укажите имя файла для копии; копия не записана.")


def is_live(place: str, path: Path) -> bool:
    """Returns whether a path is the store's own database or journal, under whatever name."""
    if is_url(place):
        return False
    files = [Path(place, f"{DATABASE}{end}") for end in ("", *JOURNALS)]
    return any(
        path.resolve() == file.resolve() or (path.exists() and file.exists() and path.samefile(file)) for file in files
    )


def _verify(part: Path) -> None:
    """Raises `StoreError` where a restore would refuse the copy.

    A sound earlier copy stays in its place.
    """
    with connect(sqlite_engine(part)) as connection:
        faults = faults_of(connection)
        if faults or not is_sound(connection, "integrity_check"):
            raise StoreError(" ".join([*faults[:1], "Резервная копия не записана."]))


def write_copy(source: Connection, path: Path) -> None:
    """Writes all that the open transaction sees into an empty file, as SQLite."""
    engine = sqlite_engine(path)
    migrate(engine)
    with connect(engine, writing=True) as target:
        copy(source, target)


def copy(source: Connection, target: Connection) -> None:
    """Copies every row into tables that are empty."""
    for table in IN_A_BACKUP:
        for row in source.execute(select(table)):  # row by row: the lists of all versions may be large
            target.execute(insert(table).values(dict(row._mapping)))
        _count_on(target, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL number the next row after those copied with their numbers."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last + 1, False)))
