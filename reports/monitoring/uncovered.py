"""Who could count and does not: by class within the school, by grade for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.russian import NO_BREAK, grouped
from metrics.breakdown import by_class, class_order
from metrics.disclosure.public_tables import PublicFigures
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import Indicator
from metrics.sensitive import is_special, special_titles
from reports.monitoring.paper import Paper, Reader
from reports.source import HIDDEN_NOTE, count_text

WHO_IS_MISSING = "Кто подходит по возрасту и категории, но не состоит в действующей паре с начала года."
OLD_TAGS = ("first", "second", "third", "fourth", "fifth")  # the cells in templates that schools made before `cells`


def uncovered(paper: Paper) -> dict[str, Any]:
    """Returns the tags of the table that the reader may see."""
    indicators = _shown(paper)
    columns = {"uncovered_columns": [_column(indicator) for indicator in indicators]}
    if paper.public is not None:
        return {**columns, **_by_grade(paper.public, indicators)}
    return {**columns, **_by_class(paper, indicators)}


def _shown(paper: Paper) -> list[Indicator]:
    """Returns the indicators of pupils; where classes go to the founder, none that tells of a special group."""
    declarations = paper.declarations
    of_pupils = [indicator for indicator in declarations.indicators if declarations.people(indicator) == "students"]
    if paper.reader is not Reader.FOUNDER:
        return of_pupils
    return [indicator for indicator in of_pupils if not is_special(indicator, declarations)]


def _column(indicator: Indicator) -> str:
    return f"№{NO_BREAK}{indicator.number}, {indicator.label}"


def _row(label: str, cells: Mapping[int, str], indicators: Sequence[Indicator]) -> dict[str, Any]:
    """Returns a class or grade with its cells by the number of the indicator.

    «–» stands where there is nobody.
    """
    texts = {indicator.number: cells.get(indicator.number, "–") for indicator in indicators}
    old = {tag: texts.get(number, "–") for number, tag in enumerate(OLD_TAGS, 1)}
    return {"class_name": label, "cells": list(texts.values()), **old}


def _by_class(paper: Paper, indicators: Sequence[Indicator]) -> dict[str, Any]:
    rows: dict[str, dict[int, str]] = {}
    for indicator in indicators:
        people = explanations(paper.source.roster, paper.year, Filters(), indicator, paper.declarations)
        for slice_ in by_class(people):
            if missing := (slice_.whole or 0) - slice_.part:
                rows.setdefault(slice_.label, {})[indicator.number] = grouped(missing)
    closed = special_titles(paper.declarations)
    return {
        "uncovered": [_row(label, rows[label], indicators) for label in sorted(rows, key=class_order)],
        "uncovered_by": "по классам",
        "uncovered_head": "Класс",
        "uncovered_note": WHO_IS_MISSING
        + (f" Закрытых сведений ({closed}) по классам здесь нет." if paper.reader is Reader.FOUNDER else ""),
    }


def _by_grade(public: PublicFigures, indicators: Sequence[Indicator]) -> dict[str, Any]:
    """Returns who is missing by grade: by class nearly every number would be too small."""
    rows = [
        _row(line.label, dict(zip(table.numbers, map(count_text, line.counts), strict=True)), indicators)
        for table in public.tables
        for line in table.lines
    ]
    return {
        "uncovered": rows,
        "uncovered_by": "по параллелям",
        "uncovered_head": "Параллель",
        "uncovered_note": f"{WHO_IS_MISSING} Прочерк – детей этого возраста там нет. {HIDDEN_NOTE}",
    }
