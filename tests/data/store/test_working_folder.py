"""Copies and restores that are cut short: nothing is lost, nothing left, and the next start says so."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from data.__main__ import main
from data.store import working_folder
from data.store.backup import backup
from data.store.erasure import erase_version
from data.store.erasure_records import known_copies
from data.store.errors import StoreError, Unusable
from data.store.location import WORKING, is_in_use, place
from data.store.restore import restore
from data.store.versions import Store
from data.store.working_folder import recovered, working
from reports.__main__ import main as reports
from tests.data.store.damage import damage
from tests.data.store.ended_process import ended_at

EVERY = 3  # of the steps of a restore one in so many is tried; all of them take half a minute
forked = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that is ended is forked")


def parts(folder: Path) -> list[Path]:
    return list(folder.glob("*.part*"))


@forked
@pytest.mark.parametrize("way", [None, "zeroed header", "journal of another", "vanished"])
def test_a_restore_ended_at_any_step_leaves_what_was_or_what_came_and_nothing_besides(
    way, copied, own_store, tmp_path, monkeypatch
):
    before = Store(place()).versions()
    if way is None:  # a store that can be read, and differs from the copy
        erase_version(Store(place()), 1, "Директор", "ошибка")
    else:
        damage(own_store, way)
    outcomes = set()
    for step in range(1, 999, EVERY):
        folder = tmp_path / f"step {step}"
        shutil.copytree(own_store, folder)
        monkeypatch.setenv("MENTORING_STORE", str(folder))
        if not ended_at(step, lambda: restore(place(), copied), str(folder)):
            break
        assert is_in_use()
        left = (folder / WORKING).exists()
        assert bool(recovered(place())) == left
        try:
            store = Store(place())
            outcomes.add(len(store.versions()))
            assert store.faults() == []
            assert {str(path) for path in folder.glob("mentoring-*")} <= set(known_copies(store))
        except Unusable:
            assert way is not None
            outcomes.add("damaged")
        assert not (folder / WORKING).exists()
        assert not parts(folder)
        restore(place(), copied)
        assert Store(place()).versions() == before
        shutil.rmtree(folder)
    assert outcomes == {2, 1 if way is None else "damaged"}


@forked
@pytest.mark.parametrize("former", [b"", b"a copy of before"])
def test_a_backup_ended_at_any_step_leaves_the_former_file_or_the_new_one_whole(former, copied, own_store, tmp_path):
    store = Store(place())
    stick = tmp_path / "stick"
    stick.mkdir()
    target = stick / "copy.sqlite"
    sentences, whole = [], 0
    for step in range(1, 999):
        target.unlink(missing_ok=True)
        if former:
            target.write_bytes(former)
        if not ended_at(step, lambda: backup(store, target), str(tmp_path)):
            break
        for path in parts(stick):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert str(path) in " ".join(known_copies(store)) or path.name.endswith("-journal")
        if (own_store / WORKING).exists():
            assert stat.S_IMODE((own_store / WORKING).stat().st_mode) == 0o700
        sentences += recovered(place())
        assert not (own_store / WORKING).exists()
        assert not parts(stick)
        if target.exists() and (content := target.read_bytes()) != former:
            whole += 1
            assert content.startswith(b"SQLite format 3")
            assert str(target) in known_copies(store)
    assert whole
    assert all("Резервное копирование в прошлый раз прервалось" in sentence for sentence in sentences[:-2])
    restore(place(), target)


def test_a_copy_that_somebody_is_making_is_neither_swept_nor_joined(copied, own_store, monkeypatch):
    monkeypatch.setattr(working_folder, "PATIENCE", 0.1)
    with working(place(), "Резервное копирование") as work:
        assert recovered(place()) == []
        store = Store(place())
        assert work.exists()
        with pytest.raises(StoreError, match="как раз копирует"):
            backup(store, copied.with_name("second.sqlite"))
    assert not work.exists()
    backup(store, copied.with_name("second.sqlite"))


@pytest.mark.parametrize("command", [["save", "нет.xlsx"], ["backup", "{}"], ["restore", "{}"], None])
def test_every_command_reports_a_copy_that_was_cut_short(command, copied, own_store, capsys):
    (own_store / WORKING).mkdir()
    (own_store / WORKING / "what").write_text("Резервное копирование", encoding="utf-8")
    if command is None:
        reports(["--format", "json"])
    else:
        main([argument.format(copied) for argument in command])
    assert "Резервное копирование в прошлый раз прервалось" in capsys.readouterr().err
    assert not (own_store / WORKING).exists()


def test_a_failed_backup_leaves_no_record_of_a_copy_and_no_part(copied, own_store, tmp_path, monkeypatch):
    store = Store(place())
    before = known_copies(store)
    monkeypatch.setattr("data.store.backup.write_copy", lambda source, path: path.write_bytes(b"half a copy"))
    with pytest.raises(StoreError):
        backup(store, tmp_path / "new.sqlite")
    assert known_copies(store) == before
    assert not parts(tmp_path)
    assert not (tmp_path / "new.sqlite").exists()


def test_a_note_that_did_not_reach_the_disk_is_none(copied, own_store, tmp_path, monkeypatch):
    def struck(_descriptor):
        raise OSError(errno.EIO, "I/O error")

    before = known_copies(Store(place()))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", struck)
        patched.setattr(shutil, "rmtree", lambda _path: None)  # as if the process had ended there
        with pytest.raises(StoreError):
            backup(Store(place()), tmp_path / "new.sqlite")
    assert [path.name for path in (own_store / WORKING).iterdir()] == ["what.draft"]
    assert recovered(place()) == [
        "Копирование базы в прошлый раз прервалось, временные файлы удалены. Проверьте данные и при надобности повторите."
    ]
    assert known_copies(Store(place())) == before
