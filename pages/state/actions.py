"""What a click does to the store: who did it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

from data.findings import ListError
from data.parsing import clean
from pages.state import stored
from pages.state.account import current_account
from pages.state.state import state

Arguments = ParamSpec("Arguments")


def known_person() -> str:
    """Returns whose account it is, else the name that the person gave, on this page or before; empty where none was."""
    account = current_account()
    return state.person if account is None else account.name


def person() -> str:
    """Returns who acts. Raises `ListError` where nobody has said so."""
    name = known_person()
    if not name:
        raise ListError("Впишите, кто вы: это останется в записи. Пока ничего не сделано.")
    if is_self_reported():
        state.who = name
    return name


def keep_person() -> None:
    """Keeps the name that was just typed for the pages that are opened next."""
    state.who = clean(state.who_typed)


def is_self_reported() -> bool:
    """Returns whether who acts is known from the person's word alone: there are no accounts."""
    return current_account() is None


def report_success(words: str) -> None:
    """Leaves the outcome of a click for the drawing that follows it."""
    state.outcome = ("success", words)


def reporting_refusal(act: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Makes a click leave its `ListError` as the outcome that is drawn next."""

    @wraps(act)
    def reporting(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        state.is_recorded = False
        try:
            act(*arguments, **named)
        except ListError as refusal:
            state.outcome = ("error", str(refusal))
            if state.is_recorded:
                with suppress(ListError):  # the journal may be what failed
                    stored.record_refusal()

    return reporting
