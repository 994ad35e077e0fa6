"""The aims of a plan in one order: goals missed, people lacking, pairs.

Both models of a plan, the one by classes of people and the one by name, have these rows and aims in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metrics.solver import IntegerProgram, terms

Terms = dict[int, float]


class Score(NamedTuple):
    """How good a plan is: the less the better, the first first."""

    missed: int  # goals that are not reached
    lacking: int  # people who are still lacking to them
    pairs: int  # new ones


class Aims:
    """The aims as costs in a program.

    `counted` are the terms that sum up to the new people of an indicator, by its column.
    """

    def __init__(self, program: IntegerProgram, lacking: Sequence[int], counted: Mapping[int, Terms]) -> None:
        self._program = program
        self._missed: list[int] = []
        self._lacking: list[int] = []
        for column, sum_of_people in counted.items():
            most = int(lacking[column])
            missed, slack = program.variable(1), program.variable(most)
            program.row(most, None, {**sum_of_people, slack: 1.0})
            program.row(None, 0, {slack: 1.0, missed: -float(most)})
            self._missed.append(missed)
            self._lacking.append(slack)

    def best(self, pairs: Sequence[int]) -> Score | None:
        """Returns the best score; the program is held to it.

        None where the program fits no rows at all.
        """
        met = []
        for cost in (terms(self._missed), terms(self._lacking), terms(pairs)):
            value = self._program.least(cost) if cost else 0
            if value is None:
                return None
            self._program.hold(cost, value)
            met.append(value)
        return Score(*met)

    def reach(self, score: Score, pairs: Sequence[int]) -> None:
        """Holds the program to a score that is known."""
        for cost, value in zip((terms(self._missed), terms(self._lacking), terms(pairs)), score, strict=True):
            self._program.hold(cost, value)
