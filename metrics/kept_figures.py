"""Results as the store keeps them beside a version, and back: counts of people, never names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.period import Period
from metrics.indicators import Declarations, Settings, fingerprint
from metrics.results import Result, Share, result_of
from metrics.settings import as_content


def key(settings: Settings) -> str:
    """By which declarations and settings figures were made."""
    told = json.dumps(as_content(settings), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((fingerprint() + told).encode()).hexdigest()


def content_of(results: Sequence[Result]) -> dict[str, Any]:
    """What is kept of the results, by the key of the indicator."""
    return {one.indicator.key: _kept(one) for one in results}


def _kept(result: Result) -> dict[str, Any]:
    shares = {
        share.reading: [share.part, share.whole, share.could] for share in (result.headline, *result.other_readings)
    }
    return {"shares": shares, "left": result.left_in_period, "distance": result.distance}


def results_of(content: Mapping[str, Any], period: Period, declarations: Declarations) -> list[Result]:
    """The results that were kept, as `metrics.results` would give them for these declarations."""
    return [
        result_of(
            indicator,
            [
                Share(reading, declarations.wholes[reading], *content[indicator.key]["shares"][reading])
                for reading in indicator.readings
            ],
            period, declarations, content[indicator.key]["left"], content[indicator.key]["distance"],
        )
        for indicator in declarations.indicators
    ]  # fmt: skip
