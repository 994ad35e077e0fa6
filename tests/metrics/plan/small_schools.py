"""Random schools so small that every set of new pairs can be tried."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from data.new_pairs import PersonId
from data.roster import Roster
from metrics.indicators import Declarations, load
from metrics.plan.choices import Choices
from tests.metrics.rosters import set_to

AS_OF = dt.date(2026, 11, 29)
YEAR = 2027
SURNAMES = ("Липов", "Клёнов", "Осинин", "Вязов", "Ясенев")
FATHERS = ("Иван", "Пётр")  # «Липов Ян Иванович» and «Липова Яна Ивановна» may be brother and sister


@dataclass(frozen=True)
class SmallSchool:
    """A roster, the settings and goals of its school, the day of the goal, and what a person rejected."""

    roster: Roster
    declarations: Declarations
    on: dt.date
    choices: Choices


def small_school(seed: int, most_pupils: int, most_teachers: int) -> SmallSchool:
    """Returns a school with ages, marks, consents, leavers and running pairs drawn by the seed."""
    chance = random.Random(seed)
    pupils = [_pupil(chance, number) for number in range(chance.randint(2, most_pupils))]
    teachers = [_teacher(chance, number) for number in range(chance.randint(0, most_teachers))]
    asks_consent = chance.random() < 0.3
    students, staff = pd.DataFrame(pupils), pd.DataFrame(teachers or [_teacher(chance, 0)]).iloc[: len(teachers)]
    if not asks_consent:
        students, staff = students.drop(columns="consent"), staff.drop(columns="consent")
    pairs = _pairs(chance, len(pupils), len(teachers))
    roster = Roster(_typed(students), _typed(staff), _typed(pairs), AS_OF)
    on = chance.choice([dt.date(YEAR, 12, 31), dt.date(YEAR, 4, 30)])
    return SmallSchool(roster, _declarations(chance), on, _choices(chance, len(pupils), len(teachers)))


def _choices(chance: random.Random, pupils: int, teachers: int) -> Choices:
    """Returns rejections of single pairs: what no class of people knows."""
    often = chance.choice([0, 0, 0.3, 0.6])
    everybody: list[PersonId] = [("students", at) for at in range(pupils)] + [
        ("teachers", at) for at in range(teachers)
    ]
    return Choices(rejected=frozenset(pair for pair in product(everybody, repeat=2) if chance.random() < often))


def _pupil(chance: random.Random, number: int) -> dict[str, Any]:
    grade = chance.randint(3, 11)
    birth = dt.datetime(AS_OF.year - grade - 6, 1, 1) - dt.timedelta(chance.randrange(500))
    is_son, father = chance.random() < 0.5, chance.choice(FATHERS)
    surname, patronymic = (
        (f"{chance.choice(SURNAMES)}", f"{father}ович") if is_son else (f"{chance.choice(SURNAMES)}а", f"{father}овна")
    )
    known = chance.random() < 0.95
    return {
        "person": number,
        "name": f"{surname} Имя{number} {patronymic}",
        "birth": birth if known else None,
        "birth_latest": birth if known else None,
        "class_name": f"{grade}{chance.choice('АБ')}",
        "grade": grade,
        "ovz": chance.random() < 0.3,
        "at_risk": chance.random() < 0.3,
        "left_on": dt.datetime(2027, 3, 1) if chance.random() < 0.05 else None,
        "consent": chance.random() < 0.7,
    }


def _teacher(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "person": number,
        "name": f"Учитель{number} Анна Ильинична",
        "young_specialist": chance.random() < 0.35,
        "position": "учитель",
        "consent": chance.random() < 0.7,
    }


def _pairs(chance: random.Random, pupils: int, teachers: int) -> pd.DataFrame:
    rows = []
    for _ in range(chance.randint(0, 4)):
        mentor = ("teacher", chance.randrange(teachers)) if teachers and chance.random() < 0.6 else ("student", 0)
        mentee = chance.randrange(pupils)
        if mentor == ("student", mentee):
            continue
        row: dict[str, Any] = {
            "mentor": "А", "mentee": "Б", "mentor_student": None, "mentor_teacher": None, "mentee_student": mentee,
            "mentee_teacher": None, "form": "other", "start": dt.datetime(2025, 9, 1), "cancelled": False,
            "end": chance.choice([None, None, dt.datetime(2026, 5, 31), dt.datetime(2027, 2, 1)]),
        }  # fmt: skip
        rows.append({**row, f"mentor_{mentor[0]}": mentor[1]})
    columns = ["mentor", "mentee", "mentor_student", "mentor_teacher", "mentee_student", "mentee_teacher", "form"]
    return pd.DataFrame(rows, columns=[*columns, "start", "cancelled", "end"])


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    days = {"birth", "birth_latest", "left_on", "start", "end"}
    whole = {"grade", "mentor_student", "mentor_teacher", "mentee_student", "mentee_teacher"}
    flags = {"ovz", "at_risk", "consent", "young_specialist", "cancelled"}
    kinds = {
        key: "datetime64[us]" if key in days else "Int64" if key in whole else "bool" if key in flags else None
        for key in frame
    }
    return frame.astype({key: kind for key, kind in kinds.items() if kind})


def _declarations(chance: random.Random) -> Declarations:
    goals = {key: chance.choice(options) for key, options in GOALS.items()}
    pairing = {
        "most_pairs": chance.randint(1, 3),
        "grades_apart": chance.choice([(0, 11), (0, 11), (1, 5)]),
        "register_mentors_from": chance.choice([0, 14, 16]),
        "registered_mentors": chance.random() < 0.5,
        "own_class": chance.random() < 0.5,
        "siblings": chance.random() < 0.5,
        "leaving_grades": chance.choice([(9, 11), (11,), ()]),
        "leaving_after": (5, 25),
    }
    return load(settings=set_to(own_goals={key: {YEAR: goal} for key, goal in goals.items()}, pairing=pairing))


GOALS = {  # in the order of the shares of `tests.metrics.plan.every_plan`
    "mentees": ("15", "25", "40"),
    "mentors": ("0.5", "10", "20"),
    "young_specialists": ("100", "50", "0"),
    "ovz": ("28", "60", "100"),
    "at_risk": ("50", "100", "30"),
}
