"""What stays in memory of the people of lists: every cache that may hold somebody is emptied at an erasure.

A cache is registered where it is declared, so that none is left out; a test refuses any other (docs/domain.md,
«Privacy»).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Registered = TypeVar("Registered", bound=Callable[..., Any])

_CLEARINGS: dict[tuple[str, str], Callable[[], object]] = {}


def people_cache(cached: Registered) -> Registered:
    """Registers a function with a cache (of functools or of Streamlit) whose keys or values may hold people."""
    clear: Callable[[], object] = cached.cache_clear if hasattr(cached, "cache_clear") else cached.clear  # type: ignore[attr-defined]
    _CLEARINGS[cached.__module__, cached.__qualname__] = clear
    return cached


def clears_people(clear: Registered) -> Registered:
    """Registers a function that drops people held in the state of a session."""
    _CLEARINGS[clear.__module__, clear.__qualname__] = clear
    return clear


def clear_people() -> None:
    """Empties all that was registered: who was destroyed must not live on in memory."""
    for clear in _CLEARINGS.values():
        clear()
