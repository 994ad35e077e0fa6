"""Sign-ins that have gone to the provider and not come back: each for one browser, once, and not for long."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

from access.guessing import network
from access.oidc_flow import Started

LASTS = 600.0  # seconds: to find the password that the provider asks for
MOST = 10_000  # of everybody; the oldest go
MOST_OF_ADDRESS = 100  # a school behind one router at eight o'clock; who begins more pushes out own ones alone


@dataclass(frozen=True, slots=True)
class _Kept:
    started: Started
    address: str
    at: float


class Pending:
    """What is kept of sign-ins, by a token that only the browser has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def keep(self, started: Started, address: str) -> str:
        """Keeps a sign-in that goes to the provider, and returns the token for its browser."""
        token, of = secrets.token_urlsafe(32), network(address)
        own = [former for former, kept in self._kept.items() if kept.address == of]
        for former in own[: max(0, len(own) - MOST_OF_ADDRESS + 1)]:
            del self._kept[former]
        if len(self._kept) >= MOST:
            self._kept.popitem(last=False)
        self._kept[token] = _Kept(started, of, self._clock())
        return token

    def take(self, token: str, state: str) -> Started | None:
        """Returns the sign-in of a browser, never again; None where there is none, or the state is of another."""
        kept = self._kept.pop(token, None)
        if kept is None or self._clock() - kept.at > LASTS:
            return None
        return kept.started if compare_digest(kept.started.state.encode(), state.encode()) else None


PENDING = Pending()
