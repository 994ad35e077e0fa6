"""The rows of the shares, and the bars beside them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from charts.theme import LIGHT
from data.russian import NO_BREAK, PEOPLE, counted
from metrics.results import Result, Status
from metrics.wording import goal_text, missing_lines, share_of_people, signed_points, status_against
from reports.docx_template import Picture
from reports.source import HIDDEN

BAR = (620, 44)  # px of a picture
BAR_WIDTH = 54  # mm on paper
GOAL_AT = 0.8  # of the width: where the last goal stands, so that a longer bar is seen to be longer
NOBODY_LEFT, NOT_KNOWN = "никто", "нет сведений"


def share_row(quarter: Result, year: Result, before: Result, *, is_leaving_known: bool) -> dict[str, Any]:
    """Returns what the template shows of a share."""
    indicator = year.indicator
    moved = None
    if quarter.headline.value is not None and before.headline.value is not None:
        moved = quarter.headline.value - before.headline.value
    return {
        "number": str(indicator.number),
        "title": indicator.title,
        "short": indicator.short,
        "quarter": _in_words(quarter),
        "year": _in_words(year),
        "goals": "; ".join(
            f"{goal_year}{NO_BREAK}г. – {goal_text(year, goal)}" for goal_year, goal in year.goals.items()
        ),
        "status": "–" if year.status is Status.NOT_PUBLISHED else status_against(year),
        "change": signed_points(moved),
        "picture": Picture(bar(year), BAR_WIDTH),
        "missing": "; ".join(missing_lines(year)) or "–",
        "left": _left(year, is_known=is_leaving_known),
    }


def _in_words(result: Result) -> str:
    if result.status is Status.NOT_PUBLISHED:
        return HIDDEN
    words = share_of_people(result) if result.headline.value is not None else "нет данных"
    return words.replace(" из ", f"{NO_BREAK}из{NO_BREAK}")


def _left(result: Result, *, is_known: bool) -> str:
    """Returns how many of the share left the school; where no list has their day, that this is not known."""
    if not is_known:
        return NOT_KNOWN
    if result.left_in_period is None:
        return "–" if result.status is Status.NO_DATA else HIDDEN
    return counted(result.left_in_period, *PEOPLE) if result.left_in_period else NOBODY_LEFT


def bar(result: Result) -> bytes:
    """Returns a share on the scale of its last goal as a PNG without words.

    It shows the bar, and a line where the goal stands.
    """
    image = Image.new("RGB", BAR, "white")
    draw = ImageDraw.Draw(image)
    width, height = BAR
    draw.rectangle((0, 8, width - 1, height - 9), fill=LIGHT.track)
    goal = result.goals[max(result.goals)]
    if result.headline.value is not None and goal:
        length = min(1.0, GOAL_AT * float(result.headline.value / goal))
        if length:
            draw.rectangle((0, 14, int(length * (width - 1)), height - 15), fill=LIGHT.of(result.status))
    place = int(GOAL_AT * (width - 1))
    draw.rectangle((place - 2, 2, place + 2, height - 3), fill=LIGHT.text)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
