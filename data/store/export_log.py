"""The log of exports: what left the app, when, by whom.

Of which lists and with which marking.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import extract, insert, select

from data.hashing import canonical
from data.store.schema import EXPORTS
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class Export:
    """One file that was made; `made_at` is UTC."""

    made_at: dt.datetime
    made_by: str
    what: str
    marking: str
    made_from: str
    on: dt.date
    sha256: str


def log(
    store: Store,
    content: bytes,
    *,
    by: str,
    what: str,
    marking: str,
    made_from: str,
    on: dt.date,
    published: dict[str, Any] | None = None,
) -> None:
    """Records that a file was made.

    `published` are the counts in it that others may read. Raises `StoreError`.
    """
    values = {
        "made_at": now(),
        "made_by": by,
        "what": what,
        "marking": marking,
        "made_from": made_from,
        "on": on,
        "sha256": hashlib.sha256(content).hexdigest(),
        "published": None if published is None else canonical(published),
    }
    with store.writing() as connection:
        connection.execute(insert(EXPORTS).values(values))


def exports(store: Store) -> list[Export]:
    """Returns all exports, the last first."""
    columns = [column for column in EXPORTS.c if column.name not in ("id", "published")]
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(EXPORTS.c.id.desc()))
        return [Export(**row._mapping) for row in rows]


def published_about(store: Store | None, year: int) -> list[dict[str, Any]]:
    """Returns what was published of a year and those beside it, each once.

    The earliest stands first. A publication holds the quarter before its own too, which may be of the year before.
    """
    if store is None:
        return []
    of_year = extract("year", EXPORTS.c.on).between(year - 1, year + 1) & EXPORTS.c.published.is_not(None)
    with store.reading() as connection:
        rows = connection.execute(select(EXPORTS.c.published).where(of_year).order_by(EXPORTS.c.id))
        return [json.loads(text) for text in dict.fromkeys(row.published for row in rows)]
