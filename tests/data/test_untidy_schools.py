"""Lists as people really keep them: every share exact, every pair read, against a plain oracle."""

from __future__ import annotations

import pytest

from benchmarks.untidy_schools import reading_of

SCHOOLS = range(150)  # 3 000: `python -m benchmarks.untidy_schools`
AT_ONCE = 30


@pytest.mark.parametrize("first", SCHOOLS[::AT_ONCE])
def test_every_share_of_an_untidy_school_is_exact_and_every_pair_is_read(first):
    readings = [reading_of(seed) for seed in range(first, first + AT_ONCE)]
    assert sum(reading.pairs for reading in readings) > AT_ONCE
    assert [reading for reading in readings if not reading.is_exact] == []
