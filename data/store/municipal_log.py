"""The school's records of the municipal base.

That it was sent or entered, on which day, from which version. No names are stored: what was in it is worked out again
from the version. A record that was wrong is withdrawn by a later row, never changed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select

from data.periods import Period
from data.store.schema import BASES
from data.store.versions import Store, now
from data.vocabulary import Titled


class Done(Titled):
    """What was done with the base; the title follows «База»."""

    SENT = "sent", "направлена"
    ENTERED = "entered", "внесена"


@dataclass(frozen=True, slots=True)
class BaseRecord:
    """The base of a period, made from a version, was sent or entered on a day.

    `recorded_at` is UTC.
    """

    id: int
    done: Done
    day: dt.date
    period: Period
    version: int | None
    recorded_at: dt.datetime
    recorded_by: str
    withdrawn: bool


def base_records(store: Store) -> list[BaseRecord]:
    """Returns all records, the latest day first, with those withdrawn."""
    with store.reading() as connection:
        rows = connection.execute(select(BASES).order_by(BASES.c.day.desc(), BASES.c.id.desc())).all()
    withdrawn = {row.withdraws for row in rows}
    return [
        BaseRecord(
            row.id,
            Done(row.what),
            row.day,
            Period(row.since, row.until),
            row.version,
            row.recorded_at,
            row.recorded_by,
            row.id in withdrawn,
        )
        for row in rows
        if row.withdraws is None
    ]


def record_base(store: Store, done: Done, day: dt.date, period: Period, version: int | None, by: str) -> None:
    """Records that the base of a period was sent or entered."""
    _add(store, done, day, period, version, by)


def withdraw_record(store: Store, record: BaseRecord, by: str) -> None:
    """Withdraws a record; it stays in the store, marked."""
    _add(store, record.done, record.day, record.period, record.version, by, record.id)


def _add(
    store: Store, done: Done, day: dt.date, period: Period, version: int | None, by: str, withdraws: int | None = None
) -> None:
    with store.writing() as connection:
        connection.execute(
            insert(BASES).values(
                what=done.value,
                day=day,
                since=period.since,
                until=period.on,
                version=version,
                recorded_at=now(),
                recorded_by=by,
                withdraws=withdraws,
            )
        )
