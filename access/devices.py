"""Browsers in which somebody has signed in before: known by a token of their own, which opens nothing by itself."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert, select

from access.accounts import login_key
from access.cookies import KNOWN
from access.sessions import token_hash
from data.store.schema import ACCOUNTS, DEVICES
from data.store.versions import Store, now

MOST = 10  # of one account


def know(store: Store, identity: int) -> str:
    """Returns a token by which this browser is known from now on; the oldest of too many are forgotten."""
    token, at = secrets.token_urlsafe(32), now()
    with store.writing() as connection:
        connection.execute(delete(DEVICES).where(DEVICES.c.signed_in_at <= at - KNOWN))
        newest = select(DEVICES.c.token_hash).where(DEVICES.c.account == identity)
        others = connection.execute(newest.order_by(DEVICES.c.signed_in_at.desc())).scalars().all()[MOST - 1 :]
        connection.execute(delete(DEVICES).where(DEVICES.c.token_hash.in_(others)))
        connection.execute(insert(DEVICES).values(token_hash=token_hash(token), account=identity, signed_in_at=at))
    return token


def known(store: Store, token: str, login: str) -> str:
    """Returns the hash of a token where its browser has signed in to this account before, else an empty text."""
    if not token:
        return ""
    query = select(DEVICES.c.token_hash).join(ACCOUNTS, DEVICES.c.account == ACCOUNTS.c.id)
    is_known = (DEVICES.c.token_hash == token_hash(token)) & (ACCOUNTS.c.login == login_key(login))
    with store.reading() as connection:
        return connection.execute(query.where(is_known, DEVICES.c.signed_in_at > now() - KNOWN)).scalar() or ""
