"""What the first visitor would wait for is ready before he comes."""

from __future__ import annotations

import gc

import pandas as pd
import pytest

from data import guarded_child
from data.spreadsheets.reading import LIMITS, WORK
from data.store.versions import Store
from pages.shell.warm_up import prepare_first_visit
from tests.data.store.saved import to_save


@pytest.fixture
def store(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MENTORING_STORE", str(tmp_path / "store"))
    return Store(str(tmp_path / "store"))


def test_the_first_upload_of_a_school_with_stored_lists_does_not_wait_for_the_start_of_its_child(store: Store):
    store.save(to_save(), None)
    guarded_child._end_spares()
    prepare_first_visit()
    assert (WORK, LIMITS) in guarded_child._spares


def test_no_click_looks_through_the_libraries_for_garbage(store: Store):
    prepare_first_visit()
    try:
        assert all(collected is not vars(pd) for collected in gc.get_objects())
    finally:
        gc.unfreeze()
    assert any(collected is vars(pd) for collected in gc.get_objects())
