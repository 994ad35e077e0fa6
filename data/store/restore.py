"""A copy of the store put in the place of everything stored.

A store that can be read takes it in one transaction, while the app runs. One that is damaged is moved aside with its
journals, and the copy becomes the database: nothing of the damaged file is needed for that. Either way what came
before lies in a file, and records that the copy lacks go on: destructions, exports, municipal bases, where copies lie.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete

from data.hashing import sha256
from data.store.backup import IN_A_BACKUP, NOT_IN_A_BACKUP, copy, is_live, write_copy
from data.store.decisions import BACKUP, forget, remember
from data.store.engine import PATIENCE, connect, is_open_elsewhere, is_sound, lock
from data.store.errors import BUSY, DAMAGED, StoreError, TooNew, Unusable, as_store_errors
from data.store.integrity import faults_of
from data.store.later_records import add_records, records_of, salvaged
from data.store.location import DATABASE, is_url
from data.store.versions import Store
from data.store.working_folder import (
    FORMER,
    appearing_whole,
    free_name,
    new_file,
    note,
    put_aside,
    put_back,
    working,
    writable_name,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """The outcome of a restore.

    `former` is the file of the former data, None where there was none; `undone` the number of later erasures that the
    copy has undone; `unread` that records of a damaged store could not all be read and are lost to the new one.
    """

    former: Path | None
    undone: int
    unread: bool = False


def restore(place: str, path: Path) -> Restored:
    """Puts a copy, once verified, in the place of everything stored.

    Raises `StoreError` where the file is no sound copy or it cannot be put in; what was stored is then as it was.
    """
    if not path.is_file():
        raise StoreError(f"Файл «{path.name}» не найден.")
    if is_live(place, path):
        raise StoreError(f"«{path}» – сама база, а не её копия. Укажите файл резервной копии.")
    with as_store_errors():
        store = _openable(place)
        with working(place, "Восстановление из резервной копии") as work:
            source = _verified(work, path)
            if store is not None:
                try:
                    return _replaced(store, source, path, work)
                except Unusable:
                    if is_url(place):
                        raise
            return _exchanged(place, source, path, work)


def _openable(place: str) -> Store | None:
    """Returns the store; None where there is no file, or none that can be opened."""
    if is_url(place):
        return Store(place)
    try:
        return Store(place) if os.path.lexists(Path(place, DATABASE)) else None
    except Unusable:
        return None


def _verified(work: Path, path: Path) -> Store:
    """Returns a copy of the copy as a store.

    Its schema is up to date, every version agrees with its hash. Raises `StoreError` where the file is no sound copy.
    """
    for end in ("", "-wal"):  # who copies a database by hand copies its journal too, and it is part of it
        if Path(f"{path}{end}").exists():
            new_file(work / f"{DATABASE}{end}")
            shutil.copyfile(f"{path}{end}", work / f"{DATABASE}{end}")
    try:
        source = Store(str(work))
        with source.reading() as connection:
            if is_sound(connection, "integrity_check") and not faults_of(connection):
                return source
    except TooNew as fault:
        raise StoreError(f"Файл «{path.name}»: {fault} Сохранённые данные не тронуты.") from fault
    except Unusable:
        pass
    journal = f" Рядом лежит «{path.name}-wal»: если он от другой базы, уберите его." * Path(f"{path}-wal").exists()
    raise StoreError(
        f"Файл «{path.name}» – не целая резервная копия этой программы. Сохранённые данные не тронуты.{journal}"
    )


def _replaced(store: Store, source: Store, path: Path, work: Path) -> Restored:
    """Puts the copy in by one transaction.

    Raises `Unusable` where the store cannot be read or trusted.
    """
    with store.reading() as live:
        if not is_sound(live, "integrity_check"):
            raise Unusable(DAMAGED)
        faults_of(live)  # whatever they are: that the lists can be read, before anything is written there
    former = free_name((path.resolve().parent if is_url(store.place) else Path(store.place)) / DATABASE)
    for file in (path, former):  # before: what is destroyed later may live on in them
        _remember(store, file)
    is_complete = False
    try:
        with source.reading() as copy_connection, connect(store.engine, writing=True) as live:
            lock(live)
            with appearing_whole(former, work) as part:
                write_copy(live, part)
            later = records_of(live)
            for table in reversed(IN_A_BACKUP):
                live.execute(delete(table))
            copy(copy_connection, live)
            undone = add_records(live, later)
            _check(live, path)
            is_complete = True
    except BaseException:
        if not is_complete:  # a commit that fails may have been made all the same: the former data is needed then
            former.unlink(missing_ok=True)
            with suppress(StoreError):
                forget(store, BACKUP, sha256(writable_name(former)))
        raise
    return Restored(former, undone)


def _exchanged(place: str, source: Store, path: Path, work: Path) -> Restored:
    """Moves the files of an unreadable store aside and the copy in their place.

    Undone where that fails.
    """
    live = Path(place, DATABASE)
    former = free_name(live)
    existed = os.path.lexists(live)
    later, unread = salvaged(live, work)
    with source.writing() as target:
        for table in reversed(NOT_IN_A_BACKUP):  # of a file that was copied by hand
            target.execute(delete(table))
        undone = add_records(target, later)
    for file in (path, former) if existed else (path,):
        _remember(source, file)
    with closing(sqlite3.connect(work / DATABASE)) as connection:  # all of it into the one file that is moved
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _wait_until_closed(live)
    note(work, FORMER, former.name)
    put_aside(live, former)
    try:
        (work / DATABASE).replace(live)
        with Store(place).reading() as restored:
            _check(restored, path)
    except BaseException:
        put_back(live, former)
        raise
    return Restored(former if existed else None, undone, unread)


def _wait_until_closed(live: Path) -> None:
    """Waits until no program has the file open.

    Such a program would write into what is moved aside. Raises `StoreError` where a program stays longer than
    `PATIENCE`.
    """
    deadline = time.monotonic() + PATIENCE
    while is_open_elsewhere(live):
        if time.monotonic() > deadline:
            raise StoreError(BUSY)
        time.sleep(0.1)


def _check(connection: Connection, path: Path) -> None:
    """Raises `StoreError` where what was put in is not whole, so that it is undone."""
    if faults_of(connection) or not is_sound(connection, "integrity_check"):
        raise StoreError(f"Данные из файла «{path.name}» записались с ошибками. Возвращено то, что было до этого.")


def _remember(store: Store, file: Path) -> None:
    name = writable_name(file)
    remember(store, BACKUP, (name,), {"path": name})
