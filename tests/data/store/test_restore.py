"""Restoring: a damaged store is named, a copy takes its place, and what goes wrong on the way is undone."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.__main__ import main
from data.store import restore as restore_module
from data.store.engine import is_open_elsewhere
from data.store.erasure import erase_version
from data.store.erasure_records import erasure_records, known_copies
from data.store.errors import StoreError
from data.store.export_log import exports, log
from data.store.location import DATABASE, WORKING, is_in_use, place
from data.store.restore import restore
from data.store.versions import Store
from tests.data.store.damage import WAYS, damage
from tests.data.store.saved import to_save
from tests.waiting import until


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "mentoring.lock"
    }


def fault_of_store() -> str:
    """The one sentence about the store."""
    try:
        return Store(place()).faults()[0]
    except StoreError as error:
        return str(error)


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_store_is_named_and_a_copy_takes_its_place(way, copied, own_store, capsys):
    before = Store(place()).versions()
    sign = damage(own_store, way)
    assert is_in_use()
    assert sign in fault_of_store()
    assert main(["restore", str(copied)]) == 0
    store = Store(place())
    assert store.versions() == before
    assert store.faults() == []
    assert not (own_store / WORKING).exists()
    assert "Данные восстановлены" in capsys.readouterr().out


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"vanished", "folder", "changed list"}))  # no file, or a sound one
def test_the_damaged_file_lies_aside_as_it_was_and_is_known_to_be_a_copy(way, copied, own_store):
    damage(own_store, way)
    fault_of_store()  # a database whose journal is another's has taken it in by then
    damaged = (own_store / DATABASE).read_bytes()
    restored = restore(place(), copied)
    assert restored.former is not None
    assert restored.former.read_bytes() == damaged
    assert str(restored.former) in known_copies(Store(place()))


def test_the_journals_of_a_damaged_store_are_moved_aside_with_it(copied, own_store):
    damage(own_store, "zeroed header")
    for end in ("-wal", "-shm"):
        (own_store / f"{DATABASE}{end}").write_bytes(b"journal of the damaged one" * 99)
    restored = restore(place(), copied)
    assert Store(place()).faults() == []
    assert [Path(f"{restored.former}{end}").read_bytes()[:7] for end in ("-wal", "-shm")] == [b"journal"] * 2


@pytest.mark.parametrize("way", ["newer program's", "no tables", "no text"])
def test_what_was_destroyed_or_published_is_known_after_a_damaged_store_was_replaced(way, copied, own_store, capsys):
    store = Store(place())
    erase_version(store, 1, "Директор", "ошибка")
    day = dt.date(2024, 12, 31)
    log(store, b"", by="Завуч", what="html", marking="", made_from="версия № 2", on=day, published={"1": 5})
    damage(own_store, way)
    assert main(["restore", str(copied)]) == 0
    assert "снова есть то, что было уничтожено после неё: 1" in capsys.readouterr().err
    store = Store(place())
    assert [destruction.reason for destruction in erasure_records(store)] == ["ошибка"]
    assert [export.what for export in exports(store)] == ["html"]


def test_records_that_cannot_be_read_are_reported_as_lost(copied, own_store, capsys):
    damage(own_store, "zeroed header")
    assert main(["restore", str(copied)]) == 0
    assert "прочитать не удалось" in capsys.readouterr().err


def test_a_disk_that_does_not_give_the_damaged_file_back_keeps_no_copy_from_its_place(copied, own_store, monkeypatch):
    damage(own_store, "zeroed header")
    copyfile = shutil.copyfile

    def failing(source, target):
        if str(own_store / DATABASE) in str(source):
            raise OSError(errno.EIO, "I/O error", source)
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", failing)
    assert restore(place(), copied).unread
    assert Store(place()).faults() == []


def test_a_full_disk_loses_no_records_and_leaves_the_damaged_store_as_it_was(copied, own_store, monkeypatch):
    damage(own_store, "no tables")
    before, copyfile = bytes_in(own_store), shutil.copyfile

    def failing(source, target):
        if str(own_store / DATABASE) in str(source):
            raise OSError(errno.ENOSPC, "full", target)
        return copyfile(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", failing)
        with pytest.raises(StoreError, match="На диске нет места"):
            restore(place(), copied)
    assert bytes_in(own_store) == before
    assert not restore(place(), copied).unread


def test_a_copy_becomes_the_store_where_there_was_none(copied, own_store, capsys, monkeypatch, tmp_path):
    before = Store(place()).versions()
    monkeypatch.setenv("MENTORING_STORE", str(tmp_path / "new"))
    assert main(["restore", str(copied)]) == 0
    out, err = capsys.readouterr()
    assert ("Прежние данные" in out, err) == (False, "")
    assert Store(place()).versions() == before


@pytest.mark.parametrize("way", [None, "zeroed header", "vanished"])
@pytest.mark.parametrize("content", [b"", b"no copy" * 1000, None])
def test_what_is_no_copy_changes_nothing_in_any_store(way, content, copied, own_store):
    if way:
        damage(own_store, way)
    if content is None:
        changed = copied.read_bytes().replace("Осока".encode(), "Осина".encode())
    copied.write_bytes(changed if content is None else content)
    before = bytes_in(own_store)
    with pytest.raises(StoreError, match="не целая резервная копия"):
        restore(place(), copied)
    assert bytes_in(own_store) == before


def test_a_copy_of_a_newer_program_is_named_as_such(copied, own_store):
    shutil.copyfile(copied, copied.with_name(DATABASE))
    damage(copied.parent, "newer program's")
    with pytest.raises(StoreError, match="более новой версией"):
        restore(place(), copied.with_name(DATABASE))


def test_a_copy_made_by_hand_brings_its_journal_or_has_a_foreign_one_reported(copied, own_store, tmp_path):
    store = Store(place())
    with closing(sqlite3.connect(own_store / DATABASE)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM versions").fetchall()  # keeps the journal from being taken in
        store.save(to_save(), store.current_id())
        for end in ("", "-wal"):
            shutil.copyfile(own_store / f"{DATABASE}{end}", tmp_path / f"by hand{end}")
    damage(own_store, "text file")
    restore(place(), tmp_path / "by hand")
    assert [version.id for version in Store(place()).versions()] == [3, 2, 1]
    shutil.copyfile(tmp_path / "by hand-wal", f"{copied}-wal")
    change = copied.read_bytes()
    copied.write_bytes(change[: len(change) // 2])
    with pytest.raises(StoreError, match=r"Рядом лежит «copy.sqlite-wal»"):
        restore(place(), copied)


@pytest.mark.parametrize("way", [None, "zeroed header", "journal of another", "vanished"])
def test_a_copy_that_does_not_arrive_whole_is_taken_out_again(way, copied, own_store, monkeypatch):
    if way:
        damage(own_store, way)
        versions = None
    else:
        versions = Store(place()).versions()
    fault = fault_of_store() if way else ""  # a database whose journal is another's has taken it in by then
    before = bytes_in(own_store)
    copied.write_bytes(copied.read_bytes().replace("Липа".encode(), "Лоза".encode()))
    with monkeypatch.context() as patched:
        patched.setattr(restore_module, "_verified", verified_without_check)
        with pytest.raises(StoreError, match="Возвращено то, что было"):
            restore(place(), copied)
    if versions is None:
        assert bytes_in(own_store) == before
        assert fault_of_store() == fault
    else:
        assert Store(str(own_store)).versions() == versions


def verified_without_check(work, path):
    shutil.copyfile(path, work / DATABASE)
    return Store(str(work))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a file that is open")
def test_a_damaged_store_that_another_program_has_open_is_left_alone(copied, own_store, monkeypatch):
    monkeypatch.setattr(restore_module, "PATIENCE", 0.2)
    source = (
        "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1]); "
        "connection.execute('SELECT count(*) FROM versions'); print('open', flush=True); sys.stdin.read()"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", source, own_store / DATABASE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with program:
        assert program.stdout.readline() == b"open\n"
        damage(own_store, "zeroed header")
        before = bytes_in(own_store)
        with pytest.raises(StoreError, match="занята другой программой"):
            restore(place(), copied)
        assert bytes_in(own_store) == before
        program.stdin.close()
    until(lambda: not is_open_elsewhere(own_store / DATABASE), "the other program lets go")
    restore(place(), copied)
    assert Store(place()).faults() == []


def test_the_store_itself_is_no_copy_to_restore_from(copied, own_store, tmp_path):
    (tmp_path / "link.sqlite").symlink_to(own_store / DATABASE)
    for path in (own_store / DATABASE, tmp_path / "link.sqlite"):
        with pytest.raises(StoreError, match="сама база"):
            restore(place(), path)
