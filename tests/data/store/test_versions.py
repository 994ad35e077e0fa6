"""The store: what is saved is there, unchanged, once, and nobody's save is lost."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pandas as pd
import pytest
from sqlalchemy import event, text

from data.findings import Finding
from data.loading import check, load
from data.saving import checked_with_stored
from data.store.errors import Overtaken, StoreError
from data.store.location import DATABASE, VARIABLE, cloud_warning
from data.store.versions import Store
from data.workbooks.roster_sheets import written_out
from tests.data.lists import checked, codes, sheet
from tests.data.store.saved import FILES, PAIRS, STUDENTS, TEACHERS, to_save, without
from tests.programs import needed
from tests.sample_files import EXPECTED, roster_files


def assert_same_rosters(roster, expected):
    for name in ("students", "teachers", "pairs"):
        frame, expected_frame = getattr(roster, name), getattr(expected, name)
        assert (frame is None) == (expected_frame is None)
        if frame is not None:
            pd.testing.assert_frame_equal(frame[sorted(frame)], expected_frame[sorted(expected_frame)])
    assert roster.as_of == expected.as_of


def test_what_was_saved_is_read_again_as_it_was(store):
    saving = to_save(note="проба")
    version, is_new = store.save(saving, None)
    assert is_new
    assert_same_rosters(store.roster(version.id), saving.roster)
    assert store.version(version.id) == version
    assert (version.note, version.files, version.findings) == ("проба", FILES, list(saving.findings))
    assert store.faults() == []


def test_the_same_lists_again_are_not_stored_twice(store):
    first, _ = store.save(to_save(), None)
    again, is_new = store.save(to_save(), None)
    assert (again, is_new) == (first, False)
    assert store.versions() == [first]


def test_who_saves_over_a_version_that_is_no_longer_current_is_reported_and_nothing_is_lost(store):
    first, _ = store.save(to_save(), None)
    second, _ = store.save(to_save(pairs=without(PAIRS, "Осока")), first.identity)
    with pytest.raises(Overtaken) as overtaken:
        store.save(to_save(students=without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), first.identity)
    assert overtaken.value.current == second.id
    assert [version.id for version in store.versions()] == [second.id, first.id]


def test_of_two_who_save_at_once_one_is_reported(store):
    first, _ = store.save(to_save(), None)
    barrier = Barrier(2)

    def save(note):
        saving = to_save(students=STUDENTS.replace("6А", note), note=note)
        barrier.wait()
        try:
            return store.save(saving, first.identity)[0].note
        except Overtaken:
            return "overtaken"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(save, ("7А", "5А")))
    assert "overtaken" in outcomes
    assert [version.note for version in store.versions()] == [outcomes[0], ""]


def test_an_older_version_is_made_current_as_a_new_one(store):
    first, _ = store.save(to_save(), None)
    second, _ = store.save(to_save(pairs=without(PAIRS, "Осока")), first.identity)
    third = store.make_current(first.id, "Директор", "вернули", second.identity)
    assert (third.copy_of, third.based_on) == (first.id, second.id)
    assert_same_rosters(store.roster(third.id), store.roster(first.id))
    assert len(store.versions()) == 3


def test_what_was_changed_behind_the_program_is_named(store):
    version, _ = store.save(to_save(), None)
    with store.writing() as connection:
        connection.execute(text("UPDATE lists SET content = replace(content, 'Верба', 'Ива')"))
    assert [f"№ {version.id}" in fault for fault in store.faults()] == [True]


def test_a_store_opened_again_holds_what_it_held(store, store_place):
    version, _ = store.save(to_save(), None)
    assert Store(store_place).versions() == [version]


@pytest.mark.skipif(os.name != "posix", reason="rights of files exist on POSIX alone")
def test_the_folder_and_the_file_are_for_their_owner_alone(tmp_path):
    Store(str(tmp_path / "store")).save(to_save(), None)
    for path in (tmp_path / "store", *(tmp_path / "store").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_database_that_vanishes_is_named_and_not_made_anew(tmp_path):
    store = Store(str(tmp_path))
    version, _ = store.save(to_save(), None)
    (tmp_path / DATABASE).rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="База данных не найдена"):
        store.versions()
    assert not (tmp_path / DATABASE).exists()
    (tmp_path / "elsewhere").rename(tmp_path / DATABASE)
    assert store.versions() == [version]


def test_a_locked_database_is_named_and_usable_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("data.store.engine.PATIENCE", 0.1)
    store = Store(str(tmp_path))
    with sqlite3.connect(tmp_path / DATABASE) as program:
        program.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="занята"):
            store.save(to_save(), None)
    program.close()
    assert store.save(to_save(), None)[1]


def test_a_full_disk_is_named_and_the_stored_version_stays(tmp_path):
    store = Store(str(tmp_path))
    version, _ = store.save(to_save(), None)

    def fill(connection, _record):
        connection.execute("PRAGMA max_page_count = 1")  # no further page may be added

    event.listen(store.engine, "connect", fill)
    larger = to_save(
        STUDENTS + "".join(f"Л-{number} | Мята Полынь {'я' * number} | 2011 | 7А | |\n" for number in range(4, 99))
    )
    with pytest.raises(StoreError, match="На диске нет места"):
        store.save(larger, version.identity)
    assert store.versions() == [version]
    event.remove(store.engine, "connect", fill)
    assert store.save(larger, version.identity)[1]


@pytest.mark.skipif(sys.platform != "linux", reason="rights are taken from root by a Linux program")
def test_a_folder_that_was_read_only_for_a_time_is_named_and_usable_afterwards(tmp_path):
    drop = ["-dac_override", "-dac_read_search"]  # without these root too is held to the rights of files
    bound = [f"--{kind}={','.join(drop)}" for kind in ("bounding-set", "inh-caps")]
    plain = [needed("setpriv"), *bound] if os.getuid() == 0 else []
    command = [*plain, sys.executable, "-m", "tests.data.store.read_only", str(tmp_path / "store")]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.split("\n")[:-1] == ["saved", "readonly", "readonly", "no rights", "saved"], done.stderr


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="повреждён"):
        Store(str(tmp_path))


def test_a_store_of_a_newer_program_is_left_alone(store, store_place):
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="новой версией программы"):
        Store(store_place)


def test_a_postgresql_that_was_stopped_is_named_and_used_again_when_it_is_back(postgresql):
    store = Store(postgresql.new_database())
    version, _ = store.save(to_save(), None)
    with postgresql.stopped(), pytest.raises(StoreError, match="не отвечает"):
        store.versions()
    assert store.versions() == [version]


@pytest.mark.parametrize("folder", ["/home/a/OneDrive - Школа/store", "/home/a/Яндекс.Диск/store", "C/Dropbox/store"])
def test_a_folder_that_is_copied_to_the_internet_gets_a_warning(folder):
    assert VARIABLE in cloud_warning(folder)


def test_an_ordinary_folder_and_a_server_get_none(tmp_path):
    assert cloud_warning(str(tmp_path)) == cloud_warning("postgresql://server/OneDrive") == ""


@pytest.mark.parametrize("name", EXPECTED)
def test_lists_written_out_and_checked_again_are_the_same_roster(name):
    lists = load(roster_files(name))
    assert_same_rosters(check(written_out(lists.roster, "x"), as_of=lists.as_of).roster, lists.roster)


def test_lists_that_the_upload_lacks_come_from_the_stored_version(store):
    version, _ = store.save(to_save(), None)
    pairs = without(PAIRS, "Осока")
    lists, reused = checked_with_stored(store, [sheet(pairs, "Пары")])
    assert reused == {"students": version.id, "teachers": version.id}
    assert_same_rosters(
        lists.roster.__class__(lists.roster.students, lists.roster.teachers, lists.roster.pairs, version.as_of),
        to_save(pairs=pairs).roster,
    )


def test_a_stored_pair_whose_pupil_is_gone_from_the_new_list_is_an_error(store):
    store.save(to_save(), None)
    lists, reused = checked_with_stored(store, [sheet(without(STUDENTS, "Осока"), "Обучающиеся")])
    assert set(reused) == {"teachers", "pairs"}
    assert "unknown_person" in codes(lists)


def test_a_whole_upload_needs_nothing_from_the_store(store):
    store.save(to_save(), None)
    sheets = [sheet(picture, name) for name, picture in (("О", STUDENTS), ("П", TEACHERS), ("Пары", PAIRS))]
    assert checked_with_stored(store, sheets)[1] == {}
    assert checked(STUDENTS, TEACHERS, PAIRS).counts == checked_with_stored(store, sheets)[0].counts


def test_an_empty_list_in_the_upload_comes_from_the_stored_version(store):
    store.save(to_save(), None)
    blank = [sheet(STUDENTS.splitlines()[1], "Обучающиеся"), sheet(TEACHERS.splitlines()[1], "Педагоги")]
    lists, reused = checked_with_stored(store, [*blank, sheet(PAIRS, "Пары")], as_of=lists_day())
    assert set(reused) == {"students", "teachers"}
    assert lists.counts == to_save().counts


def test_nothing_comes_from_the_store_while_a_file_cannot_be_read(store):
    store.save(to_save(), None)
    unreadable = [Finding("unreadable_file", file="Обучающиеся.xlsx", reason="Файл повреждён.")]
    lists, reused = checked_with_stored(store, [sheet(PAIRS, "Пары")], unreadable, as_of=lists_day())
    assert reused == {}
    assert lists.roster.students is None


def lists_day():
    return to_save().roster.as_of


def test_the_same_accepted_rows_are_the_same_lists_whatever_was_left_out_between_them(store):
    faulty = STUDENTS.replace("    Л-2", "    Л-0 | Пырей Тимьян Осокович | 31.02.2012 | 6А | нет | нет\n    Л-2")
    first, _ = store.save(to_save(faulty), None)
    again, is_new = store.save(to_save(), first.identity)
    assert (again.id, is_new) == (first.id, False)
