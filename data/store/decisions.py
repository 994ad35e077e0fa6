"""What the store keeps beside the versions: settings with their history, what a person said once, figures."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select

from data.hashing import canonical, sha256
from data.store.schema import REMEMBERED
from data.store.versions import Store, now

CHOICE = "choice"  # which sheet and column is what, for files of a shape
SAME = "same"  # two spellings are one person
DIFFERENT = "different"  # two full namesakes are two people
MEANT = "meant"  # which of several namesakes a side of a pair is
BACKUP = "backup"  # where a copy of the database was put


def kept(store: Store, kind: str) -> dict[str, Any]:
    """What was said of this kind, by its key."""
    with store.reading() as connection:
        rows = connection.execute(select(REMEMBERED.c.key, REMEMBERED.c.content).where(REMEMBERED.c.kind == kind))
        return {row.key: json.loads(row.content) for row in rows}


def remember(store: Store, kind: str, told: str, content: Any) -> None:
    """Keeps what was said of `told`, in place of what was said before."""
    key = sha256(told)
    with store.writing() as connection:
        connection.execute(delete(REMEMBERED).where((REMEMBERED.c.kind == kind) & (REMEMBERED.c.key == key)))
        connection.execute(
            insert(REMEMBERED).values(kind=kind, key=key, said_at=now(), content=canonical(content))
        )  # fmt: skip


def forget(store: Store, kind: str, key: str) -> None:
    with store.writing() as connection:
        connection.execute(delete(REMEMBERED).where((REMEMBERED.c.kind == kind) & (REMEMBERED.c.key == key)))
