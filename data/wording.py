"""The sentences of findings: where, whose, what is there, what is wrong, what to do (product.md, «Loading a list»)."""

from __future__ import annotations

from collections.abc import Callable

from data.contracts import TABLES, Field, fields
from data.contracts.students import AGE_BEFORE_GRADE
from data.frames import Table
from data.meaning import FORMS, Fault
from data.russian import date_text, plural

WHOSE = {"students": "обучающихся", "teachers": "педагогов", "pairs": "пар"}
DATE_ADVICE = "Впишите дату из документа: ДД.ММ.ГГГГ."


def place_words(file: str | None, sheet: str | None, row: int | None = None, *, name_file: bool) -> str:
    """«Лист «Обучающиеся», строка 17»; the file is named where there are several or it has no sheets."""
    parts = []
    if file and (name_file or sheet is None):
        parts.append(f"файл «{file}»")
    if sheet is not None:
        parts.append(f"лист «{sheet}»")
    if row is not None:
        parts.append(f"строка {row}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def fault_words(spec: Field, value: str, fault: Fault) -> str:
    """A cell that cannot be understood."""
    shown = f"«{value}» – {fault.why}." if value else f"{fault.why[:1].upper()}{fault.why[1:]}."
    return f"{shown} {_advice(spec, fault)}"


def _advice(spec: Field, fault: Fault) -> str:
    if fault.code == "bad_date":
        return DATE_ADVICE
    if fault.code == "bad_number":
        return "Впишите номер." if spec.kind == "number" else "Впишите число полных лет или, например, «2 года 5 месяцев»."
    if fault.code == "unknown_form":
        return f"Впишите одну из форм: {'; '.join(FORMS.values())}."
    if fault.code == "empty_required":
        return f"Впишите значение: {spec.hint[:1].lower()}{spec.hint[1:]}."
    if spec.kind == "mode":
        return "Впишите: очный, дистанционный или смешанный."
    if spec.kind in ("register", "registers"):
        return "Впишите «да», «нет», дату постановки или вид учёта: СОП, ВШУ, ПДН, КДН и ЗП."
    return "Впишите «да» или «нет»."


def rule_words(code: str, table: Table, row: int, key: str) -> str:
    """What a broken rule says of a row: what is wrong and what to do."""
    spec = fields(table.name).get(key)
    return RULES[code](table, row, key, spec.title if spec else key)


def _other(table: Table, row: int, code: str) -> str:
    """The earlier row that this one repeats."""
    first = int(table.frame.at[row, code])
    there = table.block(first)
    number = int(table.frame.at[first, "row"])
    here = table.block(row)
    if (there.file, there.sheet) == (here.file, here.sheet):
        return f"в строке {number}"
    return f"в другом месте ({place_words(there.file, there.sheet, number, name_file=there.file != here.file).lower()})"


def _value(table: Table, row: int, key: str) -> str:
    return table.written(row, key)


def _empty(table: Table, row: int, key: str, title: str) -> str:
    hint = fields(table.name)[key].hint
    return f"пусто. Впишите значение: {hint[:1].lower()}{hint[1:]}."


def _duplicate_number(table: Table, row: int, key: str, title: str) -> str:
    other = _other(table, row, "duplicate_number")
    return f"«{_value(table, row, key)}» – этот номер уже стоит {other} у другого человека. Исправьте номер в одной из строк."


def _duplicate_person(table: Table, row: int, key: str, title: str) -> str:
    return f"этот человек уже записан {_other(table, row, 'duplicate_person')}. Оставьте одну из двух строк."


def _likely_same(table: Table, row: int, key: str, title: str) -> str:
    first = int(table.frame.at[row, "likely_same_person"])
    name = table.frame.at[first, "name"]
    return f"возможно, это тот же человек, что и {name} {_other(table, row, 'likely_same_person')}. Если так, оставьте одну строку."


def _no_birth(table: Table, row: int, key: str, title: str) -> str:
    return f"нет даты рождения: человек не учтён в долях, где важен возраст. {DATE_ADVICE}"


def _odd_age(table: Table, row: int, key: str, title: str) -> str:
    age = int(table.frame.at[row, "age"])
    years = f"{age} {plural(age, 'полный год', 'полных года', 'полных лет')}"
    usual = table.frame.at[row, "grade"]
    about = f" для {usual} класса (обычно около {int(usual) + AGE_BEFORE_GRADE})" if usual == usual and usual else " для школы"
    return f"«{_value(table, row, key)}» – {years}, необычно{about}. Проверьте дату рождения и класс."


def _odd_class(table: Table, row: int, key: str, title: str) -> str:
    return f"«{_value(table, row, key)}» – класс не понятен. Впишите номер и букву: 5А."


def _left_before(table: Table, row: int, key: str, title: str) -> str:
    first = "enrolled_on" if table.name == "students" else "hired_on"
    return (
        f"«{_value(table, row, key)}» – раньше, чем «{table.block(row).header(first)}» ({_value(table, row, first)}). "
        "Исправьте одну из двух дат."
    )


def _ended_before(table: Table, row: int, key: str, title: str) -> str:
    return (
        f"«{_value(table, row, key)}» – раньше, чем «{table.block(row).header('start')}» ({_value(table, row, 'start')}). "
        "Исправьте одну из двух дат."
    )


def _self_pair(table: Table, row: int, key: str, title: str) -> str:
    return "наставник и наставляемый – один и тот же человек. Впишите второго участника пары."


def _lists_of(table: Table, row: int, key: str) -> str:
    form = table.frame.at[row, "form"] if "form" in table.frame else None
    role = str(form).split("_")[0 if key.startswith("mentor") else 1] if isinstance(form, str) and "_" in form else None
    named = {"student": "обучающихся", "teacher": "педагогов"}
    return f"в списке {named[role]}" if role in named else "в списках обучающихся и педагогов"


def _unknown(table: Table, row: int, key: str, title: str) -> str:
    what = "номера" if key.endswith("_number") else "человека"
    return (
        f"«{_value(table, row, key)}» – такого {what} нет {_lists_of(table, row, key)}. "
        "Впишите так, как в списке, или добавьте человека в список."
    )


def _ended_unknown(table: Table, row: int, key: str, title: str) -> str:
    return f"«{_value(table, row, key)}» – человека нет {_lists_of(table, row, key)}; пара уже завершена. Проверьте написание."


def _ambiguous(table: Table, row: int, key: str, title: str) -> str:
    detail = table.frame.at[row, f"{key}_detail"]
    return f"«{_value(table, row, key)}» – в списках несколько таких людей: {detail}. Укажите класс, дату рождения или номер."


def _mismatch(table: Table, row: int, key: str, title: str) -> str:
    side = key.removesuffix("_number")
    return (
        f"«{_value(table, row, key)}» – под этим номером в списке другой человек, не {_value(table, row, side)}. "
        "Исправьте номер или имя."
    )


def _mentee_older(table: Table, row: int, key: str, title: str) -> str:
    return f"наставляемый старше наставника ({_value(table, row, 'mentor')}). Проверьте, не перепутаны ли стороны пары."


def _overlapping(table: Table, row: int, key: str, title: str) -> str:
    return f"эта же пара с теми же днями уже записана {_other(table, row, 'overlaps')}. Оставьте одну строку или исправьте даты."


def _future(table: Table, row: int, key: str, title: str) -> str:
    as_of = table.frame.at[row, "as_of"]
    return f"«{_value(table, row, key)}» – позже даты данных ({date_text(as_of)}). Проверьте дату."


RULES: dict[str, Callable[[Table, int, str, str], str]] = {
    "empty_required": _empty,
    "duplicate_number": _duplicate_number,
    "duplicate_person": _duplicate_person,
    "likely_same_person": _likely_same,
    "no_birth_date": _no_birth,
    "odd_age": _odd_age,
    "odd_class": _odd_class,
    "left_before_enrolled": _left_before,
    "ended_before_started": _ended_before,
    "self_pair": _self_pair,
    "unknown_person": _unknown,
    "ended_unknown_person": _ended_unknown,
    "ambiguous_person": _ambiguous,
    "number_name_mismatch": _mismatch,
    "mentee_older": _mentee_older,
    "overlapping_pair": _overlapping,
    "future_date": _future,
}


def missing_column_words(table: str, key: str, unused: list[str]) -> str:
    """A required column that no header gives; the headers nobody understood are named: one of them may be it."""
    spec = fields(table)[key]
    also = ", ".join(f"«{alias}»" for alias in spec.aliases[1:4])
    guess = f" Не узнаны столбцы: {', '.join(f'«{header}»' for header in unused)}." if unused else ""
    return (
        f"в списке {WHOSE[table]} не найден столбец «{spec.title}».{guess} "
        f"Назовите столбец «{spec.title}»{f' (подойдёт и {also})' if also else ''} или укажите его ниже."
    )


def known_tables_words() -> str:
    return "; ".join(
        f"«{title}»: {', '.join(spec.title for spec in fields(table).values() if spec.required)}" for table, title in TABLES.items()
    )
