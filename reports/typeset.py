"""Papers as PDF (A4), typeset by Typst with its own fonts inside, the same everywhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from charts.bullet_row import CUT
from charts.theme import LIGHT
from metrics.results import Result

LONG_AGO = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the moment that the file carries: the same report, the same bytes
LONGEST = 2_000  # characters of a free text: Typst panics at a line of 64 KiB


def typeset(template: Path, content: Mapping[str, Any]) -> bytes:
    """Returns the document of a template.

    Texts go to Typst as data, never as markup.
    """
    document: Any = typst.compile(
        template.read_bytes(),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        timestamp=LONG_AGO,
        ignore_system_fonts=True,
    )
    return bytes(document)


def cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def bar(result: Result) -> dict[str, Any]:
    """Returns the bar of a share and the place of its last goal.

    Both in parts of the track; no length without a share.
    """
    goal = result.goals[max(result.goals)]
    if result.headline.value is None or not goal:
        return {"length": None, "goal": 0, "colour": LIGHT.neutral}
    length = min(float(result.headline.value / goal) / CUT, 1.0)
    return {"length": round(length, 4), "goal": round(1 / CUT, 4), "colour": LIGHT.of(result.status)}
