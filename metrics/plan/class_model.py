"""The fewest pairs by classes of interchangeable people.

People are interchangeable who would newly count in the same shares and may take on as many pairs. That some mentor of a
class suits some mentee of another is taken for all of them, so no plan by name has a better score than this one: it is
the bound that proves a plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.plan.coverage import Aims, Score, Terms
from metrics.plan.membership import Flags
from metrics.plan.needs import Needs
from metrics.solver import IntegerProgram, terms

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Classes:
    """`of_person` numbers the class of each person; `first` is a person of each class, `size` how many there are.

    `fit_together[mentor, mentee]` says that some pair of the two classes is allowed and serves a share.
    """

    of_person: Places
    first: Places
    size: Places
    fit_together: Flags


def useful_pairs(needs: Needs, allowed: Flags) -> Flags:
    """Returns the allowed pairs that serve a share on either side: no other is in a plan of the fewest pairs."""
    return allowed & (needs.mentors[:, None] | needs.mentees[None, :])


def classes(needs: Needs, capacity: Places, allowed: Flags) -> Classes:
    """Returns the classes of people who may be in a pair; nobody else is in one."""
    useful = useful_pairs(needs, allowed)
    keys = np.column_stack(
        [needs.as_mentor, needs.as_mentee, capacity * useful.any(axis=1), useful.any(axis=0)]
    ).astype(np.int64)
    _, first, of_person, size = np.unique(keys, axis=0, return_index=True, return_inverse=True, return_counts=True)
    of_person = of_person.reshape(-1)
    order = np.argsort(of_person, kind="stable")
    starts = np.searchsorted(of_person[order], np.arange(len(first)))
    by_mentors = np.logical_or.reduceat(useful[order], starts, axis=0)
    together = np.logical_or.reduceat(by_mentors[:, order], starts, axis=1)
    alone = np.flatnonzero(size == 1)
    together[alone, alone] = False  # nobody mentors himself
    return Classes(of_person, first, size, together)


class ClassProgram:
    """The integer program of the fewest pairs by classes, built and not solved yet."""

    def __init__(self, needs: Needs, capacity: Places, of: Classes) -> None:
        self._program = program = IntegerProgram()
        most = of.size * capacity[of.first]
        flows = {
            (int(mentor), int(mentee)): program.variable(float(min(most[mentor], of.size[mentee])))
            for mentor, mentee in zip(*np.nonzero(of.fit_together), strict=True)
        }
        given: list[Terms] = [{} for _ in of.size]
        taken: list[Terms] = [{} for _ in of.size]
        for (mentor, mentee), flow in flows.items():
            given[mentor][flow] = 1.0
            taken[mentee][flow] = 1.0
        counted: dict[int, Terms] = {int(column): {} for column in np.flatnonzero(needs.lacking)}
        for at, size in enumerate(of.size.astype(float).tolist()):
            mentors = program.variable(size) if given[at] else None
            if taken[at]:
                program.row(None, size, taken[at])
            if mentors is not None:
                program.row(0, None, {**given[at], mentors: -1.0})
                program.row(None, 0, {**given[at], mentors: -float(capacity[of.first[at]])})
            _count(program, needs, of, at, taken[at], mentors, counted)
        self._aims = Aims(program, needs.lacking.tolist(), counted)
        self._pairs = list(flows.values())

    def best(self) -> Score | None:
        """Returns the best score, as proven by the solver; None where it ran out of time."""
        score = self._aims.best(self._pairs)
        return score if self._program.is_proven else None


def best_score(needs: Needs, capacity: Places, allowed: Flags) -> Score | None:
    """Returns the best score by classes; None where the solver ran out of time."""
    return ClassProgram(needs, capacity, classes(needs, capacity, allowed)).best()


def _count(
    program: IntegerProgram,
    needs: Needs,
    of: Classes,
    at: int,
    taken: Terms,
    mentors: int | None,
    counted: dict[int, Terms],
) -> None:
    """Adds the people of a class to the shares in which they newly count, each once."""
    first = int(of.first[at])
    in_both = [column for column in counted if needs.as_mentor[first, column] and needs.as_mentee[first, column]]
    once = None
    if in_both and taken and mentors is not None:
        once = program.variable(float(of.size[at]))
        program.row(0, None, {**taken, mentors: 1.0, once: -1.0})
    for column, people in counted.items():
        if column in in_both and once is not None:
            people[once] = 1.0
            continue
        if needs.as_mentee[first, column]:
            people.update(taken)
        if needs.as_mentor[first, column] and mentors is not None:
            people.update(terms([mentors]))
