"""The quarterly monitoring as a Word document.

It holds the shares, who is not yet covered, the roadmap, and room for conclusions.

In two variants: for use within the school nothing is hidden, by class; for sending out, by grade, under
`metrics.disclosure.suppression`.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from charts.theme import LIGHT
from data.periods import Period, quarter_to_date, year_to_date
from data.roadmap.model import CLOSED, Progress
from data.roadmap.standing import Standing, coming, overdue
from data.roster import Roster
from data.russian import NO_BREAK, QUARTERS, counted, date_text, grouped
from metrics.breakdown import by_class, class_order
from metrics.disclosure.public_tables import PublicFigures
from metrics.explain import standings
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator
from metrics.results import Result, Status, results_of_periods
from metrics.wording import goal_text, missing_text, share_of_people, signed_points
from reports.docx_template import Picture, filled
from reports.source import HIDDEN, HIDDEN_NOTE, Source, count_text

TEMPLATE = Path(__file__).with_name("monitoring.docx")
INTERNAL = "Для внутреннего пользования: малые группы не скрыты"
FOR_SENDING = "Для отправки: малые группы скрыты и отмечены «*»"
WHO_IS_MISSING = "Кто подходит по возрасту и категории, но не состоит в действующей паре с начала года."
SOON = 90  # days
BAR = (620, 44)  # px of a picture
BAR_WIDTH = 54  # mm on paper
GOAL_AT = 0.8  # of the width: where the last goal stands, so that a longer bar is seen to be longer
OLD_TAGS = ("first", "second", "third", "fourth", "fifth")  # the cells in templates that schools made before `cells`


def monitoring(
    source: Source,
    on: dt.date,
    declarations: Declarations,
    roadmap: Sequence[Standing],
    today: dt.date,
    template: bytes | None = None,
    public: PublicFigures | None = None,
) -> bytes:
    """Returns the monitoring of the quarter that holds the day, up to that day.

    With it stands what of the roadmap was due by then.

    With `public` figures (`public_tables.quarterly`) the variant for sending out. Raises `ListError` where the
    school's own template cannot be used.
    """
    quarter, year = quarter_to_date(on), year_to_date(on)
    before = quarter_to_date(quarter.since - dt.timedelta(days=1))
    periods = (
        public.periods
        if public
        else results_of_periods(source.roster, [quarter, year, before], declarations=declarations)
    )
    settings = declarations.settings
    values = {
        "school": source.school(declarations),
        "director": settings.director or "______________________",
        "responsible": settings.responsible or "______________________",
        "quarter": f"{QUARTERS[(on.month - 1) // 3]} квартал {on.year} года, на {date_text(on)}",
        "marking": ". ".join(source.marks(FOR_SENDING if public else INTERNAL)),
        "shares": [_share(now, whole, past) for now, whole, past in zip(*periods, strict=True)],
        "uncovered_columns": [_column(indicator) for indicator in _of_pupils(declarations)],
        **(
            _uncovered_by_grade(public, declarations)
            if public
            else _uncovered_by_class(source.roster, year, declarations)
        ),
        "roadmap": _progress(roadmap, on, today),
        "overdue": _activities(standing for standing in overdue(roadmap) if _is_due(standing, on)),
        "coming": _activities(coming(roadmap, on, SOON)),
        "provenance": source.provenance(quarter, declarations),
    }
    return filled(TEMPLATE.read_bytes() if template is None else template, values, "marking")


def _share(quarter: Result, year: Result, before: Result) -> dict[str, Any]:
    indicator = year.indicator
    moved = None
    if quarter.headline.value is not None and before.headline.value is not None:
        moved = quarter.headline.value - before.headline.value
    last = max(year.goals)
    return {
        "number": str(indicator.number),
        "title": indicator.title,
        "short": indicator.short,
        "quarter": _in_words(quarter),
        "year": _in_words(year),
        "goals": "; ".join(
            f"{goal_year}{NO_BREAK}г.{NO_BREAK}–{NO_BREAK}{goal_text(year, goal)}"
            for goal_year, goal in year.goals.items()
        ),
        "status": "–" if year.status is Status.NOT_PUBLISHED else year.status.title,
        "change": signed_points(moved),
        "picture": Picture(bar(year), BAR_WIDTH),
        "missing": missing_text(year, last) or "–",
        "left": _left(year),
    }


def _in_words(result: Result) -> str:
    if result.status is Status.NOT_PUBLISHED:
        return HIDDEN
    words = share_of_people(result) if result.headline.value is not None else "нет данных"
    return words.replace(" из ", f"{NO_BREAK}из{NO_BREAK}")


def _left(result: Result) -> str:
    if result.left_in_period is not None:
        return grouped(result.left_in_period)
    return "–" if result.status is Status.NO_DATA else HIDDEN


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


def _of_pupils(declarations: Declarations) -> list[Indicator]:
    """Returns the indicators whose missing people stand by class or grade."""
    return [indicator for indicator in declarations.indicators if declarations.people(indicator) == "students"]


def _column(indicator: Indicator) -> str:
    return f"№{NO_BREAK}{indicator.number}, {indicator.label}"


def _row(label: str, cells: Mapping[int, str], declarations: Declarations) -> dict[str, Any]:
    """Returns a class or grade with its cells by the number of the indicator.

    «–» stands where there is nobody.
    """
    texts = {indicator.number: cells.get(indicator.number, "–") for indicator in _of_pupils(declarations)}
    old = {tag: texts.get(number, "–") for number, tag in enumerate(OLD_TAGS, 1)}
    return {"class_name": label, "cells": list(texts.values()), **old}


def _uncovered_by_class(roster: Roster, period: Period, declarations: Declarations) -> dict[str, Any]:
    """Returns by class how many of those who could count do not."""
    rows: dict[str, dict[int, str]] = {}
    for indicator in _of_pupils(declarations):
        for slice_ in by_class(standings(roster, period, Filters(), indicator, declarations)):
            if missing := (slice_.whole or 0) - slice_.part:
                rows.setdefault(slice_.label, {})[indicator.number] = grouped(missing)
    return {
        "uncovered": [_row(label, rows[label], declarations) for label in sorted(rows, key=class_order)],
        "uncovered_by": "по классам",
        "uncovered_head": "Класс",
        "uncovered_note": WHO_IS_MISSING,
    }


def _uncovered_by_grade(public: PublicFigures, declarations: Declarations) -> dict[str, Any]:
    """Returns by grade how many who could count do not, for sending out.

    By class nearly every number would be too small.
    """
    rows = [
        _row(line.label, dict(zip(table.numbers, map(count_text, line.counts), strict=True)), declarations)
        for table in public.tables
        for line in table.lines
    ]
    return {
        "uncovered": rows,
        "uncovered_by": "по параллелям",
        "uncovered_head": "Параллель",
        "uncovered_note": f"{WHO_IS_MISSING} Прочерк – детей этого возраста там нет. {HIDDEN_NOTE}",
    }


def _is_due(standing: Standing, on: dt.date) -> bool:
    return standing.instance.due is not None and standing.instance.due <= on


def _progress(roadmap: Sequence[Standing], on: dt.date, today: dt.date) -> str:
    """Returns what was due by the day of the report, by the marks of today."""
    due = [standing for standing in roadmap if _is_due(standing, on)]
    done = sum(standing.status in CLOSED for standing in due)
    late = sum(standing.status is Progress.OVERDUE for standing in due)
    return (
        f"Из {counted(len(due), 'срока', 'сроков', 'сроков')}, наступивших к {date_text(on)}, отмечено выполненным или "
        f"исключено {done}, просрочено {late} (по отметкам на {date_text(today)})."
    )


def _activities(standings: Iterable[Standing]) -> list[str]:
    """Returns a line for each activity.

    It says its first deadline, how many follow it, and who answers.
    """
    given, lines = list(standings), []
    for activity in dict.fromkeys(standing.instance.activity for standing in given):
        first, *others = [standing.instance for standing in given if standing.instance.activity == activity]
        words = [activity.title, first.label, f"до {date_text(first.due)}" if first.due else ""]
        more = f" и ещё {counted(len(others), 'срок', 'срока', 'сроков')}" if others else ""
        lines.append(f"{', '.join(filter(None, words))}{more} ({activity.answers})")
    return lines
