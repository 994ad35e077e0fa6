"""«Уточнить имена»: how it is with a name, confirmed once and remembered."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data.contracts import TABLES
from data.corrections.cells import brief
from data.corrections.names import AMBIGUOUS, UNKNOWN, name_in, namesakes, pair_of, side_of, to_confirm
from data.findings import CODE_TITLES, Finding
from data.loading import Lists
from data.parsing import name_key
from data.people.name_decisions import different, meant, same
from data.store import decisions
from data.store.location import is_in_use
from pages.components.parts import plain
from pages.state import stored

ROLE = "обучающийся, "  # the commonest role goes without saying on a button


def names(found: Lists) -> None:
    """Names that are not found, are several people's or may be one person's: a person says how it is."""
    open_ones = to_confirm(found.findings)
    remembered = _remembered()
    if not open_ones and not remembered:
        return
    title = f"Уточнить имена ({len(open_ones)})" if open_ones else "Уточнённые имена"
    is_needed = any(one.code == AMBIGUOUS for one in open_ones)
    with st.expander(title, icon=":material/person_search:", key=f"names_{is_needed}", expanded=is_needed):
        if open_ones:
            one = st.selectbox(
                "О ком речь", open_ones, filter_mode=None, key=f"name_of_{len(open_ones)}",
                format_func=lambda one: (
                    f"{CODE_TITLES[one.code]}: {name_in(one)} ({one.sheet or one.file}, {one.cell})"
                ),
            )  # fmt: skip
            if one.code == AMBIGUOUS:
                _ask_which(one, found)
            elif one.code in UNKNOWN:
                _ask_same(one, found)
            elif st.button(f"«{plain(name_in(one))}» – это разные люди, запомнить", key="different"):
                born = _born(one, found) if one.code == "duplicate_person" else None
                _remember(decisions.DIFFERENT, f"{name_in(one)} {born}", different(name_in(one), born))
        for kind, key, words in remembered:
            left, right = st.columns([0.7, 0.3], vertical_alignment="center")
            left.caption(plain(words))
            right.button("Забыть", key=f"forget_{key}", on_click=_forget, args=(kind, key))


def _ask_which(one: Finding, found: Lists) -> None:
    """Which of the namesakes is in this pair: one press settles it."""
    pair = pair_of(one, found.blocks)
    if pair is None:
        st.caption(plain(one.words))
        return
    st.caption(plain(f"«{name_in(one)}» в паре {one.person}: кто это?"))
    for place, which in enumerate(namesakes(one)):
        if st.button(plain(which.removeprefix(ROLE)), key=f"which_{one.file}_{one.sheet}_{one.cell}_{place}"):
            content = meant(side_of(one), *pair, which)
            _remember(decisions.MEANT, content["pair"], content)


def _ask_same(one: Finding, found: Lists) -> None:
    frames = [getattr(found.roster, table) for table in TABLES if table != "pairs"]
    known = sorted({name for frame in frames if frame is not None for name in frame["name"].dropna()})
    if name_key(name_in(one)) in map(name_key, known):
        st.caption(
            f"«{plain(name_in(one))}» в списках есть, но не среди тех, кого требует форма пары. Проверьте форму."
        )
        return
    st.caption(plain(brief(one, found.blocks)))
    near = [name for name in known if name in one.words]
    options = [*near, *(name for name in known if name not in near)]
    listed = st.selectbox(
        f"«{plain(name_in(one))}» – это", options, index=0 if near else None, key=f"same_{one.cell}",
        placeholder="выберите человека из списка",
    )  # fmt: skip
    if st.button("Это один и тот же человек, запомнить", disabled=listed is None, key="same") and listed:
        _remember(decisions.SAME, name_in(one), same(name_in(one), listed))


def _born(one: Finding, found: Lists) -> dt.date | None:
    """The day on which both bearers of a name were born, as the row that stays in the list tells it."""
    for frame in (found.roster.students, found.roster.teachers):
        if frame is not None and "birth" in frame:
            births = frame.loc[frame["name"].map(name_key, na_action="ignore") == name_key(name_in(one)), "birth"]
            if len(births.dropna()):
                return births.dropna().iloc[0].date()
    return None


def _remember(kind: str, written: str, content: dict[str, str]) -> None:
    decisions.remember(stored.store(), kind, written, content)
    st.rerun()


def _remembered() -> list[tuple[str, str, str]]:
    """Kind, key and words of what was confirmed before."""
    if not is_in_use():
        return []
    kinds = (decisions.SAME, decisions.DIFFERENT, decisions.MEANT)
    return [
        (kind, key, content["shown"]) for kind in kinds for key, content in decisions.kept(stored.store(), kind).items()
    ]


@stored.telling
def _forget(kind: str, key: str) -> None:
    decisions.forget(stored.store(), kind, key)
