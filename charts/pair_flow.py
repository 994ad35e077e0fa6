"""Who mentors whom: pairs flow from the roles of mentors to the groups of mentees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from charts.theme import SMALL_SIZE, Theme, base_layout, plain, without_data
from data.russian import PAIRS, counted
from metrics.pairs.flow import Flow

NODE, LEAST = 46, 160  # px of a group, and of the figure at the least


def pair_flow(flows: Sequence[Flow], theme: Theme) -> go.Figure:
    """Returns roles on the left, groups on the right, both with their counts, and bands as wide as they have pairs."""
    if not flows:
        return without_data(theme)
    roles, groups = (Counter[str]() for _ in range(2))
    for flow in flows:
        roles[flow.role] += flow.count
        groups[flow.group] += flow.count
    names = [plain(f"{name}: {count}") for side in (roles, groups) for name, count in side.items()]
    places = (
        {role: place for place, role in enumerate(roles)},
        {group: len(roles) + place for place, group in enumerate(groups)},
    )
    colours = [theme.series[place % len(theme.series)] for place in range(len(roles))]
    return go.Figure(
        go.Sankey(
            arrangement="fixed",
            textfont={"size": SMALL_SIZE, "color": theme.text, "shadow": "none"},
            node={
                "label": names,
                "customdata": names,
                "color": [*colours, *[theme.muted] * len(groups)],
                "line": {"width": 0},
                "pad": 18,
                "thickness": 12,
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [places[0][flow.role] for flow in flows],
                "target": [places[1][flow.group] for flow in flows],
                "value": [flow.count for flow in flows],
                "color": [_faded(colours[places[0][flow.role]]) for flow in flows],
                "customdata": [plain(f"{flow.role} → {flow.group}: {counted(flow.count, *PAIRS)}") for flow in flows],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        ),
        layout=base_layout(
            theme, max(LEAST, NODE * max(len(roles), len(groups))), margin={"l": 2, "r": 2, "t": 8, "b": 12, "pad": 0}
        ),
    )


def _faded(colour: str) -> str:
    """Returns a colour of a theme so thin that words on it stay readable."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.28)"
