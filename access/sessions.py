"""Sessions: a sign-in that goes on until it is ended, stands idle too long, or has lasted a day's work.

A session is known by a random token that its browser alone has; here stands the hash. It is looked for in the store
each time, so what is ended or changed anywhere takes effect everywhere at once.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from access.accounts import account_of
from access.model import Account, Session
from data.hashing import canonical, sha256
from data.store.errors import StoreError
from data.store.schema import ACCOUNTS, SESSIONS
from data.store.versions import Store, now

IDLE = dt.timedelta(hours=1)  # without a step of the person's: a lesson and a break
LONGEST = dt.timedelta(hours=12)  # a working day
MOST = 5  # open sessions of one account: a desk, a laptop, a phone, and forgotten ones
NOTED = dt.timedelta(minutes=1)  # how exactly it is known when somebody was last seen
CLOCK = dt.timedelta(minutes=5)  # that clocks of two computers may differ

# Asked at every step of everybody, so each question is put together once. A session from the future is one of before a
# clock was put back: how old it is nobody knows.
_GOES_ON = (
    (SESSIONS.c.seen_at > bindparam("idle_since"))
    & (SESSIONS.c.created_at > bindparam("too_long_since"))
    & (SESSIONS.c.created_at <= bindparam("latest"))
    & (SESSIONS.c.seen_at <= bindparam("latest"))
)
_SIGNED_IN = (
    select(*SESSIONS.c, *(column for column in ACCOUNTS.c if column.name not in SESSIONS.c))
    .join(ACCOUNTS, SESSIONS.c.account == ACCOUNTS.c.id)
    .where(SESSIONS.c.token_hash.in_(bindparam("identities", expanding=True)) & _GOES_ON & ACCOUNTS.c.locked.is_(False))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that goes on, and whose it is."""

    session: Session
    account: Account

    @property
    def key(self) -> str:
        """Another one as soon as the account may see something else: what was shown before is then nobody's."""
        account = self.account
        return sha256(self.session.token_hash, account.role, canonical(sorted(account.classes)), *account.person or ())


def token_hash(token: str) -> str:
    """Returns what is stored of a token."""
    return sha256(token)


def open_session(store: Store, identity: int, address: str) -> str:
    """Opens a session of an account and returns its token; the oldest of too many end."""
    token, at = secrets.token_urlsafe(32), now()
    with store.writing() as connection:
        connection.execute(delete(SESSIONS).where(~_GOES_ON), _moments(at))
        newest = select(SESSIONS.c.token_hash).where(SESSIONS.c.account == identity).order_by(SESSIONS.c.seen_at.desc())
        others = connection.execute(newest).scalars().all()[MOST - 1 :]
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash.in_(others)))
        connection.execute(
            insert(SESSIONS).values(
                token_hash=token_hash(token), account=identity, created_at=at, seen_at=at, address=address
            )
        )
    return token


def find(store: Store, token: str) -> SignedIn | None:
    """Returns the session of a token as it is now; None where it has ended or the account is locked."""
    return found(store, token_hash(token)) if token else None


def found(store: Store, identity: str) -> SignedIn | None:
    """Returns the session with this hash of its token as it is now."""
    return _going_on(store, [identity]).get(identity)


def _session(row: Any) -> Session:
    return Session(row.token_hash, row.account, row.created_at, row.seen_at, row.address)


def see(store: Store, session: Session) -> None:
    """Notes that somebody has just taken a step in a session.

    Where that cannot be written the step is taken all the same, and the session ends the sooner.
    """
    at = now()
    if at - session.seen_at > NOTED:
        with suppress(StoreError), store.writing() as connection:
            is_this = SESSIONS.c.token_hash == session.token_hash
            connection.execute(update(SESSIONS).where(is_this).values(seen_at=at))


def stepped(store: Store, token: str) -> SignedIn | None:
    """Returns the session of a token as it is now, and notes the step."""
    signed_in = find(store, token)
    if signed_in:
        see(store, signed_in.session)
    return signed_in


def going_on(store: Store, identities: Collection[str]) -> dict[str, Account]:
    """Returns those of these sessions that have not ended, with whose they are now."""
    return {identity: signed_in.account for identity, signed_in in _going_on(store, identities).items()}


def goes_on(connection: Connection, signed_in: SignedIn) -> bool:
    """Returns whether a session goes on as it was found, in the transaction of what is done in it."""
    now_found = _found(connection, [signed_in.session.token_hash]).get(signed_in.session.token_hash)
    return now_found is not None and now_found.account == signed_in.account


def _going_on(store: Store, identities: Collection[str]) -> dict[str, SignedIn]:
    with store.reading() as connection:
        return _found(connection, identities)


def _found(connection: Connection, identities: Collection[str]) -> dict[str, SignedIn]:
    rows = connection.execute(_SIGNED_IN, {"identities": list(identities), **_moments(now())})
    return {row.token_hash: SignedIn(_session(row), account_of(row)) for row in rows}


def open_sessions(store: Store) -> list[Session]:
    """Returns all sessions that go on, the last seen first."""
    with store.reading() as connection:
        rows = connection.execute(select(SESSIONS).where(_GOES_ON).order_by(SESSIONS.c.seen_at.desc()), _moments(now()))
        return [_session(row) for row in rows]


def end(store: Store, identity: str) -> None:
    """Ends a session in every window at once."""
    with store.writing() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == identity))


def _moments(at: dt.datetime) -> dict[str, dt.datetime]:
    return {"idle_since": at - IDLE, "too_long_since": at - LONGEST, "latest": at + CLOCK}
