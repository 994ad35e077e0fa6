"""Pairs over time."""

from __future__ import annotations

import datetime as dt

import pytest

from charts.pair_lines import DASHES, pair_lines
from charts.theme import DARK, LIGHT, Theme
from metrics.pairs.pair_rows import PairPhase, PairRow, PairSide
from tests.charts.literal import foreign, shown

ON = dt.date(2024, 12, 31)


def row(place: int, phase: PairPhase, start: dt.date, end: dt.date | None = None) -> PairRow:
    mentor, mentee = (PairSide(name, None, False, False) for name in ("Липа Калина", "Осока <b>Рябина</b>"))
    return PairRow(
        row=place,
        mentor=mentor,
        mentee=mentee,
        form=None,
        mode=None,
        start=start,
        end=end,
        status="",
        outcome="",
        request="",
        phase=phase,
        counted=(),
    )


ROWS = [
    row(0, PairPhase.IN_FORCE, dt.date(2024, 9, 1)),
    row(1, PairPhase.IN_FORCE, dt.date(2023, 9, 1), dt.date(2025, 5, 31)),
    row(2, PairPhase.OVER, dt.date(2022, 9, 1), dt.date(2023, 5, 31)),
    row(3, PairPhase.AHEAD, dt.date(2025, 1, 10), dt.date(2025, 5, 31)),
    row(4, PairPhase.CALLED_OFF, dt.date(2024, 10, 1), dt.date(2024, 10, 2)),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian(theme: Theme):
    assert not foreign(shown(pair_lines(ROWS, ON, theme))) - {"lt", "gt", "b"}  # a name is shown letter for letter


def test_each_pair_runs_from_its_start_to_its_end_and_an_open_one_to_the_edge_with_an_arrow():
    figure = pair_lines(ROWS, ON, LIGHT)
    *lines, arrows = figure.data
    drawn = {y: (x, z) for trace in lines for x, z, y in zip(trace.x[::3], trace.x[1::3], trace.y[::3], strict=True)}
    edge = figure.layout.xaxis.range[1]
    assert drawn == {
        place: (one.start.isoformat(), one.end.isoformat() if one.end else edge) for place, one in enumerate(ROWS)
    }
    assert list(arrows.y) == [0] and list(arrows.x) == [edge]
    assert len(set(DASHES.values())) == len(PairPhase)


def test_without_pairs_it_says_so():
    assert any("Нет данных" in text for text in shown(pair_lines([], ON, LIGHT)))
