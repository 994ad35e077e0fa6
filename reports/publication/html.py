"""The annual publication as one self-contained HTML file.

Its figures answer to the pointer.

Nothing is asked of any host: the script of the figures stands in the file, and its own policy forbids every request.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from charts.breakdown import bars
from charts.bullet import bullets
from charts.theme import CONFIG, LIGHT
from charts.trend import course
from reports.publication.content import PUBLIC, RUBRIC, Content

TEMPLATE = Path(__file__).with_name("publication.html")
LEAST_BARS = 2  # a figure of one bar tells nothing


def publication_page(content: Content) -> bytes:
    """Returns the page as UTF-8.

    Texts of the lists stand in it as text, whatever they hold.
    """
    figures = {"shares": _drawn(bullets(content.results, LIGHT), "shares")}
    if len(content.course) > 1:
        figures["course"] = _drawn(course(content.course, LIGHT), "course")
    if len(content.coverage) >= LEAST_BARS:
        figures["coverage"] = _drawn(bars(content.coverage, LIGHT), "coverage")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    text = page.render(
        content=content, figures=figures, script=get_plotlyjs(), rubric=RUBRIC, marking=PUBLIC, theme=LIGHT
    )
    return text.encode()


def _drawn(figure: go.Figure, name: str) -> str:
    markup: str = figure.to_html(full_html=False, include_plotlyjs=False, div_id=name, config=CONFIG)
    return markup
