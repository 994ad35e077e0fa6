"""Two processes that save over the same version at the same moment; 200 rounds: `python -m benchmarks.races`."""

from __future__ import annotations

from benchmarks.races import raced

ROUNDS = 20


def test_of_two_processes_that_save_at_once_neither_is_lost_and_no_version_is_mixed(store_place):
    race = raced(store_place, ROUNDS)
    assert race.wrong == []
    assert len(race.saves) == 2 * ROUNDS
    assert sum(save.overtaken for save in race.saves) == ROUNDS
