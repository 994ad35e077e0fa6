"""«Обзор»: whether the goals are reached, and what needs attention."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import streamlit as st

from charts.breakdown import coverage
from charts.bullet import bullets
from charts.theme import CONFIG
from charts.trend import course
from data.findings import Severity
from data.periods import quarter_or_day
from data.roadmap.standing import coming, counted_activities, overdue
from data.russian import NO_BREAK, STUDENTS, counted, date_text
from metrics.disclosure.facts import is_small
from metrics.group_sizes import group_sizes
from metrics.results import Result
from metrics.upcoming import attention
from metrics.wording import goals_reached, missing_text, out_of, percent, school_text, share_text
from pages.components.parts import filter_note, heading
from pages.components.tables import table_below
from pages.state import figures, session, stored
from pages.state.state import state

FINDING_PLACES = {
    Severity.ERROR: ("исправьте", "red", ("ошибка в списках", "ошибки в списках", "ошибок в списках")),
    Severity.WARNING: (
        "проверьте", "orange",
        ("необычное место в списках", "необычных места в списках", "необычных мест в списках"),
    ),
    Severity.INFORMATION: (
        "к сведению", "gray", ("замечание о принятом", "замечания о принятом", "замечаний о принятом"),
    ),
}  # fmt: skip
ENDING_PAIRS = ("пара заканчивается", "пары заканчиваются", "пар заканчиваются")

PEOPLE_NOUNS = {"students": STUDENTS, "teachers": ("педагог", "педагога", "педагогов")}

Line = tuple[str, str, str]  # what to do, the colour of that badge, what it is about


def main() -> None:
    results, points = figures.computed()
    heading(group_words() if state.request.filters else answer(results))
    filter_note()
    left, right = st.columns([0.68, 0.32], gap="large")
    with left:
        st.plotly_chart(
            bullets(results, session.theme()), config=CONFIG, theme=None, key="bullets",
            alt="Показатели и их целевые значения",
        )  # fmt: skip
        if not state.request.filters:
            st.caption("Каждая строка – в масштабе своего последнего целевого значения; ▸ – полоса длиннее.")
        table_below("bullets", shares_table(results))
    with right:
        needs_attention(results)
    # One of the two at a time: each further figure costs every change of a filter a tenth of a second.
    drawings = {"Ход показателей": lambda: course_figure(points), "Охват по классам": coverage_figure}
    chosen = st.segmented_control(
        "Рисунок", list(drawings), default=next(iter(drawings)), required=True, label_visibility="collapsed"
    )
    drawings[chosen]()


def answer(results: list[Result]) -> str:
    """Returns the answer in one line: «Достигнуто 3 из 5 целевых значений 2024 года»."""
    return goals_reached(results) or "Нет данных для оценки показателей"


def group_words() -> str:
    """Returns who is looked at, under a filter: «ОВЗ: 44 обучающихся»."""
    request = state.request
    sizes = group_sizes(session.lists().roster, request.period.on, request.filters, stored.declarations())
    people = ", ".join(counted(size, *PEOPLE_NOUNS[people]) for people, size in sizes.items())
    words = "; ".join(request.filter_words)
    return f"{words[:1].upper()}{words[1:]}" + (f": {people}" if people else "")


def needs_attention(results: list[Result]) -> None:
    """Shows the counts that ask for something to be done."""
    st.subheader("Требует внимания", anchor=False)
    if state.request.filters:
        st.caption("По всей школе, без отбора.")
    lines = [*roadmap_lines(), *list_lines()]
    for action, colour, text in lines:
        st.markdown(f":{colour}-badge[{action}] {text}")
    if state.show:
        st.caption("Малые числа здесь не показаны.")
    elif not lines:
        st.caption("Ничего срочного: списки без замечаний, пары в ближайшие 30 дней не заканчиваются.")
    st.page_link("uploads.py", label="Замечания к спискам", icon=":material/fact_check:")
    st.page_link("roadmap.py", label="Дорожная карта", icon=":material/checklist:")
    gone = [
        f"№{NO_BREAK}{result.indicator.number} – {result.left_in_period}" for result in results if result.left_in_period
    ]
    if gone:
        st.caption(f"Из показателей за период выбыли (человек): {', '.join(gone)}.")


def roadmap_lines() -> list[Line]:
    """Returns how many activities are overdue or come soon.

    Nothing of a school that has saved nothing yet.
    """
    if session.is_demonstration():
        return []
    standings, today = stored.roadmap_standings(), dt.date.today()
    groups = [("просрочено", "red", overdue(standings))]
    groups += [
        (f"до {days} дней", colour, coming(standings, today, days)) for days, colour in ((30, "orange"), (90, "gray"))
    ]
    return [(word, colour, f"{counted_activities(group)} дорожной карты") for word, colour, group in groups if group]


def list_lines() -> list[Line]:
    """Returns lines on pairs that end, people without a birth date, and findings."""
    lists, on = session.lists(), state.request.period.on
    upcoming = attention(lists.roster, on)
    lines = []
    if may_be_shown(upcoming.ending_pairs):
        until = f"до {date_text(upcoming.ending_until)}"
        lines.append(("скоро", "orange", f"{counted(upcoming.ending_pairs, *ENDING_PAIRS)} {until}"))
    if may_be_shown(upcoming.students_without_birth):
        people = counted(upcoming.students_without_birth, *STUDENTS)
        lines.append(("проверьте", "orange", f"без даты рождения – {people}, в долях с возрастом их нет"))
    # people without a birth date have a line of their own
    counts = Counter(finding.severity for finding in lists.findings if finding.code != "no_birth_date")
    for severity, (action, colour, noun) in FINDING_PLACES.items():
        if counts[severity]:
            lines.append((action, colour, counted(counts[severity], *noun)))
    return lines


def may_be_shown(people: int) -> bool:
    """Returns whether there are any, and enough of them where others look on."""
    return people > 0 and not (state.show and is_small(people))


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
    drawn = versions or points
    source = (
        "По сохранённым версиям: каждая точка – доля на дату данных своей версии."
        if versions
        else "По нынешнему списку: прошлые кварталы посчитаны по парам, которые в нём записаны."
    )
    reached = "" if state.request.filters else ": 100 % – оно достигнуто"
    st.caption(f"В процентах от последнего целевого значения{reached}. {source}")
    st.plotly_chart(course(drawn, session.theme()), config=CONFIG, theme=None, key="course", alt="Доли по времени")
    rows = [
        {"Дата": quarter_or_day(point[0].period.on), **{result.indicator.short: share_text(result) for result in point}}
        for point in drawn
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
            "Класс": group.label, "В парах": str(group.part), "Всего": str(group.whole),
            "Охват": percent(group.value),
        }
        for group in slices
    ]  # fmt: skip
    table_below("coverage", rows)


main()
