"""«Показатели подробно»: a share, its people, and why a person counts or not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.breakdown import bars
from charts.theme import CONFIG
from charts.trend import course_of_one
from data.roadmap.standing import overdue
from data.russian import quarter_text
from metrics.breakdown import Slice, by_age, by_class, by_pair
from metrics.explain import Explanation
from metrics.results import Result, Status
from metrics.wording import out_of, percent, share_text
from pages.components.drawings import drawn
from pages.components.links import leads_to, page_link
from pages.components.parts import filter_note, heading
from pages.components.plain_text import plain
from pages.components.tables import table_below
from pages.indicator_sections.people import people
from pages.indicator_sections.person import one_person
from pages.indicator_sections.share import share_in_words
from pages.state import figures, records, session, stored
from pages.state.state import SessionState, state


def main() -> None:
    results, points = figures.computed()
    result = _chosen(results)
    heading(result.indicator.heading)
    st.markdown(f"{result.indicator.title}.")
    filter_note()
    share_in_words(result)
    overdue_beside(result)
    explanations = figures.people_of(result.indicator)
    left, right = st.columns(2, gap="large")
    with left:
        course(result, points)
    if state.show:
        right.caption("В режиме показа разрезов и списков людей нет.")
    elif explanations:
        with right:
            breakdowns(result, explanations)
        people(result, explanations)
        one_person()
    else:
        st.info(
            "Для этого показателя нет данных или он не относится к выбранной категории. Снимите отбор или загрузите "
            "списки, которых не хватает.",
            icon=":material/info:",
        )
        page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")


def _chosen(results: Sequence[Result]) -> Result:
    by_number = {str(result.indicator.number): result for result in results}
    first = next(iter(by_number))
    number = st.pills(
        "Показатель",
        list(by_number),
        format_func=lambda number: by_number[number].indicator.heading,
        default=first,
        key=state.key(SessionState.number),
        bind="query-params",
        label_visibility="collapsed",
    )
    return by_number[number or first]


def overdue_beside(result: Result) -> None:
    """Shows, beside a lagging share, the overdue activities that bear on it."""
    if session.is_demonstration() or result.status is not Status.BEHIND or not leads_to("roadmap.py"):
        return
    late = [standing.instance.activity for standing in overdue(records.roadmap_standings())]
    titles = {activity.title for activity in late if result.indicator.key in activity.indicators}
    if titles:
        named = plain("; ".join(sorted(titles)))
        st.warning(f"Просрочено то, что по нашему суждению влияет на эту долю: {named}.", icon=":material/schedule:")


def course(result: Result, points: list[list[Result]]) -> None:
    """Draws the share at the end of each quarter, by the present list."""
    key = result.indicator.key
    st.header("По кварталам", anchor=False)
    st.caption("По нынешнему списку; каждая точка – с 1 января своего года.")
    st.plotly_chart(
        drawn(course_of_one, points, key, stored.declarations().line_starts),
        config=CONFIG,
        theme=None,
        key="course_of_one",
        alt="Доля по кварталам",
    )
    results = [next(result for result in point if result.indicator.key == key) for point in points]
    rows = [
        {
            "Дата": quarter_text(result.period.on),
            "Доля": share_text(result),
            "Человек": out_of(result.headline),
        }
        for result in results
    ]
    table_below("course_of_one", rows)


def breakdowns(result: Result, explanations: Sequence[Explanation]) -> None:
    """Draws whom the share is made of, by one of several divisions."""
    roster, request, declarations = session.lists().roster, state.request, stored.declarations()
    period, filters, indicator = request.period, request.filters, result.indicator
    kinds: dict[str, list[Slice]] = {
        "По классам": by_class(explanations),
        "По возрасту": by_age(explanations, roster, period, declarations, indicator),
        "По форме": by_pair(explanations, roster, period, filters, declarations, indicator, "form"),
        "По формату": by_pair(explanations, roster, period, filters, declarations, indicator, "mode"),
    }
    kinds = {title: slices for title, slices in kinds.items() if slices}
    if not kinds:
        return
    st.header("Из кого складывается", anchor=False)
    st.caption("Только те, кого показатель может учесть: подходят по возрасту и категории.")
    title = st.pills("Разрез", list(kinds), default=next(iter(kinds)), key="breakdown", label_visibility="collapsed")
    slices = kinds.get(title or "") or next(iter(kinds.values()))
    st.plotly_chart(bars(slices, session.theme()), config=CONFIG, theme=None, key="bars", alt=title)
    rows = [
        {
            "Группа": group.label,
            "Учтены": str(group.part),
            "Могли бы": "" if group.whole is None else str(group.whole),
            "Доля": percent(group.value),
        }
        for group in slices
    ]
    table_below("bars", rows)


main()
