"""What whoever has signed in may open, do and take away; without accounts everything."""

from __future__ import annotations

from collections.abc import Callable

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


def checked(download: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Returns what makes a file if, when it is asked for, whoever saw the button may still take it away.

    Streamlit makes it outside the session, so the session is looked for in the store again. Raises `Forbidden` and
    `SignedOut` then.
    """
    session = current_session()
    identity = session.session.token_hash if session else None

    def made() -> bytes:
        account = _account_now(identity)
        rights.require_download(account, download)
        if account:
            record(turned_on.store(), account, Event.TOOK_AWAY, download)
        return make()

    return made


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
