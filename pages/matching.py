"""«Подбор новых пар»: the fewest new pairs that reach the goals of a year, and what lies ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from data.russian import NO_BREAK, date_text
from metrics.plan.planning import Plan, default_day
from metrics.plan.wording import plan_sentence
from pages.components.date_fields import date_field
from pages.components.pairing_fields import ask_pairing
from pages.components.parts import badge, papers_link, show_outcome
from pages.components.plain_text import plain
from pages.matching_sections.file import workbook
from pages.matching_sections.outlook import fragility_of_goals, shares_ahead
from pages.matching_sections.proposals import proposals, shares
from pages.matching_sections.suppositions import suppositions
from pages.matching_sections.why_not import asked_about
from pages.state import plans, session, stored
from pages.state.plans import PlanState, plan_state


def main() -> None:
    title, words = st.empty(), st.container()
    if show_outcome():
        papers_link("Приказ, планы, согласия и дневники этих пар")
    year, on = ask()
    rules()
    plan = plans.plan(year, on, plans.choices())
    title.title(plan_sentence(plan), anchor=False)
    with words:
        about(plan)
    sections: dict[str, Callable[[], None]] = {
        "Новые пары": lambda: new_pairs(plan),
        "Что если": lambda: suppositions(plan),
        "Прогноз": lambda: shares_ahead(on),
        "На ком держится": lambda: fragility_of_goals(on),
    }
    chosen = st.segmented_control(
        "Раздел",
        list(sections),
        default=next(iter(sections)),
        required=True,
        key=plan_state.key(PlanState.section),
        label_visibility="collapsed",
    )
    sections[chosen]()


def ask() -> tuple[int, dt.date]:
    """Asks for the year whose goals are meant, and for the day; a new year begins with its last day."""
    left, right, _ = st.columns([0.25, 0.25, 0.5])
    options = plans.years()
    year = left.selectbox(
        "Целевые значения года",
        options,
        format_func=str,
        key=plan_state.key(PlanState.year),
        filter_mode=None,
        bind="query-params",
    )
    scoped = PlanState(year)
    with right:
        day = date_field("На день", default_day(year), scoped.key(PlanState.day), first=session.lists().as_of)
    return year, day or default_day(year)


def rules() -> None:
    """Asks for the rules by which this session tries to pair people."""
    with st.expander("Правила подбора", icon=":material/tune:"):
        school = stored.declarations().settings.pairing
        asked = ask_pairing(school, "plan_rules")
        plan_state.pairing = None if asked == school else asked
        if plan_state.pairing:
            st.caption("Так – только в этом сеансе. Правила школы меняются на странице «Настройки».")


def about(plan: Plan) -> None:
    """Says whose lists these are, on which day, and what the sentence above rests on."""
    badge(f"{session.school()} · на {date_text(plan.on)} · данные от {date_text(session.lists().as_of)}")
    for shortfall in plan.shortfalls:
        number = f"№{NO_BREAK}{shortfall.indicator.number}"
        st.warning(plain(f"{number}. {shortfall.indicator.short}: {shortfall.words}."), icon=":material/warning:")


def new_pairs(plan: Plan) -> None:
    """Shows the shares with the new pairs, the pairs, and why not somebody else."""
    shares(plan)
    proposals(plan)
    asked_about(plan)
    workbook(plan)


main()
