"""«Документы пар» on «Отчёты»: which pairs are in the order and which are not."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from data.store.versions import Store
from pages.state.forms import PapersForm
from tests.pages.test_pages import words

Start = Callable[..., AppTest]


def chosen(test: AppTest) -> list[str]:
    (field,) = [each for each in test.multiselect if each.key and each.key.startswith(PapersForm.prefix)]
    return list(field.value)


def test_a_pair_in_force_that_is_not_in_the_order_is_named_beside_the_choice_and_one_press_takes_all_in(
    app: Start, store: Store
):
    test = app("documents").button_group(key="report").set_value("Документы пар").run()
    pairs = store.roster(1).pairs
    left = len(pairs) - len(chosen(test))
    assert left == 2
    assert f"Не вошли {left} действующие пары: Липа Калина Дубравовна → " in words(test).replace("\\", "")
    next(button for button in test.button if button.label == "Отметить все пары").click().run()
    assert not test.exception and "Не вошли" not in words(test)
    assert len(chosen(test)) == len(pairs)
