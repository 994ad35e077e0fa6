"""The five shares against their target values."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from fractions import Fraction
from itertools import pairwise

import pytest

from charts.bullet import NARROW, bullets
from charts.bullet_row import CUT
from charts.theme import DARK, LIGHT, Theme
from metrics.results import Result, Status
from tests.charts.literal import five, foreign, result, shown, unknown

Y2022 = dt.date(2022, 9, 15)


def words_of(*results: Result) -> list[str]:
    return [" ".join(text.split()) for text in shown(bullets(results, LIGHT))]


def lines(*results: Result) -> list[str]:
    """Returns how the marks at goals are drawn: their dashes and widths."""
    return [f"{shape.line.dash or 'solid'} {shape.line.width or 2}" for shape in bullets(results, LIGHT).layout.shapes]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian_and_every_fraction_has_a_comma(theme: Theme):
    figures = [
        bullets([*five(on), unknown(on=on)], theme) for on in (dt.date(2021, 12, 31), Y2022, dt.date(2024, 12, 31))
    ]
    assert not foreign([text for figure in figures for text in shown(figure)])


def test_each_row_has_its_words():
    assert {"1. Наставляемые 11–18 лет", "15,6 %", "67 из 430", "1 чел. = 0,2 п. п.", "✓ Достигнуто"} <= set(
        words_of(*five())
    )
    assert {"2. Наставники 15–18 лет", "● В пределах плана", "▼ Ниже плана", "– Не оценивается"} <= set(
        words_of(*five())
    )


def test_the_head_names_the_years_of_the_goals():
    assert {"Целевые значения: ┃ 2021 года", "┊ 2024 года"} <= set(words_of(*five()))


@pytest.mark.parametrize(("years", "named"), [((2021, 2023), "2021, 2023 года"), ((2021, 2022, 2023), "прежних лет")])
def test_the_head_names_two_earlier_years_and_of_more_that_they_are_earlier(years: tuple[int, ...], named: str):
    goals = {year: Fraction(year - 2000, 100) for year in (*years, 2024)}
    assert f"Целевые значения: ┃ {named}" in words_of(dataclasses.replace(result(), goals=goals))


def test_where_the_last_years_differ_the_head_is_one_text_that_ends_with_the_figure():
    later = dataclasses.replace(result("ovz", 3, 31), goals={2021: Fraction(1, 10), 2026: Fraction(1, 5)})
    head = bullets([result(), later], LIGHT).layout.annotations[0]
    assert (head.x, head.xanchor) == (CUT, "right") and "последнего года" in head.text


def test_missing_people_are_counted_up_to_the_last_goal():
    assert "до значения 2024 года – 11 чел." in words_of(result(part=54, whole=432))
    assert "2024 год – достигнуто" in words_of(result(part=67, whole=430))


def test_before_the_last_year_an_unmet_goal_of_the_year_stands_there_too():
    assert {"до значения 2022 года – 8 чел.", "до значения 2024 года – 15 чел."} <= set(
        words_of(result(part=50, whole=430, on=Y2022))
    )
    assert not any(text.startswith("до значения 2022") for text in words_of(result(part=60, whole=430, on=Y2022)))


def test_an_ovz_row_tells_the_distance_and_an_at_risk_row_the_literal_reading():
    assert "в т. ч. дистанционно – 3 чел." in words_of(result("ovz", 3, 31, distance=3))
    assert "от всех обучающихся 0,9 %" in words_of(result("at_risk", 4, 12, pupils=430))


def test_each_row_is_on_the_scale_of_its_own_last_goal():
    _, bars = bullets([result(part=3, whole=20), result("ovz", 14, 100)], LIGHT).data
    assert list(bars.x) == [1.0, 0.5]


def test_a_bar_never_passes_the_cut_and_a_sign_says_that_it_goes_on():
    figure = bullets([result(part=400, whole=430, status=Status.REACHED)], LIGHT)
    assert list(figure.data[1].x) == [CUT] and "▸" in shown(figure)
    assert "▸" not in shown(bullets([result(part=67, whole=430)], LIGHT))


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.NOT_APPLICABLE])
def test_without_a_share_there_is_an_empty_track_with_words(status: Status):
    figure = bullets([unknown(status=status)], LIGHT)
    tracks, bars = figure.data
    assert list(tracks.x) == [CUT] and not bars.x and not figure.layout.shapes
    assert {"–", f"– {status.title}"} <= set(shown(figure))


def test_zero_is_a_share_and_not_missing_data():
    figure = bullets([result(part=0, whole=430)], LIGHT)
    assert list(figure.data[1].x) == [0.0] and "0 %" in words_of(result(part=0, whole=430))


def test_a_bar_has_the_colour_of_its_status():
    bars = bullets([result(status=Status.REACHED), result(status=Status.BEHIND)], DARK).data[1]
    assert list(bars.marker.color) == [DARK.reached, DARK.behind]


def test_the_first_goal_is_a_solid_tick_and_the_last_a_dotted_line():
    assert lines(result()) == ["solid 2", "2px,2px 2"]


def test_an_intermediate_value_is_a_thin_tick_and_named_in_the_hover():
    assert lines(result(on=Y2022)) == ["solid 2", "solid 1", "2px,2px 2"]
    assert any("промежуточное значение 2022 года – 13,3 %" in text for text in words_of(result(on=Y2022)))


GOALS_ABOVE_THE_LAST = {  # of 20 %: the goals before it
    "a little above": [21],
    "near the end": [25],
    "beyond the end": [35],
    "beyond the end, one below": [10, 35],
    "both beyond the end": [35, 50],
    "on both sides": [10, 22],
}


@pytest.mark.parametrize("earlier", GOALS_ABOVE_THE_LAST.values(), ids=list(GOALS_ABOVE_THE_LAST))
def test_goals_above_the_last_one_stay_within_the_figure_and_overlap_no_other(earlier: list[int]):
    goals = {2021 + place: Fraction(goal, 100) for place, goal in enumerate([*earlier, 20])}
    judged = dataclasses.replace(result(part=10, whole=100), goals=goals)
    figure = bullets([judged], LIGHT)
    assert all(shape.x1 <= CUT for shape in figure.layout.shapes)
    ticks = [shape.x0 for shape in figure.layout.shapes if shape.line.dash is None]
    assert ticks == [goal / 20 for goal in earlier if goal / 20 <= CUT]
    assert any(text.startswith("20\xa0%") for text in shown(figure))
    assert any(text.startswith(f"{min(goal for goal in earlier if goal > 20)}\xa0%") for text in shown(figure))
    places = sorted(
        _extent(words) for words in figure.layout.annotations if "%" in words.text and words.font.size == 11
    )
    assert all(start >= 0 and end <= CUT + 0.02 for start, end in places)
    assert all(before[1] <= after[0] + 0.02 for before, after in pairwise(places))


def _extent(words) -> tuple[float, float]:
    """Returns from where to where a percentage reaches on a phone, in parts of the last goal."""
    long = NARROW * len(words.text) / len("12,5 %")
    return (words.x - long, words.x) if words.xanchor == "right" else (words.x, words.x + long)


def test_a_goal_of_nothing_has_no_tick():
    assert lines(result("young_specialists", 2, 4)) == ["2px,2px 2"]


def test_a_ceiling_below_the_goal_ends_the_track_and_is_named():
    figure = bullets([result(part=2, whole=100, could=6)], LIGHT)
    assert list(figure.data[0].x) == [0.4] and "возможно не более 6\u00a0%" in shown(figure)
    assert [shape.type for shape in figure.layout.shapes].count("rect") == 1


def test_an_unmet_goal_never_looks_met():
    assert "14,99 %" in words_of(result(part=1499, whole=10000))


def test_rows_lie_below_each_other_for_any_number_of_results():
    for count in (1, 5, 9):
        figure = bullets([result("at_risk", 4, 12, on=Y2022)] * count, LIGHT)
        tops = [round(place) for place in figure.data[0].y]
        assert len(tops) == count and all(b - a >= 60 for a, b in pairwise(tops))
        assert figure.layout.height > tops[-1]


def test_five_rows_fit_the_first_screen():
    assert bullets(five(), LIGHT).layout.height <= 390


def test_no_results_draw_no_rows():
    assert shown(bullets([], LIGHT)) == ["– Нет данных"]


def test_no_text_is_smaller_than_eleven_pixels():
    figure = bullets(five(Y2022), LIGHT)
    assert min(note.font.size or figure.layout.template.layout.font.size for note in figure.layout.annotations) >= 11


def test_markup_in_a_title_is_escaped():
    share = result()
    marked = share.indicator.model_copy(update={"title": "Доля <b>детей</b>", "short": "<i>Дети</i>"})
    text = bullets([dataclasses.replace(share, indicator=marked)], LIGHT).to_json()
    assert "<i>" not in text and "&lt;b&gt;" in text


def test_the_figure_is_small():
    parsed = json.loads(bullets(five(Y2022), LIGHT).to_json())
    assert len(json.dumps(parsed, ensure_ascii=False, separators=(",", ":")).encode()) < 15_000
