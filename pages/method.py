"""«Порядок расчёта»: how every number is computed, from the declarations themselves; help for the lists."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from data.contracts import TABLES, fields
from data.meaning import REGISTER_TITLES
from data.russian import date_text
from metrics.explain import ROLE_WORDS, band_words
from metrics.indicators import Declarations, Indicator, Settings
from metrics.results import STATUS_TITLES, Status
from metrics.wording import percent
from pages import session
from pages.parts import blank_button

GROUPS = {
    "ovz": "с отметкой об ОВЗ",
    "at_risk": "на персонифицированном учёте (СОП)",
    "young_specialists": "молодые специалисты",
}
STATUS_RULES = {
    Status.REACHED: "доля не меньше целевого значения года отчёта",
    Status.ON_TRACK: "доля меньше целевого значения, но не ниже линии плана на дату отчёта",
    Status.BEHIND: "доля ниже линии плана на дату отчёта",
    Status.NOT_ASSESSED: "целевое значение года – 0 %",
    Status.NO_DATA: "не от кого считать или в списках нет нужного столбца: это не ноль",
}


def part_words(indicator: Indicator) -> str:
    """Who is counted in the part, in words."""
    part = indicator.part
    people = "обучающиеся" if session.declarations().people(indicator) == "students" else "педагоги"
    words = [people]
    if part.group:
        words.append(GROUPS[part.group])
    if part.ages:
        words.append(f"{band_words(part.ages)} (полных)")
    words.append(f"с действующей парой в роли {ROLE_WORDS[part.role]}")
    return ", ".join(words)


def indicator_words(indicator: Indicator) -> None:
    told = session.declarations()
    st.markdown(f"**{indicator.number}. {indicator.title}**")
    lines = [f"Числитель: {part_words(indicator)}. Каждый человек считается один раз."]
    main, *others = (told.wholes[key] for key in indicator.readings)
    lines.append(f"Знаменатель: {main.title}.")
    lines += [f"Второе чтение – {other.of}: показано рядом." for other in others]
    lines.append(
        "Целевые значения: "
        + ", ".join(f"{year} год – {percent(goal)}" for year, goal in indicator.goals.items())
        + "."
    )
    if indicator.note:
        lines.append(indicator.note)
    st.markdown(bulleted(lines))


def who_counts(settings: Settings) -> tuple[str, ...]:
    """The rules on people and pairs, with what the school has set."""
    counted = ", ".join(REGISTER_TITLES[register] for register in settings.counted_registers)
    registers = f"в показателе № 5 учитываются только: {counted}" if counted else "в показателе № 5 не учитываются"
    return (
        "Возраст – полных лет на дату отчёта; оба края возрастной группы входят в неё. "
        "Родившийся 29 февраля становится на год старше 1 марта обычного года.",
        "Обучается на дату: зачислен не позже неё и не выбыл. Выбывший в день отчёта уже не учитывается. "
        "Так же с педагогами.",
        "Пара участвует, если она действует хотя бы один день отчётного периода и не отменена. "
        "Сколько бы пар ни было у человека, он считается один раз.",
        "Без даты рождения человек входит только в доли без возраста. Если известен только год – в возрастную группу, "
        "когда в неё попадает любой день этого года.",
        "«Вне ОО», группы детского сада и ГКП – не обучающиеся: строки не учитываются, об этом сказано в замечаниях.",
        f"Молодой специалист – по столбцу школы; без него – стаж менее {settings.young_specialist_experience} лет "
        f"и возраст не старше {settings.young_specialist_oldest} лет.",
        f"СОП и персонифицированный учёт – муниципальный банк данных. ВШУ, ПДН, КДН и ЗП читаются, но {registers}.",
        "Дистанционный и смешанный форматы – «с использованием дистанционных образовательных технологий».",
        "Нет списка или столбца – это не «нет»: показатель остаётся без данных.",
        "Отбор по категориям, классу и возрасту сужает и числитель, и знаменатель; "
        "отбор по форме, формату и наставнику – только числитель.",
    )


def goal_rules(told: Declarations) -> tuple[str, ...]:
    """How goals of years, the line of the plan and roundings are taken."""
    return (
        f"Линия плана идёт от нуля {date_text(told.line_starts)} через целевое значение каждого года на 31 декабря, "
        "дальше ровно.",
        "В годы между целевыми (2022 и 2023) целевым служит значение линии на 31 декабря – «промежуточное значение».",
        "«До целевого значения – N чел.»: сколько ещё людей нужно охватить. "
        "Потолок – доля, если бы были охвачены все, кто может.",
        "Доли сравниваются точно, без округления; на экране – одна цифра после запятой, больше – "
        "если иначе недостигнутое казалось бы достигнутым.",
    )


def lists_help() -> None:
    """How to keep the lists: the blank, and every column with the other names it is known by."""
    st.markdown(
        "Программа находит таблицы сама – по заголовкам столбцов, на любом листе и с любой строки. "
        "Обязательные столбцы отмечены звёздочкой. Подходят файлы xlsx, xlsm, xls, xlsb, ods и csv."
    )
    blank_button()
    for table, title in TABLES.items():
        st.subheader(title, anchor=False)
        rows = [
            {
                "Столбец": spec.title + (" *" if spec.required else ""),
                "Подойдёт и": ", ".join(f"«{alias}»" for alias in spec.aliases[1:7]),
                "Как заполнять": spec.hint,
            }
            for spec in fields(table).values()
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=38 + 35 * len(rows))


def bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


declared = session.declarations()
st.title("Порядок расчёта", anchor=False)
order = declared.settings.method_order
st.caption(
    "Эта страница составлена по тем же описаниям, по которым программа считает."
    + (f" Порядок расчёта утверждён: {order}." if order else "")
)
shares, people, goals, lists = st.tabs(["Пять показателей", "Кто учитывается", "Целевые значения", "Как вести списки"])
with shares:
    for indicator in declared.indicators:
        indicator_words(indicator)
with people:
    st.markdown(bulleted(who_counts(declared.settings)))
with goals:
    rules = [{"Состояние": STATUS_TITLES[status], "Когда": rule} for status, rule in STATUS_RULES.items()]
    st.dataframe(pd.DataFrame(rules), hide_index=True, width="stretch")
    st.markdown(bulleted(goal_rules(declared)))
with lists:
    lists_help()
