"""«Обзор»: are the target values reached, how many people are missing, what needs attention."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import streamlit as st

from charts.breakdown import coverage
from charts.bullet import bullets
from charts.theme import CONFIG
from charts.trend import course
from data.findings import Severity
from data.periods import quarter_end
from data.roadmap.standing import coming, overdue
from data.russian import NO_BREAK, counted, date_text, plural, quarter_text
from metrics.disclosure.facts import is_small
from metrics.results import Result, assessed
from metrics.upcoming import attention
from metrics.wording import missing_text, out_of, percent, share_text
from pages.components.parts import filter_note, heading, table_below
from pages.state import session, stored

FINDING_PLACES = {
    Severity.ERROR: ("исправьте", "red"),
    Severity.WARNING: ("проверьте", "orange"),
    Severity.INFORMATION: ("к сведению", "gray"),
}


def title(results: list[Result]) -> str:
    """The answer in one line: «Достигнуто 3 из 5 целевых значений 2024 года»."""
    reached, judged = assessed(results)
    if not judged:
        return "Нет данных для оценки показателей"
    year, goals = results[0].goal.year, results[0].goals
    if len({(one.goal.declared, max(one.goals)) for one in results}) > 1:  # the school set later goals for some alone
        values = plural(judged, "целевого значения", "целевых значений", "целевых значений")
        return f"Достигнуто {reached} из {judged} {values}, действующих в {year} году"
    if results[0].goal.declared:
        year = max((declared for declared in goals if declared <= year), default=min(goals))
        values = plural(judged, "целевого значения", "целевых значений", "целевых значений")
    else:
        values = plural(judged, "промежуточного значения", "промежуточных значений", "промежуточных значений")
    return f"Достигнуто {reached} из {judged} {values} {year} года"


def needs_attention() -> None:
    """The counts that ask for something to be done."""
    own, period = session.lists(), session.asked().period
    seen = attention(own.roster, period.on)
    # people without a birth date have a line of their own
    told = Counter(finding.severity for finding in own.findings if finding.code != "no_birth_date")
    lines = []
    if shown(seen.ending_pairs):
        pairs = counted(seen.ending_pairs, "пара заканчивается", "пары заканчиваются", "пар заканчиваются")
        lines.append(("скоро", "orange", f"{pairs} до {date_text(seen.ending_until)}"))
    if shown(seen.students_without_birth):
        people = counted(seen.students_without_birth, "обучающийся", "обучающихся", "обучающихся")
        lines.append(("проверьте", "orange", f"без даты рождения – {people}, в долях с возрастом их нет"))
    nouns = {
        Severity.ERROR: ("ошибка в списках", "ошибки в списках", "ошибок в списках"),
        Severity.WARNING: ("необычное место в списках", "необычных места в списках", "необычных мест в списках"),
        Severity.INFORMATION: ("замечание о принятом", "замечания о принятом", "замечаний о принятом"),
    }
    for severity, (word, colour) in FINDING_PLACES.items():
        if told[severity]:
            lines.append((word, colour, counted(told[severity], *nouns[severity])))
    lines = [*roadmap_lines(), *lines]
    for word, colour, text in lines:
        st.markdown(f":{colour}-badge[{word}] {text}")
    if session.is_shown_to_others():
        st.caption("Малые числа здесь не показаны.")
    elif not lines:
        st.caption("Ничего срочного: списки без замечаний, пары в ближайшие 30 дней не заканчиваются.")
    st.page_link("uploads.py", label="Замечания к спискам", icon=":material/fact_check:")
    st.page_link("roadmap.py", label="Дорожная карта", icon=":material/checklist:")


def shown(people: int) -> bool:
    """Whether there are any, and enough of them where others look on."""
    return people > 0 and not (session.is_shown_to_others() and is_small(people))


def roadmap_lines() -> list[tuple[str, str, str]]:
    """How many activities of the roadmap are overdue or come soon; nothing of a school that has saved nothing yet."""
    if session.is_demonstration():
        return []
    found, today = stored.roadmap_standings(), dt.date.today()
    nouns = ("мероприятие дорожной карты", "мероприятия дорожной карты", "мероприятий дорожной карты")
    told = [
        ("просрочено", "red", counted(len(overdue(found)), *nouns), overdue(found)),
        ("до 30 дней", "orange", counted(len(coming(found, today, 30)), *nouns), coming(found, today, 30)),
        ("до 90 дней", "gray", counted(len(coming(found, today, 90)), *nouns), coming(found, today, 90)),
    ]
    return [(word, colour, text) for word, colour, text, some in told if some]


def shares_table(results: list[Result]) -> list[dict[str, str]]:
    return [
        {
            "№": str(one.indicator.number),
            "Показатель": one.indicator.short,
            "Значение": share_text(one),
            "Человек": out_of(one.headline),
            "Состояние": one.status.title,
            **{f"Целевое значение {year}": percent(goal) for year, goal in one.goals.items()},
            "Осталось": "; ".join(filter(None, (missing_text(one, year) for year in one.goals))),
        }
        for one in results
    ]


results, points = session.computed()
heading(title(results))
filter_note()
left, right = st.columns([0.68, 0.32], gap="large")
with left:
    st.plotly_chart(
        bullets(results, session.theme()),
        config=CONFIG,
        theme=None,
        key="bullets",
        alt="Показатели и их целевые значения",
    )
    st.caption("Каждая строка – в масштабе своего последнего целевого значения; ▸ – полоса длиннее.")
    table_below("bullets", shares_table(results))
with right:
    st.subheader("Требует внимания", anchor=False)
    if session.asked().filters:
        st.caption("По всей школе, без отбора.")
    needs_attention()
    gone = [(one.indicator.number, one.left_in_period) for one in results if one.left_in_period]
    if gone:
        st.caption(
            "Из показателей за период выбыли (человек): "
            + ", ".join(f"№{NO_BREAK}{number} – {count}" for number, count in gone)
            + "."
        )


def course_figure() -> None:
    """The course of the shares: over the stored versions, or over the quarters by the present list."""
    versions = session.course_of_versions()
    drawn = versions or points
    told = (
        "По сохранённым версиям: каждая точка – доля на дату данных своей версии."
        if versions
        else "По нынешнему списку: прошлые кварталы посчитаны по парам, которые в нём записаны."
    )
    st.caption(f"В процентах от последнего целевого значения: 100 % – оно достигнуто. {told}")
    st.plotly_chart(course(drawn, session.theme()), config=CONFIG, theme=None, key="course", alt="Доли по времени")
    table_below(
        "course",
        [
            {"Дата": _when(point[0].period.on), **{one.indicator.short: share_text(one) for one in point}}
            for point in drawn
        ],
    )


def _when(day: dt.date) -> str:
    return quarter_text(day) if day == quarter_end(day) else date_text(day)


def coverage_figure() -> None:
    """How much of each class has pairs."""
    if session.is_shown_to_others():
        st.caption("В режиме показа охвата по классам нет: классы – малые группы.")
        return
    slices = session.class_coverage()
    if not slices:
        st.caption("Нет данных: нужен список обучающихся с классами и список пар.")
        return
    st.caption("Сколько процентов класса состоит в парах, в любой роли.")
    st.plotly_chart(
        coverage(slices, session.theme()), config=CONFIG, theme=None, key="coverage", alt="Охват по классам"
    )
    table_below(
        "coverage",
        [
            {"Класс": one.label, "В парах": str(one.part), "Всего": str(one.whole), "Охват": percent(one.value)}
            for one in slices
        ],
    )


# One of the two at a time: each further figure costs every change of a filter a tenth of a second.
FIGURES = {"Ход показателей": course_figure, "Охват по классам": coverage_figure}
chosen = st.segmented_control(
    "Рисунок", FIGURES, default=next(iter(FIGURES)), required=True, label_visibility="collapsed"
)
FIGURES[chosen]()
