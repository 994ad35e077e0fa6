"""Results written out by hand, and what a figure made of them says on the screen."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from data.periods import year_to_date
from metrics.goals import goal_of_year
from metrics.indicators import load
from metrics.results import Result, Share, Status

END = dt.date(2024, 12, 31)
SHOWN = {"text", "hovertext", "ticktext", "customdata", "hovertemplate", "name", "ticksuffix"}
ROMAN = {"I", "II", "III", "IV"}


def result(
    key: str = "mentees",
    part: int | None = 54,
    whole: int | None = 432,
    *,
    on: dt.date = END,
    status: Status = Status.BEHIND,
    could: int | None = None,
    pupils: int = 430,
    distance: int | None = None,
) -> Result:
    """Returns a share of `part` of `whole`.

    `could` is the whole unless given; `pupils` divide the other reading.
    """
    declarations = load()
    indicator = next(indicator for indicator in declarations.indicators if indicator.key == key)
    could = whole if could is None else could
    wholes = [whole, pupils if part is not None else None]
    shares = [
        Share(reading, declarations.wholes[reading], part, people, could)
        for reading, people in zip(indicator.readings, wholes, strict=False)
    ]
    goal = goal_of_year(indicator, on.year)
    period = year_to_date(on)
    return Result(indicator, period, shares[0], tuple(shares[1:]), goal, indicator.goals, status, 0, distance)


def five(on: dt.date = END) -> list[Result]:
    """Returns the five shares of a school.

    They have every status but the two without data.
    """
    return [
        result("mentees", 67, 430, on=on, status=Status.REACHED),
        result("mentors", 1, 430, on=on, status=Status.ON_TRACK),
        result("young_specialists", 2, 4, on=on, status=Status.NOT_ASSESSED),
        result("ovz", 3, 31, on=on, distance=2),
        result("at_risk", 4, 12, on=on),
    ]


def unknown(key: str = "mentees", status: Status = Status.NO_DATA, on: dt.date = END) -> Result:
    """Returns a share that the lists cannot tell."""
    return result(key, None, None, on=on, status=status)


def shown(figure: Any) -> list[str]:
    """Returns every text that the figure may show, without breaks and bold type."""
    texts = (
        re.sub(r"%\{[^}]*\}|<extra></extra>|</?b>|<br>", " ", text) for text in _texts(json.loads(figure.to_json()))
    )
    return [text.strip() for text in texts if text.strip()]


def _texts(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, child in node.items():
            yield from _texts(child, name if name in SHOWN or not isinstance(child, str) else "")
    elif isinstance(node, list):
        for child in node:
            yield from _texts(child, key)
    elif isinstance(node, str) and key in SHOWN:
        yield node


def foreign(texts: list[str]) -> set[str]:
    """Returns Latin words on the screen and decimal points outside dates.

    The numbers of quarters do not count.
    """
    words = {word for text in texts for word in re.findall(r"[A-Za-z]+", text)} - ROMAN
    points = {point for text in texts for point in re.findall(r"\d+\.\d+", re.sub(r"\d\d\.\d\d\.\d{4}", "", text))}
    return words | points
