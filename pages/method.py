"""«Порядок расчёта»: how every number is computed, from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data.contracts import TABLES, fields
from metrics.method import definition, goal_rules, pairing_rules, who_counts
from metrics.results import Status
from pages.components.glossary import GLOSSARY
from pages.components.parts import blank_button
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import stored

STATUS_RULES = {
    Status.REACHED: "доля не меньше целевого значения года отчёта",
    Status.ON_TRACK: "доля меньше целевого значения, но не ниже линии плана на дату отчёта",
    Status.BEHIND: "доля ниже линии плана на дату отчёта",
    Status.NOT_ASSESSED: "целевое значение года – 0 %",
    Status.NO_DATA: "не от кого считать или в списках нет нужного столбца: это не ноль",
}


def main() -> None:
    declarations = stored.declarations()
    st.title("Порядок расчёта", anchor=False)
    order = declarations.settings.method_order
    st.caption(
        "Эта страница составлена по тем же описаниям, по которым программа считает."
        + (f" Порядок расчёта утверждён: {plain(order)}." if order else "")
    )
    shares, people, goals, pairs, lists, terms = st.tabs(
        ["Показатели", "Кто учитывается", "Целевые значения", "Новые пары", "Как вести списки", "Словарь"]
    )
    with shares:
        for indicator in declarations.indicators:
            st.markdown(f"**{indicator.number}. {indicator.title}**")
            st.markdown(bulleted(definition(indicator, declarations)))
    with people:
        st.markdown(bulleted(who_counts(declarations)))
    with goals:
        table([{"Состояние": status.title, "Когда": rule} for status, rule in STATUS_RULES.items()])
        st.markdown(bulleted(goal_rules(declarations)))
    with pairs:
        st.markdown(bulleted(filter(None, pairing_rules(declarations))))
    with lists:
        lists_help()
    with terms:
        table([{"Слово": term, "Что это": meaning} for term, meaning in GLOSSARY.items()])


def lists_help() -> None:
    """Shows the blank, and every column with the other headers that are recognised."""
    st.markdown(
        "Программа находит таблицы сама – по заголовкам столбцов, на любом листе и с любой строки. "
        "Обязательные столбцы отмечены звёздочкой. Подходят xlsx, xlsm, xls, xlsb, ods, csv и таблицы Word (docx)."
    )
    blank_button()
    for name, title in TABLES.items():
        st.header(title, anchor=False)
        rows = [
            {
                "Столбец": spec.title + (" *" if spec.required else ""),
                "Подойдёт и": ", ".join(f"«{alias}»" for alias in spec.aliases[1:7]),
                "Как заполнять": spec.hint,
            }
            for spec in fields(name).values()
        ]
        table(rows)


def bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


main()
