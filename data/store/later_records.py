"""Records of a store that a restore must not undo.

They are carried over into the copy that takes its place. That something was destroyed or published, that a municipal
base was sent, and where copies lie, is known afterwards too: by them later publications hide what they must, and what
was destroyed is destroyed again. Who may sign in stays who may, and what was done stays on record.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select

from data.store.decisions import BACKUP
from data.store.engine import connect, sqlite_engine
from data.store.errors import Unusable, as_store_errors
from data.store.location import DATABASE, WORKING, is_trace
from data.store.schema import ACCOUNTS, ACTIONS, BASES, DESTRUCTIONS, EXPORTS, LAST_ACTION, REMEMBERED, VERSIONS
from data.store.working_folder import new_file

Rows = Sequence[dict[str, Any]]
Records = dict[Table, Rows]
RECORDS: dict[Table, Select[Any]] = {
    DESTRUCTIONS: select(DESTRUCTIONS),
    REMEMBERED: select(REMEMBERED).where(REMEMBERED.c.kind == BACKUP),
    EXPORTS: select(EXPORTS),
    BASES: select(BASES),
    ACCOUNTS: select(ACCOUNTS),
    ACTIONS: select(ACTIONS).order_by(ACTIONS.c.id),
    LAST_ACTION: select(LAST_ACTION),
    VERSIONS: select(VERSIONS.c.id, VERSIONS.c.saved_at),  # which version a base was made from
}
# Columns whose damage only their reading would show.
JSON = {DESTRUCTIONS: "versions", EXPORTS: "published", ACCOUNTS: "classes"}


def records_of(connection: Connection) -> Records:
    """Returns the records of the store of the open transaction."""
    return {table: _rows(connection, query) for table, query in RECORDS.items()}


def salvaged(live: Path, work: Path) -> tuple[Records, bool]:
    """Returns the readable records of a damaged store; whether some are unreadable."""
    if not live.is_file():
        was_there = any(is_trace(path.name) and path.name != WORKING for path in live.parent.iterdir())
        return dict.fromkeys(RECORDS, ()), was_there
    folder = work / "damaged"
    folder.mkdir(mode=0o700)
    try:
        for end in ("", "-wal"):  # read in a copy: the damaged files stay as they are
            if Path(f"{live}{end}").is_file():
                new_file(folder / f"{DATABASE}{end}")
                shutil.copyfile(f"{live}{end}", folder / f"{DATABASE}{end}")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        # Else the disk does not give the damaged files back: what of them was copied is read.
    engine = sqlite_engine(folder / DATABASE)
    readable: Records = {}
    for table, query in RECORDS.items():
        try:
            with as_store_errors(), connect(engine) as connection:
                rows = _rows(connection, query)
            for row in rows:
                json.loads(row.get(JSON.get(table, "")) or "null")
            readable[table] = rows
        except (Unusable, ValueError):
            continue
    return {table: readable.get(table, ()) for table in RECORDS}, len(readable) < len(RECORDS)


def _rows(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(query)]


def add_records(connection: Connection, later: Records) -> int:
    """Adds the records that the copy lacks.

    Returns how many destructions it has undone.
    """
    undone = _add_missing(connection, DESTRUCTIONS, later[DESTRUCTIONS], ("destroyed_at", "what", "versions", "rows"))
    _add_missing(connection, REMEMBERED, later[REMEMBERED], ("kind", "key"))
    _add_missing(connection, EXPORTS, later[EXPORTS], ("made_at", "what", "sha256"))
    _add_missing(connection, ACCOUNTS, later[ACCOUNTS], ("login",))
    _add_missing(connection, ACTIONS, later[ACTIONS], ("sha256",))
    _add_missing(connection, LAST_ACTION, later[LAST_ACTION], ("sha256",))
    same_versions = _saved(later[VERSIONS]).items() & _saved(_rows(connection, RECORDS[VERSIONS])).items()
    _add_missing_bases(connection, later[BASES], dict(same_versions))
    return undone


def _saved(versions: Rows) -> dict[int, dt.datetime]:
    """Returns the moments of versions by number.

    Both together identify a version of two stores.
    """
    return {row["id"]: row["saved_at"] for row in versions}


def _add_missing(connection: Connection, table: Table, rows: Rows, by: Sequence[str]) -> int:
    """Adds the rows that are not there, identified by the columns `by`.

    Returns how many.
    """
    known = {tuple(row[key] for key in by) for row in _rows(connection, RECORDS[table])}
    missing = [row for row in rows if tuple(row[key] for key in by) not in known]
    for row in missing:
        connection.execute(insert(table).values({key: value for key, value in row.items() if key != "id"}))
    return len(missing)


def _add_missing_bases(connection: Connection, rows: Rows, versions: Mapping[int, dt.datetime]) -> None:
    """Adds the missing records of bases, with what withdraws them, under new numbers.

    `versions` are the same in both stores; a record of any other gets no number, which a later version might take.
    """
    known = {_base_identity(row): row["id"] for row in _rows(connection, RECORDS[BASES])}
    numbers: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        withdraws = numbers[row["withdraws"]] if row["withdraws"] is not None else None
        identity = _base_identity(row | {"withdraws": withdraws})
        if identity not in known:
            values = {key: value for key, value in row.items() if key != "id"}
            values |= {"withdraws": withdraws, "version": row["version"] if row["version"] in versions else None}
            known[identity] = connection.execute(insert(BASES).values(values).returning(BASES.c.id)).scalar_one()
        numbers[row["id"]] = known[identity]


def _base_identity(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Returns what identifies a record of a base, whatever became of its version."""
    return tuple(value for key, value in row.items() if key not in ("id", "version"))
