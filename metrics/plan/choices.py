"""What a person settled of a plan before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from data.new_pairs import PersonId

Pair = tuple[PersonId, PersonId]  # mentor, mentee


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person settled: pairs that are to be, pairs that are not, people who are not to be proposed."""

    pinned: tuple[Pair, ...] = ()
    rejected: frozenset[Pair] = frozenset()
    no_mentors: frozenset[PersonId] = frozenset()
    no_mentees: frozenset[PersonId] = frozenset()
    forbidden: frozenset[frozenset[PersonId]] = frozenset()  # two people who may not be paired at all
