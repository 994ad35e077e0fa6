"""«Пары»: every pair of the lists, which of them ask for a hand, and how many each mentor has."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.russian import PAIRS, counted, date_text
from metrics.disclosure.facts import SMALLEST_SHOWN, is_small
from metrics.pairs.pair_rows import PairPhase
from pages.components.date_fields import date_field
from pages.components.links import page_link
from pages.components.parts import badge, papers_link, show_outcome
from pages.components.tables import table
from pages.pair_sections.adding import adding
from pages.pair_sections.changing import changing
from pages.pair_sections.contacts import contacts
from pages.pair_sections.listing import listing
from pages.pair_sections.mentors import mentors
from pages.pair_sections.who_mentors_whom import who_mentors_whom
from pages.state import pairs, rights, session
from pages.state.pairs import PairState, pair_state
from pages.state.state import state


def main() -> None:
    title, words = st.empty(), st.container()
    show_outcome()
    on = ask()
    rows = pairs.rows_on(on)
    in_force = sum(row.phase is PairPhase.IN_FORCE for row in rows)
    title.title(f"Пары: в силе {_shown(in_force)}", anchor=False)
    with words:
        badge(f"{session.school()} · на {date_text(on)} · данные от {date_text(session.lists().as_of)}")
    if not rows:
        st.info(_no_pairs(), icon=":material/info:")
    if state.show:
        if rows:
            counts(on)
    elif not (rights.may(Action.CHANGE_PAIRS) and adding(on)) and rows:
        chosen = listing(rows, on)
        if not rights.may(Action.CHANGE_PAIRS) or not changing(rows, chosen):
            contacts(chosen)
        if not session.is_part_of_school():  # of whom all pairs are seen
            mentors(rows)
            who_mentors_whom(on)
    ways()


def ask() -> dt.date:
    """Asks for the day; the lists say how the pairs stand on their own."""
    as_of = session.lists().as_of
    place, _ = st.columns([0.25, 0.75])
    with place:
        day = date_field("На день", as_of, pair_state.key(PairState.day), bind="query-params")
    return day or as_of


def counts(on: dt.date) -> None:
    """Shows how many pairs ask for a hand, without names and without small counts."""
    st.header("Нужно внимание", anchor=False)
    table(
        [{"Почему": pairs.title(cause), "Сколько": _shown(len(places))} for cause, places in pairs.causes(on).items()]
    )


def _shown(count: int) -> str:
    """Returns a count in words; where others look on a small one is not told."""
    return f"меньше {SMALLEST_SHOWN} пар" if state.show and count > 0 and is_small(count) else counted(count, *PAIRS)


def _no_pairs() -> str:
    if session.is_part_of_school():
        return "Ваших пар в списках нет. Если они должны быть, скажите ответственному за программу."
    return "В списках нет ни одной пары. Загрузите список пар или подберите новые."


def ways() -> None:
    """Leads to where pairs come from and where their papers are made."""
    with st.container(horizontal=True):
        page_link("matching.py", label="Подобрать новые пары", icon=":material/join_inner:")
        papers_link("Документы пар")
        page_link("uploads.py", label="Загрузить список пар", icon=":material/upload:")


main()
