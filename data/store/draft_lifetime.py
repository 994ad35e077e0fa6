"""How long a draft is stored, and what ends it besides its owner."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, delete, select

from data.store.schema import DRAFTS

DRAFT_DAYS = 7  # docs/domain.md, «Privacy»: a draft is stored for a week at most


def is_fresh(at: dt.datetime) -> ColumnElement[bool]:
    """Returns the condition that a draft may still be stored at a moment (UTC)."""
    return DRAFTS.c.changed_at > at - dt.timedelta(days=DRAFT_DAYS)


def has_expired(connection: Connection, at: dt.datetime) -> bool:
    """Returns whether a draft is stored that may not be any longer."""
    return connection.execute(select(DRAFTS.c.id).where(~is_fresh(at))).first() is not None


def sweep(connection: Connection, at: dt.datetime) -> None:
    """Destroys a draft that may not be stored any longer."""
    connection.execute(delete(DRAFTS).where(~is_fresh(at)))


def discard_saved(connection: Connection, digest: str) -> None:
    """Destroys the draft of the files that have just been saved.

    A draft of other files stays.
    """
    connection.execute(delete(DRAFTS).where(DRAFTS.c.digest == digest))
