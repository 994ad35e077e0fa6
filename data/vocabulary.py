"""Words that everybody shares: forms, modes, roles, registers, the sides of a pair."""

from __future__ import annotations

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
