"""What the gate has found of a session at a step of its window, for the run of the page that the step begins.

It is taken once and at once; whoever comes later asks the store. So between the step and its run nothing is asked
twice, and what has ended since is told by the store where something is recorded (`sessions.goes_on`).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from access.sessions import SignedIn

AT_ONCE = 1.0  # seconds: a run that had to wait longer asks anew

_found: dict[str, tuple[float, SignedIn]] = {}


def leave(signed_in: SignedIn, asked_at: float) -> None:
    """Leaves what was found for the run that follows; `asked_at` is when it was looked for (`time.monotonic`)."""
    _found[signed_in.session.token_hash] = asked_at, signed_in


def take(identity: str) -> SignedIn | None:
    """Returns what was left of the session with this hash of its token; None where nothing was, or too long ago."""
    asked_at, signed_in = _found.pop(identity, (0.0, None))
    return signed_in if time.monotonic() - asked_at < AT_ONCE else None


def forget(identity: str) -> None:
    """Drops what nobody has taken."""
    _found.pop(identity, None)
