"""A store that is damaged or was left in the middle of something: named on every page, never passed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.backup import backup
from data.store.location import DATABASE, VARIABLE, WORKING, place
from data.store.restore import restore
from data.store.versions import Store
from pages.components.plain_text import plain
from tests.data.store.damage import WAYS, damage
from tests.data.store.saved import STUDENTS, to_save
from tests.pages.test_pages import words

Start = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """One version, and a copy of it."""
    made = Store(place())
    made.save(to_save(STUDENTS), None)
    backup(made, tmp_path / "copy.sqlite")
    return made


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"changed list", "journal of another"}))
def test_a_damaged_store_is_named_in_place_of_the_page_until_a_copy_is_put_back(
    app: Start, store: Store, own_store: Path, tmp_path: Path, way: str
):
    sign = damage(own_store, way)
    for page in ("overview", "versions"):
        test = app(page)
        assert [sign in error.value for error in test.error] == [True]
        assert "Демонстрационные данные" not in words(test)
    restore(place(), tmp_path / "copy.sqlite")
    assert "Версия № 1" in words(test.switch_page("overview.py").run())
    assert not test.error


@pytest.mark.parametrize("where", ["D://Наставничество", "sqlite:///x", "нет/данные"])
def test_a_place_that_is_no_store_is_named_and_not_the_demonstration_shown(
    app: Start, monkeypatch: pytest.MonkeyPatch, where: str
):
    monkeypatch.setenv(VARIABLE, where)
    test = app("overview")
    assert [plain(VARIABLE) in error.value for error in test.error] == [True]
    assert "Демонстрационные данные" not in words(test)


def test_a_copy_that_was_cut_short_is_told_to_every_session_once(app: Start, store: Store, own_store: Path):
    (own_store / WORKING).mkdir()
    (own_store / WORKING / DATABASE).write_bytes(b"half a copy")
    for _ in range(2):
        test = app("overview")
        assert ["в прошлый раз прервалось" in warning.value for warning in test.warning] == [True]
        assert not test.run().warning
    assert not (own_store / WORKING).exists()


def test_a_restore_that_was_cut_short_is_told_beside_the_damage_it_was_to_mend(
    app: Start, store: Store, own_store: Path
):
    damage(own_store, "zeroed header")
    (own_store / DATABASE).replace(own_store / "mentoring-20240901-120000.sqlite")
    (own_store / WORKING).mkdir()
    (own_store / WORKING / "former").write_text("mentoring-20240901-120000.sqlite", encoding="utf-8")
    test = app("overview")
    assert ["возвращены на место" in warning.value for warning in test.warning] == [True]
    assert ["повреждён" in error.value for error in test.error] == [True]
