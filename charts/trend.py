"""Shares over time: all beside their goals, or one beside its plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, TINY_SIZE, Theme, base_layout, line_style, plain, without_data
from data.periods import quarter_or_day
from data.russian import NO_BREAK
from metrics.goals import line, year_end
from metrics.results import Result
from metrics.wording import out_of, percent, share_text

HEIGHT = 350  # px, with its legend
MOST_LABELS = 5  # dates that stand side by side on a phone
CUT = 200  # per cent of the goal: what is higher is drawn at this edge, its hover tells the real share
NEAR = 0.07  # of the vertical range: numbers at the ends of lines stand so far apart


def course(points: Sequence[Sequence[Result]], theme: Theme, stored_since: dt.date | None = None) -> go.Figure:
    """Returns lines of share ÷ last goal in per cent, over the report days.

    `points` are days × indicators; from `stored_since` on they are of stored versions, which a line tells.

    350 px high. A share without data is a gap; the goal, 100 %, is a dotted line.
    """
    days = [point[0].period.on for point in points if point]
    if not days:
        return without_data(theme)
    lines = [list(results) for results in zip(*points, strict=True)]
    heights = [[_of_goal(result) for result in results] for results in lines]
    highest = max((height for row in heights for height in row if height is not None), default=100.0)
    top = 112.0 if highest <= 108 else min(highest, CUT) * 1.05
    figure = go.Figure(layout=_layout(theme, days, span=(days[0], days[-1]), top=top, right=30))
    for place, (results, row) in enumerate(zip(lines, heights, strict=True)):
        figure.add_trace(_line(results, [None if height is None else min(height, CUT) for height in row], place, theme))
    figure.add_shape(**_goal_line(theme))
    if stored_since is not None and stored_since > days[0]:
        figure.add_vline(stored_since.isoformat(), line={"color": theme.muted, "width": 1, "dash": "dot"})
    figure.layout.annotations = [_goal_words(lines, theme), *_numbers(lines, heights, top, theme)]
    figure.update_layout(showlegend=True, legend=_legend())
    ticks = [tick for tick in (0, 50, 100, 150, CUT) if tick <= top]
    words = [f"{'≥ ' if tick == CUT < highest else ''}{tick}{NO_BREAK}%" for tick in ticks]
    figure.update_yaxes(tickvals=ticks, ticktext=words)
    return figure


def course_of_one(points: Sequence[Sequence[Result]], theme: Theme, key: str, starts: dt.date) -> go.Figure:
    """Returns one share in per cent over the report days of `points`.

    With it go the line of its plan and its goals as diamonds.

    350 px high; the line stands at 0 on the day `starts`; the days reach to the last goal, so that the way is seen.
    """
    results = [result for point in points for result in point if result.indicator.key == key]
    if not results:
        return without_data(theme)
    indicator = results[0].indicator
    days = [result.period.on for result in results]
    goals = {year_end(year): goal for year, goal in indicator.goals.items() if goal and year_end(year) >= days[0]}
    span = days[0], max([days[-1], *goals])
    turns = (starts, *map(year_end, indicator.goals))
    knots = sorted({*span, *(day for day in turns if span[0] <= day <= span[1])})
    plan = [line(indicator, day, starts) for day in knots]
    heights = [None if result.headline.value is None else float(100 * result.headline.value) for result in results]
    highest = max(float(100 * max(plan)), *(height for height in heights if height is not None), 0.0)
    figure = go.Figure(layout=_layout(theme, [*days, *goals], span=span, top=1.18 * highest or 1.0, right=16))
    figure.add_trace(_plan_line(knots, plan, theme))
    figure.add_trace(_goal_marks(goals, results, theme))
    figure.add_trace(_line(results, heights, 0, theme, name="Доля"))
    figure.update_layout(showlegend=True, legend=_legend())
    figure.update_yaxes(nticks=6, ticksuffix=f"{NO_BREAK}%")
    return figure


def _of_goal(result: Result) -> float | None:
    """Returns per cent of the last goal; None without a share or a goal above 0."""
    value, goal = result.headline.value, list(result.goals.values())[-1]
    return None if value is None or not goal else float(100 * value / goal)


def _line(
    results: Sequence[Result], heights: Sequence[float | None], place: int, theme: Theme, name: str = ""
) -> go.Scatter:
    color, style = theme.series[place % len(theme.series)], line_style(place, theme)
    title = plain(f"{results[0].indicator.number}. {results[0].indicator.short}")
    return go.Scatter(
        name=name or title,
        mode="lines+markers",
        x=[result.period.on.isoformat() for result in results],
        y=[None if height is None else round(height, 3) for height in heights],
        connectgaps=False,
        line={"color": color, "width": 2, "dash": style.dash},
        marker={"symbol": style.marker, "size": 6, "color": color},
        cliponaxis=False,
        customdata=[
            [share_text(result), out_of(result.headline), quarter_or_day(result.period.on)] for result in results
        ],
        hovertemplate=f"{title}<br><b>%{{customdata[0]}}</b> · %{{customdata[1]}}<br>%{{customdata[2]}}<extra></extra>",
    )


def _plan_line(knots: Sequence[dt.date], plan: Sequence[Fraction], theme: Theme) -> go.Scatter:
    return go.Scatter(
        name="План",
        mode="lines",
        x=[day.isoformat() for day in knots],
        y=[round(float(100 * value), 3) for value in plan],
        line={"color": theme.muted, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _goal_marks(goals: dict[dt.date, Fraction], results: Sequence[Result], theme: Theme) -> go.Scatter:
    return go.Scatter(
        name="Целевые значения",
        mode="markers+text",
        x=[day.isoformat() for day in goals],
        y=[float(100 * goal) for goal in goals.values()],
        text=[percent(goal) for goal in goals.values()],
        textposition=[_beside(day, goal, results) for day, goal in goals.items()],
        textfont={"size": SMALL_SIZE, "color": theme.text},
        marker={"symbol": "diamond", "size": 9, "color": theme.page, "line": {"width": 2, "color": theme.text}},
        cliponaxis=False,
        customdata=[str(day.year) for day in goals],
        hovertemplate="целевое значение %{customdata} года – %{text}<extra></extra>",
    )


def _beside(day: dt.date, goal: Fraction, results: Sequence[Result]) -> str:
    """Returns where the words of a goal are clear of the share.

    Below where the share of about that day is as high.
    """
    value = min(results, key=lambda result: abs(result.period.on - day)).headline.value
    high = value is not None and value > goal * Fraction(9, 10)
    if year_end(list(results[0].goals)[-1]) == day:
        return "bottom center" if high else "top center"
    return "bottom right" if high else "top left"


def _layout(
    theme: Theme, days: Iterable[dt.date], *, span: tuple[dt.date, dt.date], top: float, right: int
) -> go.Layout:
    """Returns axes of days and per cent.

    `span` are the first and last day, `right` the px left free right of the last day.
    """
    room = max(dt.timedelta(days=20), (span[1] - span[0]) * 0.03)
    ticks = _thinned(sorted(set(days)), span)
    axis = {"fixedrange": True, "tickfont": {"size": TINY_SIZE, "color": theme.muted}, "linecolor": theme.grid}
    return base_layout(
        theme,
        HEIGHT,
        margin={"l": 46, "r": right, "t": 12, "b": 40, "pad": 0},
        xaxis={
            **axis,
            "type": "date",
            "range": [(span[0] - room).isoformat(), (span[1] + room).isoformat()],
            "tickvals": [day.isoformat() for day in ticks],
            "ticktext": [quarter_or_day(day).replace(f"кв.{NO_BREAK}", "кв.<br>") for day in ticks],
            "ticks": "outside",
            "tickcolor": theme.grid,
            "tickangle": 0,
        },
        yaxis={**axis, "range": [-0.02 * top, top], "showgrid": True, "gridcolor": theme.grid},
    )


def _thinned(days: Sequence[dt.date], span: tuple[dt.date, dt.date]) -> list[dt.date]:
    """Returns the last day and those before it, far enough apart for labels."""
    apart, shown = (span[1] - span[0]) / MOST_LABELS, [days[-1]]
    for day in reversed(days[:-1]):
        if shown[-1] - day >= apart:
            shown.append(day)
    return shown[::-1]


def _goal_line(theme: Theme) -> dict[str, Any]:
    at = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 100, "y1": 100, "layer": "below"}
    return {**at, "line": {"color": theme.text, "width": 1.5, "dash": "2px,2px"}}


def _goal_words(lines: Sequence[Sequence[Result]], theme: Theme) -> dict[str, Any]:
    years = {list(results[0].goals)[-1] for results in lines}
    text = f"целевое значение {f'{max(years)}' if len(years) == 1 else 'последнего'} года"
    at = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "y": 100, "yanchor": "bottom"}
    return {**at, "text": text, "font": {"size": TINY_SIZE, "color": theme.text}}


def _numbers(
    lines: Sequence[Sequence[Result]], heights: Sequence[Sequence[float | None]], top: float, theme: Theme
) -> list[dict[str, Any]]:
    """Returns the number of each share right of the end of its line.

    They are pushed apart where lines end together.
    """
    ends = []
    for place, row in enumerate(heights):
        known = [height for height in row if height is not None]
        if known:
            ends.append((min(known[-1], CUT), place))
    ends.sort()
    notes = []
    for height, (_, place) in zip(_apart([height for height, _ in ends], NEAR * top, top), ends, strict=True):
        at = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 2, "y": round(height, 2)}
        font = {"size": SMALL_SIZE, "color": theme.series[place % len(theme.series)]}
        notes.append({**at, "text": f"<b>№{NO_BREAK}{lines[place][0].indicator.number}</b>", "font": font})
    return notes


def _apart(heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Returns ascending heights moved until they lie `gap` apart and below `top`.

    They move up, and down again from the top.
    """
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], top - gap * (len(placed) - 1 - place))
    return placed


def _legend() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": -0.22,
        "yanchor": "top",
        "font": {"size": SMALL_SIZE},
        "itemclick": False,
        "itemdoubleclick": False,
    }
