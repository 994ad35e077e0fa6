"""Words that everybody shares: forms, modes, roles, registers, the sides of a pair; words that have a title."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

LISTED = {"student": "students", "teacher": "teachers"}

FIRST_DAYS = {"students": "enrolled_on", "teachers": "hired_on"}  # the fields that say when somebody came

SIDES = ("mentor", "mentee")

ROLE_OF_TABLE = {table: role for role, table in LISTED.items()}

ROLES = {"student": "ученик", "teacher": "учитель", "undergraduate": "студент", "employer": "работодатель"}

FORMS = {
    "student_student": "ученик – ученик",
    "teacher_teacher": "учитель – учитель",
    "undergraduate_student": "студент – ученик",
    "employer_student": "работодатель – ученик",
    "teacher_student": "учитель – ученик",
    "other": "иная",
}

MODES = {"onsite": "очный", "remote": "дистанционный", "mixed": "смешанный"}

REGISTERS = ("at_risk", "vshu", "pdn", "kdn")

REGISTER_TITLES = {"at_risk": "СОП, персонифицированный учёт", "vshu": "ВШУ", "pdn": "ПДН", "kdn": "КДН и ЗП"}


class Titled(StrEnum):
    """What is stored or stands in an address or in JSON as one word, and its title on the screen."""

    title: str  # type: ignore[assignment]  # in place of that of str, which changes the case

    def __new__(cls, value: str, title: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.title = title
        return member
