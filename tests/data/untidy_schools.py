"""Schools drawn at random and written down as schools write: each list's spelling apart from what is true of it.

The oracle below is plain Python over the people and pairs themselves and knows nothing of the application.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.spreadsheets.sheet import Cell
from tests.data.lists import Book, csv_of, files, wide

ON = dt.date(2024, 12, 31)
SINCE = dt.date(2024, 1, 1)
SCHOOL_YEAR = dt.date(2024, 9, 1), dt.date(2025, 8, 31)  # of the report day: a day of ending without its year is in it
SURNAMES = [
    "Берестов",
    "Воронихин",
    "Голубков",
    "Дроздецкий",
    "Ёлкин",
    "Жаворонков",
    "Зимарёв",
    "Козырев",
    "Лебедянский",
    "Морошкин",
    "Соколинский",
    "Черёмухин",
    "Шаһиев",
    "Щеглов",
    "Юрловский",
    "Яблонев",
    "Салтыков-Лесной",
    "О'Тул",
    "Рябинин",
    "Калинник",
    "Осинский",
    "Ольховой",
    "Тополев",
    "Ивняков",
]
GIVEN = {
    "ж": ["Анна", "Мария", "Ольга", "Дарья", "Алёна", "Софья", "Вера", "Полина", "Таисия", "Юлия"],
    "м": ["Иван", "Пётр", "Артём", "Семён", "Егор", "Тимур", "Фёдор", "Роман", "Мирон", "Захар"],
}
PATRONYMICS = ["Иван", "Петр", "Артём", "Семён", "Егор", "Тимур", "Фёдор", "Роман", "Мирон", "Захар"]
POSITIONS = (
    "учитель физики",
    "учитель русского языка",
    "педагог-психолог",
    "учитель начальных классов",
    "социальный педагог",
)
MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
SHORT_MONTHS = ("янв.", "фев.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек.")
OVZ_YES = (
    "да",
    "ОВЗ",
    "7.1",
    "вар. 7.2",
    "ЗПР",
    "ТНР",
    "АООП",
    "есть",
    "заключение ПМПК № 14 от 12.03.2022",
    "РАС",
    "+",
)
OVZ_NO = ("нет", "", "-", "норма", "ООП", "не имеет", "здоров")
NOBODYS = ("многодетная", "опека", "малоимущая", "полная семья")
STATUSES = (  # words that say something of a pair, nothing, or something of somebody
    ("действует", "в работе", "активна", "", "отменена"), ("действует", "действует", "на паузе", ""), ("учитель", "психолог", "7А"),
)  # fmt: skip
APART_OVZ = ("Список обучающихся с ОВЗ", "Дети с ограниченными возможностями здоровья", "Обучающиеся по АООП")
APART_AT_RISK = ("Обучающиеся, находящиеся в СОП", "Персонифицированный учёт", "Дети, состоящие на учёте СОП")
NO_END = ("", "-", "по наст. время", "н/в", "по н. в.", "продолжается", "бессрочно", "действует", "по настоящее время")
FORMATS = ("xlsx", "xls", "ods", "cp1251", "utf-8-sig", "koi8-r")
PLAINER = str.maketrans({"№": "N", "«": '"', "»": '"', "–": "-", "—": "-", "\u202f": " "})
PARALLELS = ("АБ", "АБ", "АБ", "123")  # «5А» or «5/1»
DIRT = ("\u200b", "\u200e", "\u00ad", "\ufe0f", "\u2060")
LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")


@dataclass(frozen=True)
class Someone:
    """A pupil (with a class) or a teacher (with a position)."""

    surname: str
    given: str
    patronymic: str
    birth: dt.date
    school_class: str = ""
    position: str = ""
    ovz: bool = False
    at_risk: bool = False
    young: bool = False

    @property
    def full(self) -> str:
        return f"{self.surname} {self.given} {self.patronymic}"

    @property
    def is_pupil(self) -> bool:
        return bool(self.school_class)

    def age(self) -> int:
        return ON.year - self.birth.year - ((ON.month, ON.day) < (self.birth.month, self.birth.day))


@dataclass
class Pair:
    mentor: Someone
    mentee: Someone
    start: dt.date
    end: dt.date | None
    is_read: bool = True


@dataclass
class School:
    """What is true of a school, and the files in which it is written down."""

    pupils: list[Someone]
    teachers: list[Someone]
    pairs: list[Pair]
    files: list[tuple[str, bytes]] = field(default_factory=list)
    kind: str = ""

    def counts(self) -> dict[str, tuple[int, int]]:
        """Part and whole of each indicator over the year up to the report day, by its key."""
        active = [
            pair for pair in self.pairs if pair.is_read and pair.start <= ON and (pair.end is None or pair.end >= SINCE)
        ]
        mentees = {pair.mentee for pair in active}
        mentors = {pair.mentor for pair in active}
        paired = mentees | mentors
        ovz = [pupil for pupil in self.pupils if pupil.ovz]
        at_risk = [pupil for pupil in self.pupils if pupil.at_risk and pupil.age() < 18]
        young = [teacher for teacher in self.teachers if teacher.young]

        def part(people: Iterable[Someone], among: set[Someone]) -> int:
            return sum(person in among for person in people)

        return {
            "mentees": (part([pupil for pupil in self.pupils if 11 <= pupil.age() <= 18], mentees), len(self.pupils)),
            "mentors": (part([pupil for pupil in self.pupils if 15 <= pupil.age() <= 18], mentors), len(self.pupils)),
            "young_specialists": (part(young, mentees), len(young)),
            "ovz": (part(ovz, paired), len(ovz)),
            "at_risk": (part(at_risk, paired), len(at_risk)),
        }


def school(seed: int) -> School:
    """A school of that number, written down at random."""
    chance = random.Random(seed)
    parallels = chance.choice(PARALLELS)
    pupils = _people(chance, chance.randint(25, 60), pupils=True, parallels=parallels)
    teachers = _people(chance, chance.randint(4, 9), pupils=False)
    drawn = School(pupils, teachers, [])
    drawn.kind = chance.choice(FORMATS)
    rows = _pairs(chance, drawn)
    book: Book = {**_pupil_sheets(chance, drawn), "Педагоги": _teacher_rows(chance, drawn), "Наставничество": rows}
    if drawn.kind in ("xlsx", "xls", "ods"):
        drawn.files = files(book, drawn.kind)
    else:
        drawn.files = [(f"{name}.csv", _csv(rows, drawn.kind)) for name, rows in book.items()]
    return drawn


def _csv(rows: list[list[Cell]], code_page: str) -> bytes:
    return csv_of([[_writable(cell, code_page) for cell in row] for row in _as_text(rows)], code_page)


def _as_text(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows as a program writes them to a CSV file that must hold all their letters."""
    return [[f"{cell:%d.%m.%Y}" if isinstance(cell, dt.date) else cell for cell in row] for row in rows]


def _writable(cell: Cell, code_page: str) -> Cell:
    """A cell with what the code page cannot hold left out, as old programs do."""
    if not isinstance(cell, str):
        return cell
    return cell.translate(PLAINER).encode(code_page, "ignore").decode(code_page)


def _people(chance: random.Random, count: int, *, pupils: bool, parallels: str = "АБ") -> list[Someone]:
    people: dict[str, Someone] = {}
    while len(people) < count:
        sex = chance.choice("жм")
        surname = chance.choice(SURNAMES)
        if sex == "ж" and surname.endswith(("ов", "ев", "ёв", "ин")):
            surname += "а"
        patronymic = chance.choice(PATRONYMICS) + ("овна" if sex == "ж" else "ович")
        grade = chance.randint(1, 11)
        born = dt.date(
            (2024 - grade - 7) if pupils else chance.randint(1965, 2001), chance.randint(1, 12), chance.randint(1, 28)
        )
        one = Someone(
            surname, chance.choice(GIVEN[sex]), patronymic, born,
            school_class=f"{grade}{'/' * parallels.isdecimal()}{chance.choice(parallels)}" if pupils else "",
            position="" if pupils else chance.choice(POSITIONS),
            ovz=pupils and chance.random() < 0.2, at_risk=pupils and chance.random() < 0.12,
            young=not pupils and chance.random() < 0.4,
        )  # fmt: skip
        people.setdefault(one.full, one)
    return list(people.values())


def _blanked(chance: random.Random, text: str) -> str:
    """The text with dirt that nobody sees."""
    for _ in range(chance.choice((0, 0, 1))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(DIRT) + text[place:]
    if chance.random() < 0.2:
        text = text.replace(" ", chance.choice(("\u00a0", "  ", "\u202f")))
    if chance.random() < 0.1:
        text = text.replace("ё", "е").replace("Ё", "Е")
    if chance.random() < 0.1:
        place = chance.randrange(len(text))
        text = text[:place] + text[place].translate(LATIN) + text[place + 1 :]
    return text


def _name_of(chance: random.Random, one: Someone, among: list[Someone]) -> str:
    """A person's name as somebody writes it who thinks that one person alone is meant."""
    g, p = one.given[0], one.patronymic[0]

    def fits(*, given: str, patronymic: str) -> int:
        return sum(
            other.surname == one.surname and other.given.startswith(given) and other.patronymic.startswith(patronymic)
            for other in among
        )

    spellings = [one.full, one.full.upper(), f"{one.given} {one.patronymic} {one.surname}"]
    if fits(given=g, patronymic=p) == 1:
        spellings += [
            f"{one.surname} {g}. {p}.", f"{one.surname} {g}.{p}.", f"{g}. {p}. {one.surname}", f"{g}.{p}. {one.surname}",
            f"{one.surname} {g}.{p}",
        ]  # fmt: skip
    if fits(given=g, patronymic="") == 1:
        spellings.append(f"{one.surname} {g}.")
    if fits(given=one.given, patronymic="") == 1:
        spellings.append(f"{one.surname} {one.given}")
    return chance.choice(spellings)


def _mention(chance: random.Random, one: Someone, among: list[Someone], *, alone: bool) -> str:
    """A name with what may stand beside it."""
    text = _name_of(chance, one, among)
    if one.is_pupil and chance.random() < 0.3:
        text += chance.choice(
            (
                f", {one.school_class}",
                f" ({one.school_class})",
                f" {one.school_class} класс",
                f", {one.birth:%d.%m.%Y} г.р.",
            )
        )
    elif not one.is_pupil and chance.random() < 0.3:
        text = chance.choice((f"{text}, {one.position}", f"{text} ({one.position})", f"{one.position} {text}"))
    if alone and chance.random() < 0.15:
        text = f"{chance.randint(1, 9)}. {text}"
    return text


def _start(chance: random.Random) -> tuple[dt.date, Cell]:
    """A start and how it is written; of a longer time the first day."""
    year, month = chance.choice((2023, 2024)), chance.randint(1, 12)
    day = dt.date(year, month, chance.randint(1, 28))
    first = dt.date(year, month, 1)
    if year == ON.year and chance.random() < 0.15:  # the last such day up to the date of the data
        return day, chance.choice((f"{day.day} {_genitive(month)}", f"{day:%d.%m}", f"с {day:%d.%m}."))
    return chance.choice(
        [
            (day, day), (day, f"{day:%d.%m.%Y}"), (day, f"{day:%d.%m.%Y} г."), (day, f"{day:%d.%m.%y}"), (day, day.isoformat()),
            (day, f"{day.day} {_genitive(month)} {year}"), (first, f"{MONTHS[month - 1]} {year}"), (first, f"{SHORT_MONTHS[month - 1]} {year}"),
            (first, f"{month:02}.{year}"), (dt.date(year, 9, 1), f"{year}/{(year + 1) % 100} уч. год"),
            (dt.date(year, 3 * ((month - 1) // 3) + 1, 1), f"{(month - 1) // 3 + 1} квартал {year}"),
            (dt.date(year, 9, 1), f"{year}-{year + 1} учебный год"),
        ]
    )  # fmt: skip


def _genitive(month: int) -> str:
    name = MONTHS[month - 1]
    return name + "а" if name.endswith("т") else name[:-1] + "я"


def _end(chance: random.Random, start: dt.date) -> tuple[dt.date | None, Cell]:
    """An end not before the start, or none, and how it is written; of a longer time the last day."""
    if chance.random() < 0.5:
        return None, chance.choice(NO_END)
    day = start + dt.timedelta(chance.randint(30, 400))
    if SCHOOL_YEAR[0] <= day <= SCHOOL_YEAR[1] and chance.random() < 0.2:
        return day, chance.choice((f"{day.day} {_genitive(day.month)}", f"до {day:%d.%m}", f"{day:%d.%m}"))
    last = (dt.date(day.year, day.month, 28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
    school_year = day.year if day.month >= 9 else day.year - 1
    return chance.choice(
        [
            (day, day), (day, f"{day:%d.%m.%Y}"), (day, f"до {day:%d.%m.%Y}"), (last, f"{MONTHS[day.month - 1]} {day.year} г."),
            (last, f"{day.month:02}.{day.year}"),
            *([(dt.date(school_year + 1, 5, 31), f"{school_year}/{school_year + 1} уч. г.")] if dt.date(school_year + 1, 5, 31) >= start else []),
        ]
    )  # fmt: skip


def _pairs(chance: random.Random, drawn: School) -> list[list[Cell]]:
    """The rows of the pairs; the pairs themselves enter the school."""
    grown = [pupil for pupil in drawn.pupils if pupil.age() >= 14]
    one_column = chance.random() < 0.3
    once = chance.random() < 0.25  # a mentor is written once, and the cells below are blank
    statuses = chance.choice(((), (), *STATUSES))
    head = ["№ п/п", "Наставник", "Наставляемый", chance.choice(("Форма наставничества", "Модель", "Форма"))]
    if chance.random() < 0.2:
        head[3:] = ["Вид наставничества", "Форма наставничества"]
    head += ["Срок"] if one_column else ["Дата начала", "Дата окончания"]
    head += ["Статус"] if statuses else []
    rows: list[list[Cell]] = [["Реестр наставнических пар", *[""] * (len(head) - 1)], list(head)]
    before: Someone | None = None
    taken: set[tuple[str, str]] = set()
    for number in range(1, chance.randint(8, 20)):
        form = chance.choice(("ученик – ученик", "учитель – ученик", "учитель – учитель"))
        if form == "ученик – ученик" and grown:
            mentor, among, others = chance.choice(grown), drawn.pupils, drawn.pupils
        elif form == "учитель – учитель":
            mentor, among, others = chance.choice(drawn.teachers), drawn.teachers, drawn.teachers
        else:
            form, mentor, among, others = (
                "учитель – ученик",
                chance.choice(drawn.teachers),
                drawn.teachers,
                drawn.pupils,
            )
        if once and mentor is before:
            continue
        free = [pupil for pupil in others if pupil is not mentor and (mentor.full, pupil.full) not in taken]
        mentees = chance.sample(free, min(len(free), chance.choice((1, 1, 1, 2, 3))))
        if not mentees:
            continue
        before = mentor
        taken |= {(mentor.full, mentee.full) for mentee in mentees}
        start, start_cell = _start(chance)
        end, end_cell = _end(chance, start)
        days = [start_cell, end_cell]
        if one_column:
            end = None if end is None or chance.random() < 0.3 else max(end, start)
            last = f"{end:%d.%m.%Y}" if end else chance.choice(("н/в", "наст. время"))
            days = [f"с {start:%d.%m.%Y} по {last}"]
        kind = ["традиционное"] if len(head) - len(days) - bool(statuses) == 5 else []
        mentor_cell = _spelt(chance, _mention(chance, mentor, among, alone=True))
        written_form = chance.choice((form, form.upper(), form.replace(" – ", "-"), f"«{form}»"))
        status = [chance.choice(statuses)] if statuses else []
        beside: list[Cell] = [*kind, written_form, *days, *status]
        below: list[Cell] = chance.choice((beside, [*kind, "", *[""] * len(days), *status]))
        if once:
            cells = [_spelt(chance, _mention(chance, mentee, others, alone=True)) for mentee in mentees]
            rows.append([number, mentor_cell, cells[0], *beside])
            rows += [["", "", cell, *below] for cell in cells[1:]]
        else:
            rows.append([number, mentor_cell, _group(chance, mentees, others), *beside])
        is_read = status != ["отменена"]
        drawn.pairs += [Pair(mentor, mentee, start, end, is_read) for mentee in mentees]
        if chance.random() < 0.08:
            rows.append(
                [number + 100, mentor_cell, chance.choice(("Вакансия", "—", "нет")), *kind, form, *days, *status]
            )
    rows += chance.choice(([], [["Итого пар:", len(drawn.pairs), *[""] * (len(head) - 2)]], [[0.0] * len(head)] * 3))
    return wide(rows)


def _group(chance: random.Random, mentees: list[Someone], among: list[Someone]) -> str:
    """One mentee, or several in one cell."""
    separators = (", ", "; ", "\n", " и ", " / ") if len(mentees) == 2 else (", ", "; ", "\n")
    cell = chance.choice(separators).join(_mention(chance, one, among, alone=len(mentees) == 1) for one in mentees)
    if len(mentees) > 1 and chance.random() < 0.3:
        cell = chance.choice(("\n", " ")).join(
            f"{place}. {_mention(chance, one, among, alone=False)}" for place, one in enumerate(mentees, 1)
        )
    return _spelt(chance, cell)


def _spelt(chance: random.Random, text: str) -> str:
    """A text with dirt that changes nothing, its lines kept apart."""
    return "\n".join(_blanked(chance, line) for line in text.split("\n")) if chance.random() < 0.4 else text


def _pupil_sheets(chance: random.Random, drawn: School) -> Book:
    """The pupils in one sheet, in sections, or in a sheet for each class."""
    dress = chance.choice(("one", "sections", "sheets"))
    marks = chance.choice(("columns", "columns", "categories", "categories", "apart"))
    apart = _apart(chance, drawn) if marks == "apart" else {}
    classes = sorted({pupil.school_class for pupil in drawn.pupils})
    title = [[chance.choice(("Список обучающихся", "КОНТИНГЕНТ", "МБОУ «СОШ № 0»"))]] if chance.random() < 0.7 else []
    if dress == "one":
        rows = _pupil_rows(chance, drawn.pupils, marks=marks, with_class=True)
        return {"Обучающиеся": wide([*title, *rows, *_noise(chance, len(rows[0]))]), **apart}
    if dress == "sections":
        rows = _pupil_rows(chance, [], marks=marks, with_class=False)
        for name in classes:
            rows.append(
                [
                    chance.choice(
                        (f"{name}", f"Класс {name}", f"{name if '/' in name else f'{name[:-1]}-{name[-1]}'} класс")
                    )
                ]
            )
            rows += _pupil_rows(
                chance,
                [pupil for pupil in drawn.pupils if pupil.school_class == name],
                marks=marks,
                with_class=False,
                order=rows[0],
            )[1:]
        if chance.random() < 0.5:
            rows.append([chance.choice(("Выбыли", "Отчислены", "Архив", "Выбывшие обучающиеся"))])
            rows += _pupil_rows(chance, _people(chance, 3, pupils=True), marks=marks, with_class=False, order=rows[0])[
                1:
            ]
        return {"Обучающиеся": wide([*title, *rows]), **apart}
    return apart | {
        name.replace("/", "-"): wide(
            [
                [f"Список {name} класса"],
                *_pupil_rows(
                    chance,
                    [pupil for pupil in drawn.pupils if pupil.school_class == name],
                    marks=marks,
                    with_class=False,
                ),
            ]
        )
        for name in classes
    }


def _apart(chance: random.Random, drawn: School) -> Book:
    """Separate lists of those with ОВЗ and those on registers, of names and classes alone."""
    ovz, at_risk = ([pupil for pupil in drawn.pupils if getattr(pupil, mark)] for mark in ("ovz", "at_risk"))
    others = chance.sample(drawn.pupils, 2)
    lists: Book = {}
    if ovz:
        rows: list[list[Cell]] = [[chance.choice(APART_OVZ)], ["№", "ФИО", "Класс", "Заключение ПМПК"]]
        rows += [_listed(chance, drawn, one, chance.choice(("", "№ 14 от 12.03.2022", "7.1"))) for one in ovz]
        lists["Список 1"] = wide(rows)
    if at_risk and chance.random() < 0.5:
        rows = [[chance.choice(APART_AT_RISK)], ["№", "ФИО", "Класс", "С какого числа"]]
        lists["Список 2"] = wide(
            [*rows, *(_listed(chance, drawn, one, chance.choice(("", "12.10.2023"))) for one in at_risk)]
        )
    elif at_risk:
        rows = [["Учащиеся, состоящие на учёте"], ["№", "ФИО", "Класс", "Вид учёта"]]
        rows += [
            _listed(chance, drawn, one, chance.choice(("СОП", "СОП, ВШУ", "персонифицированный учёт")))
            for one in at_risk
        ]
        rows += [
            _listed(chance, drawn, one, chance.choice(("ВШУ", "ПДН", "КДН и ЗП"))) for one in others if not one.at_risk
        ]
        lists["Список 2"] = wide(rows)
    return lists


def _listed(chance: random.Random, drawn: School, one: Someone, beside: str) -> list[Cell]:
    return [
        chance.randint(1, 99),
        _spelt(chance, _mention(chance, one, drawn.pupils, alone=False)),
        one.school_class,
        beside,
    ]


def _noise(chance: random.Random, width: int) -> list[list[Cell]]:
    """Lines below a list that are nobody."""
    return chance.choice(
        (
            [], [["Итого", "", 27]], [["Общее количество", 31]], [[False] * width] * 4, [["Директор ____________ /подпись/"]],
            [[""] * width, ["Всего:", "", "54 чел."]],
        )
    )  # fmt: skip


def _pupil_rows(
    chance: random.Random, people: list[Someone], *, marks: str, with_class: bool, order: list[Cell] | None = None
) -> list[list[Cell]]:
    split = order is not None and "Фамилия" in order if order is not None else chance.random() < 0.25
    names: list[Cell] = ["Фамилия", "Имя", "Отчество"] if split else ["ФИО обучающегося"]
    head: list[Cell] = ["№", *names, "Дата рождения", *(["Класс"] if with_class else [])]
    head += {"categories": ["Соц. категория"], "columns": ["ОВЗ", "СОП"], "apart": []}[marks]
    rows: list[list[Cell]] = [head]
    for number, one in enumerate(people, 1):
        name: list[Cell] = [one.surname, one.given, one.patronymic] if split else [one.full]
        birth: Cell = chance.choice((one.birth, f"{one.birth:%d.%m.%Y}", f"{one.birth:%d.%m.%Y} г.р."))
        row: list[Cell] = [number, *name, birth, *([_class_of(chance, one)] if with_class else [])]
        if marks == "categories":
            words = [chance.choice(("ОВЗ", "ЗПР", "ОВЗ (7.1)"))] * one.ovz + ["СОП"] * one.at_risk
            words += [chance.choice(NOBODYS)] * (chance.random() < 0.3)
            row.append(chance.choice((", ", "; ", "/", "\n")).join(words))
        elif marks == "columns":
            row += [
                chance.choice(OVZ_YES if one.ovz else OVZ_NO),
                chance.choice(("да", "состоит", "СОП") if one.at_risk else ("нет", "", "-")),
            ]
        rows.append(row)
    return rows


def _class_of(chance: random.Random, one: Someone) -> Cell:
    """The class of a pupil, one with a number as schools and programs write it."""
    if "/" not in one.school_class:
        return one.school_class
    dotted = one.school_class.replace("/", ".")
    return chance.choice((one.school_class, dotted, float(dotted), one.school_class.replace("/", "-")))


def _teacher_rows(chance: random.Random, drawn: School) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["№", "ФИО", "Должность", chance.choice(("Молодой специалист", "МС"))]]
    for number, one in enumerate(drawn.teachers, 1):
        rows.append(
            [number, one.full, one.position, chance.choice(("да", "МС", "+") if one.young else ("нет", "", "-"))]
        )
    return wide(rows)
