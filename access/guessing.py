"""Guessing of passwords slowed down: by address, by account, over a restart – and never so that the owner stays out.

A sign-in that fails is counted before the password is looked at, so a thousand guesses at once are not one. After some
free ones each takes twice as long as the one before, up to a quarter of an hour, as counted

- by address, whomever it asks for;
- by account, for addresses that have failed there themselves: others' guesses do not delay somebody's first tries;
- of a browser that has signed in to the account before, by its own failures alone: whatever happens elsewhere, even
  behind the same address, the owner comes in (OWASP, «Slow Down Online Guessing Attacks with Device Cookies»).
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from access.accounts import login_key
from data.hashing import sha256
from data.store.schema import ATTEMPTS
from data.store.versions import Store, now

FREE = 10  # failures of an address, or of a browser that is known
FREE_OF_ACCOUNT = 20  # failures at an account, from everywhere
OWN_TRIES = 3  # of an address at an account, which others' guesses there do not delay
LONGEST = dt.timedelta(minutes=15)
REMEMBERED = dt.timedelta(days=1)  # that a failure counts
OF_A_NETWORK = 64  # bits: an IPv6 address of a household is any of such a network


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody at the door: hashes of the name and the address, and of the browser where it is known there."""

    login: str
    address: str
    device: str

    @classmethod
    def of(cls, login: str, address: str, device: str) -> Guess:
        """Returns the guess; `device` is the hash of a browser's token that belongs to this account, or empty."""
        return cls(sha256(login_key(login)), sha256(network(address)), device)


def network(address: str) -> str:
    """Returns what stands for an address: of IPv6 its network, which one person has whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, OF_A_NETWORK), strict=False))
    return str(parsed)


def admit(store: Store, guess: Guess) -> dt.timedelta:
    """Counts a sign-in as failed and returns nothing to wait; or how long to wait, and counts nothing."""
    at = now()
    with store.reading() as connection:  # a flood of refused guesses does not make a save wait
        wait = _wait(connection, guess, at)
    if wait:
        return wait
    with store.writing() as connection:
        wait = _wait(connection, guess, at)
        if not wait:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= at - REMEMBERED))
            values = {"at": at, "login": guess.login, "address": guess.address, "device": guess.device}
            connection.execute(insert(ATTEMPTS).values(values))
    return wait


def forget(store: Store, guess: Guess) -> None:
    """Counts the failures at this account from here no more: the password was right."""
    own = (ATTEMPTS.c.login == guess.login) & (ATTEMPTS.c.address == guess.address)
    with store.writing() as connection:
        connection.execute(delete(ATTEMPTS).where(own & (ATTEMPTS.c.device == guess.device)))


def _wait(connection: Connection, guess: Guess, at: dt.datetime) -> dt.timedelta:
    of_login, of_address = ATTEMPTS.c.login == guess.login, ATTEMPTS.c.address == guess.address
    unknown = ATTEMPTS.c.device == ""
    if guess.device:
        return _delay(*_failures(connection, of_login & (ATTEMPTS.c.device == guess.device), at), FREE, at)
    by_address = _delay(*_failures(connection, of_address & unknown, at), FREE, at)
    own, _ = _failures(connection, of_login & of_address & unknown, at)
    if own < OWN_TRIES:
        return by_address
    return max(by_address, _delay(*_failures(connection, of_login & unknown, at), FREE_OF_ACCOUNT, at))


def _failures(connection: Connection, which: ColumnElement[bool], at: dt.datetime) -> tuple[int, dt.datetime | None]:
    """Returns how many failures there were, and when the last."""
    query = select(func.count(), func.max(ATTEMPTS.c.at)).where(which, ATTEMPTS.c.at > at - REMEMBERED)
    number, last = connection.execute(query).one()
    return number, last


def _delay(number: int, last: dt.datetime | None, free: int, at: dt.datetime) -> dt.timedelta:
    """Returns what is left to wait after so many failures; a moment ahead of the clock counts as this one."""
    if number < free or last is None:
        return dt.timedelta()
    delay = min(dt.timedelta(seconds=2 ** min(number - free, 20)), LONGEST)
    return max(min(last, at) + delay - at, dt.timedelta())
