"""Somebody told line by line above a table is in no row of it, and is not passed over in silence."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, codes, reported, sheet

PUPILS = """
    ФИО             | Дата рождения | Класс
    Осинкин Ясень   | 01.02.2008    | 11А
    Рябинкин Клён   | 07.07.2014    | 5А
"""
A_PUPIL = """
    ФИО           | Ивина Верба
    Дата рождения | 07.07.2013
    Класс         | 6А

"""
PAIRS = """
    Наставник     | Наставляемый  | Форма           | Дата начала
    Осинкин Ясень | Рябинкин Клён | ученик – ученик | 02.09.2024
"""
A_PAIR = """
    Наставник: Осинкин Ясень
    Наставляемый: Ивина Верба

"""


@pytest.mark.parametrize(("card", "table", "what"), [(A_PUPIL, PUPILS, "человек"), (A_PAIR, PAIRS, "пара")])
def test_a_card_above_a_table_is_an_error_that_says_what_to_do(card, table, what):
    lists = check([sheet(card + table, "Лист1"), sheet(PUPILS, "Дети")], today=TODAY)
    (finding,) = reported(lists, "no_table")
    assert f"Перенесите их в таблицу: строка – {what}" in message(finding)


@pytest.mark.parametrize(
    "titles",
    [
        "Наставник: Осинкин Ясень",  # of all pairs below
        "Школа | № 7\nКласс: | 5А\nКлассный руководитель: | Ивина В. П.",
        "ФИО:\nДата рождения:",  # not filled in
        "Список обучающихся\nДата рождения: по документам",
    ],
)
def test_other_titles_above_a_table_are_no_card(titles):
    table = PAIRS.replace("Наставник     | ", "").replace("Осинкин Ясень | ", "") if "Наставник" in titles else PUPILS
    assert "no_table" not in codes(check([sheet(f"{titles}\n{table}", "Лист1")], today=TODAY))


def test_a_draft_still_tells_of_the_card_and_keeps_its_titles_alone():
    kept = reduced(sheet(A_PUPIL + PUPILS, "Дети"))
    assert reported(check([kept], today=TODAY), "no_table")
    assert "Ивина" not in str(kept.rows)
