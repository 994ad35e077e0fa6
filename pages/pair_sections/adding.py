"""A pair is added by hand: by the rules of the proposals, with what it does to the shares seen before."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from data.findings import ListError
from data.loading import Lists
from data.new_pairs import NewOutsidePair, NewPair, Outsider, PersonId, Terms, form_of
from data.vocabulary import FORMS, LISTED, MODES
from pages.components.new_version import new_version
from pages.components.pair_terms import TermFields, ask_days
from pages.components.parts import ask_who
from pages.components.plain_text import plain
from pages.state import actions, added_pairs, pairs, session, stored
from pages.state.added_pairs import AddState, add_state
from pages.state.new_version import is_possible, with_new_pairs
from pages.state.new_version import save as save_over
from pages.state.values import Value

OTHER = "other"
FROM_OUTSIDE = [form for form in FORMS if form == OTHER or form.split("_")[0] not in LISTED]


def adding(shown: dt.date) -> bool:
    """Offers to add a pair, or goes on with one that is proposed to begin on the day shown; returns whether it does."""
    if add_state.based_on is not None and add_state.based_on == stored.shown():
        _form(shown)
        return True
    if add_state.based_on is not None:  # its people are those of other lists
        _leave()
        st.warning("Списки за это время изменились. Добавьте пару ещё раз.")
    if is_possible() and session.lists().roster.pairs is not None:
        st.button("Добавить пару…", icon=":material/person_add:", on_click=added_pairs.begin)
    return False


def _leave() -> None:
    add_state.based_on = None


def _form(shown: dt.date) -> None:
    with st.container(border=True):
        st.markdown("**Новая пара**")
        pair = _ask_pair()
        left, right = st.columns(2)
        with left:
            start, end = ask_days(TermFields("added"), shown)
        with right:
            terms = Terms(start, end, _ask_form(pair) if pair else None, _ask_mode())
            ask_who()
        words = added_pairs.objections(pair, start) if pair else []
        if words:
            st.error(
                plain(f"Такой пары быть не может: {'; '.join(words)}. Правила подбора – на странице «Настройки»."),
                icon=":material/block:",
            )
        based_on = add_state.based_on
        if pair is None or words or based_on is None:
            new_version(None, _save, _leave)
        else:
            new_version(partial(with_new_pairs, [pair], terms, based_on), _save, _leave)


def _ask_pair() -> NewPair | NewOutsidePair | None:
    """Asks for the two; returns None while one of them lacks."""
    titles = {person.id: person.title for person in pairs.people_on(session.lists().as_of)}
    is_outside = st.toggle("Наставник не из школы", key=add_state.key(AddState.is_outside))
    left, right = st.columns(2)
    with right:
        mentee = _person("Наставляемый", AddState.mentee, titles)
    with left:
        if not is_outside:
            mentor = _person("Наставник", AddState.mentor, titles)
            return NewPair(mentor, mentee) if mentor and mentee else None
        name = st.text_input("Фамилия, имя, отчество наставника", key=add_state.key(AddState.outsider), max_chars=200)
        place = st.text_input("Где работает или учится", key=add_state.key(AddState.workplace), max_chars=200)
    return NewOutsidePair(Outsider(name.strip(), place.strip()), mentee) if name.strip() and mentee else None


def _person(label: str, value: Value[PersonId | None], titles: dict[PersonId, str]) -> PersonId | None:
    chosen: PersonId | None = st.selectbox(
        label,
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        key=add_state.key(value),
        placeholder="Начните вводить любую часть имени",
    )
    return chosen


def _ask_form(pair: NewPair | NewOutsidePair) -> str | None:
    """Asks for the form among those that fit who the two are."""
    forms = [form_of(pair), OTHER] if isinstance(pair, NewPair) else FROM_OUTSIDE
    fitting = [form for form in forms if form in FORMS]
    chosen: str | None = st.selectbox(
        "Форма", fitting, format_func=FORMS.__getitem__, key=add_state.key(AddState.form), filter_mode=None
    )
    return chosen


def _ask_mode() -> str | None:
    chosen: str | None = st.selectbox(
        "Формат",
        list(MODES),
        index=None,
        format_func=MODES.__getitem__,
        key=add_state.key(AddState.mode),
        placeholder="Не указан",
        filter_mode=None,
    )
    return chosen


@actions.reporting_refusal
def _save(lists: Lists) -> None:
    """Saves over the version that the person saw. Raises `ListError`, of which `Overtaken` is one."""
    if add_state.based_on is None:
        raise ListError("Добавление пары уже отменено. Ничего не сохранено.")
    saved = save_over(lists, "новая пара, добавлена на странице «Пары»", add_state.based_on)
    _leave()
    actions.report_success(
        f"Пара добавлена. {saved} Приказ, план, согласия и дневник – по ссылке «Документы пар» внизу."
    )
