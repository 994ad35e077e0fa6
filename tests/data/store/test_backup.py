"""A backup: where it may be written, and that a worse copy never takes the place of a better one."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from data.__main__ import main
from data.store.backup import backup
from data.store.erasure_records import known_copies
from data.store.errors import StoreError
from data.store.location import DATABASE, place
from data.store.restore import restore
from data.store.versions import Store
from tests.data.store.damage import damage


@pytest.mark.parametrize("name", ["the file", "relative", "link", "hard link", "journal"])
def test_the_store_itself_is_no_place_for_its_copy(name, copied, own_store, tmp_path, monkeypatch):
    live = own_store / DATABASE
    (tmp_path / "link").symlink_to(live)
    os.link(live, tmp_path / "hard link")
    monkeypatch.chdir(tmp_path)
    target = {
        "the file": live,
        "relative": os.path.relpath(live),
        "journal": f"{live}-wal",
    }.get(name, name)
    before = Store(place()).versions()
    assert main(["backup", str(target)]) == 1
    assert Store(place()).versions() == before
    assert live.samefile(tmp_path / "hard link")
    assert (tmp_path / "link").is_symlink()


def test_a_link_to_a_journal_that_is_not_there_yet_is_no_place_either(copied, own_store, tmp_path):
    (tmp_path / "link").symlink_to(own_store / f"{DATABASE}-wal")
    with pytest.raises(StoreError, match="сама база"):
        backup(Store(place()), tmp_path / "link")


def test_a_missing_folder_or_a_folder_is_named(copied, tmp_path, capsys):
    for target, sign in ((tmp_path / "нет" / "копия", "Папки «"), (tmp_path, "не файл")):
        assert main(["backup", str(target)]) == 1
        assert sign in (words := capsys.readouterr().err)
        assert "не отвечает" not in words


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_named(copied, tmp_path, capsys):
    assert main(["backup", os.fsdecode(os.fsencode(tmp_path) + b"/\xff")]) == 1
    assert "не читаются как буквы" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["changed list", "no text"])
def test_a_copy_of_a_damaged_store_takes_no_good_ones_place(way, copied, own_store, capsys):
    good = copied.read_bytes()
    damage(own_store, way)
    assert main(["backup", str(copied)]) == 1
    assert copied.read_bytes() == good
    restore(place(), copied)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files exist on POSIX alone")
def test_a_copy_over_a_file_that_others_may_read_is_for_its_owner_alone(copied):
    copied.chmod(0o644)
    backup(Store(place()), copied)
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600


def test_a_copy_is_known_before_it_is_there(copied, tmp_path, monkeypatch):
    store, known = Store(place()), []
    monkeypatch.setattr("data.store.backup.write_copy", lambda source, path: known.extend(known_copies(store)))
    with pytest.raises(StoreError):
        backup(store, tmp_path / "new.sqlite")
    assert f"{tmp_path / 'new.sqlite'} (сейчас недоступна)" in known
    assert any(name.endswith(".part") for name in known)
