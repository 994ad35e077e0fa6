"""The hashes of versions, and whether the stored rows agree with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, select

from data.hashing import canonical, sha256
from data.store.errors import DAMAGED, FROM_COPY, Unusable
from data.store.schema import LISTS, VERSIONS


def digest_of(lists: dict[str, str], as_of: dt.date) -> str:
    """Returns the hash that identifies the lists of a day."""
    return sha256(as_of.isoformat(), canonical(lists))


def row_hash(values: Any, lists: dict[str, str]) -> str:
    """Returns the hash over everything that a version holds."""
    texts = {key: str(values[key]) for key in VERSIONS.c.keys() if key != "sha256"}  # noqa: SIM118  # not a dict
    return sha256(canonical(texts), canonical(lists))


def frozen_lists(connection: Connection, number: int) -> dict[str, str]:
    """Returns the frozen lists of a version by name."""
    rows = connection.execute(select(LISTS.c.name, LISTS.c.content).where(LISTS.c.version == number))
    return {row.name: row.content for row in rows}


def faults_of(connection: Connection) -> list[str]:
    """Returns a sentence for each version that does not agree with its hash."""
    try:
        rows = connection.execute(select(VERSIONS).order_by(VERSIONS.c.id)).all()
    except ValueError:  # a day or a moment that is none
        raise Unusable(DAMAGED) from None
    return [
        f"Версия № {row.id} не сходится со своей контрольной суммой: файл базы изменён или повреждён. "
        f"Восстановите его {FROM_COPY}."
        for row in rows
        if row.sha256 != row_hash(row._mapping, frozen_lists(connection, row.id))
    ]
