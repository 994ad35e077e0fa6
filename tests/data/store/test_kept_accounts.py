"""Accounts beside copies, restores and erasures: no file lets anybody in or out."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from data.people.person_search import ErasureTarget
from data.store.backup import NOT_IN_A_BACKUP, backup
from data.store.erasure import erase_person
from data.store.location import DATABASE, place
from data.store.restore import restore
from data.store.schema import ACCOUNTS, SESSIONS
from data.store.versions import Store, now
from tests.data.store.saved import to_save


def add_account(
    store: Store, login: str, name: str = "Ясень Клён Тополевич", role: str = "head", person: str = ""
) -> int:
    values = {"login": login, "name": name, "role": role, "classes": "[]", "person": person, "password": "canary"}
    values |= {"locked": False, "created_at": now(), "created_by": ""}
    with store.writing() as connection:
        identity: int = connection.execute(insert(ACCOUNTS).values(values).returning(ACCOUNTS.c.id)).scalar_one()
        session = {"token_hash": login, "account": identity, "created_at": now(), "seen_at": now(), "address": ""}
        connection.execute(insert(SESSIONS).values(session))
    return identity


def logins(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(ACCOUNTS.c.login).order_by(ACCOUNTS.c.login)).scalars())


def sessions_of(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(SESSIONS.c.token_hash).order_by(SESSIONS.c.token_hash)).scalars())


def test_a_backup_holds_nothing_of_who_may_come_in(store_place, tmp_path):
    store = Store(store_place)
    store.save(to_save(), None)
    add_account(store, "direktor")
    backup(store, tmp_path / "copy.sqlite")
    assert b"canary" not in (tmp_path / "copy.sqlite").read_bytes()
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
        for table in NOT_IN_A_BACKUP:
            assert copy.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (0,)


def test_a_restore_leaves_who_may_come_in_as_it_is(store_place, tmp_path):
    store = Store(store_place)
    store.save(to_save(), None)
    backup(store, tmp_path / "copy.sqlite")
    add_account(store, "direktor")
    restore(store_place, tmp_path / "copy.sqlite")
    assert (logins(Store(store_place)), sessions_of(Store(store_place))) == (["direktor"], ["direktor"])


def foreign_copy(folder: Path) -> Path:
    store = Store(str(folder))
    store.save(to_save(), None)
    add_account(store, "stranger")
    store.engine.dispose()
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / DATABASE


@pytest.mark.parametrize("state", ["sound", "damaged", "none"])
def test_a_database_put_in_by_hand_brings_no_account_with_it(state, own_store, tmp_path):
    copy = foreign_copy(tmp_path / "foreign")
    if state != "none":
        add_account(Store(place()), "direktor")
    if state == "damaged":  # a version that is no JSON: the store cannot be read, its accounts can
        Store(place()).save(to_save(), None)
        with closing(sqlite3.connect(own_store / DATABASE)) as connection:
            connection.execute("DROP TABLE lists")
            connection.commit()
    restore(place(), copy)
    assert logins(Store(place())) == ([] if state == "none" else ["direktor"])
    assert "stranger" not in sessions_of(Store(place()))


def test_whoever_is_erased_from_the_lists_loses_the_account_that_is_tied_to_them(store_place):
    store = Store(store_place)
    store.save(to_save(), None)
    tied = '["teachers","Липа Калина Дубравовна","1980-12-12"]'
    add_account(store, "direktor", name="Липа Калина Дубравовна")
    add_account(store, "tied", name="Липова К. Д.", role="mentor", person=tied)
    add_account(store, "named", name="липа калина  дубравовна", role="viewer")
    add_account(store, "namesake", role="mentor", person=tied.replace("1980", "1990"))
    add_account(store, "other", role="coordinator")
    erase_person(store, ErasureTarget("Липа Калина Дубравовна", dt.date(1980, 12, 12)), "Директор", "заявление")
    assert logins(store) == sessions_of(store) == ["direktor", "namesake", "other"]


def test_a_head_who_is_erased_from_the_lists_can_still_come_in(store_place):
    store = Store(store_place)
    store.save(to_save(), None)
    add_account(store, "direktor", person='["teachers","Липа Калина Дубравовна",""]')
    erase_person(store, ErasureTarget("Липа Калина Дубравовна", dt.date(1980, 12, 12)), "Директор", "заявление")
    assert logins(store) == sessions_of(store) == ["direktor"]
    with store.reading() as connection:
        assert connection.execute(select(ACCOUNTS.c.person)).scalar_one() == ""
