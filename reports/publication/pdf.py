"""The annual publication as a PDF (A4), for sites that take no script.

Typeset by Typst, fonts inside.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from charts.bullet_row import CUT
from charts.theme import LIGHT
from metrics.results import Result
from reports.publication.content import PUBLIC, RUBRIC, Content

TEMPLATE = Path(__file__).with_name("publication.typ")
LONG_AGO = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the moment that the file carries: the same report, the same bytes

LONGEST = 2_000  # characters of a free text: Typst panics at a line of 64 KiB


def publication_paper(content: Content) -> bytes:
    """Returns the document.

    Texts go to Typst as data, never as markup. Only its own fonts are used, the same everywhere.
    """
    inputs = {
        "school": _cut(content.school),
        "title": content.title,
        "day": content.day,
        "lead": content.lead,
        "marks": content.marks,
        "rubric": RUBRIC,
        "marking": PUBLIC,
        "shares": [share | _bar(result) for share, result in zip(content.shares, content.results, strict=True)],
        "tables": [asdict(table) for table in (content.course_table, *content.tables)],
        "roadmap": content.roadmap,
        "hidden_note": content.hidden_note,
        "provenance": _cut(content.provenance),
    }
    document: Any = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"content": json.dumps(inputs, ensure_ascii=False)},
        timestamp=LONG_AGO,
        ignore_system_fonts=True,
    )
    return bytes(document)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _bar(result: Result) -> dict[str, Any]:
    """Returns the bar of a share and the place of its last goal.

    Both in parts of the track; no length without a share.
    """
    goal = result.goals[max(result.goals)]
    if result.headline.value is None or not goal:
        return {"length": None, "goal": 0, "colour": LIGHT.neutral}
    length = min(float(result.headline.value / goal) / CUT, 1.0)
    return {"length": round(length, 4), "goal": round(1 / CUT, 4), "colour": LIGHT.of(result.status)}
