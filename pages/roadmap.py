"""«Дорожная карта»: what is due, who answers, what is done, and the journal under every activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from charts.theme import CONFIG
from charts.timeline import timeline
from data.roadmap.model import NOBODY, Activity, Status
from data.roadmap.records import Edition
from data.roadmap.standing import Standing, coming, overdue
from data.russian import date_text
from data.store.location import is_in_use
from pages.components.parts import ask_who, plain, tell_outcome, widths
from pages.roadmap_sections.activity import activity_page
from pages.roadmap_sections.editing import editing
from pages.state import session, stored
from reports.deadlines_calendar import calendar_file

SOON, LATER = 30, 90  # days
MANY = 10  # overdue at once: probably a school that starts late
SIGNS = {
    Status.DONE: "✓",
    Status.DONE_LATE: "✓",
    Status.ONGOING: "✓",
    Status.IN_PROGRESS: "●",
    Status.OVERDUE: "▼",
    Status.NOT_STARTED: "○",
    Status.UNMARKED: "–",
    Status.EXCLUDED: "×",
}
# What an activity with several instances reads: the first of these that one of them has.
WORST = (Status.OVERDUE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.UNMARKED, Status.ONGOING)
WIDTHS = {"№": 40, "Состояние": 150, "Мероприятие": 285, "Ближайший срок": 130, "Срок": 125, "Ответственные": 165}
ROW_HEIGHT = 66  # px: three lines


def main() -> None:
    edition, found, today = stored.roadmap(), stored.roadmap_standings(), dt.date.today()
    late = overdue(found)
    st.title(answer(len(late), len(coming(found, today, SOON))), anchor=False)
    st.caption(f"На сегодня, {date_text(today)}. {plain(edition.roadmap.title)}.")
    tell_outcome()
    if not is_in_use():
        st.info("Ничего ещё не отмечено: сроки, которые уже прошли, читаются «нет отметки о выполнении».")
    if len(late) > MANY and session.declarations().settings.records_from is None:
        st.info(
            "Если часть этого сделана до того, как вы начали вести учёт здесь, впишите «Вести учёт с …» в настройках."
        )
        st.page_link("settings.py", label="Настройки", icon=":material/settings:")
    attention(found, late, today)
    shown = chosen(edition, found)
    view = st.segmented_control(
        "Вид", ("Таблица", "Линия времени"), default="Таблица", required=True, label_visibility="collapsed"
    )
    if view == "Таблица":
        table(edition, shown, today)
    else:
        st.plotly_chart(
            timeline(shown, today, session.theme()), config=CONFIG, theme=None, key="timeline", alt="Линия времени"
        )
        st.caption("Номера слева – номера мероприятий в таблице. Наведите на знак, чтобы увидеть мероприятие.")
    school = session.declarations().settings.school
    st.download_button(
        "Скачать сроки для календаря", lambda: calendar_file(found, school, _utc()),
        file_name="сроки_дорожной_карты.ics", mime="text/calendar", icon=":material/event:", on_click="ignore",
        help="Файл .ics открывается в любой программе-календаре.",
    )  # fmt: skip
    ask_who()
    activity_page(shown, today, next(iter((*late, *coming(found, today, LATER))), None))
    editing(edition)


def answer(late: int, soon: int) -> str:
    """The page's title: what is overdue and what comes next."""
    if late:
        return f"Дорожная карта: просрочено {late}, в ближайшие {SOON} дней – {soon}"
    return f"Дорожная карта: просроченного нет, в ближайшие {SOON} дней – {soon}"


def attention(found: Sequence[Standing], late: Sequence[Standing], today: dt.date) -> None:
    """What is overdue and what comes in the next 30 and 90 days, by name."""
    soon = coming(found, today, SOON)
    later = [one for one in coming(found, today, LATER) if one not in soon]
    groups = (("просрочено", "red", late), (f"до {SOON} дней", "orange", soon), (f"до {LATER} дней", "gray", later))
    for word, color, group in groups:
        for one in group[:3]:
            st.markdown(f":{color}-badge[{word}] {plain(words_of(one))}")
        if len(group) > 3:
            st.caption(f"… и ещё {len(group) - 3}: в таблице ниже.")


def words_of(one: Standing) -> str:
    """«Мониторинг реализации, IV кв. 2021 – до 21.01.2022 (Демакова Т. В.)»."""
    activity, due = one.instance.activity, one.instance.due
    label = f", {one.instance.label}" if one.instance.label else ""
    return f"{activity.title}{label} – до {date_text(due) if due else ''} ({activity.answers})"


def chosen(edition: Edition, found: Sequence[Standing]) -> list[Standing]:
    """The standings that the page's own filters leave."""
    directions = edition.roadmap.directions
    people = sorted({person for one in found for person in one.instance.activity.people})
    left, middle, right = st.columns(3)
    who = left.multiselect("Ответственный", [*people, NOBODY], placeholder="Все", select_all=False, key="answers")
    where = middle.multiselect(
        "Направление", [one.title for one in directions], placeholder="Все", select_all=False, key="direction"
    )
    how = right.multiselect(
        "Состояние", list(Status), format_func=lambda one: one.title, placeholder="Любое", select_all=False, key="how"
    )
    keys = {activity.key for one in directions if not where or one.title in where for activity in one.activities}
    return [
        one for one in found
        if one.instance.activity.key in keys
        and (not who or set(who) & {*one.instance.activity.people, *([] if one.instance.activity.people else [NOBODY])})
        and (not how or one.status in how)
    ]  # fmt: skip


def table(edition: Edition, shown: Sequence[Standing], today: dt.date) -> None:
    """A row an activity under the titles of the directions."""
    numbers = {activity.key: number for number, activity in enumerate(edition.roadmap.activities, 1)}
    for direction in edition.roadmap.directions:
        rows = []
        for activity in direction.activities:
            mine = [one for one in shown if one.instance.activity.key == activity.key]
            if mine:
                rows.append(_row(numbers[activity.key], activity, mine, today))
        if rows:
            st.markdown(f"**{plain(direction.title)}**")
            st.dataframe(
                pd.DataFrame(rows), hide_index=True, width="stretch", row_height=ROW_HEIGHT, height="content",
                column_config=widths(WIDTHS),
            )  # fmt: skip


def _row(number: int, activity: Activity, mine: Sequence[Standing], today: dt.date) -> dict[str, str]:
    worst = next((status for status in WORST if any(one.status is status for one in mine)), mine[-1].status)
    count = sum(one.status is worst for one in mine)
    due = [one.instance.due for one in mine if one.is_open and one.instance.due and one.instance.due >= today]
    return {
        "№": str(number),
        "Состояние": f"{SIGNS[worst]} {worst.title}" + (f": {count} из {len(mine)}" if len(mine) > 1 else ""),
        "Мероприятие": activity.title,
        "Ближайший срок": date_text(min(due)) if due else "",
        "Срок": activity.deadline,
        "Ответственные": activity.answers,
        "Записей": str(mine[0].entries),
    }


def _utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


main()
