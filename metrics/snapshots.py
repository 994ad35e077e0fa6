"""Results as the store keeps them beside a version, and back: counts of people, never names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from data.periods import Period
from metrics.indicators import Declarations, Settings, fingerprint
from metrics.results import Result, Share, result_of
from metrics.settings import as_content


def key(settings: Settings) -> str:
    """By which declarations, settings and formula figures were made."""
    told = json.dumps(as_content(settings), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((fingerprint() + _formula() + told).encode()).hexdigest()


@cache
def _formula() -> str:
    """The code that computes: corrected, it makes other figures."""
    code = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(code)).hexdigest()


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
