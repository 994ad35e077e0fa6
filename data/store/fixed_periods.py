"""Periods fixed as reported: their figures stay, whatever the lists become."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data.hashing import canonical
from data.periods import Period
from data.store.errors import StoreError
from data.store.schema import FIXED_PERIODS
from data.store.versions import Store, Version, now

DAYS_AFTER = 20  # lists of the first days after a period are those that its report is made from


@dataclass(frozen=True, slots=True)
class FixedPeriod:
    """A reported quarter or year.

    `content` holds its figures for the period alone and from the start of the year; `earlier` are the records that
    this one corrected for a `reason`, the last first.
    """

    id: int
    period: Period
    fixed_at: dt.datetime
    fixed_by: str
    version: int
    content: dict[str, Any]
    reason: str = ""
    earlier: tuple[FixedPeriod, ...] = ()


def version_at(versions: Sequence[Version], period: Period) -> Version | None:
    """Returns the version whose lists describe the school at the end of a period: the latest by then.

    Lists of the first days after it count too. None where all are later.
    """
    by_then = [version for version in versions if version.as_of <= period.on + dt.timedelta(DAYS_AFTER)]
    return max(by_then, key=lambda version: (version.as_of, version.id), default=None)


def fixed_periods(store: Store) -> list[FixedPeriod]:
    """Returns all fixed periods as they are in force, the latest first."""
    by_period: dict[Period, list[FixedPeriod]] = {}
    with store.reading() as connection:
        order = (FIXED_PERIODS.c.until.desc(), FIXED_PERIODS.c.since, FIXED_PERIODS.c.id.desc())
        for row in connection.execute(select(FIXED_PERIODS).order_by(*order)):
            period = Period(row.since, row.until)
            content = json.loads(row.content)
            record = FixedPeriod(row.id, period, row.fixed_at, row.fixed_by, row.version, content, row.reason)
            by_period.setdefault(period, []).append(record)
    return [replace(last, earlier=tuple(earlier)) for last, *earlier in by_period.values()]


def fix_period(store: Store, period: Period, version: int, by: str, content: dict[str, Any]) -> None:
    """Fixes a period.

    Raises `StoreError` where it is fixed already: it is only corrected then.
    """
    with store.writing() as connection:
        if _last_of(connection, period) is not None:
            raise StoreError("Этот период уже зафиксирован: сданные цифры можно только исправить, с записью.")
        _add(connection, period, version, by, content, "")


def correct_period(
    store: Store, corrected: FixedPeriod, version: int, by: str, content: dict[str, Any], reason: str
) -> None:
    """Puts other figures in force; those that were reported stay as they were.

    Raises `StoreError` without a reason, where nothing differs, or where somebody corrected the period meanwhile.
    """
    if not reason.strip():
        raise StoreError("Впишите, почему исправляются сданные цифры: это останется в записи.")
    if (version, content) == (corrected.version, corrected.content):
        raise StoreError("Эти цифры и зафиксированы: исправлять нечего.")
    with store.writing() as connection:
        if _last_of(connection, corrected.period) != corrected.id:
            raise StoreError("Этот период только что исправили в другом окне. Посмотрите на новые цифры и повторите.")
        _add(connection, corrected.period, version, by, content, reason.strip())


def _last_of(connection: Connection, period: Period) -> int | None:
    """Returns the number of the record of a period that is in force."""
    same = (FIXED_PERIODS.c.since == period.since) & (FIXED_PERIODS.c.until == period.on)
    return connection.execute(select(func.max(FIXED_PERIODS.c.id)).where(same)).scalar()


def _add(connection: Connection, period: Period, version: int, by: str, content: dict[str, Any], reason: str) -> None:
    connection.execute(
        insert(FIXED_PERIODS).values(
            since=period.since,
            until=period.on,
            version=version,
            fixed_by=by,
            content=canonical(content),
            fixed_at=now(),
            reason=reason,
        )
    )
