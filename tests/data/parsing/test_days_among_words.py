"""The one day of a cell that gives it with an order or a note; nothing guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Context, Fault
from data.parsing.days_among_words import read_date

LEFT = Context(dt.date(2024, 12, 31), header="Выбыл")
ENROLLED = Context(dt.date(2024, 12, 31), header="Дата зачисления")


@pytest.mark.parametrize(
    "text",
    [
        "31.05.2024 (в гимназию № 4)", "выб. 31.05.2024, пр. № 55", "пр. от 31.05.2024", "приказ № 55-к от 31.05.2024 г.",
        "отчислен 31.05.2024 по заявлению", "31.05.2024 переведён в СОШ № 3", "уволена 31.05.2024 по собственному желанию",
        "31.05.24 в связи с переездом",
    ],
)  # fmt: skip
def test_the_day_of_leaving_beside_its_order_and_where_to_is_read(text: str):
    assert read_date(text, LEFT) == dt.date(2024, 5, 31)


@pytest.mark.parametrize("text", ["пр. № 5 от 30.08.2020", "зачислен 30.08.2020", "прибыл 30.08.2020 из СОШ № 3 г. К."])
def test_the_day_of_coming_beside_its_order_and_where_from_is_read(text: str):
    assert read_date(text, ENROLLED) == dt.date(2020, 8, 30)


@pytest.mark.parametrize("text", ["не выбывал", "не выбыла", "обучается", "работает", "по н.в.", "с 1 класса"])
def test_words_that_say_that_there_is_no_day_are_none(text: str):
    assert read_date(text, LEFT) is None


@pytest.mark.parametrize(
    "text",
    [
        "не выбыл 31.05.2024", "прибыл 31.05.2024", "выбыл 31.05.2024, вернулся 01.09.2024", "академ с 31.05.2024", "до 31.05.2024",
        "31.05.2024?", "планирует 31.05.2024", "временно с 31.05.2024", "выбыл в мае", "условно переведён 31.05.2024",
    ],
)  # fmt: skip
def test_a_day_that_other_words_leave_open_is_asked_about(text: str):
    assert isinstance(read_date(text, LEFT), Fault)


def test_a_day_of_leaving_is_none_of_coming():
    assert isinstance(read_date("выбыл 31.05.2024", ENROLLED), Fault)


@pytest.mark.parametrize(
    "text",
    ["переведён в 6Б 12.10.2024", "переведена из 6А в 6 «Б» с 12.10.2024", "12.10.2024 (в 6-Б)", "перевод в 6 Б класс, пр. № 12 от 12.10.2024", "12.10.2024 переведён в 10 класс", "б/л с 12.10.2024", "д/о 12.10.2024"],
)  # fmt: skip
def test_a_move_within_the_school_and_a_leave_are_no_leaving(text: str):
    assert isinstance(read_date(text, LEFT), Fault)


@pytest.mark.parametrize("text", ["12.10.2024 переведён в 5 гимназию", "выбыл из 6Б 12.10.2024 в школу № 6", "12.10.2024 в 11-ю школу", "12.10.2024, пр. № 6-л/с"])  # fmt: skip
def test_a_number_of_another_school_or_of_the_class_left_is_a_leaving(text: str):
    assert read_date(text, LEFT) == dt.date(2024, 10, 12)


@pytest.mark.parametrize("text", ["переведён из 6А 12.10.2024", "12.10.2024 из 6А", "переведён в 6Б 12.10.2024"])
def test_a_move_within_the_school_is_no_coming(text: str):
    assert isinstance(read_date(text, ENROLLED), Fault)


@pytest.mark.parametrize(
    "text", ["зачислен в 6А 12.10.2024", "12.10.2024 из 8 класса СОШ № 5", "прибыл 12.10.2024 из 5 гимназии"]
)
def test_the_class_somebody_comes_into_or_had_elsewhere_is_a_coming(text: str):
    assert read_date(text, ENROLLED) == dt.date(2024, 10, 12)
