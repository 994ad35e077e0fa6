"""«Дорожная карта»: what is due, who answers, what is done, and the journals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from access.rights import Action
from charts.theme import CONFIG
from charts.timeline import timeline
from data.roadmap.deadlines import Instance, due_words
from data.roadmap.model import NOBODY, Activity, Progress
from data.roadmap.records import Edition
from data.roadmap.standing import (
    PERIODS,
    Standing,
    by_activity,
    coming,
    counted_activities,
    overdue,
    statuses_in_words,
    worst_of,
)
from data.russian import counted, date_text
from pages.components.downloads import download
from pages.components.links import page_link
from pages.components.parts import ask_who, show_outcome
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.roadmap_sections.activity import activity_page
from pages.roadmap_sections.editing import editing
from pages.roadmap_sections.own_roadmap import own_roadmap, sample_instead
from pages.roadmap_sections.together import marking_together
from pages.state import records, session, stored
from reports.deadlines_calendar import calendar_file
from reports.deadlines_letter import deadlines_letter, has_deadlines

SOON, LATER = 30, 90  # days
MANY = 10  # overdue at once: probably a school that starts late
SIGNS = {
    Progress.DONE: "✓",
    Progress.DONE_LATE: "✓",
    Progress.ONGOING: "✓",
    Progress.IN_PROGRESS: "●",
    Progress.OVERDUE: "▼",
    Progress.NOT_STARTED: "○",
    Progress.UNMARKED: "–",
    Progress.EXCLUDED: "×",
}


def main() -> None:
    edition, standings, today = records.roadmap(), records.roadmap_standings(), dt.date.today()
    late = overdue(standings)
    if edition.roadmap.is_awaited:
        _awaited(edition)
        return
    st.title(headline(late, coming(standings, today, SOON)), anchor=False)
    st.caption(f"На сегодня, {date_text(today)}. {plain(edition.roadmap.title)}.")
    show_outcome()
    _start_notes(len(late))
    needs_attention(standings, late, today)
    shown = chosen(edition, standings)
    view = st.segmented_control(
        "Вид", ("Таблица", "Линия времени"), default="Таблица", required=True, label_visibility="collapsed"
    )
    if view == "Таблица":
        activities_table(edition, shown, today)
    else:
        st.plotly_chart(
            timeline(shown, today, session.theme()), config=CONFIG, theme=None, key="timeline", alt="Линия времени"
        )
        st.caption("Номера слева – номера мероприятий в таблице. Наведите на знак, чтобы увидеть мероприятие.")
    _files(standings, today)
    ask_who()
    marking_together(shown, today)
    activity_page(shown, today, next(iter((*late, *coming(standings, today, LATER))), None))
    own_roadmap(edition)
    editing(edition)


def _awaited(edition: Edition) -> None:
    """Says what to do where the school's own roadmap is not loaded yet."""
    st.title("Загрузите дорожную карту школы", anchor=False)
    st.caption("Пока её нет, нет ни мероприятий, ни сроков: ничего не просрочено.")
    show_outcome()
    ask_who()
    own_roadmap(edition)
    sample_instead(edition)


def headline(late: Sequence[Standing], soon: Sequence[Standing]) -> str:
    """Returns the page's title: what is overdue and what comes next."""
    overdue_words = f"просрочено {counted_activities(late)}" if late else "просроченного нет"
    return (
        f"Дорожная карта: {overdue_words}; в ближайшие {SOON} дней – {counted_activities(soon) if soon else 'ничего'}"
    )


def _start_notes(late: int) -> None:
    """Says how a school begins with the roadmap."""
    if stored.store_or_none(Action.READ_ROADMAP) is None:
        st.info("Ничего ещё не отмечено: сроки, которые уже прошли, читаются «нет отметки о выполнении».")
    if late > MANY and stored.declarations().settings.records_from is None:
        st.info(
            "Если часть этого сделана до того, как вы начали вести учёт здесь, впишите «Вести учёт с …» в настройках."
        )
        page_link("settings.py", label="Настройки", icon=":material/settings:")


def needs_attention(standings: Sequence[Standing], late: Sequence[Standing], today: dt.date) -> None:
    """Shows what is overdue and what comes in the next 30 and 90 days, by name."""
    soon = coming(standings, today, SOON)
    later = [standing for standing in coming(standings, today, LATER) if standing not in soon]
    groups = (("просрочено", "red", late), (f"до {SOON} дней", "orange", soon), (f"до {LATER} дней", "gray", later))
    for word, colour, group in groups:
        activities = by_activity(group)
        for activity, due in activities[:3]:
            st.markdown(f":{colour}-badge[{word}] {plain(words_of(activity, due))}")
        if len(activities) > 3:
            st.caption(f"… и ещё {len(activities) - 3}: в таблице ниже.")


def words_of(activity: Activity, due: Sequence[Instance]) -> str:
    """Returns «Мониторинг реализации, IV кв. 2021 – до 21.01.2022, и ещё 2 срока (Демакова Т. В.)»."""
    first, *later = due
    label = f", {first.label}" if first.label else ""
    more = f", и ещё {counted(len(later), *PERIODS)}" if later else ""
    return f"{activity.title}{label} – {due_words(first)}{more} ({activity.answers})"


def chosen(edition: Edition, standings: Sequence[Standing]) -> list[Standing]:
    """Asks for the page's own filters and returns the standings that they leave."""
    directions = edition.roadmap.directions
    people = sorted({person for standing in standings for person in standing.instance.activity.people})
    left, middle, right = st.columns(3)
    who = left.multiselect("Ответственный", [*people, NOBODY], placeholder="Все", select_all=False, key="answers")
    titles = middle.multiselect(
        "Направление",
        [direction.title for direction in directions],
        placeholder="Все",
        select_all=False,
        key="direction",
    )
    statuses = right.multiselect(
        "Состояние",
        list(Progress),
        format_func=lambda status: status.title,
        placeholder="Любое",
        select_all=False,
        key="how",
    )
    of_directions = [direction for direction in directions if not titles or direction.title in titles]
    keys = {activity.key for direction in of_directions for activity in direction.activities}
    return [
        standing
        for standing in standings
        if standing.instance.activity.key in keys
        and (not who or set(who) & set(standing.instance.activity.people or (NOBODY,)))
        and (not statuses or standing.status in statuses)
    ]


def activities_table(edition: Edition, shown: Sequence[Standing], today: dt.date) -> None:
    """Shows a row an activity under the titles of the directions."""
    numbers = {activity.key: number for number, activity in enumerate(edition.roadmap.activities, 1)}
    for place, direction in enumerate(edition.roadmap.directions):
        rows = []
        for activity in direction.activities:
            standings = [standing for standing in shown if standing.instance.activity.key == activity.key]
            if standings:
                rows.append(_row(numbers[activity.key], activity, standings, today))
        if rows:
            st.header(plain(direction.title), anchor=False)
            table(rows, f"direction_{place}")


def _row(number: int, activity: Activity, standings: Sequence[Standing], today: dt.date) -> dict[str, str]:
    statuses = [standing.status for standing in standings]
    worst = worst_of(statuses)
    days = [standing.instance.due for standing in standings if standing.is_open and standing.instance.due]
    due = [day for day in days if day >= today]
    return {
        "№": str(number),
        "Состояние": f"{SIGNS[worst]} {statuses_in_words(statuses)}",
        "Мероприятие": activity.title,
        "Ближайший срок": date_text(min(due)) if due else "",
        "Срок": activity.deadline,
        "Ответственные": activity.answers,
        "Записей": str(standings[0].entries),
    }


def _files(standings: Sequence[Standing], today: dt.date) -> None:
    """Offers the deadlines for a calendar program and for a mail program."""
    left, right = st.columns(2)
    school = session.school()  # the files are made outside the session, where it would be another's
    with left:
        download(
            "deadlines_calendar",
            "Скачать сроки для календаря",
            lambda: calendar_file(standings, school, dt.datetime.now(dt.UTC).replace(microsecond=0)),
            file_name="сроки_дорожной_карты.ics",
            mime="text/calendar",
            icon=":material/event:",
            help="Файл .ics открывается в любой программе-календаре. Напоминания есть только у сроков впереди.",
        )
    if has_deadlines(standings, today):
        responsible = stored.declarations().settings.responsible
        with right:
            download(
                "deadlines_letter",
                "Скачать письмо о ближайших сроках",
                lambda: deadlines_letter(standings, school, responsible, today),
                file_name=f"сроки_{today}.eml",
                mime="message/rfc822",
                icon=":material/mail:",
                help="Черновик .eml открывается в почтовой программе школы: впишите, кому, и отправьте.",
            )


main()
