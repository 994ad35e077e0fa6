"""«Показатели подробно»: one share, both lists of its people, and why a person counts or does not."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.breakdown import bars
from charts.theme import CONFIG
from charts.trend import course_of_one
from data.roadmap.standing import overdue
from data.russian import counted, date_text, quarter_text
from metrics.breakdown import Slice, by_age, by_class, by_pair, class_order
from metrics.explain import Standing
from metrics.filters import Filters
from metrics.groups import People
from metrics.results import Result, Status
from metrics.wording import goal_text, missing_text, one_person_text, out_of, percent, share_text
from pages.components.parts import XLSX, filter_note, heading, marks, plain, table_below
from pages.state import session, stored
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL

PERSON = ("человек", "человека", "человек")


def figures(result: Result) -> None:
    """The value, the goals, the ceiling and the other reading, in words."""
    share = result.headline
    value, goals, reach = st.columns(3, gap="medium")
    with value:
        people = out_of(share) or ("скрыто" if result.status is Status.NOT_PUBLISHED else "нет данных")
        st.metric(f"{people}, {share.declared.of}", share_text(result), border=True)
        st.caption(one_person_text(share))
    with goals:
        st.metric("Состояние", result.status.title, border=True)
        words = [missing_text(result, year) for year in result.goals]
        if not result.goal.declared:
            words.insert(0, f"промежуточное значение {result.goal.year} года – {goal_text(result)}")
        st.caption("; ".join(filter(None, words)))
    with reach:
        st.metric("Потолок доли", percent(share.ceiling), border=True)
        st.caption("Такой была бы доля, если охватить всех, кто может в неё войти.")
        if result.unreachable:
            st.caption(f":red[{unreachable_text(result.unreachable).strip()}]")
    extra = []
    if result.distance is not None:
        extra.append(f"В том числе с использованием дистанционных технологий: {result.distance}.")
    if result.left_in_period:
        extra.append(f"Выбыли за период: {result.left_in_period}, не учтены.")
    for other in result.other_readings if result.status is not Status.NOT_PUBLISHED else ():
        ceiling = percent(other.ceiling)
        extra.append(
            f"Дословное чтение, {other.declared.of}: {percent(other.value)} ({out_of(other) or 'нет данных'}), "
            f"потолок {ceiling}." + unreachable_text(other.unreachable(result.goals))
        )
    for words in (*extra, result.indicator.note):
        if words:
            st.markdown(f"- {words}")


def unreachable_text(years: Sequence[int]) -> str:
    """« Целевое значение 2024 года выше потолка: недостижимо.»; nothing where every goal can be reached."""
    if not years:
        return ""
    return f" Целевое значение {', '.join(map(str, years))} года выше потолка: недостижимо."


def breakdowns(result: Result, found: Sequence[Standing]) -> None:
    own, now, told = session.lists(), session.asked(), session.declarations()
    indicator = result.indicator
    kinds: dict[str, list[Slice]] = {
        "По классам": by_class(found),
        "По возрасту": by_age(found, own.roster, now.period, told, indicator),
        "По форме": by_pair(found, own.roster, now.period, now.filters, told, indicator, "form"),
        "По формату": by_pair(found, own.roster, now.period, now.filters, told, indicator, "mode"),
    }
    kinds = {title: slices for title, slices in kinds.items() if slices}
    if not kinds:
        return
    st.subheader("Из кого складывается", anchor=False)
    st.caption("Только те, кого показатель может учесть: подходят по возрасту и категории.")
    title = st.pills("Разрез", list(kinds), default=next(iter(kinds)), key="breakdown", label_visibility="collapsed")
    slices = kinds.get(title or "") or next(iter(kinds.values()))
    st.plotly_chart(bars(slices, session.theme()), config=CONFIG, theme=None, key="bars", alt=title)
    table_below(
        "bars",
        [
            {
                "Группа": one.label,
                "Учтены": str(one.part),
                "Могли бы": "" if one.whole is None else str(one.whole),
                "Доля": percent(one.value),
            }
            for one in slices
        ],
    )


def people(result: Result, found: Sequence[Standing]) -> None:
    """Who counts and by which pair, and who could and does not."""
    inside = [one for one in found if one.counts]
    outside = [one for one in found if one.could_count and not one.counts]
    st.subheader("Люди", anchor=False)
    taken, missing = st.tabs([f"Учтены: {len(inside)}", f"Ещё не охвачены: {len(outside)}"])
    with taken:
        _list(result, inside, "Учтены в показателе", "pairs")
    with missing:
        _list(result, outside, "Ещё не охвачены", "reason")


def _list(result: Result, found: Sequence[Standing], title: str, last: str) -> None:
    if not found:
        st.caption("Никого.")
        return
    headers = ["ФИО", "Класс", "Пара" if last == "pairs" else "Почему не учтён"]
    rows = [
        [one.name, one.class_name or "", "; ".join(one.pairs) if last == "pairs" else one.reason]
        for one in sorted(found, key=_order)
    ]
    if all(not row[1] for row in rows):
        headers, rows = [headers[0], headers[2]], [[row[0], row[2]] for row in rows]
    st.dataframe(
        pd.DataFrame(rows, columns=headers), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 360)
    )
    now = session.asked()
    head = [*marks(), f"{result.indicator.short}, на {date_text(now.period.on)}, {session.period_words(now.period)}"]
    if words := session.filter_words(now.filters):
        head.append("Отбор: " + "; ".join(words))
    kind = "учтены" if last == "pairs" else "не_охвачены"
    st.download_button(
        f"Скачать список в Excel ({counted(len(rows), *PERSON)})",
        lambda: people_workbook(title, head, headers, rows),
        file_name=f"показатель_{result.indicator.number}_{kind}_{now.period.on:%Y-%m-%d}.xlsx",
        mime=XLSX, icon=":material/download:", key=f"download_{last}", on_click="ignore", help=PERSONAL,
    )  # fmt: skip


def _order(one: Standing) -> tuple[tuple[int, str], str]:
    return class_order(one.class_name or ""), one.name


def overdue_beside(result: Result) -> None:
    """Beside a lagging share, the overdue activities that bear on it."""
    if session.is_demonstration() or result.status is not Status.BEHIND:
        return
    late = overdue(stored.roadmap_standings())
    titles = {one.instance.activity.title for one in late if result.indicator.key in one.instance.activity.indicators}
    if titles:
        named = plain("; ".join(sorted(titles)))
        st.warning(f"Просрочено то, что по нашему суждению влияет на эту долю: {named}.", icon=":material/schedule:")


def one_person() -> None:
    """For a chosen person, all the indicators of his list and why he counts in each or does not."""
    st.subheader("Почему человек учтён или нет", anchor=False)
    known = _everyone()
    chosen = st.selectbox(
        "Человек", sorted(known, key=known.__getitem__), index=None, format_func=known.__getitem__,
        placeholder="Начните вводить фамилию", key="person", label_visibility="collapsed",
    )  # fmt: skip
    if chosen is None:
        return
    kind, person = chosen
    rows = []
    for indicator in session.declarations().indicators:
        if session.declarations().people(indicator) != kind:
            continue
        mine = next((one for one in session.people_of(indicator, Filters()) if one.person == person), None)
        if mine:
            answer = "учтён" if mine.counts else "в знаменателе, не охвачен" if mine.could_count else "нет"
            rows.append(
                {
                    "№": str(indicator.number),
                    "Показатель": indicator.short,
                    "Учтён": answer,
                    "Почему": mine.reason,
                    "Пары": "; ".join(mine.pairs),
                }
            )
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _everyone() -> dict[tuple[People, int], str]:
    """Who can be asked about: everybody of each list that an indicator tells of, from the first such indicator."""
    told = session.declarations()
    known: dict[tuple[People, int], str] = {}
    for indicator in told.indicators:
        kind = told.people(indicator)
        if any(listed == kind for listed, _ in known):
            continue
        for one in session.people_of(indicator, Filters()):
            known[kind, one.person] = f"{one.name}, {one.class_name or 'педагог'}"
    return known


results, points = session.computed()
titles = {str(one.indicator.number): f"{one.indicator.number}. {one.indicator.short}" for one in results}
first = next(iter(titles))
chosen = st.pills(
    "Показатель", list(titles), format_func=titles.__getitem__, default=first, key="number", bind="query-params",
    label_visibility="collapsed",
)  # fmt: skip
result = next(one for one in results if str(one.indicator.number) == (chosen or first))
heading(titles[str(result.indicator.number)])
st.markdown(f"{result.indicator.title}.")
filter_note()
figures(result)
overdue_beside(result)
found = session.people_of(result.indicator)
left, right = st.columns(2, gap="large")
with left:
    st.subheader("По кварталам", anchor=False)
    st.caption("По нынешнему списку; каждая точка – с 1 января своего года.")
    st.plotly_chart(
        course_of_one(points, result.indicator.key, session.declarations().line_starts, session.theme()),
        config=CONFIG,
        theme=None,
        key="course_of_one",
        alt="Доля по кварталам",
    )
    mine = [next(one for one in point if one.indicator.key == result.indicator.key) for point in points]
    table_below(
        "course_of_one",
        [
            {"Дата": quarter_text(one.period.on), "Доля": share_text(one), "Человек": out_of(one.headline)}
            for one in mine
        ],
    )
if session.is_shown_to_others():
    with right:
        st.caption("В режиме показа разрезов и списков людей нет.")
elif found:
    with right:
        breakdowns(result, found)
    people(result, found)
    one_person()
else:
    st.info("Для этого показателя нет данных или он не относится к выбранной категории.", icon=":material/info:")
