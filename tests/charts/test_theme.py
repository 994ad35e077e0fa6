"""Colours that everybody can read and tell apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts.theme import (
    CONFIG,
    DARK,
    LIGHT,
    LINE_STYLES,
    STATUS_SIGNS,
    Theme,
    base_layout,
    contrast,
    plain,
    status_words,
    without_data,
)
from metrics.results import Status
from tests.charts.literal import foreign, shown

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
# How red-blind and green-blind eyes see linear red, green, blue: Viénot, Brettel, Mollon 1999.
BLIND = {
    "red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@THEMES
def test_words_have_a_contrast_of_four_and_a_half_with_the_page(theme: Theme):
    words = (theme.text, theme.muted, *(theme.of(status) for status in Status))
    assert min(contrast(color, theme.page) for color in words) >= 4.5


@THEMES
def test_words_on_a_track_have_a_contrast_of_four_and_a_half(theme: Theme):
    words = (theme.text, theme.muted, theme.of(Status.NO_DATA))
    assert min(contrast(color, theme.track) for color in words) >= 4.5


@THEMES
def test_bars_and_lines_have_a_contrast_of_three_with_what_they_lie_on(theme: Theme):
    assert min(contrast(theme.of(status), theme.track) for status in Status) >= 3
    assert min(contrast(color, theme.page) for color in theme.series) >= 3


@THEMES
@pytest.mark.parametrize("blindness", BLIND)
def test_statuses_differ_for_the_colour_blind(theme: Theme, blindness: str):
    colors = [_seen(theme.of(status), blindness) for status in (Status.REACHED, Status.ON_TRACK, Status.BEHIND)]
    assert min(max(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in combinations(colors, 2)) > 40


def _seen(color: str, blindness: str) -> list[float]:
    """Returns the colour in 0 … 255 as the colour-blind see it."""
    linear = [(int(color[place : place + 2], 16) / 255) ** 2.2 for place in (1, 3, 5)]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in BLIND[blindness]]
    return [255 * max(channel, 0) ** (1 / 2.2) for channel in mixed]


@THEMES
def test_a_number_is_readable_on_every_shade_of_the_ramp(theme: Theme):
    places = [step / 200 for step in range(201)]
    assert min(contrast(theme.on_ramp(place), theme.at(place)) for place in places) >= 4.5


@THEMES
def test_the_ramp_goes_one_way(theme: Theme):
    steps = [contrast(theme.at(step / 20), theme.page) for step in range(21)]
    assert steps == sorted(steps)


def test_every_status_has_a_sign_and_words():
    assert {status_words(status) for status in STATUS_SIGNS} == {
        "✓ Достигнуто",
        "● В пределах плана",
        "▼ Ниже плана",
        "– Не оценивается",
        "– Нет данных",
        "– Не относится к выбранной категории",
        "– Значение не публикуется: малая группа",
    }
    assert set(STATUS_SIGNS) == set(Status)


def test_five_lines_differ_without_their_colour():
    assert len({style.dash for style in LINE_STYLES}) == len({style.marker for style in LINE_STYLES}) == 5


def test_nothing_is_dragged_or_animated_and_no_buttons_show():
    layout = base_layout(LIGHT, 100)
    assert layout.dragmode is False and layout.transition.duration is None
    assert layout.template.layout.xaxis.fixedrange and layout.template.layout.yaxis.fixedrange
    assert layout.separators == ", " and CONFIG["displayModeBar"] is False


def test_markup_in_a_list_is_shown_letter_for_letter():
    assert plain("<b>5А</b> & 5Б") == "&lt;b&gt;5А&lt;/b&gt; &amp; 5Б"


def test_an_empty_figure_says_so():
    assert shown(without_data(LIGHT)) == ["– Нет данных"] and not foreign(shown(without_data(LIGHT)))
