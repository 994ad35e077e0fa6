"""The journal of actions: rows in a chain, without names, told where anything was changed beside the program."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, select, update

from access.accounts import create_first
from access.journal import OF_ACTION, Event, entries, faults, last_hash, record
from access.model import Account
from access.rights import Action
from data.store.backup import backup
from data.store.errors import StoreError
from data.store.restore import restore
from data.store.schema import ACCOUNTS, ACTIONS, LAST_ACTION
from data.store.versions import Store
from tests.data.store.saved import to_save

PASSWORD = "восемь вёсел и одна лодка"


@pytest.fixture
def head(store: Store) -> Account:
    """Returns an account whose journal has four rows."""
    account = create_first(store, "direktor", "Дуб Главный", PASSWORD)
    for event, about in ((Event.SIGNED_IN, ""), (Event.OPENED, "pairs"), (Event.TOOK_AWAY, "xlsx")):
        record(store, account, event, about)
    return account


def test_rows_are_read_with_who_did_it_the_last_first(store: Store, head: Account) -> None:
    read = [(entry.who, entry.role, entry.event, entry.about) for entry in entries(store)]
    who = ("Дуб Главный (direktor)", "Руководитель")
    assert read == [
        (*who, Event.TOOK_AWAY, "xlsx"), (*who, Event.OPENED, "pairs"), (*who, Event.SIGNED_IN, ""),
        ("не вошёл", "", Event.FIRST_ACCOUNT, str(head.id)),
    ]  # fmt: skip


def test_a_journal_that_nobody_touched_has_no_faults(store: Store, head: Account) -> None:
    assert faults(store) == []


def test_an_empty_journal_has_no_faults(store: Store) -> None:
    assert faults(store) == []


def test_a_name_cannot_get_into_the_journal(store: Store, head: Account) -> None:
    with pytest.raises(ValueError, match="kinds and numbers"):
        record(store, head, Event.OPENED, "Ромашкина Верба")


def test_the_stored_rows_name_nobody(store: Store, head: Account) -> None:
    with store.reading() as connection:
        rows = repr(connection.execute(select(ACTIONS)).all())
    assert head.name not in rows
    assert head.login not in rows


def test_a_row_outlives_its_account(store: Store, head: Account) -> None:
    with store.writing() as connection:
        connection.execute(delete(ACCOUNTS))
    assert {entry.who for entry in entries(store)[:-1]} == {f"учётная запись № {head.id}, её уже нет"}
    assert faults(store) == []


@pytest.mark.parametrize("column", ["at", "account", "role", "event", "about", "previous", "sha256"])
def test_a_changed_value_is_told(store: Store, head: Account, column: str) -> None:
    with store.writing() as connection:
        rows = connection.execute(select(ACTIONS).order_by(ACTIONS.c.id)).all()
        changed = {"at": rows[0].at.replace(year=2001), "account": 99}.get(column, "another")
        connection.execute(update(ACTIONS).where(ACTIONS.c.id == rows[1].id).values({column: changed}))
    assert faults(store)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_removed_row_is_told(store: Store, head: Account, place: int) -> None:
    with store.writing() as connection:
        identity = connection.execute(select(ACTIONS.c.id).order_by(ACTIONS.c.id)).scalars().all()[place]
        connection.execute(delete(ACTIONS).where(ACTIONS.c.id == identity))
    assert faults(store)


def test_reordered_rows_are_told(store: Store, head: Account) -> None:
    with store.writing() as connection:
        first, second, *_ = connection.execute(select(ACTIONS).order_by(ACTIONS.c.id)).all()
        connection.execute(delete(ACTIONS).where(ACTIONS.c.id.in_((first.id, second.id))))
        for row, identity in ((first, second.id), (second, first.id)):
            connection.execute(insert(ACTIONS).values({**row._mapping, "id": identity}))
    assert faults(store)


def test_a_journal_that_was_emptied_is_told(store: Store, head: Account) -> None:
    with store.writing() as connection:
        connection.execute(delete(ACTIONS))
    assert faults(store)


def test_each_row_changes_the_hash_of_the_whole(store: Store, head: Account) -> None:
    before = last_hash(store)
    record(store, head, Event.SIGNED_OUT)
    assert last_hash(store) != before


def test_a_row_that_cannot_be_written_stops_what_it_would_tell(store: Store, head: Account, monkeypatch) -> None:
    def full(self: Store) -> None:
        raise StoreError("Нет места на диске.")

    monkeypatch.setattr(Store, "writing", full)
    with pytest.raises(StoreError):
        record(store, head, Event.DESTROY)


def test_a_restore_keeps_the_journal(store: Store, head: Account, tmp_path) -> None:
    store.save(to_save(), None)
    backup(store, tmp_path / "copy.sqlite")
    record(store, head, Event.DESTROY)
    before = entries(store)
    restore(store.place, tmp_path / "copy.sqlite")
    again = Store(store.place)
    assert entries(again) == before
    assert faults(again) == []


def test_every_action_that_changes_something_has_an_event() -> None:
    unrecorded = {
        Action.MANAGE_ACCOUNTS,
        Action.READ_JOURNAL,
        Action.READ_STORE,
        Action.KEEP_DRAFT,
        Action.READ_CONTACTS,
        Action.READ_ROADMAP,
        Action.REPORT,
    }
    assert set(OF_ACTION) == set(Action) - unrecorded


def test_nobody_known_is_said_so(store: Store) -> None:
    record(store, None, Event.SIGN_IN_FAILED)
    assert [entry.who for entry in entries(store)] == ["не вошёл"]
    with store.reading() as connection:
        assert connection.execute(select(LAST_ACTION.c.count)).scalar() == 1


def test_thirty_people_who_act_at_once_break_no_chain_and_lose_no_row(store: Store, head: Account) -> None:
    with ThreadPoolExecutor(30) as people:
        done = [people.submit(record, store, head, Event.OPENED, f"page{number}") for number in range(30)]
    assert [future.exception() for future in done] == [None] * 30
    assert sorted(entry.about for entry in entries(store)[:30]) == sorted(f"page{number}" for number in range(30))
    assert faults(store) == []
