"""Text made plain before anything is compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parsing import clean, even, name_key
from data.parsing.cells import APOSTROPHES

RUSSIAN = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяё АБВГДЕЖЗИЙ-", min_size=1, max_size=20)


@pytest.mark.parametrize(
    "dirty",
    [
        "Ива\u200bнов", "\u202aИванов\u202c", "\u200eИванов\u200f", "Ива\u00adнов", "\ufeffИванов", "Иванов\ufe0f", "\u2066Иванов\u2069",
        "Ива\u2060нов", " Иванов\u00a0", "\u3000Иванов", "Иванов\u2028", "\x07Иванов",
    ],
)  # fmt: skip
def test_signs_without_a_shape_are_no_letters(dirty):
    assert clean(dirty) == "Иванов"
    assert even(dirty) == "иванов"


@pytest.mark.parametrize("blank", "\u00a0\u2003\u202f\u2009\u2800\u3164\t\n\u2028\u1680")
def test_every_kind_of_blank_is_one_blank(blank):
    assert clean(f"Иванов{blank}{blank}Иван") == "Иванов Иван"


def test_letters_made_of_two_signs_are_one():
    assert clean(unicodedata.normalize("NFD", "Йолкин Ёжик")) == "Йолкин Ёжик"


@pytest.mark.parametrize("dash", "-‐‑‒–—―−﹣－")
def test_every_dash_is_one_dash(dash):
    assert even(f"Салтыков{dash}Щедрин") == "салтыков-щедрин"


def test_apostrophes_are_alike():
    assert {even(f"О{sign}Коннор") for sign in APOSTROPHES} == {"о'коннор"}


def test_latin_look_alikes_in_a_mixed_word_are_cyrillic():
    assert even("Нaвиков") == even("Навиков")
    assert even("ИBAHOB Иван") == "иванов иван"
    assert even("OBЗ") == "овз"
    assert even("5A") == "5а"


def test_a_small_latin_h_is_the_letter_shha_and_never_n():
    assert name_key("Шаhиев") == name_key("Шаһиев") != name_key("Шаниев")
    assert even("Мəликов") == even("Мәликов")


def test_a_latin_word_stays_latin():
    assert even("Smith John") == "smith john"


def test_dashes_with_blanks_between_them_are_one():
    assert even("Иванов - - 5А") == even("Иванов – 5А")


@given(RUSSIAN)
def test_plain_text_stays_as_it_is(text):
    assert even(even(text)) == even(text)
    assert clean(clean(text)) == clean(text) == " ".join(text.split())
