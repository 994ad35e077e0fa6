"""A store for the tests of the store, on either database."""

from __future__ import annotations

import pytest

from data.store.versions import Store


@pytest.fixture
def store(store_place: str) -> Store:
    """A store in which nothing is saved yet."""
    return Store(store_place)
