"""Writes the demonstration workbook: `python -m data.demo.generate`.

The same bytes every time: the seed and the dates inside the file are fixed. `PLAN` (`plan.py`) gives the five shares
their course over the quarters; the people are drawn around it, and a change of either changes the shares.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from data.demo import PATH
from data.demo.plan import (
    CLASSES,
    FEMALE,
    LEFT,
    MALE,
    MARKS,
    MENTEE_AGES,
    PAIR_COLUMNS,
    PATRONYMICS,
    PLAN,
    POSTS,
    PUPIL_COLUMNS,
    PUPIL_RESULTS,
    SUBJECTS,
    SURNAMES,
    TEACHER_COLUMNS,
    TEACHER_RESULTS,
    YOUNG_HIRED,
)

SEED = 2055
TITLE = "Демонстрационная школа"
AS_OF = date(2024, 12, 31)

Row = Sequence[str | int | date | None]


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


@dataclass(eq=False)
class DemoPerson:
    """A pupil (`place` is the class), a teacher (the post) or somebody from outside.

    `mark` is the plan's word.
    """

    name: str
    male: bool
    born: date = date.min
    since: date = date.min
    until: date | None = None
    place: str = ""
    mark: str = ""
    number: str = ""

    def suits(self, day: date, mark: str, ages: range) -> bool:
        """Returns whether the person is there on a day, so marked, and of that age.

        The age is that at the end of the year of the day.
        """
        there = self.since <= day and (self.until is None or self.until > day)
        return there and self.mark == mark and day.year - self.born.year in ages


class DemoSchool:
    """Draws the people, then the pairs.

    A name is given once, but for one pair of namesakes.
    """

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.names: set[str] = set()
        self.paired: set[DemoPerson] = set()
        self.pupils = [self.pupil(place) for place in CLASSES for _ in range(self.random.randint(16, 20))]
        self.mark_pupils()
        for order, (place, day) in enumerate(map(str.split, split(LEFT)), 1):
            self.pupils.append(self.pupil(place, date.fromisoformat(day), f"выбыл{order}"))
        for order, pupil in enumerate(sorted(self.pupils, key=lambda pupil: pupil.since), 1):
            pupil.number = f"{pupil.name[0]}-{order:03}"  # personal files are numbered as pupils come
        posts = split(POSTS) + [f"учитель {subject}" for subject in 2 * split(SUBJECTS)]
        self.teachers = [self.teacher(order, post, order - len(posts) + 5) for order, post in enumerate(posts, 1)]

    def name(self, male: bool) -> str:
        """Returns surname, name and patronymic of three different roots."""
        while True:
            words = [self.random.choice(roots.split()) for roots in (SURNAMES, MALE if male else FEMALE, PATRONYMICS)]
            name = "{} {} {}ич".format(*words) if male else "{}а {} {}на".format(*words)
            if name not in self.names and len({word[:3] for word in words}) == 3:
                self.names.add(name)
                return name

    def day(self, month: str) -> date:
        """Returns a working day from the 13th to the 28th of a month such as «05.2022»."""
        days = [datetime.strptime(f"{day}.{month}", "%d.%m.%Y").date() for day in range(13, 29)]
        return self.random.choice([day for day in days if day.weekday() < 5])

    def pupil(self, place: str, left_on: date | None = None, mark: str = "") -> DemoPerson:
        """Returns a pupil of the age usual in the class, give or take a year.

        There since the first grade, or a latecomer.
        """
        last = left_on or AS_OF
        this_year = last.year - (last.month < 9)
        first_year = this_year - int(place[:-1]) + 1
        shift = self.random.choice((0, 0, 0, 1) if left_on else (0, 0, 0, 0, 0, 0, 1, 1, 1, -1))
        months = {0: (1, 12), 1: (1, 8), -1: (9, 12)}[shift]
        born = date(first_year - 7 + shift, self.random.randint(*months), self.random.randint(1, 28))
        since = date(first_year, 9, 1)
        if first_year < this_year and self.random.random() < 0.12:
            since = self.day(f"{self.random.choice((1, 3, 8))}.{self.random.randint(first_year + 1, this_year)}")
        male = self.random.random() < 0.5
        return DemoPerson(self.name(male), male, born, since, left_on, place, mark)

    def mark_pupils(self) -> None:
        for mark, count, grades in MARKS:
            fit = [pupil for pupil in self.pupils if not pupil.mark and int(pupil.place[:-1]) in grades]
            for pupil in self.random.sample(fit, count):
                pupil.mark = mark
        girls = [pupil for pupil in self.pupils if not pupil.mark and not pupil.male]
        namesakes = [next(girl for girl in girls if girl.place == place) for place in ("6А", "9Б")]
        for girl in namesakes:
            girl.name, girl.mark = namesakes[0].name, "тёзка"

    def teacher(self, order: int, post: str, young: int) -> DemoPerson:
        """Returns a teacher; `young` from 1 to 5 is a young specialist, below that none."""
        hired = YOUNG_HIRED[young - 1] if young > 0 else date(self.random.randint(1994, 2019), 9, 1)
        year = hired.year - self.random.randint(22, 24 if young > 0 else 32)
        born = date(year, self.random.randint(1, 12), self.random.randint(1, 28))
        male = self.random.random() < 0.2
        mark = f"МС{young}" if young > 0 else "педагог"
        return DemoPerson(self.name(male), male, born, hired, None, post, mark, f"ТН-{order:03}")

    def anybody(self, day: date, mark: str, ages: range) -> DemoPerson:
        """Returns somebody of the school who is not taken yet."""
        everyone = (*self.pupils, *self.teachers)
        return self.random.choice(
            [person for person in everyone if person.suits(day, mark, ages) and person not in self.paired]
        )

    def mentor(self, form: str, mark: str, start: date) -> DemoPerson:
        """Returns a senior, once; a teacher, who may have several groups.

        Or somebody from outside.
        """
        if form.startswith("ученик"):
            senior = self.anybody(start, mark, range(15, 19))
            self.paired.add(senior)
            return senior
        if form.startswith("учитель"):
            return self.anybody(start, "педагог", range(20, 70))
        male = self.random.random() < 0.5
        return DemoPerson(self.name(male), male)

    def pairs(self) -> list[Row]:
        """Returns the plan, carried out; by the day of the start."""
        groups = []
        for kind, entries in PLAN.items():
            for months, *words in map(str.split, split(entries)):
                start, end = months.split("–")
                groups += [(self.day(start), end, *kind, word) for word in words]
        return [row for group in sorted(groups) for row in self.group(*group)]

    def group(self, start: date, month: str, form: str, mode: str, group: str) -> Iterator[Row]:
        """Yields the rows of one mentor."""
        mentor_mark, _, mentees = group.rpartition(">")
        mentor = self.mentor(form, mentor_mark, start)
        end = self.day(month) if "." in month else start + timedelta(days=21) if month else None
        for mark in [""] * int(mentees) if mentees.isdigit() else [mentees]:
            mentee = self.anybody(start, mark, range(8, 11) if mark == "младший" else MENTEE_AGES[form])
            self.paired.add(mentee)
            end = mentee.until or end
            status = "отменена" if month == "отменена" else "завершена" if end and end <= AS_OF else "действует"
            results = TEACHER_RESULTS if mentee.mark.startswith(("МС", "педагог")) else PUPIL_RESULTS
            result = self.random.choice(results) if status == "завершена" else ""
            place = "" if results is TEACHER_RESULTS else mentee.place
            people = mentor.number, mentor.name, mentee.number, mentee.name, place
            yield *people, form, mode, start, end, status, result


def pupil_row(pupil: DemoPerson) -> Row:
    born = None if pupil.mark == "дата" else pupil.born.year if pupil.mark == "год" else pupil.born
    ovz = "да" if pupil.mark in {"ОВЗ", "оба", "выбыл1"} else "нет"
    at_risk = "да" if pupil.mark in {"СОП", "оба"} else ""
    gender = "м" if pupil.male else "ж"
    return pupil.number, pupil.name, born, pupil.place, gender, ovz, at_risk, pupil.since, pupil.until


def teacher_row(teacher: DemoPerson) -> Row:
    young = "да" if teacher.mark.startswith("МС") else "нет"
    return teacher.number, teacher.name, teacher.place, teacher.born, teacher.since, young


def write_sheet(book: xlsxwriter.Workbook, title: str, note: str, header: str, rows: list[Row]) -> None:
    """Writes a sheet: title, date of the list, frozen header with a filter, rows."""
    line = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
    centre = {**line, "align": "center"}
    text, centred, dated = map(book.add_format, (line, centre, {**centre, "num_format": "dd.mm.yyyy"}))
    heading = book.add_format({**centre, "bold": True, "text_wrap": True, "bg_color": "#DDEBF7"})
    sheet = book.add_worksheet(title)
    sheet.write(0, 0, f"{TITLE} (имена и данные вымышлены). {title}", book.add_format({"bold": True, "font_size": 14}))
    sheet.write(1, 0, note, book.add_format({"italic": True, "font_color": "#595959"}))
    sheet.set_row(2, 32)
    for column, (name, *values) in enumerate(zip(split(header), *rows, strict=True)):
        width = max(len(str(value)) for value in values)
        sheet.set_column(column, column, max(width, 11) + 4)
        sheet.write(2, column, name, heading)
        for row, value in enumerate(values, 3):
            sheet.write(row, column, value, dated if isinstance(value, date) else text if width > 20 else centred)
    sheet.autofilter(2, 0, len(rows) + 2, column)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def write(path: Path) -> None:
    """Writes the whole workbook."""
    school = DemoSchool()
    pairs = school.pairs()
    school.pupils.sort(key=lambda pupil: (pupil.until or date.min, len(pupil.place), pupil.place, pupil.name))
    school.teachers.sort(key=lambda teacher: teacher.name)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": TITLE, "author": TITLE, "created": datetime(2024, 12, 31, 9)})
        as_of = f"по состоянию на {AS_OF:%d.%m.%Y}"
        write_sheet(book, "Обучающиеся", as_of, PUPIL_COLUMNS, [*map(pupil_row, school.pupils)])
        write_sheet(book, "Педагоги", "", TEACHER_COLUMNS, [*map(teacher_row, school.teachers)])
        write_sheet(book, "Пары", "", PAIR_COLUMNS, pairs)


if __name__ == "__main__":
    write(PATH)
