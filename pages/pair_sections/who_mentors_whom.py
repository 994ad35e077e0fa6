"""Who mentors whom: a flow from the roles of mentors to the groups of mentees."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from charts.pair_flow import pair_flow
from charts.theme import CONFIG
from data.russian import NO_BREAK
from metrics.disclosure.facts import SMALLEST_SHOWN
from metrics.pairs.flow import SMALL
from metrics.sensitive import special_titles
from pages.components.tables import table_below
from pages.state import pairs, session, stored
from pages.state.pairs import PairState, pair_state


def who_mentors_whom(on: dt.date) -> None:
    """Draws the pairs in force by role and group, what is special and what is small only where it is asked for."""
    with st.expander("Кто кого наставляет", icon=":material/account_tree:"):
        st.caption("Пары, которые сейчас в силе: слева – кто наставляет, справа – кого.")
        left, right = st.columns(2)
        left.toggle(
            "С закрытыми сведениями",
            key=pair_state.key(PairState.special_flow),
            help=special_titles(stored.declarations()),
        )
        right.toggle(
            f"Группы меньше {SMALLEST_SHOWN}{NO_BREAK}пар отдельно",
            key=pair_state.key(PairState.small_flow),
            help=f"Без этого они показаны одной: «{SMALL}».",
        )
        found = pairs.flows_on(on)
        st.plotly_chart(
            pair_flow(found, session.theme()),
            config=CONFIG,
            theme=None,
            key="pair_flow",
            alt="Пары от роли наставника к группе наставляемых",
        )
        table_below(
            "pair_flow",
            [{"Наставники": flow.role, "Наставляемые": flow.group, "Пар": str(flow.count)} for flow in found],
        )
