"""What a person confirmed about names once, and the program holds to from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.parsing import name_key


@dataclass(frozen=True, slots=True)
class Said:
    """`same`: the key of a spelling → the key of the name in the list; `different`: keys that two people bear.

    Of each such key the days of birth (ISO) on which both were born: only of these a person said so.
    `meant`: a side of a pair (`pair_key`) → which of the namesakes it is, as `data.people.directory` tells of him.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)

    def known_as(self, key: str) -> str:
        """The key under which the list knows the bearer of a name."""
        return self.same.get(key, key)

    def meant_in(self, side: str, mentor: str | None, mentee: str | None, start: dt.date | None) -> str:
        """Which of the namesakes a side of a pair is; empty where nobody said so."""
        return self.meant.get(pair_key(side, mentor or "", mentee or "", start), "") if self.meant else ""


def same(written: str, listed: str) -> dict[str, str]:
    """What is kept of «this is one person»."""
    return {"written": name_key(written), "listed": name_key(listed), "shown": f"{written} – это {listed}"}


def different(name: str, born: dt.date | None = None) -> dict[str, str]:
    """What is kept of «these are different people»; `born` where both were born on that day."""
    return {"name": name_key(name), "born": born.isoformat() if born else "", "shown": f"{name} – разные люди"}


def pair_key(side: str, mentor: str, mentee: str, start: dt.date | None) -> str:
    """What one side of a pair is remembered by: the row of a list may move, the two names and the day stay."""
    return " | ".join((side, name_key(mentor), name_key(mentee), f"{start:%Y-%m-%d}" if start else ""))


def meant(side: str, mentor: str, mentee: str, start: dt.date | None, which: str) -> dict[str, str]:
    """What is kept of «in this pair it is that one of the namesakes»."""
    name = {"mentor": mentor, "mentee": mentee}[side]
    shown = f"{name} в паре {mentor} – {mentee}: это {which}"
    return {"pair": pair_key(side, mentor, mentee, start), "which": which, "shown": shown}


def said(
    kept_same: Iterable[Mapping[str, Any]],
    kept_different: Iterable[Mapping[str, Any]],
    kept_meant: Iterable[Mapping[str, Any]] = (),
) -> Said:
    """What was kept, as the program asks for it."""
    apart: dict[str, frozenset[str]] = {}
    for one in kept_different:
        apart[one["name"]] = apart.get(one["name"], frozenset()) | {one["born"]}
    of_pairs = {one["pair"]: one["which"] for one in kept_meant}
    return Said({one["written"]: one["listed"] for one in kept_same}, apart, of_pairs)
