"""Marks of an activity's instances, several at once if need be, and their history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.roadmap.deadlines import Instance, Mark
from data.roadmap.model import MARKED, Activity, Progress
from data.roadmap.records import history_of_marks, mark
from data.roadmap.standing import Standing
from data.russian import date_text
from pages.components.date_fields import date_field
from pages.components.parts import who_title
from pages.components.plain_text import when
from pages.components.tables import table
from pages.state import actions, stored
from pages.state.forms import MarkForm


def marking(edition: int, activity: Activity, standings: Sequence[Standing], today: dt.date) -> None:
    """Shows the form that marks one instance or several together, and who marked what."""
    unmarked = [standing.instance for standing in standings if standing.status is Progress.UNMARKED]
    if len(unmarked) > 1:
        st.button(
            f"Отметить «Выполнено ранее» всё без отметки ({len(unmarked)})",
            key=f"earlier_{edition}_{activity.key}",
            icon=":material/done_all:",
            on_click=mark_instances,
            args=(edition, unmarked, Mark(Progress.DONE)),
        )
    _form(edition, activity, standings, today)
    _history(edition, activity, standings)


def _form(edition: int, activity: Activity, standings: Sequence[Standing], today: dt.date) -> None:
    fields = MarkForm(edition, activity.key)
    instances = [standing.instance for standing in standings]
    with st.form(f"mark_{edition}_{activity.key}"):
        if len(instances) > 1:
            st.multiselect(
                "За какой период",
                instances,
                _near(standings, today),
                format_func=lambda instance: instance.label,
                key=fields.key(MarkForm.periods),
                placeholder="выберите",
                select_all=False,
            )
        left, middle, right = st.columns(3)
        left.selectbox(
            "Состояние",
            MARKED,
            MARKED.index(Progress.DONE),
            format_func=lambda status: status.title,
            filter_mode=None,
            key=fields.key(MarkForm.status),
        )
        with middle:
            date_field("Дата выполнения", today, fields.key(MarkForm.done), last=today)
        right.text_input(
            "Документ; если исключено – приказ", max_chars=200, placeholder="№ … от …", key=fields.key(MarkForm.order)
        )
        st.form_submit_button(
            "Отметить", icon=":material/check:", on_click=_mark_by_form, args=(edition, fields, instances)
        )


def _near(standings: Sequence[Standing], today: dt.date) -> list[Instance]:
    """Returns the last open instance whose period is over, else the first open."""
    open_instances = [standing.instance for standing in standings if standing.is_open]
    over = [instance for instance in open_instances if instance.period and instance.period.on <= today]
    return over[-1:] or open_instances[:1]


@actions.reporting_refusal
def _mark_by_form(edition: int, fields: MarkForm, instances: Sequence[Instance]) -> None:
    chosen = instances if fields.periods is None else fields.periods
    status, order = fields.status, fields.order.strip()
    if not chosen:
        raise ListError("Выберите период, за который ставится отметка.")
    if status is Progress.EXCLUDED and not order:
        raise ListError("Впишите приказ, которым мероприятие исключено.")
    done_on = fields.done if status is Progress.DONE else None
    _save(edition, chosen, Mark(status, done_on, order if status in (Progress.DONE, Progress.EXCLUDED) else ""))


@actions.reporting_refusal
def mark_instances(edition: int, instances: Sequence[Instance], new_mark: Mark) -> None:
    _save(edition, instances, new_mark)


def _save(edition: int, instances: Sequence[Instance], new_mark: Mark) -> None:
    mark(stored.store(Action.KEEP_ROADMAP), edition, instances, new_mark, actions.person())
    periods = "; ".join(filter(None, (instance.label for instance in instances[:3])))
    more = f" и ещё {len(instances) - 3}" if len(instances) > 3 else ""
    label = f", {periods}{more}" if periods else ""
    actions.report_success(f"Отмечено: {instances[0].activity.title}{label} – {new_mark.status.title}.")


def _history(edition: int, activity: Activity, standings: Sequence[Standing]) -> None:
    """Shows who marked what of the activity, the latest first."""
    store = stored.store_or_none(Action.READ_ROADMAP)
    history = (
        [marked for marked in history_of_marks(store, edition) if marked.activity == activity.key] if store else []
    )
    if not history:
        return
    labels = {standing.instance.key: standing.instance.label for standing in standings}
    with st.expander("Кто и что отмечал", icon=":material/history:"):
        rows = [
            {
                "Когда": when(marked.marked_at),
                who_title(): marked.marked_by,
                "Период": labels.get(marked.period, marked.period),
                "Состояние": marked.mark.status.title,
                "Выполнено": date_text(marked.mark.done_on) if marked.mark.done_on else "",
            }
            for marked in reversed(history)
        ]
        table(rows)
