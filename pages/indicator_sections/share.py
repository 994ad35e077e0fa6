"""The share itself: value, goals, ceiling and remarks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.results import Result, Status
from metrics.wording import goal_text, missing_text, one_person_text, out_of, percent, share_text
from pages.components.glossary import GLOSSARY


def share_in_words(result: Result) -> None:
    """Shows the value, the goals, the ceiling and the other readings."""
    value, goals, ceiling = st.columns(3, gap="medium")
    with value:
        _value(result)
    with goals:
        _goals(result)
    with ceiling:
        _ceiling(result)
    for words in (*_remarks(result), result.indicator.note):
        if words:
            st.markdown(f"- {words}")


def _value(result: Result) -> None:
    share = result.headline
    people = out_of(share) or ("скрыто" if result.status is Status.NOT_PUBLISHED else "нет данных")
    st.metric(f"{people}, {share.declared.of}", share_text(result), border=True)
    st.caption(one_person_text(share))


def _goals(result: Result) -> None:
    if result.school is not None:
        st.metric("По всей школе", percent(result.school.value), border=True)
        st.caption(out_of(result.school))
        return
    st.metric("Состояние", result.status.title, border=True, help=GLOSSARY["Линия плана"])
    words = [missing_text(result, year) for year in result.goals]
    if not result.goal.declared:
        words.insert(0, f"промежуточное значение {result.goal.year} года – {goal_text(result)}")
    st.caption("; ".join(filter(None, words)))


def _ceiling(result: Result) -> None:
    st.metric("Потолок доли", percent(result.headline.ceiling), border=True)
    st.caption("Такой была бы доля, если охватить всех, кто может в неё войти.")
    if result.unreachable:
        st.caption(f":red[{unreachable_text(result.unreachable).strip()}]")


def _remarks(result: Result) -> list[str]:
    """Returns remarks on the share: distance, people who left, other readings."""
    remarks = []
    if result.distance is not None:
        remarks.append(f"В том числе с использованием дистанционных технологий: {result.distance}.")
    if result.left_in_period:
        remarks.append(f"Выбыли за период: {result.left_in_period}, не учтены.")
    for share in result.other_readings if result.status is not Status.NOT_PUBLISHED else ():
        remarks.append(
            f"Дословное чтение, {share.declared.of}: {percent(share.value)} ({out_of(share) or 'нет данных'}), "
            f"потолок {percent(share.ceiling)}." + unreachable_text(share.unreachable(result.goals))
        )
    return remarks


def unreachable_text(years: Sequence[int]) -> str:
    """Returns « Целевое значение 2024 года выше потолка: недостижимо.», « Целевые значения 2021 и 2024 годов …».

    Nothing where every goal can be reached.
    """
    if not years:
        return ""
    if len(years) == 1:
        return f" Целевое значение {years[0]} года выше потолка: недостижимо."
    return f" Целевые значения {' и '.join(map(str, years))} годов выше потолка: недостижимы."
