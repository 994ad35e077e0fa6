"""The shares against their goals: one figure, one row a share.

It fits any width from 340 px.

The vertical axis counts pixels from the top, so words and bars keep their places at every width; the horizontal axis
is share ÷ the last goal of its own row, so that all last goals stand on one vertical line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.bullet_row import (
    BAR_HEIGHT,
    CUT,
    FOOT,
    FOOT_LINE,
    HEAD,
    LEFT,
    TRACK_HEIGHT,
    TRACK_TOP,
    BulletRow,
    compared_with,
    hover,
    placed,
)
from charts.theme import SMALL_SIZE, TEXT_SIZE, TINY_SIZE, Theme, base_layout, plain, status_words, without_data
from metrics.results import Result
from metrics.wording import one_person_text, percent, share_text

FEW_YEARS = 2  # that the legend names on a phone
NARROW = 34 / 200  # of the last goal: a percentage beside its tick takes so much on a phone


def bullets(results: Sequence[Result], theme: Theme) -> go.Figure:
    """Returns a row for each result: words, bar on its track, missing people.

    The rows stand in the order of `results`.

    65 px a row and 14 more for each further line: 370 px for five in 2024, 410 where two years' goals are unmet.
    """
    if not results:
        return without_data(theme)
    rows = placed(results)
    height = rows[-1].bottom + 2
    layout = base_layout(
        theme,
        height,
        margin={"l": LEFT, "r": 1, "t": 0, "b": 0, "pad": 0},
        barmode="overlay",
        xaxis={"range": [0, CUT], "visible": False, "fixedrange": True},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )
    layout.template.layout.update(  # set once for all words and marks, so that the figure stays small
        annotationdefaults={"x": 0, "xanchor": "left", "font": {"color": theme.muted}},
        shapedefaults={"type": "line", "line": {"color": theme.text, "width": 2}},
    )
    layout.annotations = [*_head(rows), *(words for row in rows for words in _words(row, theme))]
    layout.shapes = [mark for row in rows for mark in _marks(row, theme)]
    return go.Figure([_tracks(rows, theme), _bars(rows, theme)], layout)


def _tracks(rows: Sequence[BulletRow], theme: Theme) -> go.Bar:
    """Returns where a share can stand; the hover says all of the row.

    The track ends at a ceiling below the last goal.
    """
    return go.Bar(
        orientation="h",
        x=[round(row.reach, 4) for row in rows],
        y=[row.middle for row in rows],
        width=TRACK_HEIGHT,
        marker={"color": theme.track, "line": {"width": 0}},
        hovertext=[hover(row.result) for row in rows],
        customdata=[compared_with(row.result) for row in rows],
        hovertemplate="%{hovertext}<br>%{customdata}<extra></extra>",
    )


def _bars(rows: Sequence[BulletRow], theme: Theme) -> go.Bar:
    """Returns the shares themselves, cut at `CUT`; a row without data has none."""
    drawn = [(row, length) for row in rows if (length := row.along(row.result.headline.value)) is not None]
    return go.Bar(
        orientation="h",
        x=[round(min(length, CUT), 4) for _, length in drawn],
        y=[row.bar_middle for row, _ in drawn],
        width=BAR_HEIGHT,
        marker={"color": [theme.of(row.result.status) for row, _ in drawn], "line": {"width": 0}},
        hoverinfo="skip",
    )


def _marks(row: BulletRow, theme: Theme) -> list[dict[str, Any]]:
    """Returns the goals of a row as lines; none without a share.

    The last is dotted, each earlier one a solid tick, an intermediate value a thin one. Under a filter the share of the
    whole school stands in their place.

    Beyond a ceiling below the goal an empty frame stands for the track.
    """
    if row.result.headline.value is None:
        return []
    if row.result.school is not None:
        return [] if row.result.school.value is None else [_mark(row, row.along(row.result.school.value))]
    goals, between = list(row.result.goals.values()), row.result.goal
    marks = [_mark(row, row.along(goal)) for goal in goals[:-1] if goal and row.fits(goal)]
    if not between.declared and row.fits(between.value):
        marks.append(_mark(row, row.along(between.value), color=theme.muted, width=1))
    if row.reach < 1:
        marks.append(_mark(row, row.reach, until=CUT, color=theme.grid, width=1))
    return [*marks, _mark(row, 1.0, dash="2px,2px")]


def _mark(row: BulletRow, at: float | None, until: float | None = None, **line: Any) -> dict[str, Any]:
    """Returns a line over the height of the track, or a frame up to `until`."""
    top = row.top + TRACK_TOP
    kind = {"type": "rect"} if until else {}
    return {**kind, "x0": at, "x1": until or at, "y0": top, "y1": top + TRACK_HEIGHT, "line": line}


def _head(rows: Sequence[BulletRow]) -> list[dict[str, Any]]:
    """Returns the legend: «Целевые значения: ┃ 2021 года  ┊ 2024 года».

    Its dots stand on the line of the last goals, where one year is the last of all.
    """
    if not all(row.result.is_judged for row in rows):
        return [{"y": HEAD / 2 - 1, "x": CUT, "xanchor": "right", "text": "┃ доля по всей школе"}]
    years = [list(row.result.goals) for row in rows]
    lasts, earlier = {goals[-1] for goals in years}, {year for goals in years for year in goals[:-1]}
    of_earlier = f"{', '.join(map(str, sorted(earlier)))} года" if len(earlier) <= FEW_YEARS else "прежних лет"
    first = f"Целевые значения: ┃ {of_earlier}  " if earlier else "Целевое значение: "
    at = {"y": HEAD / 2 - 1, "x": 1}
    if len(lasts) > 1:
        return [{**at, "x": CUT, "xanchor": "right", "text": f"{first}<b>┊</b> последнего года"}]
    last = f"<b>┊</b> {max(lasts)} года"
    return [{**at, "text": first, "xanchor": "right", "xshift": -4}, {**at, "text": last, "xshift": -3}]


def _words(row: BulletRow, theme: Theme) -> list[dict[str, Any]]:
    result, color, value = row.result, theme.of(row.result.status), share_text(row.result)
    title = f"{result.indicator.number}. {plain(result.indicator.short)}"
    school = result.school
    state = f"<b>{status_words(result.status)}</b>" if school is None else f"по школе {percent(school.value)}"
    words = [
        _at(title, row.top + 8, shift=-LEFT, color=theme.text, size=TEXT_SIZE),
        _at(f"<b>{value}</b>", row.middle, shift=-LEFT, color=theme.text, size=_value_size(value)),
    ]
    if result.headline.value is None:
        return [*words, _at(f"<b>{status_words(result.status)}</b>", row.middle, shift=8, color=color)]
    foot = row.top + FOOT
    words.append(_at_right(state, row.top + 8, color=color, size=TEXT_SIZE))
    words.append(_at(one_person_text(result.headline), foot))
    words += [_at(line, foot + FOOT_LINE * place, shift=-LEFT) for place, line in enumerate(row.left)]
    words += [_at_right(line, foot + FOOT_LINE * place, color=theme.text) for place, line in enumerate(row.right)]
    return [*words, *_goal_words(row, theme)]


def _goal_words(row: BulletRow, theme: Theme) -> list[dict[str, Any]]:
    """Returns percentages of the goals inside the track, above the bar.

    The last stands right of its line, earlier ones left. Where an earlier one is larger, it takes the right side, and
    beyond the end of the track «35 % ▸» stands for it.
    """
    if not row.result.is_judged:
        return []
    y, words, occupied = row.top + TRACK_TOP + 6.5, [], 0.0
    placed_goals = [(place, goal) for goal in list(row.result.goals.values())[:-1] if (place := row.along(goal))]
    larger = sorted((place, goal) for place, goal in placed_goals if place > 1)
    for place, goal in placed_goals:
        if place > 1 or place < occupied:
            continue
        left = place - occupied > NARROW
        words.append(_beside(place, percent(goal), y, left=left))
        occupied = place if left else place + NARROW
    left = bool(larger) and 1 - occupied > NARROW
    words.append(_beside(1, percent(row.last_goal), y, left=left, color=theme.text))
    occupied = 1 if left else 1 + NARROW
    for place, goal in larger:
        at, text = (place, percent(goal)) if place <= CUT else (CUT, f"{percent(goal)} ▸")
        left = at + NARROW > CUT
        if at - occupied > (NARROW if left else 0):
            words.append(_beside(at, text, y, left=left))
            occupied = at if left else at + NARROW
    length = row.along(row.result.headline.value)
    if length and length > CUT:
        words.append(_at_right("▸", row.bar_middle - 1, color=theme.page, size=22))
    return words


def _beside(place: float, text: str, y: float, *, left: bool, color: str = "") -> dict[str, Any]:
    """Returns words right of a line, or left of it."""
    words = {**_at(text, y, shift=-4 if left else 4, color=color, size=TINY_SIZE), "x": place}
    return words | ({"xanchor": "right"} if left else {})


def _at(text: str, y: float, *, shift: int = 0, color: str = "", size: int = SMALL_SIZE) -> dict[str, Any]:
    """Returns words whose left edge stands `shift` px from the start of the tracks.

    Muted and small unless the caller says otherwise.
    """
    font = ({"color": color} if color else {}) | ({"size": size} if size != SMALL_SIZE else {})
    return {"text": text, "y": y} | ({"font": font} if font else {}) | ({"xshift": shift} if shift else {})


def _at_right(text: str, y: float, **options: Any) -> dict[str, Any]:
    """Returns words whose right edge stands at the right end of the tracks."""
    return {**_at(text, y, **options), "x": CUT, "xanchor": "right"}


def _value_size(value: str) -> int:
    """Returns a large size, and a smaller one for many digits."""
    return 20 if len(value) <= 6 else 17 if len(value) <= 8 else 14
