"""Somebody with a narrow role asks the running server for what is not theirs, by everything that a head's page knows.

`python -m tests.access.long_attack` does the same for many options of every field, and prints figures.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from access import journal
from access.model import HEADER, Role
from access.rights import Page, rights
from tests.access.attack import Taken, content_of, files, forged, sent, signed_in, taken_from, widgets
from tests.access.served import Served
from tests.pages.rights.canary_school import School, stored_school
from tests.pages.rights.emitted import found_in

NARROW = [role for role in Role if role is not Role.HEAD]
HOSTILE_QUERY = "show=false&class=8Б&date=2024-10-01&version=1"
CLOSED = "Эта страница вашей учётной записи не открыта"


@pytest.fixture(scope="module")
def school(served: Served) -> School:
    return stored_school(served.store, served.head)


@pytest.fixture(scope="module")
def taken(served: Served, school: School) -> Iterator[Taken]:
    """What a thief has seen in the head's window, which stays open."""
    with signed_in(served, school, Role.HEAD).window() as window:
        yield taken_from(window)


@pytest.fixture
def made(served: Served, school: School) -> str:
    """The address of a file that the head has just made."""
    head = signed_in(served, school, Role.HEAD)
    with head.window() as window:
        window.run()
        (file, *_) = files(window.open(Page.METHOD))
        address = window.download(file).deferred_file.url
    assert head.ask("GET", address).status == 200
    return address


@pytest.mark.parametrize("role", NARROW)
def test_a_page_that_is_not_a_roles_says_nothing_and_does_nothing_whatever_is_sent_for_it(
    role: Role, served: Served, school: School, taken: Taken
) -> None:
    every, before = {canary.text for canary in school.canaries}, content_of(served.store)
    with signed_in(served, school, role).window() as window:
        own = {state.id for state in widgets(window.run())}
        for page in Page:
            if role in rights().pages[page]:
                continue
            states = [state for state in taken.widgets[page] if state.id not in own]
            drawn = sent(forged(window, taken.hashes[page], states, HOSTILE_QUERY))
            assert CLOSED.encode() in drawn, page
            assert not found_in(drawn, every), page
        assert CLOSED.encode() in sent(window.open(Page.ACCOUNTS))
    assert content_of(served.store) == before


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.MENTOR, Role.VIEWER])
def test_own_pages_show_nobody_elses_people_whatever_of_the_heads_fields_is_filled_in(
    role: Role, served: Served, school: School, taken: Taken
) -> None:
    closed, before = {canary.text for canary in school.canaries} - school.open_to(role), content_of(served.store)
    with signed_in(served, school, role).window() as window:
        window.run()
        for page in Page:
            if role in rights().pages[page]:
                states = [state for state in taken.widgets[page] if not state.trigger_value]
                drawn = sent(forged(window, taken.hashes[page], states, HOSTILE_QUERY))
                assert not found_in(drawn, closed), page
    assert content_of(served.store) == before


@pytest.mark.parametrize("role", NARROW)
def test_nobody_has_the_heads_file_made_fetches_it_or_puts_one_in_its_place(
    role: Role, served: Served, school: School, taken: Taken, made: str
) -> None:
    thief, before = signed_in(served, school, role), journal.entries(served.store)
    with thief.window() as window:
        window.run()
        assert ["уже нет" in window.download_error(file) for file in taken.files] == [True]
        window.id = taken.session
        assert ["Invalid session" in window.download_error(file) for file in taken.files] == [True]
    assert len(journal.entries(served.store)) <= len(before) + 1  # the page that was opened, and no file
    for headers in ({}, {"Range": "bytes=0-10"}, {HEADER: school.tokens[Role.HEAD]}):
        for method in ("GET", "HEAD"):
            assert thief.ask(method, made, **headers).status == 404
    for method in ("PUT", "DELETE"):
        assert thief.ask(method, f"/_stcore/upload_file/{taken.session}/x", b"x").status == 404


def test_no_window_empties_what_everybody_uses_nor_asks_for_what_no_page_does(served: Served, school: School) -> None:
    with signed_in(served, school, Role.VIEWER).window() as window:
        window.run()
        before = journal.entries(served.store)
        for asked in ("clear_cache", "load_git_info", "set_run_on_save"):
            window.socket.send(BackMsg(**{asked: True}).SerializeToString())
        drawn = window.run()
    assert "git_info_changed" not in {message.WhichOneof("type") for message in drawn}
    assert journal.entries(served.store) == before  # the window still knows which page it shows
