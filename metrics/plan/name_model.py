"""The plan by name: which people of those who may be paired, and who with whom.

Each person is in one new pair as a mentee at the most, and mentors no more people than may be. Of all plans with the
best score the one of the best fit is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.plan.coverage import Aims, Score, Terms
from metrics.plan.needs import Needs
from metrics.solver import IntegerProgram, terms

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Possible:
    """Pairs from which a plan is chosen: mentors and mentees by their places, side by side, and the points of each.

    `holds_best` says that no other pairs can give a better plan.
    """

    mentors: Places
    mentees: Places
    points: Places
    holds_best: bool

    def __len__(self) -> int:
        return len(self.mentors)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen pairs by their places, the score, and whether the solver proved both to be the best of `Possible`."""

    pairs: list[tuple[int, int]]
    score: Score
    is_proven: bool


def chosen_pairs(needs: Needs, possible: Possible, capacity: Places, score: Score | None) -> Chosen | None:
    """Returns the pairs of the best fit that reach a score; the best score there is where none is given.

    None where no pairs reach it, or the solver ran out of time.
    """
    program = IntegerProgram()
    pairs = program.variables(len(possible), 1)
    given, taken = _by_person(possible.mentors, pairs), _by_person(possible.mentees, pairs)
    for mentor, of_mentor in given.items():
        program.row(None, float(capacity[mentor]), of_mentor)
    for of_mentee in taken.values():
        program.row(None, 1, of_mentee)
    aims = Aims(program, needs.lacking.tolist(), _counted(program, needs, given, taken))
    if score is None:
        score = aims.best(pairs)
        if score is None:
            return None
    else:
        aims.reach(score, pairs)
    if program.least({pair: -float(points) for pair, points in zip(pairs, possible.points, strict=True)}) is None:
        return None
    values = program.values()
    found = [
        (int(mentor), int(mentee))
        for pair, mentor, mentee in zip(pairs, possible.mentors, possible.mentees, strict=True)
        if values[pair]
    ]
    return Chosen(found, score, program.is_proven)


def _by_person(persons: Places, pairs: list[int]) -> dict[int, Terms]:
    of: dict[int, Terms] = {}
    for person, pair in zip(persons.tolist(), pairs, strict=True):
        of.setdefault(person, {})[pair] = 1.0
    return of


def _counted(
    program: IntegerProgram, needs: Needs, given: dict[int, Terms], taken: dict[int, Terms]
) -> dict[int, Terms]:
    """Returns the terms that sum up to the new people of each indicator, each person once."""
    counted: dict[int, Terms] = {int(column): {} for column in np.flatnonzero(needs.lacking)}
    for person in dict.fromkeys([*given, *taken]):
        for column, people in _of_person(program, needs, person, given.get(person), taken.get(person)):
            counted[column].update(people)
    return counted


def _of_person(
    program: IntegerProgram, needs: Needs, person: int, given: Terms | None, taken: Terms | None
) -> Iterator[tuple[int, Terms]]:
    as_mentor: list[int] = np.flatnonzero(needs.as_mentor[person]).tolist() if given else []
    as_mentee: list[int] = np.flatnonzero(needs.as_mentee[person]).tolist() if taken else []
    both = set(as_mentor) & set(as_mentee)
    mentoring = None
    if given and as_mentor:
        mentoring = program.variable(1)
        program.row(0, None, {**given, mentoring: -1.0})
    if both and given and taken and mentoring is not None:
        once = program.variable(1)
        program.row(0, None, {**taken, mentoring: 1.0, once: -1.0})
        yield from ((column, terms([once])) for column in both)
    if taken:
        yield from ((column, taken) for column in as_mentee if column not in both)
    if mentoring is not None:
        yield from ((column, terms([mentoring])) for column in as_mentor if column not in both)
