"""«Что если»: the shares as they would be, beside those that they are. Nothing is stored."""

from __future__ import annotations

import streamlit as st

from data.periods import Period
from data.russian import NO_BREAK, date_text
from metrics.breakdown import class_order
from metrics.counting.frame_view import frame_view, rows_of
from metrics.plan.planning import Plan
from metrics.plan.what_if import Supposition
from metrics.wording import share_of_people, signed_points
from pages.components.tables import table
from pages.state import plans, session
from pages.state.plans import PlanState, plan_state


def suppositions(plan: Plan) -> None:
    """Asks what is supposed to happen on the date of the data, and shows what it does."""
    roster = session.lists().roster
    planner = plans.planner(plan.year, plan.on)
    titles = {person.id: person.title for person in planner.pool.people}
    st.caption(
        f"Как будто это случилось {date_text(roster.as_of)}. Пара, которая закончилась, по правилам учитывается до "
        "конца своего года. Ничего не сохраняется."
    )
    left, right = st.columns(2)
    pairs = _pairs()
    ending = left.multiselect(
        "Закончатся пары",
        list(pairs),
        format_func=pairs.__getitem__,
        key=plan_state.key(PlanState.ending),
        placeholder="Ни одна",
        select_all=False,
    )
    leaving = right.multiselect(
        "Выбудут люди",
        sorted(titles, key=titles.__getitem__),
        format_func=titles.__getitem__,
        key=plan_state.key(PlanState.leaving),
        placeholder="Никто",
        select_all=False,
    )
    classes = left.multiselect(
        "Выпустятся классы", _classes(), key=plan_state.key(PlanState.classes), placeholder="Ни один", select_all=False
    )
    with_plan = right.toggle(
        f"Вместе с новыми парами плана ({len(plan.proposals)})", True, key=plan_state.key(PlanState.with_plan)
    )
    new = tuple(plan.new_pairs) if with_plan else ()
    _effect(Supposition(new, frozenset(ending), frozenset(leaving), frozenset(classes)), plan)


def _effect(supposition: Supposition, plan: Plan) -> None:
    effect = plans.effect_of(supposition, plan.on)
    rows = []
    for before, after in zip(effect.before, effect.after, strict=True):
        was, now = before.headline.value, after.headline.value
        rows.append(
            {
                "№": str(before.indicator.number),
                "Показатель": before.indicator.short,
                "Как есть": share_of_people(before),
                "Стало бы": share_of_people(after),
                "Разница": signed_points(None if was is None or now is None else now - was),
                "Состояние": after.status.title,
            }
        )
    table(rows)
    moved = [
        {
            "Показатель": f"№{NO_BREAK}{move.indicator.number}",
            "Кто": move.person.title,
            "Что": move.what,
            "Причина": move.why,
        }
        for move in effect.moves
    ]
    if moved:
        table(moved)


def _pairs() -> dict[int, str]:
    """Returns the pairs that may still end, by place in the list."""
    roster = session.lists().roster
    if roster.pairs is None:
        return {}
    titles = {}
    for place, row in enumerate(rows_of(frame_view(roster.pairs, Period(roster.as_of, roster.as_of)).frame)):
        if not row["cancelled"] and (row.get("end") is None or row["end"].date() >= roster.as_of):
            titles[place] = f"{row['mentor']} – {row['mentee']}, с {date_text(row['start'])}"
    return titles


def _classes() -> list[str]:
    students = session.lists().roster.students
    if students is None or "class_name" not in students:
        return []
    return sorted(students["class_name"].dropna().unique(), key=class_order)
