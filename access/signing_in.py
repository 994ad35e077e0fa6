"""Signing in: a name and a password become a session, or one and the same refusal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update

from access import devices, guessing
from access.accounts import account_of, choose_password, login_key
from access.journal import BY_PROVIDER, Event, record
from access.model import Account
from access.passwords import LONGEST, is_right
from access.sessions import SignedIn, end, open_session
from data.findings import ListError
from data.store.schema import ACCOUNTS
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class WayIn:
    """Tokens of a new session and of the browser, and whose they are."""

    account: Account
    session: str
    device: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """There were too many failures; nothing was tried."""

    wait: dt.timedelta


def sign_in(store: Store, login: str, password: str, address: str, device: str) -> WayIn | TooMany | None:
    """Returns the way in; None where name and password do not fit, whatever it is that does not.

    `device` is the token that the browser has from a sign-in before, or empty.
    """
    guess = guessing.Guess.of(login, address, devices.known(store, device, login))
    if wait := guessing.admit(store, guess):
        return TooMany(wait)
    with store.reading() as connection:
        row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.login == login_key(login))).first()
    # The password is looked at in any case: an unknown name takes as long as a known one.
    fits = is_right(row.password if row else "", password[: LONGEST + 1])
    if row is None or not fits or row.locked or (row.one_time_until and row.one_time_until <= now()):
        record(store, None, Event.SIGN_IN_FAILED)
        return None
    if row.one_time_until and not _used(store, row.id, row.password):
        return None
    guessing.forget(store, guess)
    return let_in(store, account_of(row), address)


def sign_in_vouched(store: Store, login: str, address: str, device: str) -> WayIn | TooMany | None:
    """Returns the way in of somebody for whom the provider vouches; None where the account is locked or there is none.

    `login` is empty for somebody who has none here.
    """
    guess = guessing.Guess.of(login, address, devices.known(store, device, login))
    if wait := guessing.admit(store, guess):
        return TooMany(wait)
    with store.reading() as connection:
        row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.login == login_key(login))).first()
    if row is None or row.locked:
        record(store, None, Event.SIGN_IN_FAILED, BY_PROVIDER)
        return None
    guessing.forget(store, guess)
    return let_in(store, account_of(row), address, BY_PROVIDER)


def change_password(
    store: Store, account: Account, former: str | None, password: str, address: str, device: str
) -> WayIn | TooMany:
    """Puts a person's own password in place of the former one, and returns the way in by it. Raises `ListError`.

    Who has found an open session guesses the former password no faster than at the door.
    """
    guess = guessing.Guess.of(account.login, address, devices.known(store, device, account.login))
    if wait := guessing.admit(store, guess):
        return TooMany(wait)
    record(store, account, Event.PASSWORD_CHOSEN)
    try:
        choose_password(store, account, former, password)
    except ListError:
        record(store, account, Event.REFUSED)
        raise
    guessing.forget(store, guess)
    return let_in(store, account, address)


def sign_out(store: Store, signed_in: SignedIn) -> None:
    """Ends a session in every window at once, as whoever has it asks."""
    record(store, signed_in.account, Event.SIGNED_OUT)
    end(store, signed_in.session.token_hash)


def let_in(store: Store, account: Account, address: str, way: str = "") -> WayIn:
    """Opens a session for somebody who has shown who it is; `way` tells by what, if not by a password."""
    record(store, account, Event.SIGNED_IN, way)
    return WayIn(account, open_session(store, account.id, address), devices.know(store, account.id))


def _used(store: Store, identity: int, password: str) -> bool:
    """Takes away a password for one sign-in; returns whether this is its first."""
    is_same = (ACCOUNTS.c.id == identity) & (ACCOUNTS.c.password == password)
    with store.writing() as connection:
        taken = update(ACCOUNTS).where(is_same).values(password="").returning(ACCOUNTS.c.id)
        return connection.execute(taken).first() is not None
