"""The sentences of findings: where, whose, what is there, what is wrong, what to do (product.md, «Loading a list»)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.contracts import TABLES, Field, fields
from data.contracts.students import AGE_BEFORE_GRADE
from data.frames import Table
from data.meaning import FORMS, Fault, even
from data.period import full_years
from data.russian import counted, date_text, plural

NOUNS = {
    "students": ("обучающийся", "обучающихся", "обучающихся"),
    "teachers": ("педагог", "педагога", "педагогов"),
    "pairs": ("пара", "пары", "пар"),
}
WHOSE = {"students": "обучающихся", "teachers": "педагогов", "pairs": "пар"}
DATE_ADVICE = "Впишите дату из документа: ДД.ММ.ГГГГ."
FILL_IN = {
    "name": "Впишите фамилию, имя и отчество.",
    "class_name": "Впишите номер и букву класса, например 5А.",
    "mentor": "Впишите фамилию, имя и отчество наставника.",
    "mentee": "Впишите фамилию, имя и отчество наставляемого.",
    "start": "Впишите дату начала: ДД.ММ.ГГГГ.",
}

# What `meant` and `_absent` write, read back.
MEANT = re.compile(r"имели в виду «(.+?)»")
ALIKE = re.compile(r"такого человека, есть ([^,.;]+)\. ")

NEAR = 75  # per cent of likeness from which a form or a header is proposed


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
    return f"«{value}» – {fault.why}. {_advice(spec, fault, value)}"


def _advice(spec: Field, fault: Fault, value: str) -> str:
    if fault.code == "bad_date":
        return DATE_ADVICE
    if fault.code == "bad_number":
        return "Впишите номер." if spec.kind == "number" else "Впишите число лет или, например, «2 года 5 месяцев»."
    if fault.code == "unknown_form":
        return f"{meant(value, FORMS.values())}Впишите одну из форм: {'; '.join(FORMS.values())}."
    if fault.code == "empty_required":
        return FILL_IN[spec.key]
    if spec.kind == "mode":
        return "Впишите: очный, дистанционный или смешанный."
    if spec.kind == "registers":
        return "Впишите вид учёта (СОП, ВШУ, ПДН, КДН и ЗП) или «нет»."
    if spec.kind == "register":
        return "Впишите «да», «нет» или день постановки на учёт."
    return "Впишите «да» или «нет»."


def meant(text: str, options: Iterable[str], letters: Callable[[str], str] = even) -> str:
    """«Возможно, вы имели в виду …» where the letters of one of the options are near enough; nothing otherwise."""
    found = process.extractOne(text, list(options), scorer=fuzz.ratio, score_cutoff=NEAR, processor=letters)
    return f"Возможно, вы имели в виду «{found[0]}». " if found else ""


def proposed(words: str) -> str:
    """The one thing that a sentence of these proposes in place of what stands there; nothing where it proposes none."""
    found = MEANT.search(words) or ALIKE.search(words)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class At:
    """A row of a table and the field at fault, as the sentences below ask about it."""

    table: Table
    row: int
    key: str

    @property
    def shown(self) -> str:
        """«31.02.2010» – what stands in the cell."""
        return f"«{self.table.written(self.row, self.key)}»"

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
    in_parts = at.key == "name" and "name" not in at.table.block(at.row).columns
    return f"ячейка пуста. {'Впишите фамилию.' if in_parts else FILL_IN[at.key]}"


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


def missing_column_words(table: str, key: str, unused: list[str]) -> str:
    """A required column that no header gives; the headers nobody understood are named: one of them may be it."""
    spec = fields(table)[key]
    also = ", ".join(f"«{alias}»" for alias in spec.aliases[1:4])
    guess = f" Не узнаны столбцы: {', '.join(f'«{header}»' for header in unused)}." if unused else ""
    likeness = {header: max(fuzz.ratio(even(header), even(alias)) for alias in spec.aliases) for header in unused}
    nearest = max(likeness, key=likeness.__getitem__, default="")
    guess += f" Возможно, это «{nearest}»." if likeness.get(nearest, 0) >= NEAR else ""
    return (
        f"в списке {WHOSE[table]} не найден столбец «{spec.title}».{guess} "
        f"Назовите столбец «{spec.title}» (подойдёт и {also}) или укажите его на странице загрузки."
    )


def unrecognised_words(tables: Iterable[str] = TABLES) -> str:
    """No list of these tables was recognised; what its header cannot do without."""
    required = {
        TABLES[table]: ", ".join(f"«{spec.title}»" for spec in fields(table).values() if spec.required)
        for table in tables
    }
    columns = "; ".join(f"для списка «{title}» – {headers}" for title, headers in required.items())
    return f"список не узнан. Нужна строка заголовков: {columns}."


def counts_words(counts: Mapping[str, int]) -> str:
    """«432 обучающихся, 34 педагога, 118 пар»."""
    return ", ".join(counted(counts[table], *NOUNS[table]) for table in NOUNS)
