"""Consent to be in the municipal base, asked for before it is made: each person in or out, and who decided."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from access.rights import Action
from data.russian import PEOPLE, counted, date_text
from pages.components.parts import who_title
from pages.components.tables import table
from pages.state import actions, stored
from pages.state.forms import ConsentForm
from pages.state.state import state
from reports.municipal.consents import Consents, Unconsented, decided_consents, decisions_about, store_decisions
from reports.municipal.rows import Forms
from reports.request import ReportRequest

ASKED_BY = "Согласие наставника», «Согласие наставляемого"  # in the list of pairs


def known_consents(request: ReportRequest) -> Consents:
    """Returns what was decided: stored, and of the demonstration in this session alone."""
    if request.source.is_demonstration or request.store is None:
        return Consents(state.shown_consents)
    return decided_consents(request.store)


def ask_consents(request: ReportRequest, forms: Forms) -> None:
    """Asks of everybody without consent in the lists whether to let in, and shows what was decided."""
    people = forms.unconsented
    if not people:
        st.caption("Согласие есть у всех, кто в базе.")
        return
    if forms.undecided:
        st.warning(
            f"Нет согласия в списках: {counted(len(people), *PEOPLE)}, решение не принято – {len(forms.undecided)}. "
            "Войдут только отмеченные.",
            icon=":material/person_alert:",
        )
    if forms.consent_not_asked:
        st.caption(
            f"Нет столбца «Согласие»: {', '.join(forms.consent_not_asked)}. Внесите его в свои списки (в список пар – "
            f"«{ASKED_BY}»), и решать здесь не придётся."
        )
    form, by_key = ConsentForm(request.source.mark, request.on.isoformat()), {person.key: person for person in people}
    st.multiselect(
        "Чьё согласие есть на бумаге",
        list(by_key),
        [person.key for person in people if person.is_in],
        format_func=lambda key: f"{by_key[key].name} (в списках: {by_key[key].consent_in_lists})",
        placeholder="никого",
        key=form.key(ConsentForm.let_in),
        select_all=True,
    )
    st.button(
        "Записать решение: отмеченные – в базу, остальные – нет",
        icon=":material/how_to_reg:",
        on_click=_decide,
        args=(request, people, form),
    )
    _table(people)


def _table(people: Sequence[Unconsented]) -> None:
    rows = [
        {
            "Кто": person.name,
            "Пар": str(person.pairs),
            "Согласие в списках": person.consent_in_lists,
            "Решение": ("в базу" if person.is_in else "не в базу") if person.decision else "не принято",
            who_title("решил"): person.decision.by if person.decision else "",
            "Когда": date_text(person.decision.on) if person.decision else "",
        }
        for person in people
    ]
    left_out = sum(not person.is_in for person in people)
    with st.expander(f"Без согласия в списках: {len(people)}, из них не войдут – {left_out}"):
        table(rows)


@actions.reporting_refusal
def _decide(request: ReportRequest, people: Sequence[Unconsented], form: ConsentForm) -> None:
    is_kept = not request.source.is_demonstration and request.store is not None
    by = actions.person() if is_kept else actions.known_person() or "демонстрация"
    let_in = set(form.let_in)
    decisions = decisions_about(people, let_in, by, request.today)
    if not is_kept:
        state.shown_consents = {person.key: decision for person, decision in decisions.items()}
    else:
        store_decisions(stored.store(Action.DECIDE_REPORTS), decisions)
    words = f"в базу – {len(let_in)}, не войдут – {len(people) - len(let_in)}"
    actions.report_success(f"Решение записано: {words}. Решил(а): {by}.")
