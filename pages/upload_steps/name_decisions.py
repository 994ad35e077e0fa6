"""«Уточнить имена»: how it is with a name, decided once and remembered."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from data.checking.messages import brief, words
from data.checking.pair_messages import described
from data.contracts import TABLES
from data.corrections.names import AMBIGUOUS, UNKNOWN, name_in, to_decide
from data.findings import CODES, Finding
from data.loading import Lists
from data.parsing import name_key
from data.people.name_decisions import ChosenNamesake, DifferentPeople, NameDecision, SamePerson
from data.store import decisions
from data.store.location import is_in_use
from pages.components.plain_text import plain
from pages.state import actions, stored


def names(found: Lists) -> None:
    """Names that are not found, are several people's or may be one person's: a person says how it is."""
    open_ones = to_decide(found.findings)
    remembered = decisions.name_decisions(stored.store()) if is_in_use() else {}
    if not open_ones and not remembered:
        return
    title = f"Уточнить имена ({len(open_ones)})" if open_ones else "Уточнённые имена"
    is_needed = any(finding.code == AMBIGUOUS for finding in open_ones)
    with st.expander(title, icon=":material/person_search:", key=f"names_{is_needed}", expanded=is_needed):
        if open_ones:
            finding = st.selectbox(
                "О ком речь", open_ones, filter_mode=None, key=f"name_of_{len(open_ones)}",
                format_func=lambda one: (
                    f"{CODES[one.code].title}: {name_in(one)} ({one.sheet or one.file}, {one.cell})"
                ),
            )  # fmt: skip
            if finding.code == AMBIGUOUS:
                _ask_which(finding)
            elif finding.code in UNKNOWN:
                _ask_same(finding, found)
            elif st.button(f"«{plain(name_in(finding))}» – это разные люди, запомнить", key="different"):
                born = _born(finding, found) if finding.code == "duplicate_person" else None
                _decide(DifferentPeople(name_in(finding), born))
        for key, decision in remembered.items():
            left, right = st.columns([0.7, 0.3], vertical_alignment="center")
            left.caption(plain(decision_words(decision)))
            right.button("Забыть", key=f"forget_{key[1]}", on_click=_forget, args=key)


def decision_words(decision: NameDecision) -> str:
    """«Ромашкина Верба – это Василькова Верба»: what was decided, to be taken back."""
    match decision:
        case SamePerson(written, listed):
            return f"{written} – это {listed}"
        case DifferentPeople(name):
            return f"{name} – разные люди"
        case ChosenNamesake(side, pair, person):
            name = pair.mentor if side == "mentor" else pair.mentee
            return f"{name} в паре {pair.mentor} – {pair.mentee}: это {described([person])[0]}"


def _ask_which(finding: Finding) -> None:
    """Which of the namesakes is in this pair: one press settles it."""
    if finding.pair is None:
        st.caption(plain(words(finding)))
        return
    st.caption(plain(f"«{name_in(finding)}» в паре {finding.whose}: кто это?"))
    buttons = zip(finding.candidates, described(finding.candidates, in_brief=True), strict=True)
    for place, (candidate, label) in enumerate(buttons):
        if st.button(plain(label), key=f"which_{finding.file}_{finding.sheet}_{finding.cell}_{place}"):
            _decide(ChosenNamesake(finding.side, finding.pair, candidate))


def _ask_same(finding: Finding, found: Lists) -> None:
    frames = [getattr(found.roster, table) for table in TABLES if table != "pairs"]
    known = sorted({name for frame in frames if frame is not None for name in frame["name"].dropna()})
    name = name_in(finding)
    if name_key(name) in map(name_key, known):
        st.caption(f"«{plain(name)}» в списках есть, но не среди тех, кого требует форма пары. Проверьте форму.")
        return
    st.caption(plain(brief(finding)))
    near = [candidate.name for candidate in finding.candidates if candidate.name in known]
    options = [*near, *(listed for listed in known if listed not in near)]
    listed = st.selectbox(
        f"«{plain(name)}» – это", options, index=0 if near else None, key=f"same_{finding.cell}",
        placeholder="выберите человека из списка",
    )  # fmt: skip
    if st.button("Это один и тот же человек, запомнить", disabled=listed is None, key="same") and listed:
        _decide(SamePerson(name, listed))


def _born(finding: Finding, found: Lists) -> dt.date | None:
    """The day on which both bearers of a name were born, as the row that stays in the list tells it."""
    for frame in (found.roster.students, found.roster.teachers):
        if frame is not None and "birth" in frame:
            births = frame.loc[frame["name"].map(name_key, na_action="ignore") == name_key(name_in(finding)), "birth"]
            if len(births.dropna()):
                birth: pd.Timestamp = births.dropna().iloc[0]
                return birth.date()
    return None


def _decide(decision: NameDecision) -> None:
    decisions.decide(stored.store(), decision)
    st.rerun()


@actions.reporting_refusal
def _forget(kind: str, key: str) -> None:
    decisions.forget(stored.store(), kind, key)
