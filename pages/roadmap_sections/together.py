"""Deadlines of several activities marked done together: on one day or each on its own, with one document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.hashing import sha256
from data.parsing.cells import clean
from data.roadmap.deadlines import Mark, due_words
from data.roadmap.model import Progress
from data.roadmap.records import mark_all
from data.roadmap.standing import PERIODS, Standing
from data.russian import counted, date_text
from pages.components.date_fields import date_field
from pages.components.tables import choose_rows
from pages.state import actions, rights, stored
from pages.state.forms import TogetherForm

OF_PERIODS = ("срока", "сроков", "сроков")
PASSED = (Progress.OVERDUE, Progress.UNMARKED)


def marking_together(shown: Sequence[Standing], today: dt.date) -> None:
    """Shows what is overdue or has no mark, and marks what is ticked.

    Nothing where there are not several, or nothing is stored yet.
    """
    passed = [standing for standing in shown if standing.status in PASSED]
    is_stored = stored.store_or_none(Action.READ_ROADMAP) is not None
    if len(passed) < 2 or not is_stored or not rights.may(Action.KEEP_ROADMAP):
        return
    with st.expander(f"Отметить выполненным вместе: {counted(len(passed), *PERIODS)}", icon=":material/done_all:"):
        st.caption("Отметьте слева строки, которые выполнены в один день или одним документом.")
        # Other rows are another table: what was ticked stands for the rows of its own.
        places = choose_rows([_row(standing) for standing in passed], f"together_{_key(passed)}")
        left, right = st.columns([0.3, 0.7])
        fields = TogetherForm()
        with left:
            date_field(
                "Дата выполнения",
                today,
                fields.key(TogetherForm.done),
                last=today,
                disabled=fields.on_their_days,
            )
        right.text_input(
            "Документ или примечание (необязательно)", max_chars=200, key=fields.key(TogetherForm.document)
        )
        st.checkbox("Каждое – в день своего срока", key=fields.key(TogetherForm.on_their_days))
        chosen = [passed[place] for place in places]
        if late := sum(_is_late(standing, fields) for standing in chosen):
            st.warning(f"С опозданием будет отмечено {late} из {counted(len(chosen), *OF_PERIODS)}.")
        st.button(
            f"Отметить выполненным ({len(places)})",
            icon=":material/check:",
            disabled=not places,
            on_click=_mark,
            args=(chosen, fields),
        )


def _row(standing: Standing) -> dict[str, str]:
    instance = standing.instance
    return {
        "Мероприятие": instance.activity.title,
        "Период": instance.label,
        "Срок": due_words(instance),
        "Состояние": standing.status.title,
        "Ответственные": instance.activity.answers,
    }


def _key(standings: Sequence[Standing]) -> str:
    named = [
        f"{standing.edition} {standing.instance.activity.key} {standing.instance.key} {standing.status}"
        for standing in standings
    ]
    return sha256(*named)[:16]


@actions.reporting_refusal
def _mark(chosen: Sequence[Standing], fields: TogetherForm) -> None:
    by, done = actions.person(), fields.done
    if done is None and not fields.on_their_days:
        raise ListError("Впишите дату выполнения. Пока ничего не отмечено.")
    document = clean(fields.document)
    marked = [
        (standing.edition, standing.instance, Mark(Progress.DONE, _day(standing, fields), document))
        for standing in chosen
    ]
    mark_all(stored.store(Action.KEEP_ROADMAP), marked, by)
    when = date_text(done) if done and not fields.on_their_days else "в день срока"
    actions.report_success(f"Отмечено выполненным {when}: {counted(len(chosen), *PERIODS)}.")


def _day(standing: Standing, fields: TogetherForm) -> dt.date | None:
    """Returns the day on which a deadline counts as done."""
    return standing.instance.due if fields.on_their_days else fields.done


def _is_late(standing: Standing, fields: TogetherForm) -> bool:
    day, due = _day(standing, fields), standing.instance.due
    return day is not None and due is not None and day > due
