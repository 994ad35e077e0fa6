"""An activity of the roadmap: instances, known facts, marks and journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from data.roadmap.deadlines import due_words
from data.roadmap.model import Activity
from data.roadmap.standing import Standing
from data.russian import date_text
from metrics.indicators import declared
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.roadmap_sections.journal import journal_of
from pages.roadmap_sections.marking import marking
from pages.roadmap_sections.proposed_marks import offer_known

LATEST = 5  # instances that are shown at first: the marks of these are wanted


def activity_page(shown: Sequence[Standing], today: dt.date, urgent: Standing | None) -> None:
    """Shows the chosen activity, at first the most urgent one."""
    st.header("Мероприятие", anchor=False)
    activities = list(dict.fromkeys((standing.edition, standing.instance.activity) for standing in shown))
    if not activities:
        st.caption("Под этот отбор не подходит ни одно мероприятие.")
        return
    first = (urgent.edition, urgent.instance.activity) if urgent else activities[0]
    edition, activity = st.selectbox(
        "Мероприятие",
        activities,
        activities.index(first) if first in activities else 0,
        key="activity",
        format_func=lambda option: option[1].title,
        label_visibility="collapsed",
    )
    standings = [
        standing for standing in shown if (standing.edition, standing.instance.activity) == (edition, activity)
    ]
    _describe(activity)
    _instances(standings)
    offer_known(activity, standings)
    marking(edition, activity, standings, today)
    journal_of(edition, activity, today)


def _describe(activity: Activity) -> None:
    st.caption(plain(f"Срок: {activity.deadline}; ответственные: {activity.in_charge}"))
    if activity.indicators:
        titles = {indicator.key: f"№ {indicator.number}" for indicator in declared().indicators}
        bears = ", ".join(titles[key] for key in activity.indicators if key in titles)
        st.caption(f"По нашему суждению влияет на показатели: {bears}.")


def _instances(standings: Sequence[Standing]) -> None:
    """Shows the instances of the activity, the latest first."""
    rows = [
        {
            "Период": standing.instance.label,
            "Срок": due_words(standing.instance),
            "Состояние": standing.status.title,
            "Выполнено": date_text(standing.mark.done_on) if standing.mark and standing.mark.done_on else "",
            "Документ": standing.mark.order if standing.mark else "",
        }
        for standing in reversed(standings)
    ]
    is_whole = len(rows) <= LATEST or st.toggle(f"Показать все сроки ({len(rows)})", key="all_instances")
    table(rows if is_whole else rows[:LATEST])
