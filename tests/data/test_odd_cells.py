"""Whatever stands in a cell makes findings and never stops the program; `python -m benchmarks.odd_cells` goes further."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings

from benchmarks.odd_lists import NAMES, lists
from benchmarks.odd_road import STAGES, checked
from data.store.versions import Store

# No search for a smaller example of a fault: the whole road takes seconds, and the search goes it hundreds of times.
DRAWN = settings(derandomize=True, deadline=None, database=None, phases=[Phase.generate])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    return Store(str(tmp_path_factory.mktemp("odd")))


@settings(DRAWN, max_examples=40)
@given(sheets=lists())
def test_no_cell_stops_the_check(store, sheets):
    checked(sheets, store)


@settings(DRAWN, max_examples=3)
@given(sheets=lists(), school=NAMES.filter(bool))
def test_no_cell_stops_anything_that_is_done_with_the_lists(store, sheets, school):
    road = checked(sheets, store, school)
    for stage in STAGES.values():
        stage(road)
