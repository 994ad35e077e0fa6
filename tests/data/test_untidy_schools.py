"""Lists as people really keep them: every share exact, every pair read, against a plain oracle."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.findings import Severity
from data.loading import load
from data.periods import year_to_date
from metrics.results import results
from tests.data.untidy_schools import ON, school

SCHOOLS = range(300)
AT_ONCE = 30


@pytest.mark.parametrize("first", SCHOOLS[::AT_ONCE])
def test_every_share_of_an_untidy_school_is_exact_and_every_pair_is_read(first):
    for seed in range(first, first + AT_ONCE):
        drawn = school(seed)
        lists = load(drawn.files, as_of=ON, today=ON)
        shares = {result.indicator.key: result.headline for result in results(lists.roster, year_to_date(ON))}
        counts = {key: (share.part, share.whole) for key, share in shares.items()}
        expected = {key: count if count[1] else counts[key] for key, count in drawn.counts().items()}
        assert counts == expected, (seed, drawn.kind)
        assert lists.counts["pairs"] == len(drawn.pairs), seed
        assert not [message(finding) for finding in lists.findings if finding.severity is Severity.ERROR], seed
