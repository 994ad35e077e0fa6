"""What the app knows of an activity from fixed quarters, the base and the lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from access.rights import Action
from data.periods import quarter_end
from data.roadmap.deadlines import Instance, Mark
from data.roadmap.model import Activity, Progress
from data.roadmap.standing import Standing
from data.russian import date_text
from data.store.fixed_periods import fixed_periods
from data.store.municipal_log import BaseRecord, base_records
from data.store.versions import Store
from pages.components.plain_text import plain, when
from pages.roadmap_sections.marking import mark_instances
from pages.state import records, stored
from pages.state.state import state

OF_BASE = ("base_updated", "base_filled")  # activities of which a record of the municipal base is a sign
OF_LISTS = ("base_updated", "pairs_formed", "base_filled")  # activities of which stored lists are a sign


def offer_known(activity: Activity, standings: Sequence[Standing]) -> None:
    """Offers to mark what the app knows to be done: it is not assumed."""
    store = stored.store_or_none(Action.READ_ROADMAP)
    if store is None:
        return
    if activity.kind == "quarterly":
        _offer_fixed_quarters(store, standings)
    if activity.key in OF_BASE:
        sent = base_records(store)
        for standing in standings:
            if standing.is_open and (record := record_for(standing.instance, sent)):
                _offer(standing, record.day, f"База {record.done.title} {date_text(record.day)}")
    if activity.key in OF_LISTS and state.current:
        version = store.version(state.current[0])
        st.caption(f"Списки обновлены {when(version.saved_at)}: версия № {version.id}, {plain(version.saved_by)}.")


def quarter_fixed(on: dt.date) -> bool:
    """Returns whether the quarter of a day is fixed.

    Offers then to mark its monitoring done.
    """
    end, store = quarter_end(on), stored.store_or_none(Action.READ_ROADMAP)
    if store is None or not any(fixed.period.on == end for fixed in fixed_periods(store)):
        return False
    of_quarters = [
        standing
        for standing in records.roadmap_standings()
        if standing.instance.activity.kind == "quarterly"
        and standing.instance.period
        and standing.instance.period.on == end
    ]
    _offer_fixed_quarters(store, of_quarters)
    return True


def _offer_fixed_quarters(store: Store, standings: Sequence[Standing]) -> None:
    days = {fixed.period.on: fixed.fixed_at.date() for fixed in fixed_periods(store)}
    for standing in standings:
        period = standing.instance.period
        if standing.is_open and period and (day := days.get(period.on)):
            _offer(
                standing,
                day,
                f"{standing.instance.activity.title}, {standing.instance.label}: период зафиксирован {date_text(day)}",
            )


def record_for(instance: Instance, records: Sequence[BaseRecord]) -> BaseRecord | None:
    """Returns the record of the base for an instance.

    It is the last of its year, or the first ever for an instance without a period.
    """
    valid = [record for record in records if not record.withdrawn]  # the latest day first
    if instance.period:
        period = instance.period
        return next((record for record in valid if period.since <= record.day <= period.on), None)
    return valid[-1] if valid else None


def _offer(standing: Standing, day: dt.date, reason: str) -> None:
    instance = standing.instance
    st.button(
        plain(f"{reason} – отметить выполненным"),
        key=f"offer_{instance.activity.key}_{instance.key}",
        icon=":material/task_alt:",
        on_click=mark_instances,
        args=(standing.edition, [instance], Mark(Progress.DONE, day)),
    )
