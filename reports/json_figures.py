"""The figures as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from data.findings import Finding, Severity
from data.periods import Period
from data.roster import Roster
from metrics.results import Result, Share


def as_json(
    school: str,
    period: Period,
    roster: Roster,
    counts: dict[str, int],
    left_out: dict[str, int],
    results: Sequence[Result],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    """Returns the figures as JSON whose keys other programs may rely on.

    Shares are floats made from exact fractions.
    """
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
    figures: dict[str, Any] = {
        "number": result.indicator.number,
        "key": result.indicator.key,
        "title": result.indicator.title,
        "status": result.status.value,
        "target": {"percent": percent_number(result.goal.value), "declared": result.goal.declared},
        "left_in_period": result.left_in_period,
        "headline": _share(result, result.headline),
        "other_readings": [_share(result, share) for share in result.other_readings],
        "goals": {str(year): percent_number(goal) for year, goal in result.goals.items()},
    }
    if result.indicator.counts_distance:
        figures["distance"] = {"part": result.distance}
    return figures


def _share(result: Result, share: Share) -> dict[str, Any]:
    return {
        "reading": share.reading,
        "part": share.part,
        "whole": share.whole,
        "percent": percent_number(share.value),
        "ceiling": percent_number(share.ceiling),
        "missing": {str(year): share.missing(goal) for year, goal in result.goals.items()},
    }


def percent_number(value: Fraction | None) -> float | None:
    """Returns a share as a number of percent; None where it is not known."""
    return None if value is None else float(100 * value)
