"""Two people who are never to be paired, as a person once decided; it goes with either of them who is destroyed."""

from __future__ import annotations

import datetime as dt

from data.hashing import sha256
from data.store.decisions import FORBIDDEN_PAIR, forget, remember, remembered
from data.store.versions import Store

PersonKey = tuple[str, str, str]  # of a person from version to version: list, name, birth (ISO) or ""
PersonPair = frozenset[PersonKey]


def forbidden_pairs(store: Store) -> set[PersonPair]:
    """Returns everybody who is not to be paired, two and two."""
    return {frozenset(map(tuple, content["people"])) for content in remembered(store, FORBIDDEN_PAIR).values()}


def forbid_pair(store: Store, two: PersonPair, by: str) -> None:
    """Remembers that two people are never to be paired."""
    content = {"people": sorted(two), "by": by, "on": dt.date.today().isoformat()}
    remember(store, FORBIDDEN_PAIR, _identity(two), content)


def allow_pair(store: Store, two: PersonPair) -> None:
    """Forgets that two people are not to be paired."""
    forget(store, FORBIDDEN_PAIR, sha256(*_identity(two)))


def _identity(two: PersonPair) -> tuple[str, ...]:
    return tuple(part for person in sorted(two) for part in person)
