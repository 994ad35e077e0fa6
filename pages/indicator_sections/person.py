"""«Почему человек учтён или нет»: a person against all indicators of his list."""

from __future__ import annotations

import streamlit as st

from metrics.filters import Filters
from metrics.groups import People
from pages.components.tables import table
from pages.state import figures, stored


def one_person() -> None:
    """Shows, for a chosen person, why he counts in each indicator or does not."""
    st.subheader("Почему человек учтён или нет", anchor=False)
    known = _everyone()
    chosen = st.selectbox(
        "Человек", sorted(known, key=known.__getitem__), index=None, format_func=known.__getitem__,
        placeholder="Начните вводить фамилию", key="person", label_visibility="collapsed",
    )  # fmt: skip
    if chosen is not None:
        table(_answers(*chosen))


def _answers(people: People, person: int) -> list[dict[str, str]]:
    declarations = stored.declarations()
    rows = []
    for indicator in declarations.indicators:
        if declarations.people(indicator) != people:
            continue
        standings = figures.people_of(indicator, Filters())
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
    known: dict[tuple[People, int], str] = {}
    for indicator in declarations.indicators:
        people = declarations.people(indicator)
        if any(listed == people for listed, _ in known):
            continue
        for standing in figures.people_of(indicator, Filters()):
            known[people, standing.person] = f"{standing.name}, {standing.class_name or 'педагог'}"
    return known
