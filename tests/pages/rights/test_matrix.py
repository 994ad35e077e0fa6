"""Role × page × action × download × field, from the declarations: what is not open is in nothing that a page sends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access import accounts, journal, sessions, steps
from access.model import Role
from access.rights import Action, Forbidden, Page, rights
from pages.pair_sections import listing
from pages.state import account as state_account
from pages.state import rights as state_rights
from pages.state import stored
from pages.state.account import SignedOut, current_session
from pages.state.state import SessionState, state
from tests.pages.rights.canary_school import School
from tests.pages.rights.emitted import found_in, frames_of, unpacked

Start = Callable[..., AppTest]
SignIn = Callable[[Role], None]
NARROW = (Role.CLASS_TEACHER, Role.MENTOR, Role.VIEWER)
CLOSED = "Эта страница вашей учётной записи не открыта"
ENDED = "Сеанс окончен. Обновите страницу и войдите снова."
MOST_OPTIONS = 3  # of one field that are tried


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Callable[[], bytes]]]:
    """Returns what the pages offer to take away, by kind, as it would be made."""
    offered: list[tuple[str, Callable[[], bytes]]] = []
    checked = state_rights.checked

    def noted(download: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
        made = checked(download, make)
        offered.append((download, made))
        return made

    monkeypatch.setattr(state_rights, "checked", noted)
    return offered


def variants(start: Start, page: Page) -> Iterator[AppTest]:
    """Yields a page as it opens, with all switches on, and with each option of each field chosen."""
    yield start(page.value)
    test = _all_on(start, page)
    yield test
    fields = _fields(test)
    for place, field in enumerate(fields):
        for option in list(getattr(field, "options", ()))[:MOST_OPTIONS]:
            if _signs(_fields(test)) != _signs(fields):  # what was chosen last changed what there is to choose from
                test = _all_on(start, page)
            chosen = _fields(test)[place]
            before = chosen.value
            _choose(chosen, option)
            yield test.run()
            if _signs(_fields(test)) == _signs(fields):
                _fields(test)[place].set_value(before)


def _all_on(start: Start, page: Page) -> AppTest:
    test = start(page.value)
    for switch in (*test.toggle, *test.checkbox):
        if switch.key != state.key(SessionState.show):
            switch.set_value(True)
    return test.run()


def _fields(test: AppTest) -> list[Any]:
    """Returns what has options on a page."""
    kinds = ("button_group", "segmented_control", "pills", "selectbox", "radio", "multiselect")
    return [field for kind in kinds for field in test.get(kind)]


def _signs(fields: list[Any]) -> list[tuple[str, bool]]:
    return [(field.id, field.disabled) for field in fields]


def by_address(start: Start, page: Page) -> AppTest:
    """Returns a page that is asked for by its address, be it the first one."""
    return start("method").switch_page(f"{page.value}.py").run()


def _choose(widget: Any, option: str) -> None:
    place = list(widget.options).index(option)
    if hasattr(widget, "select_index"):
        widget.select_index(place)
    elif hasattr(widget, "select"):
        widget.select(option)
    else:
        widget.set_value(option)


@pytest.mark.parametrize("role", NARROW)
def test_what_is_not_a_roles_own_is_in_nothing_that_its_pages_send_or_offer(
    role: Role, school: School, sign_in: SignIn, app: Start, files: list[tuple[str, Callable[[], bytes]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose_rows = listing.choose_rows

    def all_chosen(rows: Any, *more: Any) -> list[int]:
        choose_rows(rows, *more)
        return list(range(len(rows)))

    monkeypatch.setattr(listing, "choose_rows", all_chosen)  # a table's rows cannot be chosen without a browser
    sign_in(role)
    every = {canary.text for canary in school.canaries}
    closed = every - school.open_to(role)
    cells, wrong, seen = 0, [], set()
    for page in Page:
        may_open = role in rights().pages[page]
        for test in variants(app, page) if may_open else [by_address(app, page)]:
            sent = frames_of(test) + b"\n".join(unpacked(make()) for _, make in files)
            files.clear()
            hidden = closed if may_open else every
            wrong += [(role, page, text) for text in found_in(sent, hidden)]
            seen |= found_in(sent, every)
            cells += len(every)
            if not may_open:
                assert [CLOSED in info.value for info in test.info] == [True], page
    print(f"{role}: {cells} cells of page × field × row, wrong: {len(wrong)}")
    assert not wrong
    assert bool(seen) == (role is not Role.VIEWER)  # a search that finds nothing proves nothing


def test_a_mentor_and_a_class_teacher_find_the_contacts_of_own_pairs(
    school: School, sign_in: SignIn, app: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "choose_rows", lambda rows, *more: list(range(len(rows))))
    for role, topics in (
        (Role.CLASS_TEACHER, {"zqtopic0zq", "zqtopic1zq"}),
        (Role.MENTOR, {"zqtopic0zq", "zqtopic2zq"}),
    ):
        sign_in(role)
        every = {canary.text for canary in school.canaries if canary.table == "contacts"}
        assert found_in(frames_of(app("pairs")), every) == topics


@pytest.mark.parametrize("role", [Role.HEAD, Role.COORDINATOR])
def test_who_keeps_the_lists_opens_every_page_that_is_declared_and_no_other(
    role: Role, school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(role)
    for page in Page:
        test = app(page.value)
        assert any(CLOSED in info.value for info in test.info) == (role not in rights().pages[page]), page
        assert not test.error, (page, [error.value for error in test.error])


def test_every_action_is_refused_below_the_pages_to_every_role_that_may_not(school: School, sign_in: SignIn) -> None:
    cells = wrong = 0
    for role in Role:
        sign_in(role)
        for action in Action:
            cells += 1
            try:
                stored.store(action)
                is_done = True
            except Forbidden:
                is_done = False
            wrong += is_done != (role in rights().actions[action])
    print(f"{cells} cells of role × action, wrong: {wrong}")
    assert (cells, wrong) == (len(Role) * len(Action), 0)


def test_every_file_is_refused_when_it_is_made_to_every_role_that_may_not(school: School, sign_in: SignIn) -> None:
    cells = wrong = 0
    for role in Role:
        sign_in(role)
        for download in rights().downloads:
            cells += 1
            try:
                is_made = state_rights.checked(download, lambda: b"a file")() == b"a file"
            except Forbidden:
                is_made = False
            wrong += is_made != (role in rights().downloads[download])
    print(f"{cells} cells of role × download, wrong: {wrong}")
    assert (cells, wrong) == (len(Role) * len(rights().downloads), 0)


def test_a_file_that_was_offered_is_not_made_once_the_role_was_taken_away(school: School, sign_in: SignIn) -> None:
    sign_in(Role.COORDINATOR)
    make = state_rights.checked("xlsx", lambda: b"a file")
    account = school.accounts[Role.COORDINATOR]
    accounts.change(school.store, account.id, name=account.name, role=Role.VIEWER)
    with pytest.raises(Forbidden):
        make()


def test_a_file_that_was_offered_is_not_made_once_the_session_was_ended(school: School, sign_in: SignIn) -> None:
    sign_in(Role.COORDINATOR)
    make = state_rights.checked("xlsx", lambda: b"a file")
    sessions.end(school.store, sessions.token_hash(school.tokens[Role.COORDINATOR]))
    with pytest.raises(SignedOut):
        make()


@pytest.mark.parametrize("way", ["ended", "locked", "of another role", "of another name"])
def test_a_click_that_began_before_its_session_ended_or_changed_is_neither_recorded_nor_done(
    school: School, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    sign_in(Role.COORDINATOR)
    found, account = current_session(), school.accounts[Role.COORDINATOR]
    monkeypatch.setattr(state_account, "_found", lambda: found)
    stored.store(Action.SAVE_LISTS)
    before = journal.entries(school.store)
    assert before[0].event == journal.Event.SAVE_LISTS
    match way:
        case "ended":
            assert found
            sessions.end(school.store, found.session.token_hash)
        case "locked":
            accounts.lock(school.store, account.id)
        case "of another role":
            accounts.change(school.store, account.id, name=account.name, role=Role.HEAD)
        case "of another name":
            accounts.change(school.store, account.id, name="Другое Имя", role=account.role)
    with pytest.raises(SignedOut):
        stored.store(Action.SAVE_LISTS)
    assert [entry.number for entry in journal.entries(school.store)] == [entry.number for entry in before]
    stored.record_refusal()
    assert [entry.event for entry in journal.entries(school.store)][:2] == [journal.Event.REFUSED, before[0].event]


def test_a_run_takes_what_the_gate_has_found_for_it_and_the_next_one_asks_the_store(
    school: School, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(Role.COORDINATOR)
    found = current_session()
    assert found
    monkeypatch.setattr(sessions, "find", lambda *_: None)
    steps.leave(found, time.monotonic())
    assert current_session() == found
    with pytest.raises(SignedOut):
        current_session()


def test_a_role_that_was_taken_away_holds_in_an_open_window_at_the_next_step(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.COORDINATOR)
    test, every = app("pairs"), {canary.text for canary in school.canaries}
    assert "Дягилева" in found_in(frames_of(test), every)
    account = school.accounts[Role.COORDINATOR]
    accounts.change(school.store, account.id, name=account.name, role=Role.CLASS_TEACHER, classes=("7А",))
    assert not found_in(frames_of(test.run()), every)
    assert [error.value for error in test.error] == [ENDED]
    sign_in(Role.COORDINATOR)  # the page loaded anew
    assert found_in(frames_of(app("pairs")), every) <= school.open_to(Role.CLASS_TEACHER)


def test_what_one_account_computed_is_given_to_no_other(school: School, sign_in: SignIn, app: Start) -> None:
    for role in (Role.HEAD, *NARROW, Role.COORDINATOR, *reversed(NARROW)):
        sign_in(role)
        closed = {canary.text for canary in school.canaries} - school.open_to(role)
        for page in (Page.OVERVIEW, Page.PAIRS, Page.INDICATOR):
            assert not found_in(frames_of(app(page.value)), closed), (role, page)


def test_a_viewer_cannot_leave_show_mode_nor_choose_another_day(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.VIEWER)
    for query in ({}, {"show": "false"}, {"show": "false", "date": "2024-10-01", "class": "7А"}):
        test = app("overview", **query)
        assert test.session_state[state.key(SessionState.show)] is True
        assert not test.date_input
        assert state.key(SessionState.show) not in [toggle.key for toggle in test.toggle]


def test_a_session_that_has_ended_shows_one_sentence_and_nothing_else(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.HEAD)
    sessions.end(school.store, sessions.token_hash(school.tokens[Role.HEAD]))
    test = app("pairs")
    assert [error.value for error in test.error] == [ENDED]
    assert not found_in(frames_of(test), {canary.text for canary in school.canaries})


def test_who_acts_is_the_account_and_nobody_is_asked(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.COORDINATOR)
    for page in (Page.VERSIONS, Page.DOCUMENTS, Page.ROADMAP):
        assert "со слов" not in frames_of(app(page.value)).decode("utf-8", "replace")
