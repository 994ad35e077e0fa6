"""The sentences of broken rules: what stands in the cell, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.checking.messages import DATE_ADVICE, fill_in, meant, quoted
from data.contracts import fields
from data.contracts.students import AGE_BEFORE_GRADE
from data.parsing import even
from data.periods import full_years
from data.recognition.headers import INSTEAD
from data.russian import date_text, plural
from data.tables.typed_tables import Table

EXPECTED = {  # by the kind of a field
    "name": "здесь должно быть имя",
    "class": "здесь должен быть класс",
    "date": "здесь должна быть дата",
}


@dataclass(frozen=True, slots=True)
class At:
    """A row of a table and the field at fault, as the sentences below ask about it."""

    table: Table
    row: int
    key: str

    @property
    def shown(self) -> str:
        """«31.02.2010» – what stands in the cell."""
        return quoted(self.table.written(self.row, self.key))

    def beside(self, key: str) -> str:
        """What stands in another field of the row."""
        return self.table.written(self.row, key)

    def header(self, key: str) -> str:
        return self.table.block(self.row).header(key) or fields(self.table.name)[key].title

    @property
    def detail(self) -> str:
        """What the search for a side of a pair has found besides."""
        return str(self.table.value(self.row, f"{self.key.removesuffix('_number')}_detail") or "")

    def earlier(self, code: str) -> tuple[str, str]:
        """Where the earlier row is that this one repeats, and whose it is."""
        first = int(self.table.value(self.row, code))
        here, there = self.table.block(self.row), self.table.block(first)
        parts = [f"в файле «{there.file}»"] if there.file != here.file else []
        if there.sheet is not None and (there.file, there.sheet) != (here.file, here.sheet):
            parts.append(f"на листе «{there.sheet}»")
        parts.append(f"в строке {self.table.row_number(first)}")
        return " ".join(parts), str(self.table.value(first, "name") or "")


def rule_words(code: str, table: Table, row: int, key: str) -> str:
    """What a broken rule says of a row: what is wrong and what to do."""
    return RULES[code](At(table, row, key))


def _empty(at: At) -> str:
    columns, specs = at.table.block(at.row).columns, fields(at.table.name)
    advice = fill_in(specs["surname" if at.key == "name" and "name" not in columns else at.key])
    if at.key in INSTEAD and at.key not in columns:
        advice = f"Впишите {specs[INSTEAD[at.key]].title}."
    if not at.beside(at.key):
        return f"ячейка пуста. {advice}"
    return f"{at.shown} – {EXPECTED.get(specs[at.key].kind, 'это значение непонятно')}. {advice}"


def _duplicate_number(at: At) -> str:
    where, name = at.earlier("duplicate_number")
    return f"{at.shown} – этот номер уже стоит {where} ({name}). Исправьте номер в одной из строк."


def _duplicate_person(at: At) -> str:
    where, _ = at.earlier("duplicate_person")
    return f"этот человек уже записан {where}. Оставьте одну из двух строк."


def _likely_same(at: At) -> str:
    where, name = at.earlier("likely_same_person")
    return f"возможно, это тот же человек, что и {where} ({name}). Если так, оставьте одну строку."


def _no_birth(at: At) -> str:
    if at.table.name == "teachers":
        return f"даты рождения нет, и не узнать, молодой ли это специалист. {DATE_ADVICE}"
    return f"даты рождения нет, и человек не войдёт в доли, где важен возраст. {DATE_ADVICE}"


def _odd_age(at: At) -> str:
    grade, as_of = at.table.value(at.row, "grade"), at.table.value(at.row, "as_of")
    age = full_years(at.table.value(at.row, "birth"), as_of)
    years = f"{age} {plural(age, 'полный год', 'полных года', 'полных лет')} на {date_text(as_of)}"
    usual = f"для {grade} класса (обычно около {int(grade) + AGE_BEFORE_GRADE})" if grade else "для школы"
    return f"{at.shown} – это {years}, необычно {usual}. Проверьте дату рождения и класс."


def _odd_class(at: At) -> str:
    frame = at.table.frame
    known = frame.loc[frame["grade"].notna(), "class_name"].dropna().unique()
    guess = meant(at.beside(at.key), known, lambda text: "".join(sorted(even(text))))  # «А5» is «5А»
    return f"{at.shown} – класс непонятен. {guess}Впишите номер от 1 до 12 и букву: 5А."


def _out_of_order(first: str) -> Callable[[At], str]:
    def words(at: At) -> str:
        return f"{at.shown} – раньше, чем «{at.header(first)}» ({at.beside(first)}). Исправьте одну из двух дат."

    return words


def _left_before(at: At) -> str:
    return _out_of_order("enrolled_on" if at.table.name == "students" else "hired_on")(at)


def _self_pair(at: At) -> str:
    return f"{at.shown} – это и наставник, и наставляемый. Впишите второго участника пары."


def _list_of(at: At) -> str:
    """The list in which the person was looked up."""
    form = str(at.table.value(at.row, "form") or "")
    role = form.split("_")[0 if at.key.startswith("mentor") else 1] if "_" in form else ""
    named = {"student": "в списке обучающихся", "teacher": "в списке педагогов"}
    return named.get(role, "в списках обучающихся и педагогов")


def _absent(at: At) -> str:
    """«Иванова Анна» – в списке обучающихся нет такого человека, есть Ивонова Анна."""
    if at.key.endswith("_number"):
        return f"{at.shown} – {_list_of(at)} нет такого номера"
    alike = at.detail
    return f"{at.shown} – {_list_of(at)} нет такого человека{f', есть {alike}' if alike else ''}"


def _unknown(at: At) -> str:
    what = "номер" if at.key.endswith("_number") else "имя"
    return f"{_absent(at).removesuffix('.')}. Исправьте {what} или добавьте человека в список."


def _ended_unknown(at: At) -> str:
    return f"{_absent(at)}; пара уже завершена. Проверьте, верно ли он записан."


def _ambiguous(at: At) -> str:
    return f"{at.shown} – таких людей несколько: {at.detail}. Впишите номер, класс или дату рождения того, кто нужен."


def _mismatch(at: At) -> str:
    name = at.beside(at.key.removesuffix("_number"))
    return f"{at.shown} – в списке под этим номером {at.detail}, а не {name}. Исправьте номер или имя."


def _mentee_older(at: At) -> str:
    return f"{at.shown} – наставляемый старше наставника. Проверьте, не перепутаны ли они и верны ли даты рождения."


def _overlapping(at: At) -> str:
    where, _ = at.earlier("overlaps")
    return f"эта пара уже записана {where}, и дни пересекаются. Оставьте одну строку или исправьте даты."


def _future(at: At) -> str:
    return f"{at.shown} – позже даты данных ({date_text(at.table.value(at.row, 'as_of'))}). Проверьте дату."


RULES: dict[str, Callable[[At], str]] = {
    "empty_required": _empty,
    "duplicate_number": _duplicate_number,
    "duplicate_person": _duplicate_person,
    "likely_same_person": _likely_same,
    "no_birth_date": _no_birth,
    "odd_age": _odd_age,
    "odd_class": _odd_class,
    "left_before_enrolled": _left_before,
    "ended_before_started": _out_of_order("start"),
    "self_pair": _self_pair,
    "unknown_person": _unknown,
    "ended_unknown_person": _ended_unknown,
    "ambiguous_person": _ambiguous,
    "number_name_mismatch": _mismatch,
    "mentee_older": _mentee_older,
    "overlapping_pair": _overlapping,
    "future_date": _future,
}
