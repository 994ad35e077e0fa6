"""Whether accounts are on, as a running server knows it: once seen they stay on, whatever becomes of the store."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from data.findings import ListError
from data.store.location import is_in_use, place

if TYPE_CHECKING:
    from data.store.versions import Store

gate_stands = False  # whether requests come to this process through the gate
_on: set[str] = set()  # places of stores that have accounts
_interrupted: dict[str, list[str]] = {}  # by place, what the pages have not said yet
_off: set[str] = set()  # places of stores that had none when they were last asked


def are_on() -> bool:
    """Returns whether nobody comes in without signing in.

    A store that had no accounts and does not answer any more has none: the pages say what is wrong with it. Raises
    `StoreError` where nobody can know.
    """
    at = place()
    if at in _on:
        return True
    if not is_in_use():  # who has saved nothing does not wait for the modules of the store
        return False
    from access.accounts import exist

    try:
        (_on if exist(store()) else _off).add(at)
    except ListError:
        if at not in _off:
            raise
    return at in _on


def store() -> Store:
    """Returns the store, made if need be. Raises `StoreError`."""
    return _opened(place())


def interrupted(place: str) -> list[str]:
    """Returns what an interrupted copy or restore had left, whoever opens the store first; each sentence once."""
    from data.store.working_folder import recovered

    return [*_interrupted.pop(place, ()), *recovered(place)]


@cache
def _opened(place: str) -> Store:
    from data.store.versions import Store

    if sentences := interrupted(place):  # before: opening the store sweeps and says nothing
        _interrupted[place] = sentences
    return Store(place)
