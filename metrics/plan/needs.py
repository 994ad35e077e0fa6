"""What a plan has to bring: people lacking to each goal, and the shares in which a person would newly count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.counting.pair_roles import ROLE_SIDES
from metrics.goals import goal_of_year
from metrics.indicators import Declarations
from metrics.plan.membership import Flags
from metrics.plan.pool import Pool


@dataclass(frozen=True, slots=True)
class Needs:
    """`lacking` people by indicator, 0 where a goal is reached or not assessed.

    `as_mentor` and `as_mentee`: a row a person, a column an indicator that lacks people, true where the person counts
    in it once in a pair in that role.
    """

    lacking: NDArray[np.int64]
    as_mentor: Flags
    as_mentee: Flags

    @property
    def mentors(self) -> Flags:
        """Who would count somewhere as a mentor."""
        return np.asarray(self.as_mentor.any(axis=1))

    @property
    def mentees(self) -> Flags:
        """Who would count somewhere as a mentee."""
        return np.asarray(self.as_mentee.any(axis=1))


def needs(pool: Pool, year: int, declarations: Declarations) -> Needs:
    """Returns what is lacking to the goals of a year."""
    lacking = np.zeros(len(declarations.indicators), dtype=np.int64)
    for column, result in enumerate(pool.results):
        goal = goal_of_year(result.indicator, year).value
        lacking[column] = (result.headline.missing(goal) or 0) if goal else 0
    new = pool.members.could & ~pool.members.counts & (lacking > 0)[None, :]
    sides = [ROLE_SIDES[indicator.part.role] for indicator in declarations.indicators]
    as_mentor, as_mentee = (new & np.array([side in of for of in sides])[None, :] for side in ("mentor", "mentee"))
    return Needs(lacking, as_mentor, as_mentee)
