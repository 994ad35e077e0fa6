"""The erasure of a version, or of one person in all versions.

152-ФЗ, ст. 21; docs/domain.md, «Privacy». A record of when, why and how much remains, without the data. Figures that
were fixed as reported remain: they name nobody. Copies made before are not reached; `copies` names them for the
warning.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from data.contracts import TABLES
from data.hashing import canonical
from data.people.person_search import ErasureTarget, PersonSearch
from data.store.decisions import BACKUP, KINDS_WITH_TEXTS, remembered
from data.store.drafts import is_draft_naming
from data.store.engine import PATIENCE
from data.store.errors import StoreError, as_store_errors
from data.store.integrity import digest_of, frozen_lists, row_hash
from data.store.location import DATABASE, is_url
from data.store.schema import DESTRUCTIONS, DRAFTS, FIGURES, FIXED_PERIODS, JOURNAL, LISTS, REMEMBERED, VERSIONS
from data.store.serialization import freeze, thaw
from data.store.versions import Store, now
from data.store.working_folder import unfinished
from data.tables.typed_tables import cells
from data.vocabulary import SIDES

ENTRY = [column for column in JOURNAL.c if column.name != "file"]
DESTROYED = "Запись уничтожена вместе с данными человека."


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What an erasure touched, or would touch.

    `shown` holds each row of a list, by the titles of its columns. `draft` says that the draft of an upload names the
    person, and goes whole.
    """

    versions: list[int]
    rows: int
    shown: list[dict[str, str]]
    draft: bool = False


def destroy_version(store: Store, number: int, by: str, reason: str) -> None:
    """Erases one version.

    Raises `StoreError` where there is none, or no reason is given.
    """
    _needs_reason(reason)
    with store.writing() as connection:
        lists = frozen_lists(connection, number)
        if not connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.id == number)).first():
            raise StoreError(f"Версии № {number} уже нет.")
        rows = sum(len(thaw(content)) for content in lists.values())
        for table, column in ((LISTS, LISTS.c.version), (FIGURES, FIGURES.c.version), (VERSIONS, VERSIONS.c.id)):
            connection.execute(delete(table).where(column == number))
        _record(connection, by, "version", reason, [number], rows)
    _clean(store)


def would_destroy(store: Store, target: ErasureTarget) -> Destroyed:
    """Returns what the erasure of a person would touch."""
    with store.reading() as connection:
        return _Erasure(connection, target).extent


def destroy_person(store: Store, target: ErasureTarget, by: str, reason: str) -> Destroyed:
    """Erases a person from all versions, findings, decisions, journal and draft.

    Raises `StoreError` where no version names the person, or the reason is missing or names him.
    """
    _needs_reason(reason)
    with store.writing() as connection:
        erasure = _Erasure(connection, target)
        if not erasure.extent.versions and not erasure.extent.draft:
            raise StoreError("Этого человека нет ни в одной сохранённой версии.")
        if erasure.search.is_hinted_at(reason):
            raise StoreError(
                "В основании названа фамилия, а запись об уничтожении остаётся навсегда. Впишите основание без имени, "
                "например: «заявление законного представителя от 01.09.2024»."
            )
        erasure.carry_out()
        _record(connection, by, "person", reason, erasure.extent.versions, erasure.extent.rows)
    _clean(store)
    return erasure.extent


class _Erasure:
    """All versions thawed once: their traces of a person, and the lists without him."""

    def __init__(self, connection: Connection, target: ErasureTarget) -> None:
        self.connection = connection
        numbers = connection.execute(select(VERSIONS.c.id).order_by(VERSIONS.c.id)).scalars().all()
        frozen = {number: frozen_lists(connection, number) for number in numbers}
        lists = {number: {name: thaw(content) for name, content in texts.items()} for number, texts in frozen.items()}
        self.search = PersonSearch(target, lists.values())
        self.left = {number: self.search.without(version_lists) for number, version_lists in lists.items()}
        findings = {
            row.id: json.loads(row.findings) for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.findings))
        }
        touched = [
            number for number, (_, rows) in self.left.items() if rows or any(map(self._is_of_person, findings[number]))
        ]
        shown = [
            {"Версия": f"№ {number}", "Список": TABLES[table], **row}
            for number, frames in lists.items()
            for table, frame in frames.items()
            if table != "pairs"
            for row in self.search.rows_to_show(table, frame)
        ]
        draft = is_draft_naming(connection, self.search)
        self.extent = Destroyed(touched, sum(rows for _, rows in self.left.values()), shown, draft)

    def _is_of_person(self, finding: dict[str, Any]) -> bool:
        return self.search.is_in(canonical(finding), finding["value"] or "")

    def carry_out(self) -> None:
        if self.extent.draft:
            self.connection.execute(delete(DRAFTS))
        for row in self.connection.execute(select(VERSIONS)).all():
            lists, _ = self.left[row.id]
            texts = {name: freeze(frame) for name, frame in lists.items()}
            findings = [finding for finding in json.loads(row.findings) if not self._is_of_person(finding)]
            values: dict[str, Any] = {
                **row._mapping,
                "note": "" if self.search.is_in(row.note) else row.note,
                "files": canonical([file for file in json.loads(row.files) if not self.search.is_in(file["name"])]),
                "findings": canonical(findings),
                "counts": canonical({name: len(lists[name]) if name in lists else 0 for name in TABLES}),
                "digest": digest_of(texts, row.as_of),
            }
            values["sha256"] = row_hash(values, texts)
            self.connection.execute(update(VERSIONS).where(VERSIONS.c.id == row.id).values(values))
            for name, content in texts.items():
                is_same = (LISTS.c.version == row.id) & (LISTS.c.name == name)
                self.connection.execute(update(LISTS).where(is_same).values(content=content))
            self.connection.execute(delete(FIGURES).where(FIGURES.c.version == row.id))
        names_people = REMEMBERED.c.kind.in_(KINDS_WITH_TEXTS)
        for row in self.connection.execute(select(REMEMBERED).where(names_people)).all():
            if self.search.is_in(row.content):
                is_same = (REMEMBERED.c.kind == row.kind) & (REMEMBERED.c.key == row.key)
                self.connection.execute(delete(REMEMBERED).where(is_same))
        for row in self.connection.execute(select(FIXED_PERIODS.c.id, FIXED_PERIODS.c.reason)).all():
            if self.search.is_hinted_at(row.reason):
                is_same = FIXED_PERIODS.c.id == row.id
                self.connection.execute(update(FIXED_PERIODS).where(is_same).values(reason=DESTROYED))
        for row in self.connection.execute(select(*ENTRY)).all():
            if self.search.is_named_in(" ".join((row.text, row.people, row.link, row.file_name))):
                empty = {"text": DESTROYED, "people": "", "link": "", "file_name": "", "file": None}
                self.connection.execute(update(JOURNAL).where(JOURNAL.c.id == row.id).values(empty))


def everyone(store: Store) -> list[ErasureTarget]:
    """Returns everyone whom the versions name, each once, by name.

    Those whose rows were left out are among them.
    """
    targets: set[ErasureTarget] = set()
    with store.reading() as connection:
        for name, content in connection.execute(select(LISTS.c.name, LISTS.c.content)):
            frame = thaw(content)
            if name == "pairs":
                targets |= {ErasureTarget(who) for side in SIDES for who in cells(frame, side) if who}
                continue
            for who, *days in zip(*(cells(frame, key) for key in ("name", "birth", "birth_latest")), strict=True):
                targets.add(ErasureTarget(who, *(day.date() if day else None for day in days)))
        for findings in connection.execute(select(VERSIONS.c.findings)).scalars():
            targets |= {
                ErasureTarget(finding[key])
                for finding in json.loads(findings)
                for key in ("person", *SIDES)
                if finding[key]
            }
    dated = {target.name for target in targets if target.birth}
    listed = [target for target in targets if target.birth or target.name not in dated]
    return sorted(listed, key=lambda target: (target.name, target.birth or dt.date.min))


@dataclass(frozen=True, slots=True)
class Record:
    """One erasure that was carried out; `destroyed_at` is UTC."""

    destroyed_at: dt.datetime
    destroyed_by: str
    what: str
    reason: str
    versions: list[int]
    rows: int


def record(store: Store) -> list[Record]:
    """Returns all erasures, the last first."""
    with store.reading() as connection:
        return [
            Record(row.destroyed_at, row.destroyed_by, row.what, row.reason, json.loads(row.versions), row.rows)
            for row in connection.execute(select(DESTRUCTIONS).order_by(DESTRUCTIONS.c.id.desc()))
        ]


def copies(store: Store) -> list[str]:
    """Returns the copies of the database that this program knows of.

    What is erased lives on in them.
    """
    known = {content["path"] for content in remembered(store, BACKUP).values()}
    if not is_url(store.place):
        known |= {str(path.resolve()) for path in Path(store.place).glob("*.sqlite") if path.name != DATABASE}
    known |= {str(path.resolve()) for path in unfinished(store.place)}
    return [path if Path(path).exists() else f"{path} (сейчас недоступна)" for path in sorted(known)]


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise StoreError("Укажите основание уничтожения: оно останется в записи для акта.")


def _record(connection: Connection, by: str, what: str, reason: str, versions: Sequence[int], rows: int) -> None:
    values = {"destroyed_at": now(), "destroyed_by": by, "what": what, "reason": reason}
    connection.execute(insert(DESTRUCTIONS).values(**values, versions=canonical(list(versions)), rows=rows))


def _clean(store: Store) -> None:
    """Leaves no bytes of what was erased in the file, its journal or free pages.

    Raises `NotCleaned`.
    """
    busy = False
    try:
        with as_store_errors(), store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET lock_timeout = '{PATIENCE}s'"))
                connection.execute(
                    text("VACUUM FULL versions, lists, figures, fixed_periods, remembered, journal, drafts")
                )
            else:
                driver = connection.connection.dbapi_connection
                assert driver is not None
                driver.execute("VACUUM")
                busy = bool(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except StoreError as fault:
        raise NotCleaned from fault
    if busy:
        raise NotCleaned


class NotCleaned(StoreError):
    """The data is erased, but its bytes stay while another program holds the files."""

    def __init__(self) -> None:
        super().__init__(
            "Данные уничтожены, запись об этом сделана. Но базу держит другая программа: пока она её не закроет, следы "
            "остаются в файле. Закройте её и уничтожьте что-нибудь ещё раз или перезапустите эту программу."
        )
