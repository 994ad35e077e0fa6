"""«Почему нет»: what the plan says of anybody, and of any two people."""

from __future__ import annotations

import streamlit as st

from data.new_pairs import PersonId
from metrics.plan.planning import Plan, Planner
from metrics.plan.why_not import why_not
from pages.components.plain_text import plain
from pages.state import plans
from pages.state.plans import PlanState, plan_state
from pages.state.values import Value


def asked_about(plan: Plan) -> None:
    """Shows why somebody is not in the plan, and whether two people may be paired."""
    st.header("Почему нет", anchor=False)
    planner = plans.planner(plan.year, plan.on)
    titles = {person.id: person.title for person in planner.pool.people}
    left, right = st.columns(2)
    who = _person(left, "Человек", PlanState.person, titles, "Начните вводить фамилию")
    if who is None:
        return
    answer = why_not(planner, plan, plans.choices(), who)
    left.markdown(f"**Как наставник:** {plain(answer.as_mentor)}")
    left.markdown(f"**Как наставляемый:** {plain(answer.as_mentee)}")
    now = plans.session_choices()
    left.button("Не предлагать наставником", on_click=_refuse, args=("no_mentors", who), disabled=who in now.no_mentors)
    left.button(
        "Не предлагать наставляемым", on_click=_refuse, args=("no_mentees", who), disabled=who in now.no_mentees
    )
    partner = _person(
        right,
        "В паре с",
        PlanState.partner,
        {one: title for one, title in titles.items() if one != who},
        "С кем – по желанию",
    )
    if partner is not None:
        with right:
            _two(planner, (who, partner), titles)


def _person(
    place: st.delta_generator.DeltaGenerator,
    label: str,
    value: Value[PersonId | None],
    titles: dict[PersonId, str],
    hint: str,
) -> PersonId | None:
    chosen: PersonId | None = place.selectbox(
        label,
        sorted(titles, key=titles.__getitem__),
        index=None,
        format_func=titles.__getitem__,
        key=plan_state.key(value),
        placeholder=hint,
    )
    return chosen


def _refuse(side: str, who: PersonId) -> None:
    plans.settle(**{side: getattr(plans.session_choices(), side) | {who}})


def _two(planner: Planner, two: tuple[PersonId, PersonId], titles: dict[PersonId, str]) -> None:
    """Shows whether either of two people may mentor the other."""
    place, rules = planner.pool.place, planner.rules(plans.choices())
    for mentor, mentee in (two, two[::-1]):
        words = rules.objections(place[mentor], place[mentee])
        said = "; ".join(words) if words else "; ".join(planner.fit.reasons(place[mentor], place[mentee])) or "можно"
        icon = ":material/block:" if words else ":material/check:"
        st.markdown(f"{icon} {plain(titles[mentor])} → {plain(titles[mentee])}: {plain(said)}")
        if not words:
            st.button("Закрепить эту пару", key=f"pin_{mentor}_{mentee}", on_click=plans.pin, args=((mentor, mentee),))
    people = planner.pool.people
    both, are_forbidden = [people[place[who]] for who in two], frozenset(two) in plans.choices().forbidden
    st.button(
        "Разрешить этим двоим быть парой" if are_forbidden else "Никогда не ставить этих двоих вместе",
        on_click=plans.set_forbidden,
        args=both,
        kwargs={"forbidden": not are_forbidden},
    )
