"""Connections to the store, its schema brought up to date, the lock of a save."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from data.store.errors import DAMAGED, FROM_COPY, MISSING, StoreError, TooNew, Unusable
from data.store.location import DATABASE, JOURNALS, VARIABLE, is_trace, is_url
from data.store.working_folder import free_name, new_file, prepared_folder, working

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 20  # seconds that a save waits for another one
LOCK = 7_062_021  # the advisory lock of a save in PostgreSQL: any number that no other program there uses
WHERE = f"В {VARIABLE} должна стоять папка или адрес «postgresql://имя:пароль@сервер/база»"
MAGIC = b"SQLite format 3\0"  # sqlite.org/fileformat.html, «the database header»
# The bytes of the file that every open connection of SQLite has locked (sqlite.org/fileformat.html, «lock-byte page»).
SHARED_FIRST, SHARED_SIZE = 0x4000_0002, 510


def opened(place: str) -> Engine:
    """Returns the engine of the store at a folder or URL, its schema up to date.

    Raises `StoreError`.
    """
    if is_url(place):
        engine = create_engine(_server(place), poolclass=NullPool, connect_args={"connect_timeout": PATIENCE})
        migrate(engine)
        return engine
    path = prepared_folder(place) / DATABASE
    if not os.path.lexists(path):
        _create(path)
    _check_header(path)
    engine = sqlite_engine(path)
    with connect(engine) as connection:
        if revision(connection) is None:
            raise Unusable(f"Файл «{path}» – не база этой программы. Уберите его или восстановите базу {FROM_COPY}.")
        if not is_sound(connection, "quick_check"):
            raise Unusable(DAMAGED)
    migrate(engine, path)
    return engine


def _server(place: str) -> URL:
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):  # of a port that is no number
        raise StoreError(f"{WHERE}: этот адрес не разобрать.") from None
    name = url.drivername
    if name == "sqlite":
        raise StoreError(f"{WHERE}. Базе SQLite адрес «sqlite://» не нужен: укажите её папку.")
    if len(name) == 1:
        raise StoreError(f"{WHERE}. Папка на диске пишется с одной чертой: «{name}:/папка».")
    if name not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f"{WHERE}: базы «{name}» программа не знает.")
    return url.set(drivername="postgresql+psycopg")


def _create(path: Path) -> None:
    """Creates a database where none is or was.

    It appears whole, so that an empty file is never a store. Raises `StoreError`.
    """
    with working(str(path.parent), "Создание базы") as work:
        if os.path.lexists(path):  # another process has made it while this one waited
            return
        traces = sorted(file.name for file in path.parent.iterdir() if is_trace(file.name) and file != work)
        if traces:
            raise Unusable(
                f"Файла базы «{path}» нет, а рядом лежит «{traces[0]}». Верните файл на место или восстановите базу "
                f"{FROM_COPY}; чтобы начать заново, уберите остальное из папки."
            )
        database = work / DATABASE
        new_file(database)
        migrate(sqlite_engine(database), database)
        database.replace(path)


def _check_header(path: Path) -> None:
    """Raises `Unusable` where the file is no database.

    SQLite would throw away the journal of such a file on opening it.
    """
    if path.is_dir():
        raise Unusable(f"На месте файла базы лежит папка «{path}». Уберите её или восстановите базу {FROM_COPY}.")
    if not path.exists():  # a link to nowhere
        raise Unusable(MISSING)
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if not start:
        raise Unusable(
            f"Файл базы «{path}» пуст. Восстановите его {FROM_COPY}; если сохранённого не было, удалите этот файл."
        )
    if start != MAGIC:
        raise Unusable(DAMAGED)


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
    """Whether the file is whole, by SQLite's `quick_check` or `integrity_check`.

    True of PostgreSQL, which sees to its own files.
    """
    if connection.dialect.name == "postgresql":
        return True
    return bool(connection.exec_driver_sql(f"PRAGMA {check}(1)").scalar() == "ok")


def is_open_elsewhere(path: Path) -> bool:
    """Whether another program has the database open.

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


def migrate(engine: Engine, path: Path | None = None) -> None:
    """Brings the schema up to date in one transaction.

    A file that changes is copied first, beside it.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    with connect(engine) as connection:
        current = revision(connection)
    if current == head:
        return
    if current is not None and current not in {step.revision for step in script.walk_revisions()}:
        raise TooNew
    if path is not None:
        with closing(sqlite3.connect(path)) as journal:
            journal.execute("PRAGMA journal_mode = WAL")
        if current is not None:
            copy_beside(path)
    with connect(engine, writing=True) as connection:
        lock(connection)
        if revision(connection) != head:  # another process may have done it while this one waited
            config.attributes["connection"] = connection
            upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """Returns the revision of the schema; None where this program has made none.

    Raises `Unusable`.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    if len(heads) > 1:
        raise Unusable(DAMAGED)
    return heads[0] if heads else None


def copy_beside(path: Path) -> Path:
    """Copies the database file into the same folder and returns the path.

    The copy holds no draft: copies are stored for years.
    """
    with working(str(path.parent), "Обновление базы") as work:
        part, copy = work / DATABASE, free_name(path)
        new_file(part)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            if target.execute("SELECT 1 FROM sqlite_master WHERE name = 'drafts'").fetchone():
                target.execute("PRAGMA secure_delete = ON")
                target.execute("DELETE FROM drafts")
                target.commit()
        part.replace(copy)
    return copy
