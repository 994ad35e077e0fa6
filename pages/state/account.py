"""Who has signed in, as every run finds it anew: what was ended or changed takes effect in windows that are open."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from streamlit import runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from access import owners, steps, turned_on
from access.model import HEADER
from data.findings import ListError

if TYPE_CHECKING:
    from access.model import Account
    from access.sessions import SignedIn

# The page for which a file is made whose button is pressed: that runs outside of any script.
acting_page: ContextVar[str] = ContextVar("acting_page", default="")
_found_in_run: WeakKeyDictionary[object, SignedIn | None] = WeakKeyDictionary()


class SignedOut(ListError):
    """Nobody has signed in here, or the session has ended."""

    def __init__(self) -> None:
        super().__init__("Сеанс окончен. Обновите страницу и войдите снова.")


def current_account() -> Account | None:
    """Returns whose session this is; None where accounts are off.

    Raises `SignedOut` where there is none, `StoreError` where nobody can know.
    """
    signed_in = current_session()
    return signed_in.account if signed_in else None


def current_session() -> SignedIn | None:
    """Returns the session that the gate has found; None where accounts are off. Raises like `current_account`.

    A run takes what the gate has found at the step that begins it, else it asks the store, once: the gate closes the
    window whatever the run shows, and what the run does is recorded for a session that goes on by then alone.
    """
    context = get_script_run_ctx(suppress_warning=True)
    run = context.parallel_coordinator if context else None  # the one thing of its own that every run has
    if run is None:
        return _found()
    if run not in _found_in_run:
        _found_in_run[run] = _found()
    return _found_in_run[run]


def _found() -> SignedIn | None:
    if not turned_on.are_on():
        return None
    from access.sessions import find, token_hash

    page, token = _page_and_token()
    signed_in = steps.take(token_hash(token)) or find(turned_on.store(), token)
    if signed_in is None or signed_in.account.must_change_password or not owners.bind_page(page, signed_in.key):
        raise SignedOut
    return signed_in


def sign_out() -> None:
    """Ends the session of this window, and with it those of all its windows."""
    from access import signing_in

    if signed_in := current_session():
        signing_in.sign_out(turned_on.store(), signed_in)
        _found_in_run.clear()


def _page_and_token() -> tuple[str, str]:
    """Returns the page that asks, and the token that the gate has found when its window was opened."""
    context = get_script_run_ctx(suppress_warning=True)
    page = context.session_id if context else acting_page.get()
    client = runtime.get_instance().get_client(page) if page and turned_on.gate_stands else None
    headers = client.client_context.headers if client and client.client_context else ()
    return page, next((value for name, value in headers if name.lower() == HEADER), "")


def let_in() -> Account | None:
    """Returns like `current_account`.

    Raises `ListError` too where the gate does not stand before the server.
    """
    if not turned_on.gate_stands:
        raise ListError(
            "Программа запущена в обход проверки входа. Запустите её командой «streamlit run dashboard.py»."
        )
    return current_account()
