"""The monitoring on «Отчёты»: for whom it is, and whose its conclusions are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from data.store.conclusions import Conclusions, save_conclusions
from data.store.schema import CONCLUSIONS
from data.store.versions import Store
from metrics.indicators import declared
from reports.monitoring.paper import Reader
from tests.pages.test_pages import words

Start = Callable[..., AppTest]
DOWNLOAD = "Скачать мониторинг в Word"


def opened(app: Start, reader: Reader) -> AppTest:
    test = app("documents").button_group(key="reader").set_value(reader).run()
    assert not test.exception
    return test


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def is_offered(test: AppTest) -> bool:
    return DOWNLOAD in [button.proto.label for button in test.get("download_button")]


def is_grey(test: AppTest) -> bool:
    return next(button for button in test.get("download_button") if button.proto.label == DOWNLOAD).proto.disabled


def conclude(test: AppTest, text: str) -> AppTest:
    test.text_area[0].set_value(text).run()
    assert not test.exception
    return test


@pytest.mark.parametrize("reader", Reader)
def test_the_page_says_who_may_read_the_paper_before_it_is_made(app: Start, store: Store, reader: Reader):
    test = opened(app, reader)
    assert reader.marking(declared()) in words(test).replace("\\", "")
    assert is_offered(test)


def test_conclusions_are_proposed_until_they_are_accepted_and_can_be_proposed_again(app: Start, store: Store):
    test = opened(app, Reader.SCHOOL)
    offered = test.text_area[0].value
    assert offered and "Предложено" in words(test)
    press(test, "Принять эти выводы")
    assert "Приняты" in words(test) and "Предложено" not in words(test)
    assert test.text_area[0].value == offered
    conclude(test, "Программа идёт по плану.")
    assert "Приняты" in words(test)
    press(test, "Вернуть предложенные")
    assert test.text_area[0].value == offered
    assert "Предложено" in words(test)


def test_conclusions_are_there_in_another_session_and_stay_with_their_reader(app: Start, store: Store):
    conclude(opened(app, Reader.SCHOOL), "Только для школы.")
    test = app("documents")
    assert test.text_area[0].value == "Только для школы."
    assert "Приняты" in words(test)
    test.button_group(key="reader").set_value(Reader.PUBLIC).run()
    assert "Только для школы" not in test.text_area[0].value


@pytest.mark.parametrize("way", ["Сверено: оставить мои выводы", "Вернуть предложенные", "typed"])
def test_conclusions_accepted_under_other_figures_keep_the_paper_back_until_a_person_has_seen_to_them(
    app: Start, store: Store, way: str
):
    test = opened(app, Reader.SCHOOL)
    test.text_input(key="who_typed").set_value("Завуч").run()
    press(test, "Принять эти выводы")
    assert not is_grey(test)
    with store.reading() as connection:
        on = connection.execute(select(CONCLUSIONS.c.on)).scalar_one()
    save_conclusions(store, Reader.SCHOOL.value, on, Conclusions.of("Просрочено 11 мероприятий.", "при других цифрах"))
    test.run()
    assert is_grey(test) and "Цифры изменились" in words(test) and "когда вы сверите выводы" in words(test)
    if way == "typed":
        conclude(test, "Просроченных мероприятий нет.")
    else:
        press(test, way)
    assert not is_grey(test) and "Цифры изменились" not in words(test)


@pytest.mark.parametrize("reader", [Reader.FOUNDER, Reader.PUBLIC])
def test_conclusions_that_name_somebody_of_the_lists_go_to_nobody_outside_unseen(
    app: Start, store: Store, reader: Reader
):
    named = store.roster(1).students["name"].iloc[0]
    test = conclude(opened(app, reader), f"Отличилась {named}.")
    assert "назван человек из списков" in words(test)
    assert not is_offered(test)
    test.checkbox[0].check().run()
    assert is_offered(test)
    conclude(test, f"Отличилась {named}, и не только она.")
    assert not is_offered(test)
    conclude(test, "Программа идёт по плану.")
    assert "назван человек" not in words(test)


def test_within_the_school_conclusions_may_name_people(app: Start, store: Store):
    named = store.roster(1).students["name"].iloc[0]
    assert is_offered(conclude(opened(app, Reader.SCHOOL), f"Отличилась {named}."))
