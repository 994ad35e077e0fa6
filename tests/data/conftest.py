"""What several tests of the store start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store.backup import backup
from data.store.location import place
from data.store.versions import Store
from tests.data.store.damage import LONG
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without


@pytest.fixture
def copied(own_store: Path, tmp_path: Path) -> Path:
    """A copy of the test's own store, which holds two versions."""
    store = Store(place())
    first, _ = store.save(to_save(STUDENTS + LONG), None)
    store.save(to_save(without(STUDENTS + LONG, "Осока"), pairs=without(PAIRS, "Осока")), first.identity)
    backup(store, tmp_path / "copy.sqlite")
    return tmp_path / "copy.sqlite"
