"""The journal of an activity in the store: dated entries, withdrawn but never deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select

from data.store.schema import JOURNAL
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One dated entry of the journal; `written_at` is UTC.

    The attached file is read apart.
    """

    id: int
    activity: str
    day: dt.date
    text: str
    people: str
    link: str
    file_name: str
    written_at: dt.datetime
    written_by: str
    withdrawn: bool


def journal(store: Store, edition: int) -> list[JournalEntry]:
    """Returns the entries of an edition, the latest day first, with those withdrawn."""
    columns = [column for column in JOURNAL.c if column.name != "file"]
    with store.reading() as connection:
        query = select(*columns).where(JOURNAL.c.edition == edition)
        rows = connection.execute(query.order_by(JOURNAL.c.day.desc(), JOURNAL.c.id.desc())).all()
    withdrawn = {row.withdraws for row in rows}
    return [
        JournalEntry(
            row.id,
            row.activity,
            row.day,
            row.text,
            row.people,
            row.link,
            row.file_name,
            row.written_at,
            row.written_by,
            row.id in withdrawn,
        )
        for row in rows
        if row.withdraws is None
    ]


def write_entry(
    store: Store,
    edition: int,
    activity: str,
    day: dt.date,
    text: str,
    by: str,
    *,
    people: str = "",
    link: str = "",
    file: tuple[str, bytes] | None = None,
) -> None:
    """Adds an entry to the journal of an activity."""
    name, content = file or ("", None)
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition,
                activity=activity,
                day=day,
                text=text,
                people=people,
                link=link,
                file_name=name,
                file=content,
                written_at=now(),
                written_by=by,
            )
        )


def withdraw_entry(store: Store, edition: int, entry: JournalEntry, by: str) -> None:
    """Withdraws an entry; it stays in the store, marked."""
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition,
                activity=entry.activity,
                day=entry.day,
                text="",
                people="",
                link="",
                file_name="",
                written_at=now(),
                written_by=by,
                withdraws=entry.id,
            )
        )


def attached(store: Store, entry: int) -> bytes:
    """Returns the attached file of an entry."""
    with store.reading() as connection:
        return bytes(connection.execute(select(JOURNAL.c.file).where(JOURNAL.c.id == entry)).scalar_one())
