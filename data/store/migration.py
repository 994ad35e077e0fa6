"""The schema of a store brought up to date, after a copy of its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from data.store.engine import connect, lock
from data.store.errors import DAMAGED, TooNew, Unusable
from data.store.location import DATABASE
from data.store.working_folder import free_name, new_file, working

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(engine: Engine, path: Path | None = None) -> None:
    """Brings the schema up to date in one transaction.

    A file that changes is copied first, beside it.
    """
    head, earlier = _revisions()
    with connect(engine) as connection:
        current = revision(connection)
    if current == head:
        return
    if current is not None and current not in earlier:
        raise TooNew
    if path is not None:
        with closing(sqlite3.connect(path)) as journal:
            journal.execute("PRAGMA journal_mode = WAL")
        if current is not None:
            copy_beside(path)
    with connect(engine, writing=True) as connection:
        lock(connection)
        if revision(connection) != head:  # another process may have done it while this one waited
            config = _config()
            config.attributes["connection"] = connection
            upgrade(config, "head")


@cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    """Returns the last revision of the schema, and those before it."""
    scripts = ScriptDirectory.from_config(_config())
    head = scripts.get_current_head()
    return head, frozenset(step.revision for step in scripts.walk_revisions()) - {head}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


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
