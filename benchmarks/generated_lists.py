"""Lists that the benchmarks generate.

A workbook as schools keep it, and frames of a region.
"""

from __future__ import annotations

import datetime as dt
import io
import random
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from data.roster import Roster

SEED = 2024
ON = dt.date(2024, 12, 31)
LETTERS = "АБВГДЕ"
STEMS = ("Бере", "Воро", "Голу", "Дроз", "Зима", "Козы", "Лебе", "Моро", "Соко", "Черё")
SURNAMES = [stem + end for stem, end in product(STEMS, ("тинов", "динев", "ревин", "шинов", "мухин", "гаев", "лякин"))]
NAMES = ("Иван", "Пётр", "Артём", "Семён", "Егор", "Тимур", "Фёдор", "Роман", "Мирон", "Игорь", "Захар", "Максим")
PATRONYMICS = [
    f"{stem}ович" for stem in ("Иван", "Петр", "Артём", "Семён", "Тимур", "Фёдор", "Роман", "Мирон", "Захар")
]
ENDS = ("", "-Северный", "-Южный", "-Дальний")  # enough different names for 20 000 pupils
FORMS = ("ученик – ученик", "учитель – учитель", "учитель – ученик", "студент – ученик", "работодатель – ученик")

Rows = list[list[Any]]


def workbook(pupils: int, teachers: int, pairs: int) -> bytes:
    """Returns a workbook of three sheets without faults.

    People are matched by numbers; a few cells are empty.
    """
    chance = random.Random(SEED)
    names = [" ".join((surname + end, *rest)) for surname, end, *rest in product(SURNAMES, ENDS, NAMES, PATRONYMICS)]
    people = chance.sample(names, pupils + teachers)
    sheets = {
        "Обучающиеся": _pupils(chance, people[:pupils]),
        "Педагоги": _teachers(chance, people[pupils:]),
        "Пары": _pairs(chance, people[:pupils], people[pupils:], pairs),
    }
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def _pupils(chance: random.Random, people: list[str]) -> Rows:
    header = ["№ личного дела", "ФИО", "Дата рождения", "Класс", "Пол", "ОВЗ", "СОП", "Дата зачисления", "Дата выбытия"]
    rows: Rows = [header]
    for number, name in enumerate(people):
        grade = chance.randint(1, 11)
        born = dt.date(2024 - grade - 6, 1, 1) - dt.timedelta(chance.randrange(365))
        left = dt.date(2024, 1, 9) + dt.timedelta(chance.randrange(300)) if chance.random() < 0.02 else None
        flags = ["да" if chance.random() < share else "нет" for share in (0.07, 0.04)]
        came = dt.date(2024 - grade, 9, 1)
        rows.append([f"С-{number}", name, born, f"{grade}{chance.choice(LETTERS)}", "м", *flags, came, left])
    return rows


def _teachers(chance: random.Random, people: list[str]) -> Rows:
    rows: Rows = [["Табельный №", "ФИО", "Должность", "Дата рождения", "Дата приёма", "Молодой специалист"]]
    for number, name in enumerate(people):
        born, hired = dt.date(chance.randint(1960, 2000), 5, 17), dt.date(chance.randint(2001, 2023), 9, 1)
        rows.append([f"П-{number}", name, "учитель", born, hired, "да" if chance.random() < 0.12 else "нет"])
    return rows


def _pairs(chance: random.Random, pupils: list[str], teachers: list[str], count: int) -> Rows:
    header = ["№ наставника", "Наставник", "№ наставляемого", "Наставляемый", "Форма наставничества", "Формат"]
    rows: Rows = [[*header, "Дата начала", "Дата окончания"]]
    listed = {"ученик": ("С", pupils), "учитель": ("П", teachers)}
    for _ in range(count):
        form = chance.choice(FORMS)
        sides: list[str | None] = []
        for role in form.split(" – "):
            prefix, people = listed.get(role, ("", ["Внешний Человек Посторонний"]))
            place = chance.randrange(len(people))
            sides += [f"{prefix}-{place}" if prefix else None, people[place]]
        start = dt.date(2022, 9, 1) + dt.timedelta(chance.randrange(840))
        end = start + dt.timedelta(chance.randrange(60, 500)) if chance.random() < 0.5 else None
        mode = chance.choice(("очно", "дистанционно", "смешанно"))
        if sides[:2] != sides[2:]:
            rows.append([*sides, form, mode, start, end])
    return rows


def roster(pupils: int, teachers: int, pairs: int) -> Roster:
    """Returns frames such as `data` makes.

    A few people left and came back and so stand in two rows.
    """
    chance = np.random.default_rng(SEED)
    persons = np.arange(pupils)
    came = np.datetime64("2016-09-01") + 365 * chance.integers(0, 8, pupils)
    left = np.where(
        chance.random(pupils) < 0.03,
        np.datetime64("2023-06-01") + chance.integers(0, 900, pupils),
        np.datetime64("NaT"),
    )
    returned = pupils // 500
    persons[:returned] = persons[pupils - returned :]
    left[:returned], came[pupils - returned :] = np.datetime64("2024-03-01"), np.datetime64("2024-09-01")
    birth = _days(np.datetime64("2006-01-01") + chance.integers(0, 365 * 12, pupils))
    unknown = _days(np.full(pupils, np.datetime64("NaT")))
    names = np.char.add("Иванов Иван ", persons.astype(str))
    students = pd.DataFrame(
        {
            "person": persons,
            "name": pd.array(names, dtype="str"),
            "birth": birth,
            "birth_latest": birth,
            "class_name": pd.array(chance.choice(["5А", "7Б", "11В"], pupils), dtype="str"),
            "grade": pd.array(chance.integers(1, 12, pupils), dtype="Int64"),
            "ovz": chance.random(pupils) < 0.07,
            "at_risk": chance.random(pupils) < 0.05,
            "at_risk_since": unknown,
            "at_risk_until": unknown,
            "enrolled_on": _days(came),
            "left_on": _days(left),
        }
    )
    staff = pd.DataFrame(
        {
            "person": np.arange(teachers),
            "young_specialist": chance.random(teachers) < 0.1,
            "hired_on": _days(np.datetime64("2005-09-01") + chance.integers(0, 6900, teachers)),
        }
    )
    return Roster(students, staff, _pair_frame(chance, pupils, teachers, pairs), ON)


def _pair_frame(chance: np.random.Generator, pupils: int, teachers: int, count: int) -> pd.DataFrame:
    def persons(people: int, share: float) -> Any:
        numbers = pd.array(chance.integers(0, people, count), dtype="Int64")
        numbers[chance.random(count) >= share] = pd.NA
        return numbers

    start = np.datetime64("2021-01-01") + chance.integers(0, 1500, count)
    end = np.where(chance.random(count) < 0.6, start + chance.integers(30, 600, count), np.datetime64("NaT"))
    return pd.DataFrame(
        {
            "mentor": pd.array(["Наставник"] * count, dtype="str"),
            "mentee": pd.array(["Наставляемый"] * count, dtype="str"),
            "mentor_student": persons(pupils, 0.5),
            "mentor_teacher": persons(teachers, 0.4),
            "mentee_student": persons(pupils, 0.9),
            "mentee_teacher": persons(teachers, 0.1),
            "form": pd.array(chance.choice(["student_student", "other"], count), dtype="str"),
            "mode": pd.array(chance.choice(["onsite", "remote", "mixed"], count), dtype="str"),
            "start": _days(start),
            "end": _days(end),
            "cancelled": chance.random(count) < 0.02,
        }
    )


def _days(days: Any) -> pd.Series:
    return pd.Series(days.astype("datetime64[us]"))
