"""Where the store is: what can be one is made or brought up to date, what cannot is named and never passed over."""

from __future__ import annotations

import os
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from alembic.command import upgrade
from alembic.config import Config

from data.store.engine import connect, sqlite_engine
from data.store.errors import StoreError
from data.store.location import DATABASE, VARIABLE, is_in_use, place
from data.store.migration import MIGRATIONS
from data.store.versions import Store
from data.store.working_folder import LOCK, new_file

WRONG_PLACES = {
    "sqlite:///data/store": "укажите её папку",
    "mysql://school@server/base": "базы «mysql» программа не знает",
    "D://Наставничество": "«D:/папка»",
    "postgresql://school@server:порт/base": "не разобрать",
    "://": "не разобрать",
}


@pytest.mark.parametrize("wrong_place", WRONG_PLACES)
def test_a_place_that_is_no_store_gets_a_sentence_of_its_own(wrong_place, monkeypatch):
    monkeypatch.setenv(VARIABLE, wrong_place)
    assert is_in_use()  # the demonstration would hide it
    with pytest.raises(StoreError, match=WRONG_PLACES[wrong_place]) as caught:
        Store(place())
    assert VARIABLE in str(caught.value)


def test_a_folder_that_is_a_file_or_whose_disk_is_missing_is_named_and_nothing_is_made(tmp_path, monkeypatch):
    (tmp_path / "файл").write_text("x")
    for where, sign in (("файл", "стоит файл"), ("диск/данные", "Нет папки"), ("файл/данные", "Нет папки")):
        monkeypatch.setenv(VARIABLE, str(tmp_path / where))
        assert is_in_use()
        with pytest.raises(StoreError, match=sign):
            Store(place())
    assert [path.name for path in tmp_path.iterdir()] == ["файл"]


def test_a_folder_that_may_be_made_is_no_store_yet(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "новая"))
    assert not is_in_use()
    Store(place())
    assert is_in_use()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_folder_whose_name_is_no_text_is_named(tmp_path):
    with pytest.raises(StoreError, match="не читаются как буквы"):
        Store(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))


def test_two_programs_that_make_the_store_at_once_make_one(tmp_path):
    barrier = Barrier(2)

    def opened(_number):
        barrier.wait()
        return Store(str(tmp_path / "store")).versions()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(opened, range(2))) == [[], []]
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == [LOCK, DATABASE]


def test_a_store_of_an_older_program_is_brought_up_to_date_and_a_copy_of_it_is_put_beside(tmp_path):
    older = tmp_path / "older.sqlite"
    new_file(older)
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.set_main_option("path_separator", "os")
    with connect(sqlite_engine(older), writing=True) as connection:
        configuration.attributes["connection"] = connection
        upgrade(configuration, "0001")
    (tmp_path / "store").mkdir()
    older.replace(tmp_path / "store" / DATABASE)
    store = Store(str(tmp_path / "store"))
    assert store.versions() == []
    (beside,) = (tmp_path / "store").glob("mentoring-*.sqlite")
    with closing(sqlite3.connect(beside)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
