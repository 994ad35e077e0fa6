"""«Показатели подробно»: a share, its people, and why a person counts or not."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.breakdown import bars
from charts.theme import CONFIG
from charts.trend import course_of_one
from data.roadmap.standing import overdue
from data.russian import PEOPLE, counted, date_text, quarter_text
from metrics.breakdown import Slice, by_age, by_class, by_pair, class_order
from metrics.explain import Standing
from metrics.results import Result, Status
from metrics.wording import goal_text, missing_text, one_person_text, out_of, percent, share_text
from pages.components.parts import filter_note, heading, marks
from pages.components.plain_text import plain
from pages.components.tables import height_of, table_below
from pages.indicator_sections.person import one_person
from pages.state import figures, session, stored
from pages.state.state import State, state
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL, XLSX

MOST_HEIGHT = 360  # px: from here on a list of people is scrolled


def main() -> None:
    results, points = figures.computed()
    result = _chosen(results)
    heading(_title(result))
    st.markdown(f"{result.indicator.title}.")
    filter_note()
    share_in_words(result)
    overdue_beside(result)
    standings = figures.people_of(result.indicator)
    left, right = st.columns(2, gap="large")
    with left:
        course(result, points)
    if state.show:
        right.caption("В режиме показа разрезов и списков людей нет.")
    elif standings:
        with right:
            breakdowns(result, standings)
        people(result, standings)
        one_person()
    else:
        st.info("Для этого показателя нет данных или он не относится к выбранной категории.", icon=":material/info:")


def _title(result: Result) -> str:
    return f"{result.indicator.number}. {result.indicator.short}"


def _chosen(results: Sequence[Result]) -> Result:
    by_number = {str(result.indicator.number): result for result in results}
    first = next(iter(by_number))
    number = st.pills(
        "Показатель", list(by_number), format_func=lambda number: _title(by_number[number]), default=first,
        key=state.key(State.number), bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    return by_number[number or first]


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
    st.metric("Состояние", result.status.title, border=True)
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
    """Returns « Целевое значение 2024 года выше потолка: недостижимо.».

    Nothing where every goal can be reached.
    """
    if not years:
        return ""
    return f" Целевое значение {', '.join(map(str, years))} года выше потолка: недостижимо."


def overdue_beside(result: Result) -> None:
    """Shows, beside a lagging share, the overdue activities that bear on it."""
    if session.is_demonstration() or result.status is not Status.BEHIND:
        return
    late = [standing.instance.activity for standing in overdue(stored.roadmap_standings())]
    titles = {activity.title for activity in late if result.indicator.key in activity.indicators}
    if titles:
        named = plain("; ".join(sorted(titles)))
        st.warning(f"Просрочено то, что по нашему суждению влияет на эту долю: {named}.", icon=":material/schedule:")


def course(result: Result, points: Sequence[Sequence[Result]]) -> None:
    """Draws the share at the end of each quarter, by the present list."""
    key = result.indicator.key
    st.subheader("По кварталам", anchor=False)
    st.caption("По нынешнему списку; каждая точка – с 1 января своего года.")
    st.plotly_chart(
        course_of_one(points, key, stored.declarations().line_starts, session.theme()), config=CONFIG, theme=None,
        key="course_of_one", alt="Доля по кварталам",
    )  # fmt: skip
    results = [next(result for result in point if result.indicator.key == key) for point in points]
    rows = [
        {
            "Дата": quarter_text(result.period.on), "Доля": share_text(result), "Человек": out_of(result.headline),
        }
        for result in results
    ]  # fmt: skip
    table_below("course_of_one", rows)


def breakdowns(result: Result, standings: Sequence[Standing]) -> None:
    """Draws whom the share is made of, by one of several divisions."""
    roster, request, declarations = session.lists().roster, state.request, stored.declarations()
    period, filters, indicator = request.period, request.filters, result.indicator
    kinds: dict[str, list[Slice]] = {
        "По классам": by_class(standings),
        "По возрасту": by_age(standings, roster, period, declarations, indicator),
        "По форме": by_pair(standings, roster, period, filters, declarations, indicator, "form"),
        "По формату": by_pair(standings, roster, period, filters, declarations, indicator, "mode"),
    }
    kinds = {title: slices for title, slices in kinds.items() if slices}
    if not kinds:
        return
    st.subheader("Из кого складывается", anchor=False)
    st.caption("Только те, кого показатель может учесть: подходят по возрасту и категории.")
    title = st.pills("Разрез", list(kinds), default=next(iter(kinds)), key="breakdown", label_visibility="collapsed")
    slices = kinds.get(title or "") or next(iter(kinds.values()))
    st.plotly_chart(bars(slices, session.theme()), config=CONFIG, theme=None, key="bars", alt=title)
    rows = [
        {
            "Группа": group.label, "Учтены": str(group.part),
            "Могли бы": "" if group.whole is None else str(group.whole), "Доля": percent(group.value),
        }
        for group in slices
    ]  # fmt: skip
    table_below("bars", rows)


def people(result: Result, standings: Sequence[Standing]) -> None:
    """Shows who counts and by which pair, and who could and does not."""
    counting = [standing for standing in standings if standing.counts]
    missing = [standing for standing in standings if standing.could_count and not standing.counts]
    st.subheader("Люди", anchor=False)
    counting_tab, missing_tab = st.tabs([f"Учтены: {len(counting)}", f"Ещё не охвачены: {len(missing)}"])
    with counting_tab:
        rows = [[standing.name, standing.class_name or "", "; ".join(standing.pairs)] for standing in _sorted(counting)]
        _list(result, "Учтены в показателе", "Пара", rows, "учтены")
    with missing_tab:
        rows = [[standing.name, standing.class_name or "", standing.reason] for standing in _sorted(missing)]
        _list(result, "Ещё не охвачены", "Почему не учтён", rows, "не_охвачены")


def _list(result: Result, title: str, last: str, rows: list[list[str]], kind: str) -> None:
    """Shows a list of people and offers it as a workbook.

    `last` is the title of its last column.
    """
    if not rows:
        st.caption("Никого.")
        return
    headers = ["ФИО", "Класс", last]
    if all(not row[1] for row in rows):
        headers, rows = [headers[0], headers[2]], [[row[0], row[2]] for row in rows]
    frame = pd.DataFrame(rows, columns=headers)
    st.dataframe(frame, hide_index=True, width="stretch", height=height_of(len(rows), MOST_HEIGHT))
    request = state.request
    head = [*marks(), f"{result.indicator.short}, на {date_text(request.period.on)}, {request.period_words}"]
    if words := request.filter_words:
        head.append("Отбор: " + "; ".join(words))
    st.download_button(
        f"Скачать список в Excel ({counted(len(rows), *PEOPLE)})",
        lambda: people_workbook(title, head, headers, rows),
        file_name=f"показатель_{result.indicator.number}_{kind}_{request.period.on:%Y-%m-%d}.xlsx",
        mime=XLSX, icon=":material/download:", key=f"download_{kind}", on_click="ignore", help=PERSONAL,
    )  # fmt: skip


def _sorted(standings: Sequence[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda standing: (class_order(standing.class_name or ""), standing.name))


main()
