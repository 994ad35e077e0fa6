"""The store: versions of the checked lists in SQL.

SQLite in a folder or PostgreSQL by URL. A version never changes; the newest is the current one. Every call opens its
own connection, so that a folder that vanishes is noticed and comes back without a restart. A save is one transaction
under a lock: of two people who save over the same version the second gets `Overtaken`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from data.contracts import TABLES
from data.findings import Finding
from data.hashing import canonical
from data.roster import Roster
from data.store.draft_lifetime import discard_saved, has_expired, sweep
from data.store.engine import connect, lock
from data.store.errors import Overtaken, StoreError, as_store_errors
from data.store.integrity import digest_of, faults_of, row_hash
from data.store.opening import opened
from data.store.schema import DESTRUCTIONS, LISTS, VERSIONS
from data.store.serialization import freeze, thaw
from data.store.working_folder import recovered

Identity = tuple[int, str]  # number and hash of a version: what caches may key on and a save follows
JSON_COLUMNS = ("files", "counts", "left_out", "findings")


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of a saved version but for its lists; `saved_at` is UTC."""

    id: int
    saved_at: dt.datetime
    saved_by: str
    note: str
    as_of: dt.date
    as_of_source: str
    files: list[dict[str, str]]
    counts: dict[str, int]
    left_out: dict[str, int]
    findings: list[Finding]
    digest: str
    based_on: int | None
    copy_of: int | None
    sha256: str

    @property
    def identity(self) -> Identity:
        """Number and hash of the version.

        The same number has another hash once a person was erased from the version.
        """
        return self.id, self.sha256


@dataclass(frozen=True, slots=True)
class Saving:
    """What a person saves: the accepted rows, and what is to be known of them.

    `files` are name and SHA-256 of each file; `draft` is the digest of the draft that is saved, and ends with it.
    """

    roster: Roster
    as_of_source: str
    counts: dict[str, int]
    left_out: dict[str, int]
    findings: Sequence[Finding]
    files: Sequence[dict[str, str]]
    saved_by: str
    note: str
    copy_of: int | None = None
    draft: str = ""


class Store:
    """One store; cheap to make, safe to share between threads."""

    def __init__(self, place: str) -> None:
        """Opens or makes the store and brings its schema up to date. Raises `StoreError`."""
        self.place = place
        recovered(place)  # whoever reports it has asked before
        with as_store_errors():
            self.engine = opened(place)
        self.sweep()

    def sweep(self) -> None:
        """Destroys a draft that is too old.

        Where nothing can be written it is not given out either.
        """
        with self.reading() as connection:
            is_old = has_expired(connection, now())
        if is_old:
            with suppress(StoreError), self.writing() as connection:
                sweep(connection, now())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Opens a transaction that sees one state throughout. Raises `StoreError`."""
        with as_store_errors(), connect(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Opens a transaction beside which nobody else writes. Raises `StoreError`."""
        with as_store_errors(), connect(self.engine, writing=True) as connection:
            lock(connection)
            yield connection

    def current_id(self) -> Identity | None:
        """Returns the identity of the current version; None where nothing is stored."""
        return self._id(select(func.max(VERSIONS.c.id)).scalar_subquery())

    def id_of(self, number: int) -> Identity | None:
        """Returns the identity of a version as it is now; None where it was destroyed."""
        return self._id(number)

    def _id(self, number: Any) -> Identity | None:
        with self.reading() as connection:
            row = connection.execute(select(VERSIONS.c.id, VERSIONS.c.sha256).where(VERSIONS.c.id == number)).first()
        return (row.id, row.sha256) if row else None

    def versions(self) -> list[Version]:
        """Returns all versions, the current first."""
        with self.reading() as connection:
            return [_version(row) for row in connection.execute(select(VERSIONS).order_by(VERSIONS.c.id.desc()))]

    def version(self, number: int) -> Version:
        """Returns a version by its number. Raises `StoreError` where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(VERSIONS).where(VERSIONS.c.id == number)).first()
        if row is None:
            raise StoreError(f"Версии № {number} нет: она уничтожена или открыта другая база данных.")
        return _version(row)

    def roster(self, number: int) -> Roster:
        """Returns the lists of a version.

        Raises `StoreError` where there is no such version.
        """
        version = self.version(number)
        with self.reading() as connection:
            rows = connection.execute(select(LISTS.c.name, LISTS.c.content).where(LISTS.c.version == number))
            frames = {row.name: thaw(row.content) for row in rows}
        return Roster(frames.get("students"), frames.get("teachers"), frames.get("pairs"), version.as_of)

    def save(self, saving: Saving, based_on: Identity | None) -> tuple[Version, bool]:
        """Saves over the version that the person saw.

        Returns the version and whether it is new. The same lists as the current version's are not stored twice. Raises
        `Overtaken` where another version is current by now or a person was erased from it, `StoreError` where the store
        failed.
        """
        lists = {name: freeze(frame) for name in TABLES if (frame := getattr(saving.roster, name)) is not None}
        digest = digest_of(lists, saving.roster.as_of)
        with self.writing() as connection:
            discard_saved(connection, saving.draft)
            current = connection.execute(select(VERSIONS).order_by(VERSIONS.c.id.desc()).limit(1)).first()
            if current is not None and current.digest == digest and saving.copy_of is None:
                return _version(current), False
            if ((current.id, current.sha256) if current else None) != based_on:
                raise Overtaken(current.id if current else None)
            return _version(_add(connection, saving, lists, digest, based_on[0] if based_on else None)), True

    def make_current(self, number: int, saved_by: str, note: str, based_on: Identity | None) -> Version:
        """Saves an older version anew, so that it is the current one."""
        version = self.version(number)
        saving = Saving(
            self.roster(number),
            version.as_of_source,
            version.counts,
            version.left_out,
            version.findings,
            version.files,
            saved_by,
            note,
            copy_of=number,
        )
        return self.save(saving, based_on)[0]

    def faults(self) -> list[str]:
        """Returns a sentence for each version that does not agree with its hash.

        Raises `StoreError`.
        """
        with self.reading() as connection:
            return faults_of(connection)


def now() -> dt.datetime:
    """Returns this moment in UTC to the second, as the store holds it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def _add(connection: Connection, saving: Saving, lists: dict[str, str], digest: str, based_on: int | None) -> Row[Any]:
    """Writes a version in the open transaction and returns its row.

    Its number is never that of a version that was destroyed.
    """
    values = {
        "id": _next_number(connection),
        "saved_at": now(),
        "saved_by": saving.saved_by,
        "note": saving.note,
        "as_of": saving.roster.as_of,
        "as_of_source": saving.as_of_source,
        "files": canonical(list(saving.files)),
        "counts": canonical(saving.counts),
        "left_out": canonical(saving.left_out),
        "findings": canonical([finding.content() for finding in saving.findings]),
        "digest": digest,
        "based_on": based_on,
        "copy_of": saving.copy_of,
    }
    values["sha256"] = row_hash(values, lists)
    connection.execute(insert(VERSIONS).values(values))
    rows = [{"version": values["id"], "name": name, "content": content} for name, content in lists.items()]
    if rows:
        connection.execute(insert(LISTS), rows)
    return connection.execute(select(VERSIONS).where(VERSIONS.c.id == values["id"])).one()


def _next_number(connection: Connection) -> int:
    """Returns a number that no version has or had."""
    last: int = connection.execute(select(func.max(VERSIONS.c.id))).scalar() or 0
    destroyed: list[list[int]] = [
        json.loads(row.versions) for row in connection.execute(select(DESTRUCTIONS.c.versions))
    ]
    return 1 + max([last, *(number for numbers in destroyed for number in numbers)])


def _version(row: Row[Any]) -> Version:
    fields = dict(row._mapping)
    for key in JSON_COLUMNS:
        fields[key] = json.loads(fields[key])
    fields["findings"] = [Finding(**finding) for finding in fields["findings"]]
    return Version(**fields)
