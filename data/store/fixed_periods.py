"""Periods fixed as reported: their figures stay, whatever the lists become."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from data.hashing import canonical
from data.periods import Period
from data.store.errors import StoreError
from data.store.schema import FIXED_PERIODS
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class FixedPeriod:
    """A reported quarter or year.

    `content` holds its figures for the period alone and from the start of the year.
    """

    id: int
    period: Period
    fixed_at: dt.datetime
    fixed_by: str
    version: int
    content: dict[str, Any]


def fixed_periods(store: Store) -> list[FixedPeriod]:
    """Returns all fixed periods, the latest first."""
    with store.reading() as connection:
        rows = connection.execute(select(FIXED_PERIODS).order_by(FIXED_PERIODS.c.until.desc(), FIXED_PERIODS.c.since))
        return [
            FixedPeriod(
                row.id, Period(row.since, row.until), row.fixed_at, row.fixed_by, row.version, json.loads(row.content)
            )
            for row in rows
        ]


def fix_period(store: Store, period: Period, version: int, by: str, content: dict[str, Any]) -> None:
    """Fixes a period once and for all. Raises `StoreError` where it is fixed already."""
    with store.writing() as connection:
        same = (FIXED_PERIODS.c.since == period.since) & (FIXED_PERIODS.c.until == period.on)
        if connection.execute(select(FIXED_PERIODS.c.id).where(same)).first():
            raise StoreError("Этот период уже зафиксирован: отчётные цифры не меняются.")
        connection.execute(
            insert(FIXED_PERIODS).values(
                since=period.since,
                until=period.on,
                version=version,
                fixed_by=by,
                content=canonical(content),
                fixed_at=now(),
            )
        )
