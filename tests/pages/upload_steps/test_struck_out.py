"""A struck-out row is one press from counting no more, and one from counting on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.state.upload import Typed
from pages.upload_steps.steps import Step
from tests.data.lists import reported
from tests.data.test_struck_out import xlsx
from tests.pages.test_uploads import draft, dropped, go, press
from tests.pages.upload_steps.test_findings import type_in

__all__ = ["dropped"]


def test_a_day_that_is_typed_for_a_struck_row_is_the_day_of_leaving(dropped: Callable[..., AppTest]):
    test = go(dropped(xlsx((("Обучающиеся", 3, 0),))), Step.FINDINGS)
    type_in(test, "struck_out", 0, Typed("05.10.2024"))
    press(test, "press_struck_out")
    current = draft(test)
    assert current.checked is not None
    students = current.checked[1].roster.students
    assert students["left_on"].dropna().dt.date.tolist() == [dt.date(2024, 10, 5)]
    assert (len(students), reported(current.checked[1], "struck_out")) == (3, [])


@pytest.mark.parametrize(("key", "pupils"), [("remove_struck_out", 2), ("press_struck_out", 3)])
def test_a_struck_row_is_settled_by_a_press(dropped: Callable[..., AppTest], key: str, pupils: int):
    test = go(dropped(xlsx((("Обучающиеся", 3, 0),))), Step.FINDINGS)
    labels = {button.key: button.label for button in test.button}
    assert labels["remove_struck_out"].replace("\N{NO-BREAK SPACE}", " ") == "Не считать 1 строку"
    assert labels["press_struck_out"] == "Считать всё равно (1)"
    press(test, key)
    current = draft(test)
    assert current.checked is not None
    assert current.checked[1].counts["students"] == pupils
