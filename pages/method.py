"""«Порядок расчёта»: how every number is computed, from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data.contracts import TABLES, fields
from metrics.method import definition, goal_rules, who_counts
from metrics.results import STATUS_TITLES, Status
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
    shares, people, goals, lists = st.tabs(["Показатели", "Кто учитывается", "Целевые значения", "Как вести списки"])
    with shares:
        for indicator in declarations.indicators:
            st.markdown(f"**{indicator.number}. {indicator.title}**")
            st.markdown(bulleted(definition(indicator, declarations)))
    with people:
        st.markdown(bulleted(who_counts(declarations)))
    with goals:
        table([{"Состояние": STATUS_TITLES[status], "Когда": rule} for status, rule in STATUS_RULES.items()])
        st.markdown(bulleted(goal_rules(declarations)))
    with lists:
        lists_help()


def lists_help() -> None:
    """Shows the blank, and every column with the other headers that are recognised."""
    st.markdown(
        "Программа находит таблицы сама – по заголовкам столбцов, на любом листе и с любой строки. "
        "Обязательные столбцы отмечены звёздочкой. Подходят файлы xlsx, xlsm, xls, xlsb, ods и csv."
    )
    blank_button()
    for name, title in TABLES.items():
        st.subheader(title, anchor=False)
        rows = [
            {
                "Столбец": spec.title + (" *" if spec.required else ""),
                "Подойдёт и": ", ".join(f"«{alias}»" for alias in spec.aliases[1:7]),
                "Как заполнять": spec.hint,
            }
            for spec in fields(name).values()
        ]
        table(rows, height="content")


def bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


main()
