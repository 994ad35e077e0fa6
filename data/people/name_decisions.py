"""What a person decided about names once, and the program holds to from then on.

A decision is known by structure – names as they are compared, list, number, class, birth –, never by a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.findings import Candidate, Pair
from data.parsing import name_key

SideKey = tuple[str, str, str, dt.date | None]  # side, mentor and mentee as they are compared, first day


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A spelling means the person whom the lists know by another name."""

    written: str
    listed: str

    @property
    def identity(self) -> tuple[str, ...]:
        return (name_key(self.written),)


@dataclass(frozen=True, slots=True)
class DifferentPeople:
    """Two people bear one name; `birth` where both were born on that day."""

    name: str
    birth: dt.date | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        return name_key(self.name), self.birth.isoformat() if self.birth else ""


@dataclass(frozen=True, slots=True)
class ChosenNamesake:
    """Which of several namesakes a side of a pair is."""

    side: str
    pair: Pair
    person: Candidate

    @property
    def identity(self) -> tuple[str, ...]:
        side, mentor, mentee, start = side_key(self.side, self.pair)
        return side, mentor, mentee, start.isoformat() if start else ""


NameDecision = SamePerson | DifferentPeople | ChosenNamesake


def side_key(side: str, pair: Pair) -> SideKey:
    """What one side of a pair is known by: the row of a list may move, the two names and the day stay."""
    return side, name_key(pair.mentor), name_key(pair.mentee), pair.start


@dataclass(frozen=True, slots=True)
class NameDecisions:
    """All decisions about names, to be asked for: names as they are compared.

    `same`: a spelling → the name in the list; `different`: a name that two people bear → the days on which both were
    born; `chosen`: a side of a pair → the namesake that it is.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[dt.date | None]] = field(default_factory=dict)
    chosen: Mapping[SideKey, Candidate] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[NameDecision]) -> NameDecisions:
        same: dict[str, str] = {}
        different: dict[str, frozenset[dt.date | None]] = {}
        chosen: dict[SideKey, Candidate] = {}
        for decision in decisions:
            match decision:
                case SamePerson(written, listed):
                    same[name_key(written)] = name_key(listed)
                case DifferentPeople(name, birth):
                    different[name_key(name)] = different.get(name_key(name), frozenset()) | {birth}
                case ChosenNamesake(side, pair, person):
                    chosen[side_key(side, pair)] = person
        return cls(same, different, chosen)

    def known_as(self, key: str) -> str:
        """The key under which the list knows the bearer of a name."""
        return self.same.get(key, key)

    def chosen_for(self, side: str, pair: Pair) -> Candidate | None:
        """The namesake that a side of a pair is; None where nobody decided."""
        return self.chosen.get(side_key(side, pair)) if self.chosen else None
