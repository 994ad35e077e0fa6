"""Accounts: off until there is one, and never without a head who can come in."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from access import accounts, sessions
from access.accounts import ONE_TIME, change, choose_password, create, create_first, lock, new_one_time_password, unlock
from access.model import Role
from access.passwords import is_right
from data.findings import ListError
from data.store.schema import ACCOUNTS
from data.store.versions import now

PASSWORD = "синий мост над рекой"
OTHER = "жёлтый лист на воде"
PERSON = ("teachers", "Липа Калина Дубравовна", "1980-12-12")


@pytest.fixture
def head(store):
    return create_first(store, "Direktor", "Ясень Клён Тополевич", PASSWORD)


def stored(store, account):
    with store.reading() as connection:
        return connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account.id)).one()


def test_accounts_are_off_until_the_first_is_made(store):
    assert not accounts.exist(store)
    create_first(store, "direktor", "Ясень Клён Тополевич", PASSWORD)
    assert accounts.exist(store)


def test_the_first_account_is_a_heads_with_a_password_of_the_persons_own(store, head):
    assert (head.role, head.login, head.must_change_password, head.locked) == (Role.HEAD, "direktor", False, False)
    assert is_right(stored(store, head).password, PASSWORD)
    assert PASSWORD not in str(stored(store, head))


def test_a_second_first_account_is_refused(store, head):
    with pytest.raises(ListError, match="уже есть"):
        create_first(store, "vtoroy", "Сосна Ива Лесовна", OTHER)
    assert accounts.accounts(store) == [head]


def test_nobody_but_the_first_is_made_where_there_is_no_head(store):
    with pytest.raises(ListError, match="руководителя"):
        create(store, "pervyy", "Сосна Ива Лесовна", Role.VIEWER, by="никто")
    assert not accounts.exist(store)


@pytest.mark.parametrize("role", Role)
def test_an_account_is_stored_as_it_was_made(store, head, role):
    made, password = create(
        store, " Kalina ", "Липа  Калина Дубравовна", role, classes={"8А", "9Б"}, person=PERSON, by=head.name
    )
    assert made == accounts.Account(
        made.id, "kalina", "Липа Калина Дубравовна", role, frozenset({"8А", "9Б"}), PERSON, False, True
    )
    assert made in accounts.accounts(store)
    row = stored(store, made)
    assert is_right(row.password, password)
    assert row.created_by == head.name
    assert row.one_time_until > now() + ONE_TIME - dt.timedelta(minutes=5)


@pytest.mark.parametrize("login", ["ab", "а б в г", "x" * 61, "<script>", ""])
def test_a_name_that_cannot_be_typed_at_the_door_is_refused(store, head, login):
    with pytest.raises(ListError, match="Имя для входа"):
        create(store, login, "Сосна Ива Лесовна", Role.VIEWER, by="")


def test_two_accounts_never_share_a_name_however_it_is_written(store, head):
    with pytest.raises(ListError, match="занято"):
        create(store, "DIREKTOR", "Сосна Ива Лесовна", Role.VIEWER, by="")


@pytest.mark.parametrize("way", ["lock", "change"])
def test_the_last_head_can_neither_be_locked_nor_become_something_else(store, head, way):
    second, _ = create(store, "vtoroy", "Сосна Ива Лесовна", Role.HEAD, by="")
    lock(store, second.id)  # a locked head is none

    def take_away(account):
        if way == "lock":
            lock(store, account.id)
        else:
            change(store, account.id, name=account.name, role=Role.VIEWER)

    with pytest.raises(ListError, match="последний руководитель"):
        take_away(head)
    unlock(store, second.id)
    take_away(head)
    with pytest.raises(ListError, match="последний руководитель"):
        take_away(second)


def test_a_changed_account_is_found_changed_by_its_session(store, head):
    made, _ = create(store, "kalina", "Липа Калина", Role.CLASS_TEACHER, classes=["8А"], by="")
    token = sessions.open_session(store, made.id, "10.0.0.1")
    change(store, made.id, name="Липа Калина Дубравовна", role=Role.MENTOR, person=PERSON)
    account = sessions.find(store, token).account
    assert (account.name, account.role, account.classes, account.person) == (
        "Липа Калина Дубравовна", Role.MENTOR, frozenset(), PERSON,
    )  # fmt: skip


@pytest.mark.parametrize("step", [lock, unlock, new_one_time_password])
def test_an_account_that_is_gone_is_named_as_gone(store, head, step):
    with pytest.raises(ListError, match="уже нет"):
        step(store, 4096)


def test_locking_and_a_new_password_end_every_session(store, head):
    made, _ = create(store, "kalina", "Липа Калина", Role.VIEWER, by="")
    for step in (lock, new_one_time_password):
        unlock(store, made.id)
        token = sessions.open_session(store, made.id, "10.0.0.1")
        assert sessions.find(store, token)
        step(store, made.id)
        unlock(store, made.id)
        assert sessions.find(store, token) is None


def test_a_person_chooses_a_password_in_place_of_one_for_one_sign_in(store, head):
    made, _ = create(store, "kalina", "Липа Калина", Role.VIEWER, by="")
    choose_password(store, made, None, OTHER)
    assert is_right(stored(store, made).password, OTHER)
    assert stored(store, made).one_time_until is None


def test_an_own_password_is_changed_only_with_the_former_one(store, head):
    for former in (None, "", OTHER):
        with pytest.raises(ListError, match="Прежний пароль"):
            choose_password(store, head, former, OTHER)
    token = sessions.open_session(store, head.id, "10.0.0.1")
    choose_password(store, head, PASSWORD, OTHER)
    assert is_right(stored(store, head).password, OTHER)
    assert sessions.find(store, token) is None


def test_a_password_that_was_changed_meanwhile_is_not_changed_again(store, head, monkeypatch):
    def meanwhile(stored_hash, password):
        with store.writing() as connection:
            connection.execute(update(ACCOUNTS).values(password="another"))
        return True

    monkeypatch.setattr(accounts, "is_right", meanwhile)
    with pytest.raises(ListError, match="в другом окне"):
        choose_password(store, head, PASSWORD, OTHER)
    assert stored(store, head).password == "another"
