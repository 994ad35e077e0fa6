"""The roster of the demonstration school, read once."""

from __future__ import annotations

import pytest

from data.roster import Roster
from tests.reports.monitoring.documents import demonstration


@pytest.fixture
def roster() -> Roster:
    roster: Roster = demonstration()
    return roster
