"""What a person confirmed about names once, and the program holds to from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.meaning import name_key


@dataclass(frozen=True, slots=True)
class Said:
    """`same`: the key of a spelling → the key of the name in the list; `different`: keys that two people bear.

    Of each such key the days of birth (ISO) on which both were born: only of these a person said so.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def known_as(self, key: str) -> str:
        """The key under which the list knows the bearer of a name."""
        return self.same.get(key, key)


def same(written: str, listed: str) -> dict[str, str]:
    """What is kept of «this is one person»."""
    return {"written": name_key(written), "listed": name_key(listed), "shown": f"{written} – это {listed}"}


def different(name: str, born: dt.date | None = None) -> dict[str, str]:
    """What is kept of «these are different people»; `born` where both were born on that day."""
    return {"name": name_key(name), "born": born.isoformat() if born else "", "shown": f"{name} – разные люди"}


def said(kept_same: Iterable[Mapping[str, Any]], kept_different: Iterable[Mapping[str, Any]]) -> Said:
    """What was kept, as the program asks for it."""
    apart: dict[str, frozenset[str]] = {}
    for one in kept_different:
        apart[one["name"]] = apart.get(one["name"], frozenset()) | {one["born"]}
    return Said({one["written"]: one["listed"] for one in kept_same}, apart)
