"""Figures of a report on «Отчёты»: the shares, and what of them is hidden."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from data.russian import counted
from metrics.disclosure.facts import SMALLEST_SHOWN, Published
from metrics.results import Result, Status
from metrics.wording import share_of_people, status_against
from pages.components.tables import table


def shares_table(by_period: dict[str, list[Result]]) -> None:
    """Shows the shares of some periods side by side, and the status of the last."""
    *_, last = by_period.values()
    rows = [
        {
            "Показатель": result.indicator.heading,
            **{title: _value(results[place]) for title, results in by_period.items()},
            "Состояние с начала года": "–" if result.status is Status.NOT_PUBLISHED else status_against(result),
        }
        for place, result in enumerate(last)
    ]
    table(rows)


def _value(result: Result) -> str:
    return "не публикуется" if result.status is Status.NOT_PUBLISHED else share_of_people(result)


def hidden_values(published: Published) -> None:
    """Shows what is hidden and why."""
    if not published.hidden:
        st.caption("Скрывать нечего: малых групп нет.")
        return
    reasons = Counter(why.title for why in published.hidden.values())
    counts = "; ".join(f"{reason} – {count}" for reason, count in reasons.items())
    values = counted(len(published.hidden), "значение", "значения", "значений")
    with st.expander(f"Скрыто {values}: {counts}", icon=":material/visibility_off:"):
        st.caption(
            f"Скрывается всякое число меньше {SMALLEST_SHOWN}, доля малой группы целиком, со статусом и остатком до "
            "целевого значения, и ровно столько других чисел, чтобы ни одно скрытое нельзя было вычислить по строкам, "
            "столбцам, итогам и прежним публикациям этого года: для каждого остаётся не меньше трёх возможных значений."
        )
        table([{"Что скрыто": name, "Почему": why.title} for name, why in published.hidden.items()])
