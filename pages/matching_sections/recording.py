"""Chosen proposals become pairs: a new version of the lists, with what it does to the shares seen before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.loading import Lists
from data.new_pairs import NewPair, Terms
from data.periods import year_to_date
from data.russian import PAIRS, PAIRS_OBJECT, counted
from metrics.plan.planning import Plan, Proposal
from pages.components.new_version import new_version
from pages.components.pair_terms import TermFields, ask_days
from pages.components.parts import ask_who
from pages.components.plain_text import plain
from pages.state import actions, plans, session, stored
from pages.state.new_version import is_possible, with_new_pairs
from pages.state.new_version import save as save_over
from pages.state.pairs import people_on
from pages.state.plans import Recording, plan_state


def record_pairs(plan: Plan, chosen: Sequence[Proposal]) -> None:
    """Offers to record the chosen pairs, or all of them where none are chosen."""
    recording = plan_state.recording
    if recording is not None and recording.based_on == stored.shown():
        _form(recording, plan)
        return
    if recording is not None:  # its people are those of other lists
        _leave()
        st.warning("Списки за это время изменились. Посмотрите новый план и запишите пары ещё раз.")
    if not is_possible():
        st.caption("Чтобы записать пары отсюда, сохраните свои списки и откройте действующую версию.")
        return
    pairs = tuple(NewPair(*proposal.pair) for proposal in (chosen or plan.proposals))
    words = "отмеченные" if chosen else "все"
    st.button(
        f"Записать {words} пары ({len(pairs)})…",
        icon=":material/playlist_add:",
        on_click=_begin,
        args=(pairs,),
        type="primary",
    )


def _begin(pairs: tuple[NewPair, ...]) -> None:
    identity = stored.shown()
    if identity is not None:
        plan_state.recording = Recording(pairs, identity)


def _form(recording: Recording, plan: Plan) -> None:
    """Asks for the days of the new pairs, shows what they do to the shares, and saves them as a new version.

    They are proposed to begin today, or within the period of the plan.
    """
    with st.container(border=True):
        names = {person.id: person.name for person in people_on(session.lists().as_of)}
        st.markdown(f"**Записать {counted(len(recording.pairs), *PAIRS_OBJECT)}**")
        st.markdown(
            "\n".join(f"- {plain(names[pair.mentor])} → {plain(names[pair.mentee])}" for pair in recording.pairs)
        )
        left, right = st.columns(2)
        with left:
            start, end = ask_days(TermFields("plan"), min(dt.date.today(), plan.on))
        with right:
            ask_who()
            if end is not None and end < year_to_date(plan.on).since:
                st.warning(f"Пары закончатся раньше {plan.on.year} года: в его целевые значения они не войдут.")
        made = partial(with_new_pairs, recording.pairs, Terms(start, end), recording.based_on)
        new_version(made, partial(_save, recording), _leave)


def _leave() -> None:
    plan_state.recording = None


@actions.reporting_refusal
def _save(recording: Recording, lists: Lists) -> None:
    """Saves over the version that the person saw. Raises `ListError`, of which `Overtaken` is one."""
    words = counted(len(recording.pairs), *PAIRS)
    saved = save_over(lists, f"новые пары из подбора: {len(recording.pairs)}", recording.based_on)
    plans.forget_settled()
    _leave()
    actions.report_success(f"Записано: {words}. {saved}")
