"""Sheets of cards are no list, and one sentence says so."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, reported, required_columns, sheet

STUDENTS = """
    ФИО                  | Дата рождения | Класс
    Осинкин Ясень Ивович | 01.02.2008    | 11А
    Рябинкин Клён Ивович | 07.07.2014    | 5А
"""
APART = """
    Карточки пар |
    Наставник: | Осинкин Ясень Ивович
    Наставляемый: | Рябинкин Клён Ивович
    Дата начала: | 14.09.2024
"""
IN_ONE = """
    Наставник: Осинкин Ясень Ивович
    Наставляемый: Рябинкин Клён Ивович
    Дата начала: 14.09.2024
"""


def checked(pairs: str):
    return check([sheet(STUDENTS, "Обучающиеся"), sheet(pairs, "Карточки")], today=TODAY, required=required_columns())


@pytest.mark.parametrize("card", [APART, IN_ONE])
def test_cards_of_pairs_are_one_error_that_says_what_to_do(card):
    lists = checked(card + "~\n" + card)
    (finding,) = reported(lists, "no_table")
    assert "карточками" in message(finding)
    assert "«Дата начала»" in message(finding)
    assert [block.table for block in lists.blocks] == ["students"]


@pytest.mark.parametrize("card", [APART, IN_ONE])
def test_a_draft_keeps_of_cards_their_titles_alone(card):
    kept = reduced(sheet(card + "~\n" + card, "Карточки"))
    assert not any("Осинкин" in str(cell) for row in kept.rows for cell in row)
    lists = check([sheet(STUDENTS, "Обучающиеся"), kept], today=TODAY)
    assert len(reported(lists, "no_table")) == 1


def test_a_mentor_named_above_each_of_several_lists_is_no_card():
    part = (
        "Наставник: Осинкин Ясень Ивович | |\n№ | Наставляемый | Дата начала\n1 | Рябинкин Клён Ивович | 14.09.2024\n"
    )
    lists = checked(part + "~\n" + part)
    assert not reported(lists, "no_table")
    assert lists.blocks[-1].sections == ["Осинкин Ясень Ивович"] * 2
