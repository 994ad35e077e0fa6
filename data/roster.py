"""The three checked lists as one value: what `metrics` computes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Roster:
    """Frames of accepted rows, pandas or anything narwhals reads (DuckDB relations); None where a list is absent.

    A column that the lists do not carry is not in its frame. Dates are timestamps at midnight.

    students: person, name, birth, birth_latest (the span of possible birth days), class_name, grade, ovz, at_risk
        with at_risk_since and at_risk_until (and so vshu, pdn, kdn), enrolled_on, left_on, …
    teachers: person, name, birth, birth_latest, experience (months), young_specialist, hired_on, left_on, …
    pairs: mentor, mentee (names), mentor_student, mentor_teacher, mentee_student, mentee_teacher (`person` of
        their lists or null), form, mode, start, end, cancelled, …
    `person` is one for all rows of a person who left and came back.
    """

    students: Any | None
    teachers: Any | None
    pairs: Any | None
    as_of: dt.date
