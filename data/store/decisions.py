"""What the store keeps beside the versions: settings with their history, what a person said once, figures."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from data.store.schema import FIGURES, REMEMBERED, SETTINGS
from data.store.serialization import canonical, sha256
from data.store.versions import Store, now

CHOICE = "choice"  # which sheet and column is what, for files of a shape
SAME = "same"  # two spellings are one person
DIFFERENT = "different"  # two full namesakes are two people
MEANT = "meant"  # which of several namesakes a side of a pair is
BACKUP = "backup"  # where a copy of the database was put


@dataclass(frozen=True, slots=True)
class SettingsSaved:
    """Settings as they were saved; `saved_at` is UTC."""

    saved_at: dt.datetime
    saved_by: str
    content: dict[str, Any]


def settings_history(store: Store) -> list[SettingsSaved]:
    """All saved settings, those in force first."""
    with store.reading() as connection:
        rows = connection.execute(select(SETTINGS).order_by(SETTINGS.c.id.desc()))
        return [SettingsSaved(row.saved_at, row.saved_by, json.loads(row.content)) for row in rows]


def save_settings(store: Store, content: dict[str, Any], by: str) -> None:
    """Keeps the settings, as JSON can write them, above those before them."""
    with store.writing() as connection:
        connection.execute(insert(SETTINGS).values(saved_at=now(), saved_by=by, content=canonical(content)))


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


def figures(store: Store) -> dict[tuple[int, str], Any]:
    """The figures that are kept, by version and by what they were computed from and under."""
    with store.reading() as connection:
        return {(row.version, row.declarations): json.loads(row.content) for row in connection.execute(select(FIGURES))}


def keep_figures(store: Store, declarations: str, version: int, content: Any) -> None:
    """Keeps figures beside a version, in place of those that were computed from or under something else."""
    with store.writing() as connection:
        connection.execute(delete(FIGURES).where(FIGURES.c.version == version))
        connection.execute(
            insert(FIGURES).values(version=version, declarations=declarations, content=canonical(content))
        )  # fmt: skip
