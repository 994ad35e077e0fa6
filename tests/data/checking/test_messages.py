"""What is proposed beside a wrong cell is what its sentence names, where it names one thing."""

from __future__ import annotations

import pytest

from data.checking.messages import proposed
from tests.data.lists import checked, told
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

WRONG = {
    "a name with a slip": (PAIRS.replace("Осока Рябина", "Осока Рябена"), "Осока Рябина Кленовна"),
    "a form with a slip": (PAIRS.replace("учитель – учитель", "учитель – учитиль"), "учитель – учитель"),
    "a name like no other": (PAIRS.replace("Осока Рябина", "Пырей Тимьян"), ""),
    "no date": (PAIRS.replace("01.10.2024", "осенью   "), ""),
}


@pytest.mark.parametrize(("pairs", "proposal"), WRONG.values(), ids=WRONG)
def test_the_one_thing_that_was_probably_meant_is_proposed(pairs, proposal):
    assert [proposed(one.words) for one in told(checked(STUDENTS, TEACHERS, pairs))] == [proposal]


def test_a_misspelt_class_is_proposed_as_the_class_that_was_meant():
    assert [proposed(one.words) for one in told(checked(STUDENTS.replace("9Б", "А8"), TEACHERS, PAIRS))] == ["8А"]
