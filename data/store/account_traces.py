"""Accounts of somebody who is erased from the lists: they go with what the lists say of the person."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from data.parsing import name_key
from data.people.person_search import PersonSearch
from data.store.schema import ACCOUNTS, DEVICES, SESSIONS

HEAD = "head"  # a value of `access.model.Role`, which lies above


def accounts_of_person(connection: Connection, search: PersonSearch) -> Sequence[int]:
    """Returns the accounts that are tied to the person in the lists, else bear the person's name, by their id."""
    return [
        row.id
        for row in connection.execute(select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.person))
        if _is_of_person(json.loads(row.person or "null"), row.name, search)
    ]


def _is_of_person(tied: Sequence[str] | None, name: str, search: PersonSearch) -> bool:
    if tied is None:
        return name_key(name) in search.keys
    _, written, birth = tied
    day = dt.date.fromisoformat(birth) if birth else None
    return name_key(written) in search.keys and search.target.may_be_born(day, day)


def erase_accounts(connection: Connection, identities: Sequence[int]) -> None:
    """Deletes accounts with their sessions.

    A head's stays, tied to nobody: else nobody could come in any more.
    """
    of_heads = ACCOUNTS.c.id.in_(identities) & (ACCOUNTS.c.role == HEAD)
    connection.execute(update(ACCOUNTS).where(of_heads).values(person=""))
    others = connection.execute(select(ACCOUNTS.c.id).where(ACCOUNTS.c.id.in_(identities), ACCOUNTS.c.role != HEAD))
    gone = others.scalars().all()
    for table in (SESSIONS, DEVICES):
        connection.execute(delete(table).where(table.c.account.in_(gone)))
    connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.id.in_(gone)))
