"""The plan as a workbook to take away, with people and all that the page shows."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.periods import year_to_date
from metrics.plan.planning import Plan
from pages.components.parts import ask_who, report_button
from pages.state import plans, session, stored
from pages.state.plans import plan_state
from reports.request import ReportRequest
from reports.source import PERSONAL, Source


def workbook(plan: Plan) -> None:
    """Offers the plan as it stands, with what was settled of it."""
    if plan.on.year != plan.year:  # the goals of a file are those of the year of its day
        return
    with st.expander("Забрать план в Excel", icon=":material/download:"):
        st.caption(f"{PERSONAL}. С закрытыми сведениями: кого план предлагает, говорит об ОВЗ и учётах.")
        existing = stored.store_or_none(Action.REPORT)
        if existing is not None and plan_state.recording is None:  # one field for the name stands there already
            ask_who()
        report_button(
            "Скачать план",
            "plan_xlsx_special",
            ReportRequest(
                _source(),
                year_to_date(plan.on),
                plans.declarations(),
                existing,
                dt.date.today(),
                choices=plans.choices(),
            ),
        )


def _source() -> Source:
    """Returns the lists in use as a source."""
    roster, shown = session.lists().roster, stored.shown()
    if shown is not None and not session.are_unsaved():
        return Source.of_version(roster, *shown)
    return Source(roster, "списки этого сеанса", session.is_demonstration())
