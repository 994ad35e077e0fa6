"""What a click does to the store: who did it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from data.findings import ListError
from pages.state.state import state

Arguments = ParamSpec("Arguments")


def person() -> str:
    """Returns the name that the person gave, on this page or before.

    Raises `ListError` where none was given.
    """
    name = state.person
    if not name:
        raise ListError("Впишите, кто вы: это останется в записи. Пока ничего не сделано.")
    state.who = name
    return name


def report_success(words: str) -> None:
    """Leaves the outcome of a click for the drawing that follows it."""
    state.outcome = ("success", words)


def reporting_refusal(act: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Makes a click leave its `ListError` as the outcome that is drawn next."""

    @wraps(act)
    def reporting(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        try:
            act(*arguments, **named)
        except ListError as refusal:
            state.outcome = ("error", str(refusal))

    return reporting
