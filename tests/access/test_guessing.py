"""Guesses are slowed down by address and by account, over a restart, and the owner comes in all the same."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from access import devices, guessing
from access.accounts import choose_password, create, create_first, lock
from access.guessing import FREE, FREE_OF_ACCOUNT, LONGEST, OWN_TRIES, REMEMBERED, Guess, admit, network
from access.model import Role
from access.signing_in import TooMany, WayIn, change_password, sign_in
from benchmarks.guesses import ADDRESSES, HOUR, LOGIN, MOST_LOOKED_AT, looked_at
from data.findings import ListError
from data.store.schema import ATTEMPTS
from data.store.versions import Store, now

PASSWORD = "синий мост над рекой"
OTHER = "жёлтый лист на воде"
SECOND = dt.timedelta(seconds=1)
NOTHING = dt.timedelta()


GUESSES = 1_000  # 10 000: `python -m benchmarks.guesses`


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock at the door to so long after the start."""
    start = now()

    def move(by: dt.timedelta) -> None:
        monkeypatch.setattr(guessing, "now", lambda: start + by)

    move(NOTHING)
    return move


@pytest.fixture
def head(store):
    return create_first(store, "direktor", "Ясень Клён Тополевич", PASSWORD)


def attempts(store):
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(ATTEMPTS)).scalar_one()


def test_the_first_failures_of_an_address_are_free_and_then_each_costs_twice_as_much(store, clock):
    passed = NOTHING
    waits = []
    for number in range(FREE + 12):
        clock(passed)
        guess = Guess.of(f"name{number}", "10.0.0.1", "")
        while wait := admit(store, guess):
            assert attempts(store) == number  # a refused guess is not counted
            waits.append(wait)
            passed += wait
            clock(passed)
    assert waits == [min(SECOND * 2**number, LONGEST) for number in range(12)]


def test_failures_of_one_address_do_not_slow_down_another(store, clock):
    for _ in range(FREE):
        assert not admit(store, Guess.of("a", "10.0.0.1", ""))
    assert admit(store, Guess.of("b", "10.0.0.1", ""))
    assert not admit(store, Guess.of("b", "10.0.0.2", ""))


def test_an_account_that_many_guess_at_is_slow_for_who_has_failed_there_and_free_for_others_first_tries(store, clock):
    for number in range(FREE_OF_ACCOUNT):
        assert not admit(store, Guess.of("direktor", f"10.0.0.{number}", ""))
    own = Guess.of(" DIREKTOR ", "10.1.0.1", "")
    for _ in range(OWN_TRIES):
        assert not admit(store, own)
    assert admit(store, own)
    assert not admit(store, Guess.of("kalina", "10.1.0.1", ""))


def test_a_browser_that_is_known_is_slowed_down_by_its_own_failures_alone(store, clock):
    for number in range(3 * FREE_OF_ACCOUNT):
        admit(store, Guess.of("direktor", f"10.0.0.{number % 4}", ""))
    known = Guess.of("direktor", "10.0.0.1", "device")
    assert admit(store, Guess.of("direktor", "10.0.0.1", ""))
    for _ in range(FREE):
        assert not admit(store, known)
    assert admit(store, known)


def test_failures_are_counted_for_a_day_and_over_a_restart(store, clock, store_place):
    for _ in range(FREE):
        admit(store, Guess.of("a", "10.0.0.1", ""))
    assert admit(Store(store_place), Guess.of("a", "10.0.0.1", ""))
    clock(REMEMBERED)
    assert not admit(store, Guess.of("a", "10.0.0.1", ""))
    assert attempts(store) == 1


def test_a_clock_put_back_frees_nobody_and_holds_nobody_for_long(store, clock):
    for _ in range(FREE):
        admit(store, Guess.of("a", "10.0.0.1", ""))
    clock(-REMEMBERED)
    assert NOTHING < admit(store, Guess.of("a", "10.0.0.1", "")) <= LONGEST


def test_a_household_is_one_address(store):
    assert network("2001:db8::1") == network("2001:db8::ffff:1") != network("2001:db8:0:1::1")
    assert network("::ffff:10.0.0.1") == network("10.0.0.1") != network("10.0.0.2")
    assert network("no address") == "no address"


def test_the_right_password_opens_and_forgets_only_own_failures(store, head):
    for _ in range(3):
        assert sign_in(store, "direktor", OTHER, "10.0.0.1", "") is None
    assert sign_in(store, "somebody", OTHER, "10.0.0.1", "") is None
    way_in = sign_in(store, " Direktor", PASSWORD, "10.0.0.1", "")
    assert way_in.account == head
    assert attempts(store) == 1


@pytest.mark.parametrize("password", [OTHER, "", "x" * 100_000, PASSWORD.upper()])
def test_a_wrong_password_a_locked_account_and_an_unknown_name_are_refused_alike(store, head, password):
    other, one_time = create(store, "locked", "Осока", Role.VIEWER, by="")
    lock(store, other.id)
    refusals = [
        sign_in(store, "direktor", password, "10.0.0.1", ""),
        sign_in(store, "unknown", password, "10.0.0.1", ""),
        sign_in(store, "locked", one_time, "10.0.0.1", ""),
    ]
    assert refusals == [None, None, None]


def test_every_refusal_looks_at_one_password(store, head, monkeypatch):
    looked = []
    monkeypatch.setattr("access.signing_in.is_right", lambda stored, password: bool(looked.append(stored)))
    for login in ("direktor", "unknown", ""):
        sign_in(store, login, OTHER, "10.0.0.1", "")
    assert len(looked) == 3


def test_a_password_for_one_sign_in_opens_once_and_only_for_its_days(store, head, monkeypatch):
    made, password = create(store, "kalina", "Липа Калина", Role.VIEWER, by="")
    assert sign_in(store, "kalina", password, "10.0.0.1", "").account == made
    assert sign_in(store, "kalina", password, "10.0.0.1", "") is None
    _, password = create(store, "klever", "Клевер", Role.VIEWER, by="")
    later = now() + dt.timedelta(days=7)
    monkeypatch.setattr("access.signing_in.now", lambda: later)
    assert sign_in(store, "klever", password, "10.0.0.1", "") is None


def test_a_browser_is_known_at_its_own_account_alone_and_not_after_a_new_password(store, head):
    other, _ = create(store, "kalina", "Липа Калина", Role.VIEWER, by="")
    choose_password(store, other, None, OTHER)
    device = sign_in(store, "direktor", PASSWORD, "10.0.0.1", "").device
    assert devices.known(store, device, "Direktor")
    for token, login in ((device, "kalina"), (device[::-1], "direktor"), ("", "direktor")):
        assert devices.known(store, token, login) == ""
    choose_password(store, head, PASSWORD, OTHER)
    assert devices.known(store, device, "direktor") == ""


def test_the_former_password_is_guessed_in_an_open_session_no_faster_than_at_the_door(store, head, clock):
    for _ in range(FREE):
        with pytest.raises(ListError, match="Прежний"):
            change_password(store, head, OTHER, OTHER, "10.0.0.1", "")
    assert isinstance(change_password(store, head, PASSWORD, OTHER, "10.0.0.1", ""), TooMany)


@pytest.mark.parametrize("store_place", ["sqlite"], indirect=True)
def test_of_a_thousand_guesses_from_fifty_addresses_few_are_looked_at_and_the_owner_comes_in(
    store, head, clock, store_place
):
    device = sign_in(store, LOGIN, PASSWORD, "10.0.0.0", "").device
    assert ADDRESSES <= looked_at(store, GUESSES) <= MOST_LOOKED_AT < GUESSES
    clock(HOUR)
    assert isinstance(sign_in(store, "direktor", PASSWORD, "10.0.0.0", ""), TooMany)
    assert isinstance(sign_in(store, "direktor", PASSWORD, "10.0.0.0", device), WayIn)
    assert isinstance(sign_in(store, "direktor", PASSWORD, "10.9.9.9", ""), WayIn)
