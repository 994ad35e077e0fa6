"""«Почему человек учтён или нет»: a person against all indicators of his list."""

from __future__ import annotations

import streamlit as st

from data.periods import Period
from metrics.filters import Filters
from metrics.groups import People
from pages.components.tables import table
from pages.state import figures, stored
from pages.state.pairs import people_on
from pages.state.state import state


def one_person() -> None:
    """Shows, for a chosen person, why he counts in each indicator or does not."""
    st.header("Почему человек учтён или нет", anchor=False)
    known = _everyone()
    chosen = st.selectbox(
        "Человек",
        sorted(known, key=known.__getitem__),
        index=None,
        format_func=known.__getitem__,
        placeholder="Начните вводить фамилию",
        key="person",
        label_visibility="collapsed",
    )
    if chosen is None:
        return
    if rows := answers(*chosen, state.request.period):
        table(rows)
    else:
        st.caption("По этим спискам ни один показатель этого человека не считает: в них нет пар или нужной графы.")


def answers(people: People, person: int, period: Period) -> list[dict[str, str]]:
    """Returns a row for each indicator of the list: whether the person counts, why, and by which pairs."""
    declarations = stored.declarations()
    rows = []
    for indicator in declarations.indicators:
        if declarations.people(indicator) != people:
            continue
        standings = figures.people_of(indicator, Filters(), period)
        standing = next((standing for standing in standings if standing.person == person), None)
        if standing:
            rows.append(
                {
                    "№": str(indicator.number),
                    "Показатель": indicator.short,
                    "Учтён": "учтён"
                    if standing.counts
                    else "в знаменателе, не охвачен"
                    if standing.could_count
                    else "нет",
                    "Почему": standing.reason,
                    "Пары": "; ".join(standing.pairs),
                }
            )
    return rows


def _everyone() -> dict[tuple[People, int], str]:
    """Returns everybody of each list that an indicator counts people of."""
    declarations = stored.declarations()
    counted = {declarations.people(indicator) for indicator in declarations.indicators}
    return {person.id: person.title for person in people_on(state.request.period.on) if person.id[0] in counted}
