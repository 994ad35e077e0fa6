"""Questions with a few answers, a row each: an answer is one press, and another press takes it back."""

from __future__ import annotations

import streamlit as st

from data.corrections.questions import SEPARATELY, Question, why
from pages.components.plain_text import plain
from pages.state.forms import AnswerField
from pages.state.upload import Draft
from pages.upload_steps import settling
from pages.upload_steps.kinds import FindingKind

ON_A_PAGE = 20
MOST_PILLS = 6  # answers seen at once; of more one is looked for in a list


def question_rows(current: Draft, kind: FindingKind) -> None:
    """Shows all questions of the kind, answered ones with their answer."""
    shown = {question.key for question in (*kind.questions, *kind.answered)}
    questions_of_kind = current.questions.get(kind.code, {})
    apart = [question for key, question in questions_of_kind.items() if current.answers.get(key) == SEPARATELY]
    parts = {part.key for question in apart for part in question.parts()}  # they stand below their question
    questions = [question for key, question in questions_of_kind.items() if key in shown and key not in parts]
    first = 0
    if len(questions) > ON_A_PAGE:
        pages = -(-len(questions) // ON_A_PAGE)
        first = ON_A_PAGE * (st.pagination(pages, key=f"page_{current.key}_{kind.code}") - 1)
    for question in questions[first : first + ON_A_PAGE]:
        _row(current, question)


def _row(current: Draft, question: Question) -> None:
    answer = current.answers.get(question.key)
    mark = ":green[✓]" if answer else "" if question.proposal else ":orange[?]"
    left, right = st.columns([0.42, 0.58], vertical_alignment="center")
    left.markdown(f"{mark} {plain(question.title)}  \n:small[:gray[{plain(why(question))}]]")
    with right:
        _ask(current, question, answer or question.proposal)
    if answer == SEPARATELY:
        for part in question.parts():
            _row(current, part)


def _ask(current: Draft, question: Question, answer: str | None) -> None:
    field = AnswerField(current.key, question.key)
    field.answer = answer
    key = field.key(AnswerField.answer)
    label = plain(question.title)
    if question.is_open or len(question.options) > MOST_PILLS:
        options = question.options if answer is None or answer in question.options else [*question.options, answer]
        st.selectbox(
            label,
            options,
            key=key,
            label_visibility="collapsed",
            accept_new_options=question.is_open,
            format_func=question.answer_words,
            on_change=_take,
            args=(current, question, field),
            placeholder="выберите или впишите" if question.is_open else "выберите",
        )
        return
    st.pills(
        label,
        question.options,
        key=key,
        label_visibility="collapsed",
        on_change=_take,
        args=(current, question, field),
        format_func=lambda option: plain(question.answer_words(option)),
        wrap=True,
    )


def _take(current: Draft, question: Question, field: AnswerField) -> None:
    settling.settle_answer(current, question, field.answer or None)
