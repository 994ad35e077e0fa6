"""What whoever has signed in may open, do and take away; without accounts everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from access import rights, turned_on
from access.journal import Event, record
from access.model import Account
from access.rights import Action, Page
from pages.state.account import SignedOut, current_account, current_session


def may_open(page: Page) -> bool:
    return rights.may_open(current_account(), page)


def may(action: Action) -> bool:
    return rights.may(current_account(), action)


def may_take(download: str) -> bool:
    return rights.may_take(current_account(), download)


@dataclass(frozen=True, slots=True)
class Checked:
    """Makes a file of a kind if, when it is asked for, whoever saw the button may still take it away.

    Streamlit makes it outside the session, so the session – `identity` is the hash of its token – is looked for in the
    store again. Raises `Forbidden` and `SignedOut` then.
    """

    download: str
    identity: str | None
    make: Callable[[], bytes]

    def __call__(self) -> bytes:
        account = _account_now(self.identity)
        rights.require_download(account, self.download)
        if account:
            record(turned_on.store(), account, Event.TOOK_AWAY, self.download)
        return self.make()


def checked(download: str, make: Callable[[], bytes]) -> Checked:
    """Returns what makes a kind of file for whoever sees the page now."""
    session = current_session()
    return Checked(download, session.session.token_hash if session else None, make)


def _account_now(identity: str | None) -> Account | None:
    """Returns whose session it is by now; None where accounts are off, as they were when the button was drawn."""
    if identity is None:
        if turned_on.are_on():
            raise SignedOut
        return None
    from access.sessions import found

    session = found(turned_on.store(), identity)
    if session is None or session.account.must_change_password:
        raise SignedOut
    return session.account
