"""The sentences of findings in rows.

What stands in the cell, what is wrong, what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from data.checking.message_parts import Sentence, quoted, shown
from data.contracts import Field, fields
from data.contracts.students import AGE_BEFORE_GRADE
from data.findings import Finding
from data.parsing import Assumption, class_made_day
from data.recognition.header_fields import INSTEAD
from data.russian import CELLS, counted, date_text, plural
from data.vocabulary import FORMS

DATE_ADVICE = "Впишите дату из документа: ДД.ММ.ГГГГ."
FILL_IN = {
    "name": "Впишите фамилию, имя и отчество.",
    "surname": "Впишите фамилию.",
    "given_name": "Впишите имя.",
    "patronymic": "Впишите отчество; если его нет, очистите ячейку.",
    "class_name": "Впишите номер и букву класса, например 5А.",
    "mentor_class": "Впишите номер и букву класса, например 5А.",
    "mentee_class": "Впишите номер и букву класса, например 5А.",
    "grade": "Впишите номер класса, например 5.",
    "letter": "Впишите букву класса; если её нет, очистите ячейку.",
    "mentor": "Впишите фамилию, имя и отчество наставника.",
    "mentee": "Впишите фамилию, имя и отчество наставляемого.",
    "start": "Впишите дату начала: ДД.ММ.ГГГГ.",
    **{number: f"Впишите {fields('pairs')[number].title}." for number in INSTEAD.values()},
    "term": "Впишите, с какого и по какое число: ДД.ММ.ГГГГ – ДД.ММ.ГГГГ.",
}
EXPECTED = {  # by the kind of a field
    "name": "здесь должно быть имя",
    "class": "здесь должен быть класс",
    "start": "здесь должна быть дата",
}
FLAG_ADVICE = {  # by the kind of a field
    "mode": "Впишите: очный, дистанционный или смешанный.",
    "registers": "Впишите вид учёта (СОП, ВШУ, ПДН, КДН и ЗП) или «нет».",
    "register": "Впишите «да», «нет» или день постановки на учёт.",
}
BRIEF_REGISTERS = {
    "registers": "СОП, ВШУ, ПДН, КДН и ЗП или «нет»",
    "register": "«да», «нет», день постановки или вид учёта (СОП, ВШУ, ПДН)",
}
LONGER = {
    Assumption.LENGTH: "срок",
    Assumption.MONTH: "месяц",
    Assumption.QUARTER: "квартал",
    Assumption.TERM: "четверть",
    Assumption.HALF_YEAR: "полугодие",
    Assumption.SCHOOL_YEAR: "учебный год",
}


def _field(finding: Finding) -> Field:
    return fields(finding.table or "")[finding.field or ""]


def _fill_in(finding: Finding) -> str:
    """Returns what to write where nothing stands that can be understood."""
    keys = (finding.column or "", finding.field or "")
    return next((FILL_IN[key] for key in keys if key in FILL_IN), f"Заполните столбец «{_field(finding).title}».")


def _empty(finding: Finding) -> Sentence:
    advice = _fill_in(finding)
    wrong = finding.reason or EXPECTED.get(_field(finding).kind, "это значение непонятно")
    if not finding.value and not finding.reason:
        return Sentence("ячейка пуста", advice, brief=f"ячейка пуста. {advice}")
    return Sentence(wrong, advice, shown(finding), brief=f"{wrong}. {advice}")


def _bad_date(finding: Finding) -> Sentence:
    return Sentence(finding.reason, DATE_ADVICE, shown(finding))


def _bad_number(finding: Finding) -> Sentence:
    is_number = _field(finding).kind == "number"
    advice = "Впишите номер." if is_number else "Впишите число лет или, например, «2 года 5 месяцев»."
    return Sentence(finding.reason, advice, shown(finding))


def _bad_flag(finding: Finding) -> Sentence:
    kind = _field(finding).kind
    advice = FLAG_ADVICE.get(kind, "Впишите «да» или «нет».")
    brief = f"{finding.reason}. {FLAG_ADVICE.get(kind, 'Ответьте «да» или «нет»')}"  # on the page by buttons
    if kind in BRIEF_REGISTERS:
        brief = f"непонятно, какой учёт. Впишите: {BRIEF_REGISTERS[kind]}"
    return Sentence(finding.reason, advice, shown(finding), brief=brief)


def _contradicting(finding: Finding) -> Sentence:
    advice = "Впишите «да» или «нет»: так будет во всех этих столбцах. Или на шаге 2 оставьте один из них."
    return Sentence(finding.reason, advice, shown(finding))


def _unknown_form(finding: Finding) -> Sentence:
    forms = "; ".join(FORMS.values())
    return Sentence(
        finding.reason,
        f"Впишите одну из форм: {forms}.",
        shown(finding),
        guess=_guess(finding),
        brief=f"Такой формы нет. Формы: {forms}",
    )


def _guess(finding: Finding) -> str:
    return f"Возможно, вы имели в виду «{finding.proposal}». " if finding.proposal else ""


def _earlier(finding: Finding) -> tuple[str, str]:
    """Returns where the earlier row is that this one repeats, and whose it is."""
    earlier = finding.earlier
    assert earlier is not None
    parts = [f"в файле «{earlier.file}»"] if earlier.file != finding.file else []
    if earlier.sheet is not None and (earlier.file, earlier.sheet) != (finding.file, finding.sheet):
        parts.append(f"на листе «{earlier.sheet}»")
    return " ".join([*parts, f"в строке {earlier.row}"]), earlier.person or ""


def _duplicate_number(finding: Finding) -> Sentence:
    where, name = _earlier(finding)
    return Sentence(f"этот номер уже стоит {where} ({name})", "Исправьте номер в одной из строк.", shown(finding))


def _duplicate_person(finding: Finding) -> Sentence:
    where, _ = _earlier(finding)
    here, there = finding.beside[1], finding.earlier.class_name if finding.earlier else None
    classes = f" ({there}, а здесь {here})" if here and there and here != there else ""
    return Sentence(f"этот человек уже записан {where}{classes}", "Оставьте одну из двух строк.")


def _likely_same(finding: Finding) -> Sentence:
    where, name = _earlier(finding)
    return Sentence(f"возможно, это тот же человек, что и {where} ({name})", "Если так, оставьте одну строку.")


def _overlapping(finding: Finding) -> Sentence:
    where, _ = _earlier(finding)
    advice = "Оставьте одну строку или исправьте даты."
    return Sentence(f"эта пара уже записана {where}, и дни пересекаются", advice)


def _no_birth(finding: Finding) -> Sentence:
    if finding.table == "teachers":
        return Sentence("даты рождения нет, и не узнать, молодой ли это специалист", DATE_ADVICE)
    return Sentence("даты рождения нет, и человек не войдёт в доли, где важен возраст", DATE_ADVICE)


def _short_name(finding: Finding) -> Sentence:
    return Sentence("в имени одно слово", FILL_IN["name"], shown(finding))


def _no_end(finding: Finding) -> Sentence:
    wrong = "дня, когда она закончилась, нет: пара считается действующей"
    return Sentence(wrong, "Впишите дату окончания.", shown=f"{quoted(finding)}, а ")


def _unknown_status(finding: Finding) -> Sentence:
    wrong = f"непонятно, работает ли пара: она считается действующей ({counted(finding.count, *CELLS)})"
    return Sentence(wrong, "Впишите: действует, завершена или отменена.", shown(finding))


def _end_in_status(finding: Finding) -> Sentence:
    wrong = "окончанием пары принят этот день"
    return Sentence(wrong, "Если он другой, впишите его в столбец «Дата окончания».", shown(finding))


def _assumed_date(finding: Finding) -> Sentence:
    side, longer = finding.names
    end = "начало – первый день" if side == "start" else "окончание – последний день"
    cells = counted(finding.count, *CELLS)
    if longer == Assumption.YEAR:
        name = "началом" if side == "start" else "окончанием"
        wrong = f"года нет: {name} принято {date_text(_day(finding))} ({cells})"
        return Sentence(wrong, "Если год другой, впишите дату с годом.", shown(finding))
    wrong = f"{LONGER[Assumption(longer)]}, а не день: {end}, {date_text(_day(finding))} ({cells})"
    return Sentence(wrong, "Если день другой, впишите его.", shown(finding))


def _days_beside_name(finding: Finding) -> Sentence:
    start, end = finding.names
    days = f"{start and f'с {start}'} {end and f'по {end}'}".strip()
    advice = "Если дни другие, запишите пары отдельными строками, дни – в своих столбцах."
    return Sentence(f"дни этой пары приняты такими: {days}", advice, shown(finding))


def _left_by_note(finding: Finding) -> Sentence:
    wrong = f"похоже, человек выбыл, но в столбце «{_field(finding).title}» дня нет, и он учитывается"
    if finding.reason:  # the cell itself does not show it
        wrong = f"{quoted(finding)}, {finding.reason}: {wrong}"
    shown_before = "" if finding.reason else shown(finding)
    return Sentence(wrong, "Впишите день выбытия: до него человек учитывается.", shown_before)


def _day(finding: Finding) -> dt.date:
    assert finding.day is not None
    return finding.day


def _odd_age(finding: Finding) -> Sentence:
    age, grade = finding.age or 0, finding.grade
    years = f"{age} {plural(age, 'полный год', 'полных года', 'полных лет')} на {date_text(_day(finding))}"
    usual = f"для {grade} класса (обычно около {grade + AGE_BEFORE_GRADE})" if grade else "для школы"
    return Sentence(f"это {years}, необычно {usual}", "Проверьте дату рождения и класс.", shown(finding))


def _odd_class(finding: Finding) -> Sentence:
    advice = "Впишите номер от 1 до 12 и букву: 5А."
    if class_made_day(finding.value or ""):
        return Sentence(
            "вместо класса дата: так Excel записал «5/1» или «5.1»", advice, shown(finding), guess=_guess(finding)
        )
    return Sentence("класс непонятен", advice, shown(finding), guess=_guess(finding))


def _out_of_order(finding: Finding) -> Sentence:
    header, text = finding.beside
    return Sentence(f"раньше, чем «{header}» ({text})", "Исправьте одну из двух дат.", shown(finding))


def _before_birth(finding: Finding) -> Sentence:
    wrong = f"раньше, чем участник пары родился ({date_text(_day(finding))})"
    return Sentence(wrong, "Исправьте дату начала или дату рождения.", shown(finding))


def _future(finding: Finding) -> Sentence:
    if finding.field is None:
        return Sentence(
            f"дата данных позже сегодняшней ({date_text(_day(finding))})", "Проверьте дату данных.", shown(finding)
        )
    advice = "Проверьте дату; если списки новее, на шаге 2 укажите другую дату данных."
    return Sentence(f"позже даты данных ({date_text(_day(finding))})", advice, shown(finding))


ROW_SENTENCES: dict[str, Callable[[Finding], Sentence]] = {
    "empty_required": _empty,
    "bad_date": _bad_date,
    "bad_flag": _bad_flag,
    "contradicting_flags": _contradicting,
    "bad_number": _bad_number,
    "unknown_form": _unknown_form,
    "duplicate_number": _duplicate_number,
    "duplicate_person": _duplicate_person,
    "likely_same_person": _likely_same,
    "overlapping_pair": _overlapping,
    "no_birth_date": _no_birth,
    "short_name": _short_name,
    "no_end_date": _no_end,
    "assumed_date": _assumed_date,
    "unknown_status": _unknown_status,
    "days_beside_name": _days_beside_name,
    "end_in_status": _end_in_status,
    "left_by_note": _left_by_note,
    "odd_age": _odd_age,
    "odd_class": _odd_class,
    "left_before_enrolled": _out_of_order,
    "ended_before_started": _out_of_order,
    "started_before_birth": _before_birth,
    "future_date": _future,
}
