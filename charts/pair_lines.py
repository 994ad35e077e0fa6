"""Pairs over time: a line for each from its start to its end, by where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, TINY_SIZE, Theme, base_layout, plain, without_data
from data.russian import date_text
from metrics.pairs.pair_rows import PairPhase, PairRow

ROW = 20  # px of a pair
TOP, BOTTOM = 22, 56  # px: the day above, years and legend below
DASHES = {PairPhase.IN_FORCE: "solid", PairPhase.AHEAD: "dash", PairPhase.OVER: "dot", PairPhase.CALLED_OFF: "dashdot"}
AHEAD = dt.timedelta(days=90)  # so far beyond all days a pair without an end is drawn


def pair_lines(rows: Sequence[PairRow], on: dt.date, theme: Theme) -> go.Figure:
    """Returns pairs down in their order, days across, the day itself as a line. 20 px a pair.

    A pair without an end runs to the edge, with an arrow there.
    """
    if not rows:
        return without_data(theme)
    days = [day for row in rows for day in (row.start, row.end) if day]
    first, last = min([on, *days]), max([on, *days]) + AHEAD
    figure = go.Figure(layout=_layout(rows, first, last, theme))
    for phase, dash in DASHES.items():
        chosen = [(place, row) for place, row in enumerate(rows) if row.phase is phase]
        if chosen:
            figure.add_trace(_lines(chosen, phase, dash, last, theme))
    open_ones = [place for place, row in enumerate(rows) if row.end is None]
    if open_ones:
        figure.add_scatter(
            x=[last.isoformat()] * len(open_ones),
            y=open_ones,
            mode="markers",
            name="без даты окончания",
            marker={"symbol": "triangle-right", "size": 9, "color": theme.muted},
            hoverinfo="skip",
            cliponaxis=False,
        )
    figure.add_vline(x=on.isoformat(), line={"color": theme.text, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=on.isoformat(), y=1, yref="paper", yanchor="bottom", text=date_text(on), font={"size": TINY_SIZE}
    )
    return figure


def _lines(
    chosen: Sequence[tuple[int, PairRow]], phase: PairPhase, dash: str, last: dt.date, theme: Theme
) -> go.Scatter:
    colours = {PairPhase.IN_FORCE: theme.reached, PairPhase.AHEAD: theme.on_track, PairPhase.OVER: theme.neutral}
    ends = [(place, row.start, row.end or last, _words(row)) for place, row in chosen]
    return go.Scatter(
        name=phase.value,
        mode="lines",
        x=[day for _, start, end, _ in ends for day in (start.isoformat(), end.isoformat(), None)],
        y=[at for place, *_ in ends for at in (place, place, None)],
        customdata=[words for *_, words in ends for _ in range(3)],
        line={"color": colours.get(phase, theme.behind), "width": 4, "dash": dash},
        hovertemplate="%{customdata}<extra></extra>",
    )


def _words(row: PairRow) -> str:
    until = f" по {date_text(row.end)}" if row.end else ", без даты окончания"
    return plain(f"{row.mentor.title} → {row.mentee.title}: с {date_text(row.start)}{until}, {row.phase.value}")


def _surname(name: str) -> str:
    return next(iter(name.split()), "")


def _layout(rows: Sequence[PairRow], first: dt.date, last: dt.date, theme: Theme) -> go.Layout:
    axis = {"fixedrange": True, "tickfont": {"size": TINY_SIZE, "color": theme.muted}, "showgrid": True}
    years = range(first.year, last.year + 1)
    titles = [plain(f"{_surname(row.mentor.name)} → {_surname(row.mentee.name)}") for row in rows]
    return base_layout(
        theme,
        TOP + ROW * len(rows) + BOTTOM,
        margin={"l": 0, "r": 10, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis={
            **axis,
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "gridcolor": theme.grid,
        },
        yaxis={
            **axis,
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": titles,
            "gridcolor": theme.track,
            "automargin": True,
        },
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -22 / (ROW * len(rows)),
            "yanchor": "top",
            "font": {"size": SMALL_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
