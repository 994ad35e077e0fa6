"""A fixed period stays as reported; a correction is a further record with its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from data.people.person_search import ErasureTarget
from data.periods import Period
from data.store.backup import backup
from data.store.erasure import erase_person
from data.store.errors import StoreError
from data.store.fixed_periods import correct_period, fix_period, fixed_periods
from data.store.restore import restore
from data.store.versions import Store
from tests.data.store.saved import to_save

QUARTER = Period(dt.date(2024, 10, 1), dt.date(2024, 12, 31))
YEAR = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
FIRST, SECOND = {"from_start": {"mentees": 1}}, {"from_start": {"mentees": 2}}


@pytest.fixture
def store(store_place) -> Store:
    made = Store(store_place)
    made.save(to_save(), None)
    fix_period(made, QUARTER, 1, "Завуч", FIRST)
    return made


def test_a_period_is_fixed_once_and_another_with_the_same_end_beside_it(store):
    with pytest.raises(StoreError, match="только исправить"):
        fix_period(store, QUARTER, 1, "Завуч", SECOND)
    fix_period(store, YEAR, 1, "Завуч", SECOND)
    assert {record.period: record.content for record in fixed_periods(store)} == {QUARTER: FIRST, YEAR: SECOND}


def test_a_correction_is_in_force_and_what_it_corrected_stays(store):
    (first,) = fixed_periods(store)
    correct_period(store, first, 1, "Директор", SECOND, " описка ")
    (corrected,) = fixed_periods(store)
    assert (corrected.content, corrected.fixed_by, corrected.reason) == (SECOND, "Директор", "описка")
    assert corrected.earlier == (first,)


@pytest.mark.parametrize(
    ("content", "reason", "words"), [(SECOND, " ", "Впишите, почему"), (FIRST, "описка", "нечего")]
)
def test_a_correction_without_a_reason_or_a_difference_is_refused(store, content, reason, words):
    (first,) = fixed_periods(store)
    with pytest.raises(StoreError, match=words):
        correct_period(store, first, 1, "Директор", content, reason)
    assert fixed_periods(store) == [first]


def test_of_two_corrections_of_the_same_record_the_second_is_refused(store):
    (first,) = fixed_periods(store)
    correct_period(store, first, 1, "Директор", SECOND, "описка")
    with pytest.raises(StoreError, match="в другом окне"):
        correct_period(store, first, 1, "Завуч", {"from_start": {"mentees": 3}}, "другая описка")


def test_a_reason_that_names_somebody_goes_with_whoever_is_destroyed(store):
    (first,) = fixed_periods(store)
    correct_period(store, first, 1, "Директор", SECOND, "учли Осоку Рябину дважды")
    erase_person(store, ErasureTarget("Осока Рябина Кленовна"), "Директор", "заявление от 01.12.2024")
    (corrected,) = fixed_periods(store)
    assert "Осок" not in corrected.reason
    assert (corrected.content, corrected.earlier[0].content) == (SECOND, FIRST)


def test_corrections_are_in_a_backup(store, tmp_path):
    (first,) = fixed_periods(store)
    correct_period(store, first, 1, "Директор", SECOND, "описка")
    backup(store, tmp_path / "copy.sqlite")
    place = str(tmp_path / "other")
    restore(place, tmp_path / "copy.sqlite")
    assert fixed_periods(Store(place)) == fixed_periods(store)
