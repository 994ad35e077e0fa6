"""Results as the store keeps them beside a version, and back: counts of people, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.hashing import sha256
from data.periods import Period
from metrics.indicators import Declarations, fingerprint
from metrics.results import Result, Share, result_of

FORMULA_VERSION = 1  # raised when the same rosters and declarations give other figures: tests/metrics/test_golden.py


def key(declarations: Declarations) -> str:
    """By which declarations, settings and formula figures were made."""
    return sha256(fingerprint(declarations), str(FORMULA_VERSION))


def content_of(results: Sequence[Result]) -> dict[str, Any]:
    """What is kept of the results, by the key of the indicator."""
    return {one.indicator.key: _kept(one) for one in results}


def _kept(result: Result) -> dict[str, Any]:
    shares = {
        share.reading: [share.part, share.whole, share.could] for share in (result.headline, *result.other_readings)
    }
    return {
        "shares": shares, "readings": list(shares), "left": result.left_in_period, "distance": result.distance,
    }  # fmt: skip


def results_of(content: Mapping[str, Any], period: Period, declarations: Declarations) -> list[Result]:
    """The results that were kept, the readings in the order of that time, for what is still declared."""
    found = []
    for indicator in declarations.indicators:
        if told := content.get(indicator.key):
            shares = [
                Share(reading, declarations.wholes[reading], *told["shares"][reading])
                for reading in told["readings"]
                if reading in declarations.wholes
            ]
            found.append(result_of(indicator, shares, period, declarations, told["left"], told["distance"]))
    return found
