"""What was decided before: in this draft before a reload, and in earlier uploads; each can be taken back."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.checking.pair_messages import described
from data.corrections.common_start import CommonStart
from data.corrections.days_of_leaving import DayOfLeaving
from data.corrections.questions import Decision
from data.corrections.spellings import SpellingDecision
from data.people.name_decisions import ChosenNamesake, ConfirmedPerson, DifferentPeople, SamePerson
from data.store import decisions
from data.store.location import is_in_use
from pages.components.plain_text import plain
from pages.state import actions, stored
from pages.state.upload import CellKey, DecisionKey, Draft

RowKey = tuple[tuple[str, str | None], int]  # file and sheet, the sheet's own number


def earlier_decisions(current: Draft) -> None:
    """Shows what the draft holds and no kind on the page takes back: it was done before the page was opened."""
    here = [made for settlements in current.settled.values() for made in settlements]
    cells = [place for place in current.cells if not any(place in made.cells for made in here)]
    rows = [
        (key, number)
        for key, numbers in current.removed_rows.items()
        for number in sorted(numbers)
        if not any((key, number) in made.rows for made in here)
    ]
    answered = {
        decisions.key_of(decision)
        for questions in current.questions.values()
        for question in questions.values()
        for part in (question, *question.parts())
        if part.key in current.answers
        for decision in part.decisions(current.answers[part.key])
    }
    others = [
        (key, decision)
        for key, decision in current.decisions.items()
        if key not in answered and not any(key in made.decisions for made in here)
    ]
    if not (cells or rows or others):
        return
    with st.expander("Что сделано раньше с этими списками", icon=":material/history:"):
        for place in cells:
            file, sheet, row, _ = place
            _line(f"{sheet or file}, строка {row + 1}: вписано «{current.cells[place]}»", str(place), current, place)
        for (file, sheet), number in rows:
            _line(
                f"{sheet or file}, строка {number}: убрана", f"{file}{sheet}{number}", current, ((file, sheet), number)
            )
        for key, decision in others:
            _line(decision_words(decision), key[1], current, key)


def _line(words: str, key: str, current: Draft, done: CellKey | RowKey | DecisionKey) -> None:
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.caption(plain(words))
    right.button("Отменить", key=f"undo_{current.key}_{key}", on_click=_undo, args=(current, done))


def _undo(current: Draft, done: CellKey | RowKey | DecisionKey) -> None:
    match done:
        case (str() as file, sheet, int() as row, int() as column):
            current.cells.pop((file, sheet, row, column), None)
        case ((file, sheet), int() as number):
            current.removed_rows[file, sheet].discard(number)
        case (str() as kind, str() as key):
            current.decisions.pop((kind, key), None)


def remembered() -> None:
    """Shows what was decided of names and spellings in earlier uploads, each to be forgotten."""
    if not is_in_use():
        return
    store = stored.store(Action.READ_STORE)
    known = decisions.name_decisions(store)
    spellings = {decisions.key_of(decision): decision for decision in decisions.spelling_decisions(store)}
    if not known and not spellings:
        return
    with st.expander("Что решено раньше: имена и написания", icon=":material/history:"):
        for key, decision in (known | spellings).items():
            left, right = st.columns([0.7, 0.3], vertical_alignment="center")
            left.caption(plain(decision_words(decision)))
            right.button("Забыть", key=f"forget_{key[1]}", on_click=_forget, args=key)


def decision_words(decision: Decision) -> str:
    """Returns «Ромашкина Верба – это Василькова Верба»: what was decided, to be taken back."""
    match decision:
        case SamePerson(written, listed) | ConfirmedPerson(written, listed):
            return f"{written} – это {listed}"
        case DifferentPeople(name):
            return f"{name} – разные люди"
        case ChosenNamesake(side, pair, person):
            name = pair.mentor if side == "mentor" else pair.mentee
            return f"{name} в паре {pair.mentor} – {pair.mentee}: это {described([person])[0]}"
        case SpellingDecision(_, _, spelling, meaning):
            return f"«{spelling}» – это «{meaning}»"
        case CommonStart(file, sheet):
            return f"{sheet or file}: все пары действуют {decision.words}"
        case DayOfLeaving(file, sheet, row):
            return f"{sheet or file}, строка {row}: {decision.words}"


@actions.reporting_refusal
def _forget(kind: str, key: str) -> None:
    decisions.forget(stored.store(Action.SAVE_LISTS), kind, key)
