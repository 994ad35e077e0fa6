"""The sentences of findings: where, whose, what is there, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process

from data.contracts import TABLES, Field, fields
from data.parsing import Fault, even
from data.recognition.headers import INSTEAD
from data.russian import counted
from data.vocabulary import FORMS

NOUNS = {
    "students": ("обучающийся", "обучающихся", "обучающихся"),
    "teachers": ("педагог", "педагога", "педагогов"),
    "pairs": ("пара", "пары", "пар"),
}
WHOSE = {"students": "обучающихся", "teachers": "педагогов", "pairs": "пар"}
DATE_ADVICE = "Впишите дату из документа: ДД.ММ.ГГГГ."
CLASS_ADVICE = "Впишите номер и букву класса, например 5А."
FILL_IN = {
    "name": "Впишите фамилию, имя и отчество.",
    "surname": "Впишите фамилию.",
    "given_name": "Впишите имя.",
    "patronymic": "Впишите отчество; если его нет, очистите ячейку.",
    "grade": "Впишите номер класса, например 5.",
    "letter": "Впишите букву класса; если её нет, очистите ячейку.",
    "mentor": "Впишите фамилию, имя и отчество наставника.",
    "mentee": "Впишите фамилию, имя и отчество наставляемого.",
    "start": "Впишите дату начала: ДД.ММ.ГГГГ.",
}
# What `meant` and `_absent` write, read back.
MEANT = re.compile(r"имели в виду «(.+?)»")
ALIKE = re.compile(r"такого человека, есть ([^,.;–]+?)(?: – возможно, сменил\(а\) фамилию)?\. ")

NUMBERED = re.compile(r"№|номер|таб|дел[оа]\b")
LONGEST_QUOTED = 200  # characters of a cell that a sentence repeats
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


def quoted(text: str) -> str:
    """«31.02.2010»: what stands in a cell, its beginning where it is long."""
    return f"«{text}»" if len(text) <= LONGEST_QUOTED else f"«{text[:LONGEST_QUOTED].rstrip()}…»"


def fault_words(spec: Field, value: str, fault: Fault) -> str:
    """A cell that cannot be understood."""
    return f"{quoted(value)} – {fault.why}. {_advice(spec, fault, value)}"


def fill_in(spec: Field) -> str:
    """What to write where nothing stands that can be understood."""
    return CLASS_ADVICE if spec.kind == "class" else FILL_IN.get(spec.key, f"Заполните столбец «{spec.title}».")


def _advice(spec: Field, fault: Fault, value: str) -> str:
    if fault.code == "bad_date":
        return DATE_ADVICE
    if fault.code == "bad_number":
        return "Впишите номер." if spec.kind == "number" else "Впишите число лет или, например, «2 года 5 месяцев»."
    if fault.code == "unknown_form":
        return f"{meant(value, FORMS.values())}Впишите одну из форм: {'; '.join(FORMS.values())}."
    if fault.code == "empty_required":
        return fill_in(spec)
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


def missing_column_words(table: str, key: str, unused: list[str]) -> str:
    """A required column that no header gives; the headers nobody understood are named: one of them may be it."""
    spec = fields(table)[key]
    if key == "given_name":
        return (
            f"в списке {WHOSE[table]} имён нет: в столбце «Фамилия» стоит одно слово, а столбец «Имя» не найден. "
            "Добавьте столбец «Имя» (и «Отчество») или укажите его на странице загрузки."
        )
    also = ", ".join(f"«{alias}»" for alias in spec.aliases[1:4])
    guess = f" Не узнаны столбцы: {', '.join(f'«{header}»' for header in unused)}." if unused else ""
    names = [header for header in unused if not (key in INSTEAD and NUMBERED.search(even(header)))]
    likeness = {header: max(fuzz.ratio(even(header), even(alias)) for alias in spec.aliases) for header in names}
    nearest = max(likeness, key=likeness.__getitem__, default="")
    guess += f" Возможно, это «{nearest}»." if likeness.get(nearest, 0) >= NEAR else ""
    if key in INSTEAD:  # a column of numbers is no column of names
        also += f", а если пары ведутся по номерам – «{fields(table)[INSTEAD[key]].title}»"
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
