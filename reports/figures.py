"""The numbers as JSON, and lists of people as XLSX."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter

from data.findings import Finding, Severity
from data.period import Period
from data.roster import Roster
from metrics.results import Result, Share

WIDEST = 60  # characters of a column; longer texts wrap


def as_json(
    school: str,
    period: Period,
    roster: Roster,
    counts: dict[str, int],
    left_out: dict[str, int],
    results: Sequence[Result],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    """The figures in the shape that product.md fixes; shares are floats made from exact fractions."""
    severities = Counter(finding.severity for finding in findings)
    return {
        "school": school,
        "on": period.on.isoformat(),
        "since": period.since.isoformat(),
        "as_of": roster.as_of.isoformat(),
        "counts": counts,
        "left_out": left_out,
        "indicators": [_indicator(result) for result in results],
        "findings": {severity.value: severities[severity] for severity in Severity},
    }


def _indicator(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": result.indicator.number,
        "key": result.indicator.key,
        "title": result.indicator.title,
        "status": result.status.value,
        "target": {"percent": _percent(result.goal.value), "declared": result.goal.declared},
        "left_in_period": result.left_in_period,
        "headline": _share(result, result.headline),
        "other_readings": [_share(result, share) for share in result.other_readings],
        "goals": {str(year): _percent(goal) for year, goal in result.goals.items()},
    }
    if result.indicator.counts_distance:
        told["distance"] = {"part": result.distance}
    return told


def _share(result: Result, share: Share) -> dict[str, Any]:
    return {
        "reading": share.reading,
        "part": share.part,
        "whole": share.whole,
        "percent": _percent(share.value),
        "ceiling": _percent(share.ceiling),
        "missing": {str(year): share.missing(goal) for year, goal in result.goals.items()},
    }


def _percent(value: Fraction | None) -> float | None:
    return None if value is None else float(100 * value)


def people_workbook(title: str, marks: Sequence[str], headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A list of people as a workbook: title and marks above, then the table; no cell becomes a formula or a link."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        sheet = workbook.add_worksheet("Список")
        bold = workbook.add_format({"bold": True})
        head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, title, bold)
        for place, mark in enumerate(marks, 1):
            sheet.write_string(place, 0, mark)
        top = len(marks) + 2
        for column, header in enumerate(headers):
            longest = max([len(header), *(len(row[column]) for row in rows)])
            sheet.set_column(column, column, min(longest + 2, WIDEST))
            sheet.write_string(top, column, header, head)
        for number, row in enumerate(rows, top + 1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, plain)
        sheet.freeze_panes(top + 1, 0)
        sheet.autofilter(top, 0, top + max(len(rows), 1), len(headers) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return content.getvalue()
