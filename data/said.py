"""What a person confirmed about names once, and the program holds to from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.meaning import name_key


@dataclass(frozen=True, slots=True)
class Said:
    """`same`: the key of a spelling → the key of the name in the list; `different`: keys that two people bear."""

    same: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[str] = frozenset()

    def known_as(self, key: str) -> str:
        """The key under which the list knows the bearer of a name."""
        return self.same.get(key, key)


def same(written: str, listed: str) -> dict[str, str]:
    """What is kept of «this is one person»."""
    return {"written": name_key(written), "listed": name_key(listed), "shown": f"{written} – это {listed}"}


def different(name: str) -> dict[str, str]:
    """What is kept of «these are different people»."""
    return {"name": name_key(name), "shown": f"{name} – разные люди"}


def said(kept_same: Iterable[Mapping[str, Any]], kept_different: Iterable[Mapping[str, Any]]) -> Said:
    """What was kept, as the program asks for it."""
    return Said(
        {one["written"]: one["listed"] for one in kept_same}, frozenset(one["name"] for one in kept_different)
    )  # fmt: skip
