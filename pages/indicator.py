"""«Показатели подробно»: a share, its people, and why a person counts or not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.breakdown import bars
from charts.theme import CONFIG
from charts.trend import course_of_one
from data.roadmap.standing import overdue
from data.russian import PEOPLE, counted, date_text, quarter_text
from metrics.breakdown import Slice, by_age, by_class, by_pair, class_order
from metrics.explain import Explanation
from metrics.results import Result, Status
from metrics.wording import goal_text, missing_text, one_person_text, out_of, percent, share_text
from pages.components.downloads import download
from pages.components.drawings import drawn
from pages.components.glossary import GLOSSARY
from pages.components.links import leads_to, page_link
from pages.components.parts import filter_note, heading, marks
from pages.components.plain_text import plain
from pages.components.tables import table, table_below
from pages.indicator_sections.person import one_person
from pages.state import figures, records, session, stored
from pages.state.state import SessionState, state
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL, XLSX


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


def people(result: Result, explanations: Sequence[Explanation]) -> None:
    """Shows who counts and by which pair, and who could and does not."""
    counting = [person for person in explanations if person.counts]
    missing = [person for person in explanations if person.could_count and not person.counts]
    st.header("Люди", anchor=False)
    counting_tab, missing_tab = st.tabs([f"Учтены: {len(counting)}", f"Ещё не охвачены: {len(missing)}"])
    with counting_tab:
        rows = [[person.name, person.class_name or "", "; ".join(person.pairs)] for person in _sorted(counting)]
        _list(result, "Учтены в показателе", "Пара", rows, "учтены")
    with missing_tab:
        rows = [[person.name, person.class_name or "", person.reason] for person in _sorted(missing)]
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
    table([dict(zip(headers, row, strict=True)) for row in rows])
    request = state.request
    head = [*marks(), f"{result.indicator.short}, на {date_text(request.period.on)}, {request.period_words}"]
    if words := request.filter_words:
        head.append("Отбор: " + "; ".join(words))
    download(
        "people",
        f"Скачать список в Excel ({counted(len(rows), *PEOPLE)})",
        lambda: people_workbook(title, head, headers, rows),
        file_name=f"показатель_{result.indicator.number}_{kind}_{request.period.on:%Y-%m-%d}.xlsx",
        mime=XLSX,
        key=f"download_{kind}",
        help=PERSONAL,
    )


def _sorted(explanations: Sequence[Explanation]) -> list[Explanation]:
    return sorted(explanations, key=lambda person: (class_order(person.class_name or ""), person.name))


main()
