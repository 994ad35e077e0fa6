"""Colours, marks and the common layout of all figures.

Show a figure with `st.plotly_chart(figure, width="stretch", theme=None, config=CONFIG)`: every colour, font and margin
is set here for the theme in use, while `theme="streamlit"` would put its own axis margins and font sizes under ours.
The font is the one that Streamlit itself serves for «sans-serif», so the figures match the page
and ask no outside host.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from data.parsing import clean
from metrics.results import Status

FONT = '"Source Sans", sans-serif'
TEXT_SIZE, SMALL_SIZE = 13, 12  # px; nothing is smaller than 11
TINY_SIZE = 11
LINE_OF_HOVER = 44  # characters; a longer line would not fit beside the bar on a phone of 340 px

# No "locale": Plotly would need a file of it; its words never show, since every label is written by us.
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a theme as «#rrggbb».

    Text and status colours have a contrast of 4.5 and more with `page`.

    `page` is the background the figure lies on (the figure itself is transparent), `series` colours lines in turn,
    `ramp` goes from the lowest to the highest coverage.
    """

    page: str
    text: str
    muted: str
    grid: str
    track: str
    reached: str
    on_track: str
    behind: str
    neutral: str
    series: tuple[str, ...]
    ramp: tuple[str, ...]

    def of(self, status: Status) -> str:
        """Returns the colour of a status, for its bar and its words."""
        return {Status.REACHED: self.reached, Status.ON_TRACK: self.on_track, Status.BEHIND: self.behind}.get(
            status, self.neutral
        )

    def on_ramp(self, place: float) -> str:
        """Returns white or black, whichever reads better on the ramp at `place`.

        0 … 1, lowest to highest.
        """
        return max(("#ffffff", "#000000"), key=lambda color: contrast(color, self.at(place)))

    def at(self, place: float) -> str:
        """Returns the colour of the ramp at `place` (0 … 1).

        It is mixed in between as Plotly mixes a colour scale.
        """
        step, rest = divmod(min(max(place, 0.0), 1.0) * (len(self.ramp) - 1), 1)
        low, high = self.ramp[int(step)], self.ramp[min(int(step) + 1, len(self.ramp) - 1)]
        mixed = (round(a + (b - a) * rest) for a, b in zip(_channels(low), _channels(high), strict=True))
        return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def contrast(first: str, second: str) -> float:
    """Returns the contrast ratio of two colours, 1 … 21.

    WCAG 2.2 asks for 4.5 for text, 3 for bars.
    """
    low, high = sorted(map(_luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    shares = [channel / 255 for channel in _channels(color)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


LIGHT = Theme(
    page="#ffffff",
    text="#101820",
    muted="#566273",
    grid="#dfe4ea",
    track="#eceff4",
    reached="#0a7558",
    on_track="#4a59c0",
    behind="#b4480b",
    neutral="#5c6878",
    series=("#1f5fa8", "#b4480b", "#0a7558", "#9b3d86", "#6d5b00"),
    ramp=("#e8edf4", "#c9d9ec", "#a3c2e3", "#3f74b5", "#1c4f8f", "#0c3568"),
)

DARK = Theme(
    page="#0e1117",
    text="#e8edf3",
    muted="#a3afbd",
    grid="#2b3340",
    track="#222a35",
    reached="#45c79d",
    on_track="#98a6f7",
    behind="#f4945a",
    neutral="#97a4b3",
    series=("#6aa9ec", "#f4945a", "#45c79d", "#e08fcd", "#d9c355"),
    ramp=("#1b222c", "#1d3a5c", "#24558a", "#79b0ea", "#a5cbf3", "#d3e6fb"),
)

# Never by colour alone: a sign, and always the words after it.
STATUS_SIGNS = {
    Status.REACHED: "✓",
    Status.ON_TRACK: "●",
    Status.BEHIND: "▼",
    Status.NOT_ASSESSED: "–",
    Status.NO_DATA: "–",
    Status.NOT_APPLICABLE: "–",
    Status.NOT_PUBLISHED: "–",
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """What tells a line apart without its colour.

    Plotly's names of a dash and of a marker.
    """

    dash: str
    marker: str


LINE_STYLES = (
    LineStyle("solid", "circle"),
    LineStyle("dash", "square"),
    LineStyle("dot", "diamond"),
    LineStyle("dashdot", "triangle-up"),
    LineStyle("longdash", "x"),
)


def line_style(place: int, theme: Theme) -> LineStyle:
    """Returns the style of the line at a place of a figure.

    Where colours begin anew, other styles go with them.
    """
    return LINE_STYLES[(place + place // len(theme.series)) % len(LINE_STYLES)]


def status_words(status: Status) -> str:
    """Returns the sign of a status and its words: «✓ Достигнуто»."""
    return f"{STATUS_SIGNS[status]} {status.title}"


def plain(text: str) -> str:
    """Returns a text of the user on one line, its markup escaped for Plotly."""
    return html.escape(clean(text), quote=False)


def base_layout(theme: Theme, height: int, **more: Any) -> go.Layout:
    """Returns the common layout of all figures.

    It is transparent, still, with Russian separators, and nothing to drag, so that a phone scrolls over it.

    `height` in px; `more` are further attributes of a Plotly layout.
    """
    template = go.layout.Template(
        layout={
            "font": {"family": FONT, "size": SMALL_SIZE, "color": theme.text},
            "annotationdefaults": {"showarrow": False, "borderpad": 0, "align": "left"},
            "xaxis": {"fixedrange": True, "zeroline": False, "showgrid": False},
            "yaxis": {"fixedrange": True, "zeroline": False, "showgrid": False},
        }
    )
    layout = go.Layout(
        template=template,
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=", ",
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": theme.page,
            "bordercolor": theme.muted,
            "align": "left",
            "font": {"family": FONT, "size": SMALL_SIZE, "color": theme.text},
        },
        showlegend=False,
    )
    layout.update(more)
    return layout


def without_data(theme: Theme, words: str = "Нет данных") -> go.Figure:
    """Returns a low figure of 60 px that says that there is nothing to draw."""
    hidden = {"visible": False}
    layout = base_layout(theme, 60, xaxis=hidden, yaxis=hidden)
    at = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0.5, "yref": "paper"}
    layout.annotations = [{**at, "text": f"– {words}", "font": {"color": theme.muted}}]
    return go.Figure(layout=layout)
