"""Shares by class as a grid, and by anything else as bars."""

from __future__ import annotations

import pytest

from charts.breakdown import CELL, HEADER, ROW, bars, coverage
from charts.theme import DARK, LIGHT, Theme
from metrics.breakdown import Slice
from tests.charts.literal import foreign, shown

CLASSES = [
    Slice("5А", 6, 25, 5),
    Slice("5Б", 0, 24, 5),
    Slice("7А", 24, 24, 7),
    Slice("10 соц-эк", 3, 20, 10),
    Slice("Экстернат", 1, 8, None),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian_and_every_fraction_has_a_comma(theme: Theme):
    figures = [coverage(CLASSES, theme), bars(CLASSES, theme), bars([Slice("очный", 1234)], theme)]
    assert not foreign([text for figure in figures for text in shown(figure)])


def test_grades_stand_across_with_their_gaps_and_letters_down():
    layout = coverage(CLASSES, LIGHT).layout
    assert list(layout.xaxis.ticktext) == ["5", "6", "7", "8", "9", "10", "др."]
    assert list(layout.yaxis.ticktext) == ["А", "Б", "соц-эк", "Экстерн…"]


def test_a_class_without_a_letter_has_a_row_of_its_own():
    assert list(coverage([Slice("5", 1, 20, 5), Slice("5А", 1, 20, 5)], LIGHT).layout.yaxis.ticktext) == ["–", "А"]


def test_each_cell_has_its_per_cent_and_no_class_is_no_cell():
    grid, numbers = coverage(CLASSES, LIGHT).data
    assert list(zip(numbers.x, numbers.y, numbers.text, strict=True)) == [
        (0, 0, "24"),
        (0, 1, "0"),
        (2, 0, "100"),
        (5, 2, "15"),
        (6, 3, "13"),
    ]
    assert sum(cell is not None for row in grid.z for cell in row) == 5


def test_an_empty_class_has_no_share():
    grid, numbers = coverage([Slice("5А", 0, 0, 5)], LIGHT).data
    assert grid.z[0][0] is None and not numbers.text


def test_the_hover_tells_the_class_and_its_people():
    assert "5А: 6 из 25, 24\u00a0%" in shown(coverage(CLASSES, LIGHT))


def test_a_low_coverage_does_not_look_high():
    grid, _ = coverage([Slice("5А", 1, 25, 5)], LIGHT).data
    assert grid.zmax == 30


def test_the_grid_is_as_high_as_its_rows():
    assert coverage(CLASSES, LIGHT).layout.height == HEADER + 4 * CELL


def test_markup_in_a_class_name_is_escaped():
    marked = [Slice("10 <b>физ</b>", 1, 20, 10), Slice("<img src=x>", 1, 2)]
    for figure in (coverage(marked, LIGHT), bars(marked, LIGHT)):
        text = figure.to_json()
        assert "<b>" not in text and "<img" not in text and "&lt;" in text


def test_bars_stand_in_the_order_given_with_their_words():
    figure = bars(CLASSES, LIGHT)
    assert [note.text for note in figure.layout.annotations][:2] == ["6 из 25 · 24\u00a0%", "0 из 24 · 0\u00a0%"]
    assert list(figure.data[0].x) == [24.0, 0.0, 100.0, 15.0, 12.5]
    assert figure.layout.height == ROW * 5 + 4


def test_without_a_whole_bars_are_people():
    figure = bars([Slice("очный", 6), Slice("смешанный", 1200)], LIGHT)
    assert [note.text for note in figure.layout.annotations] == ["6\u00a0чел.", "1\u00a0200\u00a0чел."]
    assert list(figure.data[0].x) == [6.0, 1200.0]


def test_a_share_of_nobody_is_a_dash_and_no_bar():
    figure = bars([Slice("8", 0, 0)], LIGHT)
    assert figure.layout.annotations[0].text == "0 из 0 · –" and list(figure.data[0].x) == [0.0]


def test_a_long_label_is_cut_and_stands_in_full_in_the_hover():
    name = "10 физико-математический лицейский"
    figure = bars([Slice(name, 3, 20, 10)], LIGHT)
    assert figure.layout.yaxis.ticktext[0].endswith("…") and name in figure.data[0].hovertext[0]


def test_nothing_to_break_down_is_named():
    assert shown(bars([], LIGHT)) == shown(coverage([], LIGHT)) == ["– Нет данных"]
