"""The erasure of a version, or of one person in all versions.

152-ФЗ, ст. 21; docs/domain.md, «Privacy». A record of when, why and how much remains, without the data. Figures that
were fixed as reported remain: they name nobody. Copies made before are not reached; `known_copies` names them for the
warning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from data.contracts import TABLES
from data.hashing import canonical
from data.people.person_search import ErasureTarget, PersonSearch
from data.store.account_traces import accounts_of_person, erase_accounts
from data.store.conclusions import conclusions_naming
from data.store.contacts import PairKey, contact_traces, pair_keys
from data.store.decisions import KINDS_WITH_TEXTS
from data.store.drafts import is_draft_naming
from data.store.engine import PATIENCE
from data.store.errors import StoreError, as_store_errors
from data.store.integrity import digest_of, frozen_lists, row_hash
from data.store.person_history import person_rows
from data.store.schema import (
    ACCOUNTS,
    CONCLUSIONS,
    CONTACTS,
    DESTRUCTIONS,
    DRAFTS,
    FIGURES,
    FIXED_PERIODS,
    JOURNAL,
    LISTS,
    REMEMBERED,
    VERSIONS,
)
from data.store.serialization import freeze, thaw
from data.store.versions import Store, now

ENTRY = [column for column in JOURNAL.c if column.name != "file"]
WITH_PEOPLE = (VERSIONS, LISTS, FIGURES, FIXED_PERIODS, REMEMBERED, JOURNAL, CONCLUSIONS, CONTACTS, DRAFTS, ACCOUNTS)
DESTROYED = "Запись уничтожена вместе с данными человека."


@dataclass(frozen=True, slots=True)
class ErasureSummary:
    """What an erasure touched, or would touch.

    `shown` holds each row of a list, by the titles of its columns. `draft` says that the draft of an upload names the
    person, and goes whole; `conclusions` how many texts of monitorings do, and go likewise; `contacts` how many
    contacts of pairs tell of the person.
    """

    versions: list[int]
    rows: int
    shown: list[dict[str, str]]
    draft: bool = False
    conclusions: int = 0
    contacts: int = 0


def erase_version(store: Store, number: int, by: str, reason: str) -> None:
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


def preview_erasure(store: Store, target: ErasureTarget) -> ErasureSummary:
    """Returns what the erasure of a person would touch."""
    with store.reading() as connection:
        return _Erasure(connection, target).extent


def erase_person(store: Store, target: ErasureTarget, by: str, reason: str) -> ErasureSummary:
    """Erases a person from all versions, findings, decisions, journal, conclusions, contacts and draft.

    Raises `StoreError` where no version names the person, or the reason is missing or names him.
    """
    _needs_reason(reason)
    with store.writing() as connection:
        erasure = _Erasure(connection, target)
        extent = erasure.extent
        if not (extent.versions or extent.draft or extent.conclusions or extent.contacts):
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
        remaining = _pairs_of(frames for frames, _ in self.left.values())
        gone = _pairs_of(lists.values()) - remaining
        self.contacts = contact_traces(connection, self.search, gone, remaining)
        findings = {
            row.id: json.loads(row.findings) for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.findings))
        }
        touched = [
            number for number, (_, rows) in self.left.items() if rows or any(map(self._is_of_person, findings[number]))
        ]
        self.conclusions = conclusions_naming(connection, self.search)
        self.accounts = accounts_of_person(connection, self.search)
        self.extent = ErasureSummary(
            touched,
            sum(rows for _, rows in self.left.values()),
            person_rows(self.search, lists),
            is_draft_naming(connection, self.search),
            len(self.conclusions),
            len(self.contacts.own) + len(self.contacts.named),
        )

    def _is_of_person(self, finding: dict[str, Any]) -> bool:
        return self.search.is_in(canonical(finding), finding["value"] or "")

    def carry_out(self) -> None:
        if self.extent.draft:
            self.connection.execute(delete(DRAFTS))
        for named in self.conclusions:
            self.connection.execute(delete(CONCLUSIONS).where(named))
        self._take_out_of_versions()
        self._take_out_of_texts()
        self.contacts.erase(self.connection, DESTROYED)
        erase_accounts(self.connection, self.accounts)

    def _take_out_of_versions(self) -> None:
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

    def _take_out_of_texts(self) -> None:
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


def _pairs_of(versions: Iterable[Mapping[str, Any]]) -> set[PairKey]:
    return {pair for lists in versions if "pairs" in lists for pair in pair_keys(lists["pairs"])}


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
                connection.execute(text(f"VACUUM FULL {', '.join(table.name for table in WITH_PEOPLE)}"))
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
