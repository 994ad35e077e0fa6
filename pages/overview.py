"""«Обзор»: whether the goals are reached, and what needs attention."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from charts.breakdown import coverage
from charts.bullet import bullets
from charts.theme import CONFIG
from charts.trend import course
from data.periods import quarter_or_day
from data.russian import STUDENTS, counted, date_text
from metrics.group_sizes import group_sizes
from metrics.results import Result
from metrics.wording import goals_reached, missing_text, out_of, percent, school_text, share_text
from pages.components.drawings import drawn
from pages.components.links import leads_to
from pages.components.parts import filter_note, heading
from pages.components.tables import table_below
from pages.overview_sections.what_to_do import what_to_do
from pages.state import figures, session, stored
from pages.state.state import state

PEOPLE_NOUNS = {"students": STUDENTS, "teachers": ("педагог", "педагога", "педагогов")}

QUARTER = dt.timedelta(days=92)  # a report day further from the lists is not theirs


def main() -> None:
    results, points = figures.computed()
    heading(page_title(results))
    door()
    far_from_lists()
    filter_note()
    left, right = st.columns([0.68, 0.32], gap="large")
    with left:
        st.plotly_chart(
            drawn(bullets, results),
            config=CONFIG,
            theme=None,
            key="bullets",
            alt="Показатели и их целевые значения",
        )
        if results[0].is_judged:
            st.caption("Каждая строка – в масштабе своего последнего целевого значения; ▸ – дальше края.")
        table_below("bullets", shares_table(results))
    with right:
        what_to_do(results)
    # One of the two at a time: each further figure costs every change of a filter a tenth of a second.
    drawings = {"Ход показателей": lambda: course_figure(points), "Охват по классам": coverage_figure}
    chosen = st.segmented_control(
        "Рисунок", list(drawings), default=next(iter(drawings)), required=True, label_visibility="collapsed"
    )
    drawings[chosen]()


def page_title(results: list[Result]) -> str:
    """Returns the answer in one line, or who is looked at."""
    if state.request.filters:
        return group_words()
    reach = session.reach()
    return headline(results) if results[0].is_judged else f"{reach[:1].upper()}{reach[1:]}"


def headline(results: list[Result]) -> str:
    """Returns the answer in one line: «Достигнуто 3 из 5 целевых значений 2024 года»."""
    return goals_reached(results) or "Нет данных для оценки показателей"


def group_words() -> str:
    """Returns who is looked at, under a filter: «ОВЗ: 44 обучающихся»."""
    request = state.request
    sizes = group_sizes(session.lists().roster, request.period.on, request.filters, stored.declarations())
    people = ", ".join(counted(size, *PEOPLE_NOUNS[people]) for people, size in sizes.items())
    words = "; ".join(request.filter_words)
    return f"{words[:1].upper()}{words[1:]}" + (f": {people}" if people else "")


def door() -> None:
    """Shows, with the demonstration, the way to one's own lists."""
    if not session.is_demonstration() or state.show or not leads_to("uploads.py"):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**Наставничество**: пять целевых показателей школы. Сейчас показана вымышленная.")
        if st.button("Загрузить свои списки", type="primary", icon=":material/upload_file:"):
            st.switch_page("uploads.py")


def far_from_lists() -> None:
    """Says where the report day is so far from the day of the lists that the shares cannot be right."""
    as_of, on = session.lists().as_of, state.request.period.on
    if on - as_of > QUARTER:
        st.warning(
            f"Списки от {date_text(as_of)}: на {date_text(on)} доли по ним неверны. Выберите другую дату отчёта или "
            "загрузите списки на эту дату.",
            icon=":material/event_busy:",
        )


def shares_table(results: list[Result]) -> list[dict[str, str]]:
    return [
        {
            "№": str(result.indicator.number),
            "Показатель": result.indicator.short,
            "Значение": share_text(result),
            "Человек": out_of(result.headline),
            **(_beside_goals(result) if result.school is None else {"По всей школе": school_text(result.school)}),
        }
        for result in results
    ]


def _beside_goals(result: Result) -> dict[str, str]:
    return {
        "Состояние": result.status.title,
        **{f"Целевое значение {year}": percent(goal) for year, goal in result.goals.items()},
        "Осталось": "; ".join(filter(None, (missing_text(result, year) for year in result.goals))),
    }


def course_figure(points: list[list[Result]]) -> None:
    """Draws the shares over the stored versions, or over quarters by the present list."""
    versions = figures.course_of_versions()
    stored_since = versions[0][0].period.on if versions else None
    course_points = [point for point in points if stored_since is None or point[0].period.on < stored_since] + versions
    if all(result.headline.value is None for point in course_points for result in point):
        st.caption("Нет данных: нужны списки обучающихся, педагогов и пар.")
        return
    source = "По нынешнему списку: прошлые кварталы посчитаны по парам, которые в нём записаны."
    if stored_since:
        source = (
            f"С {date_text(stored_since)} – по сохранённым версиям, каждая на свою дату данных; раньше, до "
            "вертикальной черты, – по парам нынешнего списка."
        )
    reached = "" if not points[-1][0].is_judged else ": 100 % – оно достигнуто"
    st.caption(f"В процентах от последнего целевого значения{reached}. {source}")
    st.plotly_chart(
        drawn(course, course_points, stored_since), config=CONFIG, theme=None, key="course", alt="Доли по времени"
    )
    rows = [
        {"Дата": quarter_or_day(point[0].period.on), **{result.indicator.short: share_text(result) for result in point}}
        for point in course_points
    ]
    table_below("course", rows)


def coverage_figure() -> None:
    """Draws how much of each class has pairs."""
    if state.show:
        st.caption("В режиме показа охвата по классам нет: классы – малые группы.")
        return
    slices = figures.class_coverage()
    if not slices:
        st.caption("Нет данных: нужен список обучающихся с классами и список пар.")
        return
    st.caption("Сколько процентов класса состоит в парах, в любой роли.")
    st.plotly_chart(
        coverage(slices, session.theme()), config=CONFIG, theme=None, key="coverage", alt="Охват по классам"
    )
    rows = [
        {
            "Класс": group.label,
            "В парах": str(group.part),
            "Всего": str(group.whole),
            "Охват": percent(group.value),
        }
        for group in slices
    ]
    table_below("coverage", rows)


main()
