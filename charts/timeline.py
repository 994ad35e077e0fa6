"""The roadmap over time: a mark for each thing due, by its status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, TINY_SIZE, Theme, base_layout, plain, without_data
from data.roadmap.deadlines import due_words
from data.roadmap.model import Activity, Progress
from data.roadmap.standing import Standing
from data.russian import date_text

ROW = 24  # px of an activity
TOP, BOTTOM = 22, 56  # px: the word «сегодня» above, years and legend below
SYMBOLS = {
    Progress.DONE: "circle",
    Progress.DONE_LATE: "square",
    Progress.IN_PROGRESS: "diamond",
    Progress.OVERDUE: "triangle-down",
    Progress.UNMARKED: "circle-open-dot",
    Progress.NOT_STARTED: "circle-open",
    Progress.EXCLUDED: "x-thin-open",
}
LONGEST_HOVER = 60  # characters of a title


def timeline(standings: Sequence[Standing], today: dt.date, theme: Theme) -> go.Figure:
    """Returns activities down by their number, days across, today as a line.

    24 px an activity.

    What is never due has no mark: its row says so in words.
    """
    if not standings:
        return without_data(theme)
    activities = list(dict.fromkeys((standing.edition, standing.instance.activity.key) for standing in standings))
    dated = [standing for standing in standings if standing.instance.due]
    first = min([today, *(standing.instance.due for standing in dated if standing.instance.due)])
    last = max([today, *(standing.instance.due for standing in dated if standing.instance.due)])
    figure = go.Figure(layout=_layout(len(activities), first, last, theme))
    for status, symbol in SYMBOLS.items():
        if chosen := [standing for standing in dated if standing.status is status]:
            figure.add_trace(_marks(chosen, status, symbol, activities, theme))
    figure.add_vline(x=today.isoformat(), line={"color": theme.text, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=today.isoformat(), y=1, yref="paper", yanchor="bottom", text="сегодня", font={"size": TINY_SIZE}
    )
    for place, key in enumerate(activities):
        if not any((standing.edition, standing.instance.activity.key) == key for standing in dated):
            figure.add_annotation(
                x=0,
                xref="paper",
                xanchor="left",
                xshift=6,
                y=place,
                text="в течение всего периода",
                font={"size": TINY_SIZE, "color": theme.muted},
            )
    return figure


def colour(status: Progress, theme: Theme) -> str:
    """Returns the colour of a status; its sign and words always stand beside it."""
    return {
        Progress.DONE: theme.reached,
        Progress.ONGOING: theme.reached,
        Progress.DONE_LATE: theme.on_track,
        Progress.IN_PROGRESS: theme.on_track,
        Progress.OVERDUE: theme.behind,
    }.get(status, theme.neutral)


def _marks(
    chosen: Sequence[Standing], status: Progress, symbol: str, activities: Sequence[tuple[int, str]], theme: Theme
) -> go.Scatter:
    return go.Scatter(
        name=status.title,
        mode="markers",
        x=[standing.instance.due.isoformat() for standing in chosen if standing.instance.due],
        y=[activities.index((standing.edition, standing.instance.activity.key)) for standing in chosen],
        marker={"symbol": symbol, "size": 9, "color": colour(status, theme), "line": {"width": 2}},
        cliponaxis=False,
        customdata=[
            [_title(standing.instance.activity), standing.instance.label, _done(standing)] for standing in chosen
        ],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]} %{customdata[2]}<extra></extra>",
    )


def _title(activity: Activity) -> str:
    title = activity.title
    return plain(title if len(title) <= LONGEST_HOVER else f"{title[:LONGEST_HOVER]}…")


def _done(standing: Standing) -> str:
    day = standing.mark.done_on if standing.mark else None
    return (
        f"{standing.status.title} {date_text(day)}"
        if day
        else f"{due_words(standing.instance)} – {standing.status.title}"
    )


def _layout(rows: int, first: dt.date, last: dt.date, theme: Theme) -> go.Layout:
    room = max(dt.timedelta(days=20), (last - first) * 0.03)
    axis: dict[str, Any] = {"fixedrange": True, "tickfont": {"size": TINY_SIZE, "color": theme.muted}}
    years = range(first.year, last.year + 2)
    return base_layout(
        theme,
        TOP + ROW * rows + BOTTOM,
        margin={"l": 30, "r": 8, "t": TOP, "b": BOTTOM, "pad": 2},
        xaxis={
            **axis,
            "type": "date",
            "range": [(first - room).isoformat(), (last + room).isoformat()],
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "showgrid": True,
            "gridcolor": theme.grid,
        },
        yaxis={
            **axis,
            "range": [rows - 0.5, -0.5],
            "tickvals": list(range(rows)),
            "ticktext": [str(place + 1) for place in range(rows)],
            "showgrid": True,
            "gridcolor": theme.track,
        },
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -20 / (ROW * rows),
            "yanchor": "top",
            "font": {"size": SMALL_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
