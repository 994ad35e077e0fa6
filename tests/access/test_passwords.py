"""Which passwords are taken, and that a stored one tells nothing."""

from __future__ import annotations

import pytest

from access import passwords
from access.passwords import COMMONEST, FEWEST_DIFFERENT, LONGEST, SHORTEST, hashed, is_right, one_time, refuse_weak
from data.findings import ListError

GOOD = "синий мост над рекой"


def test_a_password_opens_and_any_other_does_not():
    stored = hashed(GOOD)
    assert stored.startswith("$argon2id$")
    assert is_right(stored, GOOD)
    assert not is_right(stored, GOOD + " ")
    assert not is_right(stored, "")


def test_the_same_password_is_stored_in_another_way_each_time():
    assert hashed(GOOD) != hashed(GOOD)


def test_nothing_opens_an_account_without_a_password():
    assert not is_right("", "")
    assert not is_right("", GOOD)
    assert not is_right("no hash", GOOD)


def test_a_letter_typed_as_two_characters_is_the_same_letter():
    assert is_right(hashed("какои\u0306-то длинный"), "какой-то длинный")


@pytest.mark.parametrize("length", [SHORTEST - 1, LONGEST + 1])
def test_a_password_beyond_the_bounds_is_refused_and_at_them_taken(length):
    sentence = "дом у моря " * LONGEST
    with pytest.raises(ListError, match="знаков"):
        refuse_weak(sentence[:length])
    refuse_weak(sentence[: min(max(length, SHORTEST), LONGEST)])


def test_every_password_of_the_list_of_the_commonest_is_refused_in_capitals_too():
    commonest = COMMONEST.read_text(encoding="utf-8").split()
    assert len(commonest) > 100
    for password in commonest:
        for written in (password, password.upper()):
            with pytest.raises(ListError, match="из самых частых"):
                refuse_weak(written)


def test_the_list_holds_only_what_the_length_lets_through():
    assert all(len(password) >= SHORTEST for password in passwords.commonest())


def test_a_password_of_few_different_characters_is_refused():
    signs = "абвгд"
    assert len(signs) == FEWEST_DIFFERENT
    with pytest.raises(ListError, match="из самых частых"):
        refuse_weak(signs[:-1] * 4)
    refuse_weak(signs * 4)


def test_a_password_with_the_name_of_its_account_is_refused():
    for password in ("kalina и ещё слова", "моя фамилия Липова!"):
        with pytest.raises(ListError, match="стоит имя"):
            refuse_weak(password, "kalina", "Липова Калина Дубравовна")


def test_a_password_for_one_sign_in_is_another_each_time_and_strong_enough():
    made = {one_time() for _ in range(100)}
    assert len(made) == 100
    for password in made:
        refuse_weak(password)
