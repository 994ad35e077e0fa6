"""Values that several columns or lines give together: names, classes, registers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from data.parsing import (
    Categories,
    Context,
    Fault,
    RegisterEntry,
    SchoolClass,
    carries_more,
    class_of,
    clean,
    even,
    header_key,
    is_blank,
    name_words,
    names_a_class,
    written_person,
    yes_or_no,
)
from data.parsing.words_of_names import is_surname
from data.recognition.block import Block
from data.recognition.header_fields import owners
from data.spreadsheets.addresses import column_letters
from data.spreadsheets.sheet import Cell
from data.tables.days_beside_names import add_days_beside_name, end_by_successors
from data.vocabulary import REGISTERS, SIDES

REGISTER_FIELDS = {  # a column → the register that its yes or its day is of; «Вид учёта» says which in its cells
    "at_risk": "at_risk", "risk_group": "at_risk", "registers": "", "vshu": "vshu", "pdn": "pdn", "kdn": "kdn",
}  # fmt: skip

DAYS_OF_ANY = ("registered_on", "removed_on")  # of whatever register a row names

OUTSIDE_ROLES = ("undergraduate", "employer")  # what stands after the name of such a person is no class of the school

FEWEST_WORDS = 2  # of a name that stands beside something else: «Клён 12» is one name as it is

BETWEEN_SIDES = re.compile(r"\s+[-–—]+\s+|\s*(?:\u2192|->|[/;\n])\s*")  # of a pair in one cell

Values = dict[str, list[Any]]


def carriers(key: str) -> set[str]:
    """Returns the fields whose columns can tell of a column of the frame: of a register also those that name registers.

    A column of several categories may tell of ОВЗ and of every register.
    """
    if key in REGISTERS:
        return {field for field, register in REGISTER_FIELDS.items() if register in ("", key)} | {"categories"}
    return {key, "categories"} if key == "ovz" else {key}


def union(parts: Sequence[Any]) -> Any:
    """Returns several columns of one field: yes if any says yes; entries of registers and categories together."""
    filled = [part for part in parts if part is not None]
    if filled and isinstance(filled[0], Categories):
        return Categories(
            any(part.ovz for part in filled),
            union([part.registers for part in filled]),
            any(part.disabled for part in filled),
            tuple(word for part in filled for word in part.others),
        )
    if not filled or not isinstance(filled[0], RegisterEntry):
        return any(filled) if filled else None
    since: dict[str, dt.date | None] = {}
    for entry in filled:
        _enter(since, entry)
    return RegisterEntry(since)


def alike_columns(block: Block, key: str) -> list[tuple[int, int]]:
    """Returns the columns of a field that ask the same, two by two.

    Each has a title that is known as it is, and a word stands in both («ОВЗ», «Статус ОВЗ»): «Вариант АООП» is another
    question, «ОВЗ по зрению» a part of it.
    """
    titles = {place: header_key(block.headers.get(place, "")) for place in block.columns[key]}
    words = {place: set(title.split()) for place, title in titles.items() if title in owners()}
    return [(first, second) for first, second in combinations(words, 2) if words[first] & words[second]]


def contradictions(block: Block, key: str) -> dict[int, tuple[int, str]]:
    """Returns the rows in which alike columns contradict each other, with the column that does and why."""
    alike = alike_columns(block, key)
    found: dict[int, tuple[int, str]] = {}
    for row, cells in enumerate(block.rows if alike else ()):
        for first, second in alike:
            if {_said(cells[first]), _said(cells[second])} == {True, False}:
                other = f"столбец {column_letters(first)} «{block.headers[first]}»"
                found.setdefault(row, (second, f"{other} говорит другое: «{clean(cells[first])}»"))
    return found


def _said(cell: Cell) -> bool | None:
    """Returns yes or no; None where a cell is blank or says neither in so many words."""
    answer = None if is_blank(cell) else yes_or_no(cell)
    return None if isinstance(answer, Fault) else answer


def joined_name(words: Sequence[str | None]) -> str | None:
    """Returns the name that several columns give together; none without its first word."""
    return " ".join(filter(None, words)) if words[0] else None


def _enter(since: dict[str, dt.date | None], entry: RegisterEntry) -> None:
    """Adds the registers of an entry; of several days of entry the earliest counts."""
    for register, day in entry.since.items():
        since[register] = min(filter(None, (since.get(register), day)), default=None)


def compose(values: Values, block: Block, as_of: dt.date) -> None:
    """Replaces the columns that only together say something by what they say."""
    if block.table == "pairs":
        if "mentor" not in block.columns and "mentor_number" not in block.columns:
            values["mentor"] = list(block.sections)
        if block.both_in_a_cell:
            values["mentor"], values["mentee"] = _both_sides(values["mentor"])
        for place, side in enumerate(SIDES):
            _compose_side(values, place, side, len(block.rows), Context(as_of))
        end_by_successors(values, block)
        return
    _compose_name(values)
    _compose_what_names_carry(values, Context(as_of))
    if block.table == "students":
        _compose_categories(values, len(block.rows))
        _compose_class(values, block)
        _compose_registers(values, len(block.rows))
        for key in DAYS_OF_ANY if not block.is_category_list else ():
            values.pop(key, None)


def _both_sides(pairs: Sequence[str | None]) -> tuple[list[Any], list[Any]]:
    """Returns «Иванов Иван (10А) – Петров Пётр (7А)» → the mentors and the mentees."""
    parts = [BETWEEN_SIDES.split(pair, maxsplit=1) if pair else [] for pair in pairs]
    mentors, mentees = ([part[place] if place < len(part) else None for part in parts] for place in (0, 1))
    return mentors, mentees


def _compose_side(values: Values, place: int, side: str, count: int, context: Context) -> None:
    """Returns «Рябинкин Фёдор Олегович, 6А» → the name and what stands beside it; a column of its own comes second."""
    blank = [None] * count
    names = values.setdefault(side, list(blank))
    forms = values.get("form", blank)
    for row, (name, form) in enumerate(zip(names, forms, strict=True)):
        if not name or _is_outside(form, place) or not carries_more(name):
            continue
        person = written_person(name, context)
        is_of_class = bool(person.school_class and person.school_class.name[-1:].isalpha())  # «Горшков (5А)»
        is_of_class = is_of_class and is_surname(person.name) and not names_a_class(name)
        if len(name_words(person.name)) < FEWEST_WORDS and not is_of_class:
            continue
        names[row] = person.name
        beside = {
            "class": person.school_class, "birth": person.birth, "former": person.former, "position": person.position,
        }  # fmt: skip
        for key, value in beside.items():
            if value:
                values.setdefault(f"{side}_{key}", list(blank))[row] = value
        if person.days:
            add_days_beside_name(values, row, side, person.days, context.as_of)


def _is_outside(form: str | None, place: int) -> bool:
    """Returns whether a form takes this side from outside the school."""
    return bool(form) and form != "other" and str(form).split("_")[place] in OUTSIDE_ROLES


def _compose_name(values: Values) -> None:
    """Returns «Фамилия» + «Имя» + «Отчество» → the name, «Фамилия, имя» + «Отчество» too.

    Without a surname, or with a part misread, there is none.
    """
    surnames, *given_names = (values.pop(key, None) for key in ("surname", "given_name", "patronymic"))
    parts = [column for column in given_names if column]
    if surnames is None:
        if parts and "name" in values:
            values["name"] = [_completed(*words) for words in zip(values["name"], *parts, strict=True)]
        return
    composed = [joined_name(words) if not _is_misread(words) else None for words in zip(surnames, *parts, strict=True)]
    names = values.get("name") or [None] * len(composed)
    values["name"] = [name or words for name, words in zip(names, composed, strict=True)]


def _completed(name: str | None, *parts: str | Fault | None) -> str | None:
    """Returns a name with the words that columns of their own add to it, unless it has them already."""
    if not name:
        return None
    written = even(name).split()
    return " ".join([name, *(part for part in parts if isinstance(part, str) and even(part) not in written)])


def _compose_what_names_carry(values: Values, context: Context) -> None:
    """Returns «1. Грачёва (Лебедева) Ольга, учитель» in a list of people → the name and the former surname."""
    names = values.get("name", [])
    former: list[str | None] = [None] * len(names)
    for row, name in enumerate(names):
        if name and carries_more(name) and " " in (person := written_person(name, context)).name:
            names[row], former[row] = person.name, person.former or None
    if any(former):
        values["former_name"] = former


def _compose_categories(values: Values, count: int) -> None:
    """Adds what a column of several categories says of ОВЗ, the registers and «инвалид» to their own columns."""
    categories: list[Categories | None] | None = values.pop("categories", None)
    if categories is None:
        return
    blank = [None] * count
    for key in ("ovz", "disabled"):
        marks = values.get(key, blank)
        named = [bool(cell and getattr(cell, key)) for cell in categories]
        if key == "ovz" or any(named):
            values[key] = [bool(mark) or also for mark, also in zip(marks, named, strict=True)]
    registers = values.get("registers", blank)
    entries = [cell.registers if cell else None for cell in categories]
    values["registers"] = [union(parts) for parts in zip(registers, entries, strict=True)]
    values["other_categories"] = [cell.others if cell else () for cell in categories]


def _compose_class(values: Values, block: Block) -> None:
    """Puts in the class: its own column, «Параллель» + «Литера», the section's title or the sheet's name."""
    blank = [None] * len(block.rows)
    columns = [values.pop(key, blank) for key in ("class_name", "grade", "letter")]
    titles = [section or block.class_name for section in block.sections]
    values["class_name"] = [_class(*parts) for parts in zip(*columns, titles, strict=True)]


Part = str | Fault | None


def _class(school_class: SchoolClass | None, grade: Part, letter: Part, title: str | None) -> SchoolClass | None:
    """Returns the class of a row; none where a part that it needs is misread."""
    parts: tuple[Part, ...]
    if school_class is None and not grade:
        return class_of(title or "")
    if school_class is None:
        parts = (grade, letter)
    elif letter and school_class.name == str(school_class.grade):
        parts = (school_class.name, letter)
    elif grade and school_class.grade is None and school_class.pupil:  # «Параллель» 5, «Класс» А
        parts = (grade, school_class.name)
    else:
        return school_class
    if _is_misread(parts):
        return None
    first, *others = (str(part) for part in parts if part)
    divided = "/" if others and others[0].isdecimal() else ""  # «Литера» 1 of «Параллель» 5
    whole = class_of(divided.join([first, *others]))
    return whole if school_class is None or (whole and whole.grade) else school_class


def _is_misread(parts: Iterable[object]) -> bool:
    return any(isinstance(part, Fault) for part in parts)


def _compose_registers(values: Values, count: int) -> None:
    """Turns every register column into a flag, a day of entry and of removal for each register it can tell of.

    Days of no register in particular are of the one that the row names; of several nobody knows which.
    """
    columns = {key: values.pop(key) for key in REGISTER_FIELDS if key in values}
    blank = [None] * count
    nowhere: dict[str, dt.date | None] = {}
    rows = zip(*columns.values(), strict=True) if columns else [()] * count
    entered = [_entered(row) if any(row) else nowhere for row in rows]
    since_any, until_any = (values.get(key, blank) for key in DAYS_OF_ANY)
    entered = [
        {register: day or since for register, day in names.items()} if len(names) == 1 else names
        for names, since in zip(entered, since_any, strict=True)
    ]
    named = set().union(*filter(None, entered))
    for register in REGISTERS:
        removed = values.pop(f"{register}_until", None)
        telling = {REGISTER_FIELDS[key] for key in columns} & {"", register}
        if not telling and register not in named:
            continue
        days = [since.get(register) for since in entered]
        values[register] = [register in since for since in entered]
        values[f"{register}_since"] = days
        if removed or any(until_any):
            lasts = [
                last or (until if names.keys() == {register} else None)
                for last, until, names in zip(removed or blank, until_any, entered, strict=True)
            ]
            values[f"{register}_until"] = [
                None if day and last and last < day else last for day, last in zip(days, lasts, strict=True)
            ]


def _entered(entries: Iterable[RegisterEntry | None]) -> dict[str, dt.date | None]:
    since: dict[str, dt.date | None] = {}
    for entry in entries:
        if entry:
            _enter(since, entry)
    return since
