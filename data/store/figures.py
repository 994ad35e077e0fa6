"""Figures computed once for a version and stored beside it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, insert, select

from data.hashing import canonical
from data.store.schema import FIGURES
from data.store.versions import Store


def figures(store: Store) -> dict[tuple[int, str], Any]:
    """Returns the stored figures by version and by the hash of declarations.

    The hash is of what they were computed from and under.
    """
    with store.reading() as connection:
        return {(row.version, row.declarations): json.loads(row.content) for row in connection.execute(select(FIGURES))}


def store_figures(store: Store, declarations: str, version: int, content: Any) -> None:
    """Stores figures beside a version, in place of those of other declarations."""
    with store.writing() as connection:
        connection.execute(delete(FIGURES).where(FIGURES.c.version == version))
        connection.execute(
            insert(FIGURES).values(version=version, declarations=declarations, content=canonical(content))
        )
