"""Whatever stands in a cell makes findings and never stops the check; `python -m benchmarks.odd_cells` goes further."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from benchmarks.odd_lists import lists
from benchmarks.odd_road import checked
from data.store.versions import Store

DRAWN = settings(derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    return Store(str(tmp_path_factory.mktemp("odd")))


@settings(DRAWN, max_examples=40)
@given(sheets=lists())
def test_no_cell_stops_the_check(store, sheets):
    checked(sheets, store)
