"""What was done with the municipal base is stored without names, and outlives the version it was made from."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from data.periods import Period
from data.store.backup import backup
from data.store.erasure import erase_version
from data.store.municipal_log import Done, base_records, record_base, withdraw_record
from data.store.restore import restore
from data.store.schema import BASES
from data.store.versions import Store
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without

PERIOD = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


@pytest.fixture
def store(store_place):
    store_with_records = Store(store_place)
    store_with_records.save(to_save(), None)
    record_base(store_with_records, Done.SENT, dt.date(2025, 1, 10), PERIOD, 1, "Завуч")
    record_base(store_with_records, Done.ENTERED, dt.date(2025, 1, 20), PERIOD, 1, "Завуч")
    return store_with_records


def test_the_latest_day_stands_first(store):
    assert [
        (record.done, record.day, record.period, record.version, record.recorded_by) for record in base_records(store)
    ] == [
        (Done.ENTERED, dt.date(2025, 1, 20), PERIOD, 1, "Завуч"),
        (Done.SENT, dt.date(2025, 1, 10), PERIOD, 1, "Завуч"),
    ]


def test_a_wrong_record_is_withdrawn_and_stays(store):
    withdraw_record(store, base_records(store)[1], "Директор")
    assert [record.withdrawn for record in base_records(store)] == [False, True]


def test_a_record_outlives_its_version(store):
    erase_version(store, 1, "Директор", "ошибка")
    assert [record.version for record in base_records(store)] == [1, 1]
    assert store.id_of(1) is None


def test_a_backup_brings_the_records_back(store, tmp_path):
    before = base_records(store)
    backup(store, tmp_path / "copy.sqlite")
    with store.writing() as connection:
        connection.execute(BASES.delete())
    restore(store.place, tmp_path / "copy.sqlite")
    assert base_records(store) == before


def test_what_was_sent_and_withdrawn_after_a_backup_is_known_after_its_restore(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    withdraw_record(store, base_records(store)[0], "Директор")
    for day in (25, 26):
        record_base(store, Done.SENT, dt.date(2025, 1, day), PERIOD, 1, "Завуч")
    withdraw_record(store, base_records(store)[0], "Директор")
    before = [(record.done, record.day, record.version, record.withdrawn) for record in base_records(store)]
    assert [withdrawn for *_, withdrawn in before] == [True, False, True, False]
    for _ in range(2):
        restore(store.place, tmp_path / "copy.sqlite")
        assert [(record.done, record.day, record.version, record.withdrawn) for record in base_records(store)] == before


def test_records_carried_over_by_a_restore_withdraw_what_they_did_under_other_numbers(store, tmp_path):
    elsewhere = Store(str(tmp_path / "other"))
    for day in (1, 2, 3):
        record_base(elsewhere, Done.SENT, dt.date(2025, 2, day), PERIOD, None, "Директор")
    backup(elsewhere, tmp_path / "copy.sqlite")
    withdraw_record(store, base_records(store)[1], "Завуч")
    restore(store.place, tmp_path / "copy.sqlite")
    assert [record.day.day for record in base_records(store) if record.withdrawn] == [10]
    assert len(base_records(store)) == 5


def test_a_record_of_a_version_that_a_restore_does_not_have_keeps_no_number(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    store.save(to_save(without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), store.current_id())
    record_base(store, Done.SENT, dt.date(2025, 2, 1), PERIOD, 2, "Завуч")
    restore(store.place, tmp_path / "copy.sqlite")
    assert [record.version for record in base_records(store)] == [None, 1, 1]


def test_no_name_of_the_lists_is_stored(store):
    with store.reading() as connection:
        stored_text = str(connection.execute(text("SELECT * FROM bases")).all())
    assert "Ромашкина" not in stored_text
    assert {column.name for column in BASES.c} == {
        "id",
        "what",
        "day",
        "since",
        "until",
        "version",
        "recorded_at",
        "recorded_by",
        "withdraws",
    }
