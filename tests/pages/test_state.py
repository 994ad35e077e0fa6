"""The session's values have names, types and defaults; forms that stand several times have values of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.state.forms import ActivityForm, EntryForm, MarkForm, ReleaseBox
from pages.state.state import SessionState, state

ROOT = Path(__file__).parents[2]


def run(body: object) -> AppTest:
    test = AppTest.from_function(body).run()
    assert not test.exception
    return test


def test_a_widget_fills_in_the_value_whose_key_it_has():
    def page():
        import streamlit as st

        from pages.state.state import SessionState, state

        st.text_input("Кто", key=state.key(SessionState.who_typed))
        st.text(f"[{state.who_typed}]")

    test = run(page)
    assert test.text[0].value == "[]"
    test.text_input(key=state.key(SessionState.who_typed)).set_value("Завуч").run()
    assert test.text[0].value == "[Завуч]"


def test_values_of_a_form_are_those_of_its_scope():
    def page():

        import streamlit as st

        from pages.state.forms import EntryForm

        first, second = EntryForm(1, "pairs_formed"), EntryForm(2, "pairs_formed")
        first.text = "совещание"
        st.text(f"{first.text}, {second.text or None}")

    assert run(page).text[0].value == "совещание, None"
    assert EntryForm(1, "pairs_formed").key(EntryForm.day) == "entry_day_1_pairs_formed"
    assert MarkForm(1, "pairs_formed").key(MarkForm.status) == "status_1_pairs_formed"


def test_a_value_that_was_dropped_has_its_default_again_and_was_not_set():
    def page():
        import streamlit as st

        from pages.state.state import SessionState, state

        state.date = None
        was_set = state.has(SessionState.date)
        del state.date
        st.text(f"{was_set} {state.has(SessionState.date)} {state.date}")

    assert run(page).text[0].value == "True False None"


def test_a_value_without_a_default_is_not_read_before_it_is_set():
    with pytest.raises(KeyError, match="request"):
        _ = state.request


def test_no_two_values_share_a_key():
    values = [state, *(form(1, "activity") for form in (MarkForm, EntryForm, ActivityForm, ReleaseBox))]
    keys = [each.key(value) for each in values for value in vars(type(each)).values() if hasattr(value, "default")]
    assert len(keys) == len(set(keys)) > 20


def test_the_name_of_the_person_is_the_typed_one_else_that_of_the_page_before():
    def page():
        import streamlit as st

        from pages.state.state import state

        state.who = "Завуч"
        before = state.person
        state.who_typed = "  Директор  школы "
        st.text(f"{before}, {state.person}")

    assert run(page).text[0].value == "Завуч, Директор школы"


def test_nothing_else_touches_session_state_or_reads_the_address():
    owners = [ROOT / "pages" / "state" / name for name in ("values.py", "state.py")]
    others = [path for path in (ROOT / "pages").rglob("*.py") if path not in owners]
    assert [path.name for path in others if "st.session_state" in path.read_text(encoding="utf-8")] == []
    assert [path.name for path in others if "st.query_params" in path.read_text(encoding="utf-8")] == []
    assert "st.session_state" in owners[0].read_text(encoding="utf-8")
    assert "st.query_params" in owners[1].read_text(encoding="utf-8")
