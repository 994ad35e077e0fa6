"""Connections to the store, and the lock of a save."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text

from data.store.errors import MISSING, Unusable
from data.store.location import JOURNALS

PATIENCE = 20  # seconds that a save waits for another one
LOCK = 7_062_021  # the advisory lock of a save in PostgreSQL: any number that no other program there uses
# The bytes of the file that every open connection of SQLite has locked (sqlite.org/fileformat.html, «lock-byte page»).
SHARED_FIRST, SHARED_SIZE = 0x4000_0002, 510


def sqlite_engine(path: Path) -> Engine:
    """Returns an engine for a file that is there."""

    def connection() -> sqlite3.Connection:
        if not path.exists():
            raise Unusable(MISSING)
        _free_journal(path)
        database = sqlite3.connect(f"{_uri(path)}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")  # what is destroyed leaves no bytes behind
        return database

    engine = create_engine("sqlite://", creator=connection, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _uri(path: Path) -> str:
    """Returns the file's URI with an empty host.

    SQLite refuses the host of a Windows share («file://server/…»).
    """
    posix = path.resolve().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}"


def _free_journal(path: Path) -> None:
    """Makes the journal writable where the database is.

    A time of read-only access leaves the journal read-only, and no save would ever work.
    """
    for end in JOURNALS:
        journal = Path(f"{path}{end}")
        with suppress(OSError):
            if os.access(path, os.W_OK) and journal.exists() and not os.access(journal, os.W_OK):
                journal.chmod(0o600)


@contextmanager
def connect(engine: Engine, *, writing: bool = False) -> Iterator[Connection]:
    """Opens one transaction: committed at its end, rolled back on an error.

    A reading transaction sees one state throughout.
    """
    options = {"writing": writing}
    if engine.dialect.name == "postgresql" and not writing:
        options = {"isolation_level": "REPEATABLE READ"}  # type: ignore[dict-item]
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def lock(connection: Connection) -> None:
    """Waits until no other save runs; SQLite's `BEGIN IMMEDIATE` has done so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def is_sound(connection: Connection, check: str) -> bool:
    """Returns whether the file is whole, by SQLite's `quick_check` or `integrity_check`.

    True of PostgreSQL, which sees to its own files.
    """
    if connection.dialect.name == "postgresql":
        return True
    return bool(connection.exec_driver_sql(f"PRAGMA {check}(1)").scalar() == "ok")


def is_open_elsewhere(path: Path) -> bool:
    """Returns whether another program has the database open.

    Windows lets nobody move such a file anyway.
    """
    if sys.platform == "win32" or not path.is_file():
        return False
    import fcntl

    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
        except (BlockingIOError, PermissionError):  # the system says either of a lock that another holds
            return True
    return False
