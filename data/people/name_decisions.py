"""What a person decided about names once, and the program holds to from then on.

A decision is known by structure – names as they are compared, list, number, class, birth –, never by a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.findings import Candidate, PairIdentity
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
class ConfirmedPerson:
    """A spelling that fits one person of the lists, or nobody, was looked at and means that person.

    While it fits somebody else, or several, it is asked about again.
    """

    written: str
    listed: str

    @property
    def identity(self) -> tuple[str, ...]:
        return name_key(self.written), name_key(self.listed)


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
    pair: PairIdentity
    person: Candidate

    @property
    def identity(self) -> tuple[str, ...]:
        side, mentor, mentee, start = side_key(self.side, self.pair)
        return side, mentor, mentee, start.isoformat() if start else ""


NameDecision = SamePerson | ConfirmedPerson | DifferentPeople | ChosenNamesake


def side_key(side: str, pair: PairIdentity) -> SideKey:
    """Returns what one side of a pair is known by: the row of a list may move, the two names and the day stay."""
    return side, name_key(pair.mentor), name_key(pair.mentee), pair.start


@dataclass(frozen=True, slots=True)
class NameDecisions:
    """All decisions about names, to be asked for: names as they are compared.

    `same`: a spelling → the name in the list; `different`: a name that two people bear → the days on which both were
    born; `chosen`: a side of a pair → the namesake that it is; `confirmed`: a spelling → the names in the lists that
    somebody accepted for it.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[dt.date | None]] = field(default_factory=dict)
    chosen: Mapping[SideKey, Candidate] = field(default_factory=dict)
    confirmed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[NameDecision]) -> NameDecisions:
        same: dict[str, str] = {}
        different: dict[str, frozenset[dt.date | None]] = {}
        chosen: dict[SideKey, Candidate] = {}
        confirmed: dict[str, frozenset[str]] = {}
        for decision in decisions:
            match decision:
                case SamePerson(written, listed):
                    same[name_key(written)] = name_key(listed)
                case ConfirmedPerson(written, listed):
                    key = name_key(written)
                    confirmed[key] = confirmed.get(key, frozenset()) | {name_key(listed)}
                case DifferentPeople(name, birth):
                    different[name_key(name)] = different.get(name_key(name), frozenset()) | {birth}
                case ChosenNamesake(side, pair, person):
                    chosen[side_key(side, pair)] = person
        return cls(same, different, chosen, confirmed)

    def known_as(self, key: str) -> str:
        """Returns the key under which the list knows the bearer of a name."""
        return self.same.get(key, key)

    def is_confirmed(self, written: str, listed: str) -> bool:
        """Returns whether somebody has looked at a spelling that was taken for this person."""
        return name_key(listed) in self.confirmed.get(name_key(written), ())

    def chosen_for(self, side: str, pair: PairIdentity) -> Candidate | None:
        """Returns the namesake that a side of a pair is; None where nobody decided."""
        return self.chosen.get(side_key(side, pair)) if self.chosen else None
