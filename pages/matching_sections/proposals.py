"""The new pairs by name: kept, rejected, given another mentor; and the shares with them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.russian import counted
from data.vocabulary import FORMS
from metrics.goals import goal_of_year
from metrics.plan.choices import Pair
from metrics.plan.planning import Plan, Proposal
from metrics.plan.why_not import mentor_candidates
from metrics.plan.wording import NEW_PAIRS, goals_year, reached_after
from metrics.sensitive import special_numbers, special_titles
from metrics.wording import percent, share_of_people
from pages.components.plain_text import plain
from pages.components.tables import choose_rows, table
from pages.matching_sections.recording import record_pairs
from pages.state import plans, stored
from pages.state.plans import PlanState, SwapField, plan_state


def shares(plan: Plan) -> None:
    """Shows the five shares without the new pairs and with them."""
    rows = []
    for before, after in zip(plan.before, plan.after, strict=True):
        goal = goal_of_year(before.indicator, plan.year).value
        missed = {shortfall.indicator.key for shortfall in plan.shortfalls}
        rows.append(
            {
                "№": str(before.indicator.number),
                "Показатель": before.indicator.short,
                f"Целевое {goals_year(plan)}": percent(goal),
                "Без новых пар": share_of_people(before),
                "С новыми парами": share_of_people(after),
                "Итог": "не достигается" if before.indicator.key in missed else reached_after(after, goal),
            }
        )
    table(rows)


def proposals(plan: Plan) -> None:
    """Shows the new pairs and what can be settled of those that are chosen."""
    for pair, words in plan.unfit:
        warning = f"Закреплённая пара не вошла: {_names(plan, pair)} – {'; '.join(words)}."
        st.warning(plain(warning), icon=":material/link_off:")
    if not plan.proposals:
        _settled()
        return
    st.header(counted(len(plan.proposals), *NEW_PAIRS).capitalize(), anchor=False)
    load = f"Больше всего пар у одного наставника: {plan.largest_load}."
    st.caption(f"{load} {plan.fit_knows} Это подсказка, а не прогноз.")
    st.toggle(
        "Доли с закрытыми сведениями тоже",
        key=plan_state.key(PlanState.special),
        help=f"{special_titles(stored.declarations())}. Без этого в таблице не видно, о ком они.",
    )
    rows = [_row(proposal) for proposal in plan.proposals]
    places = choose_rows(rows, f"plan_proposals_{hash(tuple(one.pair for one in plan.proposals))}")
    chosen = [plan.proposals[place] for place in places]
    if chosen:
        _about_chosen(plan, chosen)
    else:
        st.caption("Отметьте пары слева, чтобы закрепить их, отклонить или выбрать другого наставника.")
    _settled()
    record_pairs(plan, chosen)


def _row(proposal: Proposal) -> dict[str, str]:
    hidden = set() if plan_state.special else special_numbers(stored.declarations())
    numbers = sorted({*proposal.mentor_serves, *proposal.mentee_serves} - hidden)
    return {
        "Наставник": proposal.mentor.title,
        "Наставляемый": proposal.mentee.title,
        "Форма": FORMS[proposal.form],
        "№": ", ".join(map(str, numbers)),
        "Почему эти двое": ("закреплена вами; " if proposal.is_pinned else "") + "; ".join(proposal.reasons),
    }


def _about_chosen(plan: Plan, chosen: Sequence[Proposal]) -> None:
    keep, drop, other = st.columns([0.2, 0.2, 0.6], vertical_alignment="bottom")
    keep.button("Закрепить", icon=":material/push_pin:", on_click=_pin, args=(chosen,), width="stretch")
    drop.button(
        "Отклонить",
        icon=":material/close:",
        on_click=plans.reject,
        args=([one.pair for one in chosen],),
        width="stretch",
    )
    if len(chosen) == 1:
        _other_mentor(plan, chosen[0], other)


def _other_mentor(plan: Plan, proposal: Proposal, place: st.delta_generator.DeltaGenerator) -> None:
    """Offers other mentors for the mentee of a pair; who is chosen is pinned."""
    found = mentor_candidates(plans.planner(plan.year, plan.on), plans.choices(), proposal.mentee.id)
    others = {one.mentor.id: one for one in found if one.mentor.id != proposal.mentor.id}
    words = {who: f"{one.mentor.title} – {'; '.join(one.reasons)}" for who, one in others.items()}
    field = SwapField(*proposal.mentor.id, *proposal.mentee.id)
    place.selectbox(
        "Другой наставник",
        list(others),
        index=None,
        format_func=words.__getitem__,
        key=field.key(SwapField.mentor),
        on_change=_swap,
        args=(field, proposal),
        placeholder=f"Кто ещё подходит: {len(others)}",
    )


def _swap(field: SwapField, proposal: Proposal) -> None:
    """Keeps the mentee of a pair with the mentor who was chosen in place of the proposed one."""
    if field.mentor is not None:
        plans.reject([proposal.pair])
        plans.pin((field.mentor, proposal.mentee.id))


def _pin(chosen: Sequence[Proposal]) -> None:
    for one in chosen:
        plans.pin(one.pair)


def _settled() -> None:
    """Says what was settled, and takes it back."""
    now = plans.session_choices()
    counts = {
        "закреплено пар": len(now.pinned),
        "отклонено пар": len(now.rejected),
        "не предлагать наставниками": len(now.no_mentors),
        "не предлагать наставляемыми": len(now.no_mentees),
        "не ставить вместе": len(now.forbidden),
    }
    words = "; ".join(f"{title} – {count}" for title, count in counts.items() if count)
    if words:
        left, right = st.columns([0.75, 0.25], vertical_alignment="center")
        left.caption(f"Ваш выбор: {words}. Он действует до конца сеанса.")
        right.button("Сбросить выбор", icon=":material/undo:", on_click=plans.forget_settled, width="stretch")


def _names(plan: Plan, pair: Pair) -> str:
    """Returns the names of a pair; nobody's who is in the lists no more."""
    titles = {person.id: person.title for person in plans.planner(plan.year, plan.on).pool.people}
    return " и ".join(titles.get(who, "–") for who in pair)
