"""Shares, goals and who is missing in Russian words and figures."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from metrics.indicators import load
from metrics.results import Share, Status
from metrics.wording import goal_text, goals_reached, missing_text, number, one_person_text, out_of, percent, share_text
from tests.metrics.rosters import lists, paired, pupils, pupils_with_ovz, share

DECLARED = load()


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(25, 2), 1, "12,5"),
        (Fraction(1, 8), 1, "0,1"),
        (Fraction(1, 20), 1, "0,1"),
        (Fraction(49, 1000), 1, "0"),
        (Fraction(100), 1, "100"),
        (Fraction(2, 3), 3, "0,667"),
        (Fraction(1, 8), 2, "0,13"),
    ],
)
def test_numbers_have_a_decimal_comma_and_are_rounded_half_up(value: Fraction, digits: int, text: str):
    assert number(value, digits) == text


def test_a_share_that_rounding_would_show_as_met_takes_more_digits():
    assert percent(Fraction(1246, 10000), [Fraction(125, 1000)]) == "12,46\u00a0%"
    assert percent(Fraction(1244, 10000), [Fraction(125, 1000)]) == "12,4\u00a0%"
    assert percent(Fraction(125, 1000), [Fraction(125, 1000)]) == "12,5\u00a0%"
    assert percent(None) == "–"


def test_a_goal_that_would_look_like_an_unmet_share_takes_more_digits_too():
    between = share(4, pupils_with_ovz(22, 118), on="2022-12-31")
    assert between.goal.value * 100 == 14 + Fraction(14 * 365, 1096)  # 18,662… %
    assert between.headline.value == Fraction(22, 118)  # 18,644… %: both are 18,6 or 18,7 % in one digit
    assert between.status is not Status.REACHED
    assert (share_text(between), goal_text(between)) == ("18,6\u00a0%", "18,7\u00a0%")
    closer = dataclasses.replace(between, headline=dataclasses.replace(between.headline, part=18658, whole=100000))
    assert (share_text(closer), goal_text(closer)) == ("18,658\u00a0%", "18,662\u00a0%")
    assert goal_text(closer, Fraction(28, 100)) == "28\u00a0%"


def test_who_has_no_data_has_no_words_for_a_share():
    result = share(4, lists("ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А", paired("Кедров Ясень")))
    assert (share_text(result), out_of(result.headline), one_person_text(result.headline)) == ("–", "", "")
    assert missing_text(result, 2024) == ""
    assert goal_text(result) == "14\u00a0%"


def test_a_goal_of_0_percent_is_not_called_reached():
    school = lists(teachers="ФИО | Молодой специалист\nКедрова Ива | да", pairs=paired("Чужой Кедр"))
    assert missing_text(share(3, school), 2021) == ""
    assert missing_text(share(3, school), 2024) == "до целевого значения 2024 года – 1\u00a0чел."


@pytest.mark.parametrize(
    ("whole", "text"), [(31, "3,2"), (432, "0,2"), (1500, "0,1"), (40_000, "0,003"), (1, "100"), (3, "33,3")]
)
def test_the_effect_of_one_person_is_never_shown_as_nothing(whole: int, text: str):
    reading = Share("all_students", DECLARED.wholes["all_students"], 0, whole, 0)
    assert one_person_text(reading) == f"1\u00a0чел. = {text}\u00a0п.\u00a0п."


def test_large_counts_are_grouped_by_a_no_break_space():
    reading = Share("all_students", DECLARED.wholes["all_students"], 1234, 40_000, 40_000)
    assert out_of(reading) == "1\u00a0234 из 40\u00a0000"


def test_a_result_is_put_into_words():
    result = share(1, pupils(53, 432))
    assert share_text(result) == "12,3\u00a0%"
    assert out_of(result.headline) == "53 из 432"
    assert one_person_text(result.headline) == "1\u00a0чел. = 0,2\u00a0п.\u00a0п."
    assert missing_text(result, 2021) == "до целевого значения 2021 года – 1\u00a0чел."


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2021-12-31", "целевых значений 2021 года"),
        ("2022-06-30", "промежуточных значений 2022 года"),
        ("2024-12-31", "целевых значений 2024 года"),
        ("2026-11-29", "целевых значений 2024 года"),
    ],
)
def test_the_answer_names_the_year_of_the_goals_that_it_is_set_against(on: str, words: str):
    shown = [share(number, pupils(3, 40), on) for number in (1, 2)]
    assert goals_reached(shown) == f"Достигнуто 0 из 2 {words}"


def test_where_no_share_is_assessed_there_is_no_answer():
    assert not goals_reached([share(1, lists(""), "2024-12-31")])
