"""Shares before and after: the people of the reasons add up to the difference."""

from __future__ import annotations

import re

import pytest

from data.periods import year_to_date
from metrics.movement import movements, points_text
from tests.data.lists import KNOWN, checked
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, without

LISTS = (STUDENTS, TEACHERS, PAIRS)
EDITS = {
    "nothing": LISTS,
    "a pair is gone": (STUDENTS, TEACHERS, without(PAIRS, "Осока")),
    "a pupil is gone": (without(STUDENTS, "Осока"), TEACHERS, without(PAIRS, "Осока")),
    "a pupil is no longer ОВЗ": (STUDENTS.replace("8А    | да ", "8А    | нет"), TEACHERS, PAIRS),
    "a pupil is too young": (STUDENTS.replace("03.03.2012", "03.03.2015"), TEACHERS, PAIRS),
    "new pupils": (STUDENTS + "Л-7 | Мята Полынь Шалфеевна | 05.05.2011 | 7А | да | да\n", TEACHERS, PAIRS),
    "a pair has ended": (
        STUDENTS,
        TEACHERS,
        PAIRS.replace("31.05.2025", "31.12.2023").replace("01.09.2024", "01.09.2023"),
    ),
}


def moved(new):
    """The movements of the known shares, by number."""
    old = checked(*LISTS).roster
    found = movements(old, checked(*new).roster, year_to_date(old.as_of))
    by_number = {movement.before.indicator.number: movement for movement in found}
    return {number: by_number[number] for number in sorted(KNOWN)}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_people_of_the_reasons_add_up_to_the_difference(edit):
    for movement in moved(edit).values():
        before, after = movement.before.headline, movement.after.headline
        signs = {"part": {"учтены": 1, "больше не учтены": -1}, "whole": {"прибавились": 1, "ушли": -1}}
        for name, words in signs.items():
            sums = 0
            for reason in movement.reasons:
                count = int(re.match(r"\d+", reason)[0])
                verb = reason.split("чел. ")[1]
                sums += next(
                    (sign * count for start, sign in sorted(words.items(), key=len) if verb.startswith(start)), 0
                )
            assert sums == getattr(after, name) - getattr(before, name), (
                movement.before.indicator.key,
                movement.reasons,
            )


def test_lists_that_are_the_same_move_nothing():
    still = {(movement.reasons, points_text(movement)) for movement in moved(LISTS).values()}
    assert still == {((), "без изменений")}


def test_a_share_without_data_has_no_movement():
    movement = moved((STUDENTS, "", without(PAIRS, "Можжевельник")))[3]
    assert (movement.points, points_text(movement), movement.reasons) == (None, "–", ())


def test_a_movement_is_given_in_points_with_its_sign():
    lost = moved(EDITS["a pair is gone"])[1]
    assert re.fullmatch(r"−\d+(,\d)?\sп.\sп.", points_text(lost))
    assert lost.points < 0
