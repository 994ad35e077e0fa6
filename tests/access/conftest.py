"""A store whose accounts a test makes, and a running server whose head has one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from access import passwords
from data.store.versions import Store
from tests.access.served import Served, served_to_head


@pytest.fixture
def store(store_place: str) -> Store:
    return Store(store_place)


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of tests need not withstand anybody."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))
    passwords.nobody.cache_clear()


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_to_head(tmp_path_factory.mktemp("served")) as running:
        yield running
