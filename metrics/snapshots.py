"""Results as they are stored beside a version: counts of people, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from data.hashing import sha256
from data.periods import Period
from metrics.indicators import Declarations, fingerprint
from metrics.results import Result, Share, result_of

FORMULA_VERSION = 1  # raised when the same rosters and declarations give other figures: tests/metrics/test_golden.py


def key(declarations: Declarations) -> str:
    """Returns by which declarations, settings and formula figures were made."""
    return sha256(fingerprint(declarations), str(FORMULA_VERSION))


class ShareCounts(NamedTuple):
    """The counts of a share in people, as in `Share`."""

    part: int | None
    whole: int | None
    could: int | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A result as it is stored.

    `shares` are the counts by reading, `readings` their order, the headline first.
    """

    shares: dict[str, ShareCounts]
    readings: list[str]
    left: int | None
    distance: int | None


SNAPSHOTS = TypeAdapter(dict[str, Snapshot])  # by the key of the indicator


def content_of(results: Sequence[Result]) -> dict[str, Any]:
    """Returns what is stored of the results, as JSON can write it."""
    content: dict[str, Any] = SNAPSHOTS.dump_python(
        {result.indicator.key: _snapshot(result) for result in results}, mode="json"
    )
    return content


def _snapshot(result: Result) -> Snapshot:
    shares = {
        share.reading: ShareCounts(share.part, share.whole, share.could)
        for share in (result.headline, *result.other_readings)
    }
    return Snapshot(shares, list(shares), result.left_in_period, result.distance)


def results_of(content: Mapping[str, Any], period: Period, declarations: Declarations) -> list[Result]:
    """Returns the results that were stored, for what is still declared.

    The readings stand in the order of that time.
    """
    snapshots = SNAPSHOTS.validate_python(content)
    results = []
    for indicator in declarations.indicators:
        if snapshot := snapshots.get(indicator.key):
            shares = [
                Share(reading, declarations.wholes[reading], *snapshot.shares[reading])
                for reading in snapshot.readings
                if reading in declarations.wholes
            ]
            results.append(result_of(indicator, shares, period, declarations, snapshot.left, snapshot.distance))
    return results
