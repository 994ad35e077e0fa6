"""Erasures that were carried out, and the copies of the database in which what was erased lives on."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from data.store.decisions import BACKUP, remembered
from data.store.location import DATABASE, is_url
from data.store.schema import DESTRUCTIONS
from data.store.versions import Store
from data.store.working_folder import unfinished


@dataclass(frozen=True, slots=True)
class ErasureRecord:
    """One erasure that was carried out; `destroyed_at` is UTC."""

    destroyed_at: dt.datetime
    destroyed_by: str
    what: str
    reason: str
    versions: list[int]
    rows: int


def erasure_records(store: Store) -> list[ErasureRecord]:
    """Returns all erasures, the last first."""
    with store.reading() as connection:
        return [
            ErasureRecord(row.destroyed_at, row.destroyed_by, row.what, row.reason, json.loads(row.versions), row.rows)
            for row in connection.execute(select(DESTRUCTIONS).order_by(DESTRUCTIONS.c.id.desc()))
        ]


def known_copies(store: Store) -> list[str]:
    """Returns the copies of the database that this program knows of.

    What is erased lives on in them.
    """
    known = {content["path"] for content in remembered(store, BACKUP).values()}
    if not is_url(store.place):
        known |= {str(path.resolve()) for path in Path(store.place).glob("*.sqlite") if path.name != DATABASE}
    known |= {str(path.resolve()) for path in unfinished(store.place)}
    return [path if Path(path).exists() else f"{path} (сейчас недоступна)" for path in sorted(known)]
