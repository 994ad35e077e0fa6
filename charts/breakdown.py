"""Shares by class as a grid, and by anything else as bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, Theme, base_layout, plain, without_data
from data.russian import NO_BREAK, grouped
from metrics.breakdown import Slice
from metrics.wording import percent

CELL, HEADER = 30, 24  # px: the height of a row of the grid and of the grades above it
LEAST_TOP = 30.0  # per cent: the last colour stands for this at least, so that a low coverage looks low
ROW = 26  # px: the height of a row of bars
LETTER, DIGIT = 6.2, 5.2  # px that a character of a label and of «6 из 25 · 24 %» takes on average
LONGEST_ROW, LONGEST_LABEL = 8, 22  # characters that a row of the grid and a bar may be called; the hover tells all
OTHER = "др."  # the column of classes without a grade

Cell = tuple[int, int, Slice]  # column, row, class


def coverage(slices: Sequence[Slice], theme: Theme) -> go.Figure:
    """Returns a grid of classes: grades across, letters and profiles down.

    Whole per cent in each cell; 30 px a row and 24 px above.

    A class without a grade has a row of its own at the end, in the column «др.». `slices` are classes with their
    covered and all pupils.
    """
    if not slices:
        return without_data(theme)
    columns, rows = _columns(slices), sorted({_row(slice_) for slice_ in slices})
    cells = [(columns.index(_column(slice_)), rows.index(_row(slice_)), slice_) for slice_ in slices]
    names = [_cut(name, LONGEST_ROW) for _, name in rows]
    axis = {"fixedrange": True, "ticks": "", "tickfont": {"size": SMALL_SIZE, "color": theme.muted}, "type": "linear"}
    layout = base_layout(
        theme,
        HEADER + CELL * len(rows),
        margin={"l": _width(names), "r": 0, "t": HEADER, "b": 0, "pad": 4},
        xaxis={
            **axis,
            "side": "top",
            "range": [-0.5, len(columns) - 0.5],
            **_labels([str(column) for column in columns]),
        },
        yaxis={**axis, "range": [len(rows) - 0.5, -0.5], **_labels(names)},
    )
    top = max([LEAST_TOP, *(float(100 * slice_.value) for slice_ in slices if slice_.value is not None)])
    return go.Figure([_grid(cells, len(columns), len(rows), top, theme), _percents(cells, top, theme)], layout)


def bars(slices: Sequence[Slice], theme: Theme) -> go.Figure:
    """Returns a bar for each slice, in the order given.

    Beside it stands «6 из 25 · 24 %», or «6 чел.» where there is no whole; 26 px a row.

    Bars are per cent where every slice has a whole, else people.
    """
    if not slices:
        return without_data(theme)
    of_whole = all(slice_.whole is not None for slice_ in slices)
    lengths = [float(100 * (slice_.value or 0)) if of_whole else float(slice_.part) for slice_ in slices]
    words = [_people(slice_) + (f" · {percent(slice_.value)}" if slice_.whole is not None else "") for slice_ in slices]
    labels = [_cut(slice_.label, LONGEST_LABEL) for slice_ in slices]
    right = _width(words, DIGIT)
    layout = base_layout(
        theme,
        ROW * len(slices) + 4,
        margin={"l": _width(labels), "r": right, "t": 2, "b": 2, "pad": 6},
        xaxis={"range": [0, max(lengths) or 1], "visible": False, "fixedrange": True},
        yaxis={"range": [len(slices) - 0.5, -0.5], "fixedrange": True, "ticks": "", **_labels(labels)},
    )
    layout.annotations = [
        {"text": text, "x": 1, "xref": "paper", "xanchor": "right", "xshift": right, "y": place}
        for place, text in enumerate(words)
    ]
    return go.Figure(_slice_bars(slices, lengths, theme), layout)


def _slice_bars(slices: Sequence[Slice], lengths: Sequence[float], theme: Theme) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[round(length, 3) for length in lengths],
        y=list(range(len(slices))),
        width=0.56,
        marker={"color": theme.series[0], "line": {"width": 0}},
        hovertext=[_hover(slice_) for slice_ in slices],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _labels(texts: Sequence[str]) -> dict[str, Any]:
    return {"tickvals": list(range(len(texts))), "ticktext": [plain(text) for text in texts]}


def _width(texts: Sequence[str], character: float = LETTER) -> int:
    """Returns room in px for the longest of the texts."""
    return round(max(map(len, texts)) * character) + 14


def _cut(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def _column(slice_: Slice) -> int | str:
    return OTHER if slice_.grade is None else slice_.grade


def _columns(slices: Sequence[Slice]) -> list[int | str]:
    """Returns every grade from the lowest to the highest, so that a gap is seen.

    Then «др.» when it is needed.
    """
    grades = [slice_.grade for slice_ in slices if slice_.grade is not None]
    columns: list[int | str] = list(range(min(grades), max(grades) + 1)) if grades else []
    return columns + [OTHER] * (len(grades) < len(slices))


def _row(slice_: Slice) -> tuple[int, str]:
    """Returns order and name of the row of a class.

    No letter comes first, then letters, profiles, and classes that have no grade.
    """
    if slice_.grade is None:
        return 3, slice_.label
    rest = re.sub(r"^\d+[\s-]*", "", slice_.label)
    return (min(len(rest), 2), rest) if rest else (0, "–")


def _grid(cells: Sequence[Cell], columns: int, rows: int, top: float, theme: Theme) -> go.Heatmap:
    heights: list[list[float | None]] = [[None] * columns for _ in range(rows)]
    words = [[""] * columns for _ in range(rows)]
    for column, row, slice_ in cells:
        heights[row][column] = None if slice_.value is None else round(float(100 * slice_.value), 2)
        words[row][column] = _hover(slice_)
    return go.Heatmap(
        z=heights,
        zmin=0,
        zmax=top,
        colorscale=[[place / (len(theme.ramp) - 1), color] for place, color in enumerate(theme.ramp)],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _percents(cells: Sequence[Cell], top: float, theme: Theme) -> go.Scatter:
    """Returns the number of each cell, light or dark as its colour needs."""
    known = [(column, row, slice_.value) for column, row, slice_ in cells if slice_.value is not None]
    return go.Scatter(
        mode="text",
        x=[column for column, _, _ in known],
        y=[row for _, row, _ in known],
        text=[_whole_percent(value) for _, _, value in known],
        textfont={"size": SMALL_SIZE, "color": [theme.on_ramp(float(100 * value) / top) for _, _, value in known]},
        hoverinfo="skip",
    )


def _whole_percent(value: Fraction) -> str:
    """Returns whole per cent, half up: a cell on a phone has no room for more."""
    return str(int(100 * value + Fraction(1, 2)))


def _hover(slice_: Slice) -> str:
    """Returns «5А: 6 из 25, 24 %»."""
    return f"{plain(slice_.label)}: {_people(slice_)}" + ("" if slice_.value is None else f", {percent(slice_.value)}")


def _people(slice_: Slice) -> str:
    if slice_.whole is None:
        return f"{grouped(slice_.part)}{NO_BREAK}чел."
    return f"{grouped(slice_.part)} из {grouped(slice_.whole)}"
