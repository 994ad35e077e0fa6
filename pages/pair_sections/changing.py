"""Chosen pairs are changed: a new version of the lists, with what it does to the shares seen before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.changed_pairs import Ended, Extended, InForm, InMode, PairChange, Reason, WithMentor
from data.loading import Lists
from data.periods import Period, school_year_end
from data.russian import PAIRS, counted, date_text
from data.vocabulary import FORMS, MODES
from metrics.pairs.pair_rows import PairRow
from metrics.plan.membership import present
from pages.components.date_fields import date_field
from pages.components.new_version import new_version
from pages.components.parts import ask_who
from pages.components.plain_text import plain
from pages.state import actions, pairs, session, stored
from pages.state.new_version import is_possible
from pages.state.new_version import save as save_over
from pages.state.pairs import Changing, PairChangeKind, PairState, pair_state
from pages.state.values import Value

MOST_NAMED = 8  # pairs above the fields; the others are folded
DONE = {
    PairChangeKind.EXTEND: "Продлено",
    PairChangeKind.END: "Завершено",
    PairChangeKind.MODE: "Формат изменён",
    PairChangeKind.FORM: "Форма изменена",
    PairChangeKind.MENTOR: "Наставник сменён",
}


def changing(rows: Sequence[PairRow], chosen: Sequence[PairRow]) -> bool:
    """Offers what can be changed of the chosen pairs, or goes on with a change; returns whether one was begun."""
    begun = pair_state.changing
    if begun is not None and begun.based_on == stored.shown():
        _form(begun, [row for row in rows if row.row in begun.rows])
        return True
    if begun is not None:  # its pairs are those of other lists
        _leave()
        st.warning("Списки за это время изменились. Отметьте пары ещё раз.")
    if not is_possible():
        st.caption("Чтобы менять пары отсюда, сохраните свои списки и откройте действующую версию.")
    elif not chosen:
        st.caption("Отметьте пары слева, чтобы продлить их, завершить, изменить формат или форму, сменить наставника.")
    else:
        with st.container(horizontal=True):
            for kind in PairChangeKind:
                st.button(f"{kind.value}…", on_click=_begin, args=(kind, tuple(row.row for row in chosen)))
    return False


def _begin(kind: PairChangeKind, rows: tuple[int, ...]) -> None:
    identity = stored.shown()
    if identity is not None:
        pair_state.changing = Changing(kind, rows, identity)


def _leave() -> None:
    pair_state.changing = None


def _form(begun: Changing, rows: Sequence[PairRow]) -> None:
    """Asks for the change, shows what it does to the shares, and saves it as a new version."""
    with st.container(border=True):
        st.markdown(f"**{begun.kind.value}: {counted(len(rows), *PAIRS)}**")
        st.markdown("\n".join(f"- {plain(_words(row))}" for row in rows[:MOST_NAMED]))
        if len(rows) > MOST_NAMED:
            with st.expander(f"И ещё {counted(len(rows) - MOST_NAMED, *PAIRS)}"):
                st.markdown("\n".join(f"- {plain(_words(row))}" for row in rows[MOST_NAMED:]))
        left, right = st.columns(2)
        with left:
            change = _ask(begun.kind, rows)
        with right:
            ask_who()
        new_version(partial(pairs.changed, begun, change) if change else None, partial(_save, begun), _leave)


def _words(row: PairRow) -> str:
    until = f" по {date_text(row.end)}" if row.end else ""
    return f"{row.mentor.title} → {row.mentee.title}, с {date_text(row.start)}{until}"


def _ask(kind: PairChangeKind, rows: Sequence[PairRow]) -> PairChange | None:
    """Asks for what the change is to be; returns None while something lacks."""
    match kind:
        case PairChangeKind.EXTEND:
            until = _day("Продлить до", PairState.until, school_year_end(session.lists().as_of))
            st.caption("Пара, которая и так закончится позже, не изменится.")
            return Extended(until)
        case PairChangeKind.END:
            return _ask_end(rows)
        case PairChangeKind.MODE:
            mode = _one_of("Новый формат", MODES, PairState.new_mode)
            return InMode(mode) if mode else None
        case PairChangeKind.FORM:
            form = _one_of("Новая форма", FORMS, PairState.new_form)
            return InForm(form) if form else None
        case PairChangeKind.MENTOR:
            return _ask_mentor()


def _ask_end(rows: Sequence[PairRow]) -> PairChange:
    last = _day("Последний день", PairState.last, _shown_day())
    if earlier := [row for row in rows if row.end and row.end < last]:
        st.warning(f"Раньше этого дня по спискам закончатся {counted(len(earlier), *PAIRS)}: их день останется.")
    reason: Reason | None = st.selectbox(
        "Причина",
        list(Reason),
        format_func=lambda reason: reason.value,
        key=pair_state.key(PairState.reason),
        filter_mode=None,
    )
    outcome = st.text_input("Результат, если есть", key=pair_state.key(PairState.outcome), max_chars=300)
    st.caption("В долях пара учитывается до конца года, в котором закончилась.")
    return Ended(last, reason or Reason.DONE, outcome.strip())


def _ask_mentor() -> PairChange | None:
    lists = session.lists()
    here = present(lists.roster, Period(lists.as_of, lists.as_of))
    titles = {person.id: person.title for person in pairs.people_on(lists.as_of) if person.id in here}
    mentor = st.selectbox(
        "Новый наставник",
        sorted(titles, key=titles.__getitem__),
        index=None,
        format_func=titles.__getitem__,
        key=pair_state.key(PairState.mentor),
        placeholder="Начните вводить фамилию",
    )
    day = _day("С какого дня", PairState.mentor_from, _shown_day())
    st.caption(
        "Прежняя пара закончится накануне. Пара, которая начнётся не раньше этого дня, получит нового наставника."
    )
    return WithMentor(mentor, day) if mentor else None


def _shown_day() -> dt.date:
    """Returns the day for which the page shows the pairs."""
    return pair_state.day or session.lists().as_of


def _day(label: str, value: Value[dt.date | None], proposed: dt.date) -> dt.date:
    day = date_field(label, proposed, pair_state.key(value))
    return day or proposed


def _one_of(label: str, titles: dict[str, str], value: Value[str | None]) -> str | None:
    chosen: str | None = st.selectbox(
        label,
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        filter_mode=None,
        key=pair_state.key(value),
        placeholder="Выберите",
    )
    return chosen


@actions.reporting_refusal
def _save(begun: Changing, lists: Lists) -> None:
    """Saves over the version that the person saw. Raises `ListError`, of which `Overtaken` is one."""
    words = counted(len(begun.rows), *PAIRS)
    saved = save_over(lists, f"пары: {begun.kind.value.lower()} – {len(begun.rows)}", begun.based_on)
    _leave()
    actions.report_success(f"{DONE[begun.kind]}: {words}. {saved}")
