"""Schools of an ordinary size, drawn by a seed, some with many pairs and some with hardly any."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.generated_lists import ON
from data.roster import Roster

LETTERS = np.array(list("АБВГДЕЖ"))


def large_school(seed: int, pupils: int | None = None) -> Roster:
    """Returns a school of so many pupils, of 400 to 1 500 where none are given."""
    chance = np.random.default_rng(seed)
    pupils = pupils or int(chance.integers(400, 1501))
    teachers = max(8, int(pupils * chance.uniform(0.03, 0.08)))
    grades = chance.integers(1, 12, pupils)
    born = np.array([f"{ON.year - grade - 7}-09-01" for grade in grades], dtype="datetime64[D]")
    births = _days(born + chance.integers(0, 365, pupils))
    letters = LETTERS[chance.integers(0, max(2, pupils // 250), pupils)]
    students = pd.DataFrame(
        {
            "person": np.arange(pupils),
            "name": pd.array([f"Обучающийся{place} Имя Отчество" for place in range(pupils)], dtype="str"),
            "birth": births,
            "birth_latest": births,
            "class_name": pd.array([f"{grade}{letter}" for grade, letter in zip(grades, letters, strict=True)], "str"),
            "grade": pd.array(grades, dtype="Int64"),
            "ovz": chance.random(pupils) < chance.uniform(0.02, 0.12),
            "at_risk": chance.random(pupils) < chance.uniform(0.005, 0.05),
        }
    )
    staff = pd.DataFrame(
        {
            "person": np.arange(teachers),
            "name": pd.array([f"Педагог{place} Имя Отчество" for place in range(teachers)], dtype="str"),
            "position": pd.array(chance.choice(["учитель химии", "учитель физики", "психолог"], teachers), dtype="str"),
            "young_specialist": chance.random(teachers) < 0.12,
        }
    )
    pairs = int(pupils * 0.15 * chance.random())
    return Roster(students, staff, _pairs(chance, pupils, teachers, pairs), ON)


def _pairs(chance: np.random.Generator, pupils: int, teachers: int, count: int) -> pd.DataFrame:
    by_pupil = chance.random(count) < 0.4
    nobody = pd.array([None] * count, dtype="Int64")
    mentors = {
        "mentor_student": pd.array(chance.integers(0, pupils, count), dtype="Int64"),
        "mentor_teacher": pd.array(chance.integers(0, teachers, count), dtype="Int64"),
    }
    mentors["mentor_student"][~by_pupil] = pd.NA
    mentors["mentor_teacher"][by_pupil] = pd.NA
    starts = np.datetime64("2023-09-01") + chance.integers(0, 450, count)
    ends = np.where(chance.random(count) < 0.5, starts + chance.integers(100, 700, count), np.datetime64("NaT"))
    return pd.DataFrame(
        {
            "mentor": pd.array(["Наставник"] * count, dtype="str"),
            "mentee": pd.array(["Наставляемый"] * count, dtype="str"),
            **mentors,
            "mentee_student": pd.array(chance.integers(0, pupils, count), dtype="Int64"),
            "mentee_teacher": nobody,
            "form": pd.array(["other"] * count, dtype="str"),
            "start": _days(starts),
            "end": _days(ends),
            "cancelled": np.zeros(count, dtype=bool),
        }
    )


def _days(days: np.ndarray) -> pd.Series:
    return pd.Series(days.astype("datetime64[us]"))
