"""Connections to the store, its schema brought up to date, and the lock of a save."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url, text

from data.store.errors import StoreError
from data.store.location import DATABASE, is_url, prepared_folder

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 20  # seconds that a save waits for another one
LOCK = 7_062_021  # the advisory lock of a save in PostgreSQL: any number that no other program there uses


def opened(place: str) -> Engine:
    """The engine of the store at a folder or URL, its schema up to date."""
    if is_url(place):
        url = make_url(place)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": PATIENCE})
        migrate(engine)
        return engine
    path = prepared_folder(place) / DATABASE
    engine = sqlite_engine(path)
    migrate(engine, path)
    return engine


def sqlite_engine(path: Path) -> Engine:
    """An engine for a file; the file is made here, readable by its owner alone, and never by a later connection."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))

    def connection() -> sqlite3.Connection:
        _free_journal(path)
        found = sqlite3.connect(f"{_uri(path)}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
        found.execute("PRAGMA foreign_keys = ON")
        found.execute("PRAGMA synchronous = FULL")
        found.execute("PRAGMA secure_delete = ON")  # what is destroyed leaves no bytes behind
        return found

    engine = create_engine("sqlite://", creator=connection, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _uri(path: Path) -> str:
    """The file's URI with an empty host: SQLite refuses that of a Windows share («file://server/…»)."""
    posix = path.resolve().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}"


def _free_journal(path: Path) -> None:
    """Makes the journal writable where the database is: a read-only time leaves it so, and no save would ever work."""
    for end in ("-wal", "-shm"):
        journal = Path(f"{path}{end}")
        with suppress(OSError):
            if os.access(path, os.W_OK) and journal.exists() and not os.access(journal, os.W_OK):
                journal.chmod(0o600)


@contextmanager
def connect(engine: Engine, *, writing: bool = False) -> Iterator[Connection]:
    """One transaction: committed at its end, rolled back on an error. A reading one sees one state throughout."""
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


def migrate(engine: Engine, path: Path | None = None) -> None:
    """Brings the schema up to date in one transaction; of a file that is to be changed, a copy is kept beside it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    head = ScriptDirectory.from_config(config).get_current_head()
    with connect(engine) as connection:
        now = revision(connection)
    if now == head:
        return
    if now is not None and now not in {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreError(
            "База данных создана более новой версией программы. Обновите программу; данные остались как были."
        )
    if path is not None:
        with sqlite3.connect(path) as journal:
            journal.execute("PRAGMA journal_mode = WAL")
        journal.close()
        if now is not None:
            copy_beside(path)
    with connect(engine, writing=True) as connection:
        lock(connection)
        if revision(connection) != head:  # another process may have done it while this one waited
            config.attributes["connection"] = connection
            upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def free_name(path: Path) -> Path:
    """A new empty file beside the database, named by the moment; never one that is there."""
    moment = f"{dt.datetime.now():%Y%m%d-%H%M%S}"
    for number in count():
        kept = path.with_name(f"{path.stem}-{moment}{f'-{number}' if number else ''}{path.suffix}")
        with suppress(FileExistsError):
            os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            break
    return kept


def copy_beside(path: Path) -> Path:
    """A copy of the database file as it is now, in the same folder."""
    kept = free_name(path)
    with sqlite3.connect(path) as source, sqlite3.connect(kept) as target:
        source.backup(target)
    source.close()
    target.close()
    return kept
