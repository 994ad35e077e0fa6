"""The roadmap over time."""

from __future__ import annotations

import datetime as dt

import pytest

from charts.theme import DARK, LIGHT, Theme
from charts.timeline import SYMBOLS, timeline
from data.roadmap.records import standings
from tests.charts.literal import foreign, shown

TODAY = dt.date(2021, 12, 31)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian(theme: Theme):
    assert not foreign(shown(timeline(standings(None, TODAY), TODAY, theme)))


def test_every_thing_that_is_due_has_its_mark_and_each_status_a_shape_of_its_own():
    due = standings(None, TODAY)
    figure = timeline(due, TODAY, LIGHT)
    assert sum(len(trace.x) for trace in figure.data) == sum(standing.instance.due is not None for standing in due)
    assert len({trace.marker.symbol for trace in figure.data}) == len(figure.data)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


def test_without_activities_it_says_so():
    assert any("Нет данных" in text for text in shown(timeline([], TODAY, LIGHT)))
