"""Waits for conditions: as long as a busy machine may need, and not a moment longer than they take."""

from __future__ import annotations

import time
from collections.abc import Callable

DEADLINE = 120  # seconds; nothing waits this long unless it is broken


def until(holds: Callable[[], bool], what: str) -> None:
    """Returns when the condition holds; fails with what was waited for where it does not within `DEADLINE`."""
    deadline = time.monotonic() + DEADLINE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {DEADLINE} s in vain: {what}")
        time.sleep(0.05)
