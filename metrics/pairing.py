"""The rules of a school for new pairs: settings, like those of the shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from metrics.groups import Declared

Grade = Annotated[int, Field(ge=1, le=12)]
Apart = Annotated[int, Field(ge=0, le=11)]


class Pairing(Declared):
    """Who may be paired with whom.

    `grades_apart` is by how many grades a pupil who mentors may be above a pupil, both ends inclusive; nothing is asked
    of it where it is `ANY_GRADES`. A pupil who mentors one on a register has at least `register_mentors_from` full
    years. Pupils of the `leaving_grades` leave after a day (month, day) of each year.
    """

    most_pairs: int = Field(ge=1, le=30)  # of a mentor, those that run already among them
    grades_apart: tuple[Apart, Apart]
    own_class: bool  # a pupil may mentor in his own class
    register_mentors_from: int = Field(ge=0, le=18)
    registered_mentors: bool  # a pupil on any register may mentor
    siblings: bool  # one surname and one patronymic may be paired
    leaving_grades: tuple[Grade, ...]
    leaving_after: tuple[Annotated[int, Field(ge=1, le=12)], Annotated[int, Field(ge=1, le=28)]]


ANY_GRADES = (0, 11)
