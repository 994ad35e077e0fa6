"""The shares over time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from charts.theme import DARK, LIGHT, Theme, line_style
from charts.trend import CUT, course, course_of_one
from data.periods import quarter_ends
from metrics.indicators import load
from metrics.results import Result
from tests.charts.literal import five, foreign, result, shown, unknown

STARTS = load().line_starts
ENDS = list(quarter_ends(dt.date(2020, 12, 31), dt.date(2024, 12, 31)))


def points(count: int = 17) -> list[list[Result]]:
    return [five(on) for on in ENDS[:count]]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian_and_every_fraction_has_a_comma(theme: Theme):
    figures = [
        course(points(), theme),
        *(course_of_one(points(), theme, key, STARTS) for key in ("mentees", "at_risk")),
    ]
    assert not foreign([text for figure in figures for text in shown(figure)])


def test_a_line_is_the_share_of_its_last_goal():
    figure = course([[result(part=3, whole=20), result("ovz", 14, 100)]], LIGHT)
    assert [list(trace.y) for trace in figure.data] == [[100.0], [50.0]]


def test_missing_data_are_a_gap_and_not_zero():
    figure = course([[result(on=ENDS[0])], [unknown(on=ENDS[1])], [result(on=ENDS[2])]], LIGHT)
    assert figure.data[0].y[1] is None and figure.data[0].connectgaps is False


def test_what_is_far_above_the_goal_is_drawn_at_the_edge_and_written_in_full():
    figure = course([[result(part=430, whole=430)]], LIGHT)
    assert list(figure.data[0].y) == [CUT] and figure.data[0].customdata[0][0] == "100\u00a0%"
    assert "≥ 200\u00a0%" in figure.layout.yaxis.ticktext


def test_where_stored_versions_begin_stands_a_line_unless_all_are():
    without = len(course(points(), LIGHT).layout.shapes)
    told_apart = course(points(), LIGHT, ENDS[5]).layout.shapes
    assert [shape.x0 for shape in told_apart][without:] == [ENDS[5].isoformat()]
    assert len(course(points(), LIGHT, ENDS[0]).layout.shapes) == without


def test_lines_differ_without_their_colour():
    figure = course(points(), LIGHT)
    assert len({(trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 5


def test_the_hover_tells_the_share_its_people_and_the_quarter():
    assert list(course(points(5), LIGHT).data[0].customdata[4]) == ["15,6\u00a0%", "67 из 430", "IV\u00a0кв.\u00a02021"]


def test_labels_of_quarters_are_thinned_and_the_last_stays():
    axis = course(points(), LIGHT).layout.xaxis
    assert list(axis.ticktext) == [f"IV\u00a0кв.<br>{year}" for year in range(2020, 2025)]
    assert axis.tickvals[-1] == "2024-12-31"


def test_a_report_day_inside_a_quarter_is_a_point_with_its_date():
    days = [*ENDS[:4], dt.date(2021, 11, 15)]
    figure = course([five(on) for on in days], LIGHT)
    assert figure.data[0].x[-1] == "2021-11-15" and figure.layout.xaxis.ticktext[-1] == "15.11.2021"


def test_one_point_is_enough():
    figure = course(points(1), LIGHT)
    assert [len(trace.x) for trace in figure.data] == [1] * 5 and list(figure.layout.xaxis.ticktext) == [
        "IV\u00a0кв.<br>2020"
    ]


def test_numbers_at_the_ends_of_lines_lie_apart_and_inside():
    figure = course([[result(part=15, whole=100)] * 5], LIGHT)
    heights = sorted(note.y for note in figure.layout.annotations if "№" in note.text)
    assert len(heights) == 5 and min(b - a for a, b in pairwise(heights)) > 5
    assert heights[-1] <= figure.layout.yaxis.range[1]


def test_no_points_draw_no_lines():
    assert shown(course([], LIGHT)) == shown(course_of_one([], LIGHT, "mentees", STARTS)) == ["– Нет данных"]
    assert shown(course_of_one(points(), LIGHT, "no such share", STARTS)) == ["– Нет данных"]


def test_one_share_is_drawn_in_its_own_per_cent_beside_the_plan():
    figure = course_of_one([[result(part=3, whole=20, on=on)] for on in ENDS], LIGHT, "mentees", STARTS)
    plan, goals, share = figure.data
    assert set(share.y) == {15.0} and list(goals.y) == [12.5, 15.0]
    assert list(zip(plan.x, plan.y, strict=True))[1:] == [("2021-12-31", 12.5), ("2024-12-31", 15.0)]


def test_the_plan_reaches_the_last_goal_though_the_points_end_before():
    figure = course_of_one(points(3), LIGHT, "ovz", STARTS)
    assert figure.data[0].x[-1] == "2024-12-31" and figure.layout.xaxis.ticktext[-1] == "IV\u00a0кв.<br>2024"


def test_a_goal_of_nothing_is_no_mark_but_turns_the_plan():
    plan, goals, _ = course_of_one(points(), LIGHT, "young_specialists", STARTS).data
    assert list(goals.y) == [100.0] and ("2021-12-31", 0.0) in zip(plan.x, plan.y, strict=True)


def test_a_share_without_any_data_still_shows_its_plan():
    figure = course_of_one([[unknown("ovz", on=on)] for on in ENDS], LIGHT, "ovz", STARTS)
    assert set(figure.data[2].y) == {None} and list(figure.data[1].y) == [14.0, 28.0]


def test_lines_beyond_the_colours_differ_in_their_style():
    looks = [(place % len(LIGHT.series), line_style(place, LIGHT)) for place in range(20)]
    assert len(set(looks)) == len(looks)
