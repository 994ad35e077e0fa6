"""`python -m benchmarks.untidy_schools [SCHOOLS]`: untidy lists against a plain oracle; prints how many are exact.

The suite runs a short form (`tests/data/test_untidy_schools.py`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.checking.messages import message
from data.findings import Severity
from data.loading import load
from data.periods import year_to_date
from metrics.results import results
from tests.data.untidy_schools import ON, school

SCHOOLS = 3_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How a drawn school was read: pairs in it and pairs read, shares that differ, errors without a cause."""

    seed: int
    kind: str
    pairs: int
    pairs_read: int
    wrong_shares: Sequence[str]
    errors: Sequence[str]

    @property
    def is_exact(self) -> bool:
        return self.pairs == self.pairs_read and not self.wrong_shares and not self.errors


def reading_of(seed: int) -> Reading:
    """Draws a school and reads its files."""
    drawn = school(seed)
    lists = load(drawn.files, as_of=ON, today=ON)
    shares = {result.indicator.key: result.headline for result in results(lists.roster, year_to_date(ON))}
    counts = {key: (share.part, share.whole) for key, share in shares.items()}
    wrong = [
        f"{key}: {counts[key]} instead of {count}"
        for key, count in drawn.counts().items()
        if count[1] and counts[key] != count  # of nobody there is no share
    ]
    errors = [message(finding) for finding in lists.findings if finding.severity is Severity.ERROR]
    return Reading(seed, drawn.kind, len(drawn.pairs), lists.counts["pairs"], wrong, errors)


def report(readings: Iterator[Reading]) -> int:
    """Prints what is not exact as it comes, and the sums; returns 1 where something is not."""
    schools, exact, sums = 0, 0, Counter[str]()
    for reading in readings:
        schools += 1
        exact += reading.is_exact
        sums.update(pairs=reading.pairs, read=reading.pairs_read)
        if not reading.is_exact:
            print(reading)
    print(f"schools: {schools}, exact: {exact}, wrong: {schools - exact}; pairs: {sums['pairs']}, read: {sums['read']}")
    return int(exact < schools)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS
    sys.exit(report(map(reading_of, range(count))))
