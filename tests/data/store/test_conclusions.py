"""Conclusions of a monitoring stay for their reader and day, and go with whom they name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.people.person_search import ErasureTarget
from data.store.backup import backup
from data.store.conclusions import Conclusions, conclusions_of, discard_conclusions, save_conclusions
from data.store.erasure import erase_person, preview_erasure
from data.store.restore import restore
from data.store.versions import Store
from tests.data.store.saved import to_save

ON = dt.date(2024, 12, 31)
WRITTEN = Conclusions.of("Программа идёт\nпо плану.", "Достигнуто 3 из 5.")
WHO = ErasureTarget("Ромашкина Верба Кедровна", dt.date(2010, 2, 1))


@pytest.fixture
def store(store_place: str) -> Store:
    store = Store(store_place)
    store.save(to_save(), None)
    return store


def test_the_last_text_for_a_reader_and_a_day_is_kept_and_knows_what_was_proposed(store: Store):
    save_conclusions(store, "school", ON, Conclusions.of("Раньше.", ""))
    save_conclusions(store, "school", ON, WRITTEN)
    kept = conclusions_of(Store(store.place), "school", ON)
    assert kept == WRITTEN
    assert kept and kept.is_of("Достигнуто 3 из 5.") and not kept.is_of("Достигнуто 2 из 5.")
    assert conclusions_of(store, "founder", ON) is None
    assert conclusions_of(store, "school", ON.replace(year=2025)) is None
    discard_conclusions(store, "school", ON)
    assert conclusions_of(store, "school", ON) is None


def test_a_text_with_half_a_sign_can_be_kept(store: Store):
    save_conclusions(store, "school", ON, Conclusions.of("Итог \ud83d.", ""))
    assert conclusions_of(store, "school", ON) == Conclusions.of("Итог .", "")


@pytest.mark.parametrize("text", ["Отличилась Ромашкина Верба.", "С Ромашкиной занимались.", "РОМАШКИНОЙ – грамота"])
def test_a_text_that_names_somebody_is_destroyed_with_him_and_others_are_not(store: Store, text: str):
    save_conclusions(store, "school", ON, Conclusions.of(text, ""))
    save_conclusions(store, "founder", ON, WRITTEN)
    extent = preview_erasure(store, WHO)
    assert extent.conclusions == 1
    assert erase_person(store, WHO, "Директор", "заявление") == extent
    assert conclusions_of(store, "school", ON) is None
    assert conclusions_of(store, "founder", ON) == WRITTEN


def test_a_backup_has_them(tmp_path: Path):
    store = Store(str(tmp_path / "store"))
    store.save(to_save(), None)
    save_conclusions(store, "school", ON, WRITTEN)
    backup(store, tmp_path / "copy.sqlite")
    restore(str(tmp_path / "other"), tmp_path / "copy.sqlite")
    assert conclusions_of(Store(str(tmp_path / "other")), "school", ON) == WRITTEN
