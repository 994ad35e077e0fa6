"""Settings of the school as they were saved, with their history."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from data.hashing import canonical
from data.store.schema import SETTINGS
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class SettingsSaved:
    """Settings as they were saved; `saved_at` is UTC."""

    saved_at: dt.datetime
    saved_by: str
    content: dict[str, Any]


def settings_history(store: Store) -> list[SettingsSaved]:
    """Returns all saved settings, those in force first."""
    with store.reading() as connection:
        rows = connection.execute(select(SETTINGS).order_by(SETTINGS.c.id.desc()))
        return [SettingsSaved(row.saved_at, row.saved_by, json.loads(row.content)) for row in rows]


def save_settings(store: Store, content: dict[str, Any], by: str) -> None:
    """Saves settings, as JSON can write them, as those in force."""
    with store.writing() as connection:
        connection.execute(insert(SETTINGS).values(saved_at=now(), saved_by=by, content=canonical(content)))
