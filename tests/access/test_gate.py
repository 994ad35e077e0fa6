"""What the running server lets whom do: nobody, forged, expired, revoked, another's – over HTTP and websocket."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import update
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from access import accounts, sessions
from access.model import HEADER, Account, Role
from access.sockets import OVER
from data.store.schema import SESSIONS
from data.store.versions import Store, now
from tests.access.served import CANARY, PASSWORD, Served
from tests.access.test_routes import routes  # noqa: F401
from tests.access.visitor import Answer, Visitor
from tests.servers import the_app
from tests.websocket_client import Session

PAGES = ("/", "/pairs", "/uploads", "/documents", "/settings", "/favicon.png", "/uploads/")
GUARDED = (
    ("GET", "/_stcore/health"), ("HEAD", "/_stcore/health"), ("GET", "/_stcore/host-config"),
    ("PUT", "/_stcore/upload_file/x/y"), ("DELETE", "/_stcore/upload_file/x/y"),
)  # fmt: skip
NEVER = (
    ("GET", "/_stcore/metrics"), ("GET", "/_stcore/agent/openapi.json"), ("POST", "/_stcore/agent/mcp"),
    ("POST", "/_stcore/agent/interact"), ("GET", "/component/x/y"), ("GET", "/_stcore/bidi-components/x/y"),
    ("GET", "/auth/login"), ("GET", "/oauth2callback"), ("GET", "/_stcore/script-health-check"), ("GET", "/new/route"),
    ("GET", "/media/x"), ("GET", f"/media/{'0' * 64}.xlsx"), ("GET", "/media/x/y"), ("POST", "/pairs"),
    ("GET", "/download/x"), ("HEAD", "/download/x"), ("GET", "/download/x/y"), ("GET", "/download/"),
)  # fmt: skip


@pytest.fixture
def head(served: Served) -> Visitor:
    """A browser in which the head has signed in, as the door would have done it, and in no other."""
    end_all_of(served, served.head)
    return signed_in(served, served.head)


def end_all_of(served: Served, account: Account) -> None:
    for session in sessions.open_sessions(served.store):
        if session.account_id == account.id:
            sessions.end(served.store, session.token_hash)


def signed_in(served: Served, account: Account) -> Visitor:
    return Visitor(served.address, {"mentoring": sessions.open_session(served.store, account.id, "127.0.0.1")})


def somebody(served: Served, login: str, role: Role) -> Account:
    """Somebody whose own password is chosen."""
    made, _ = accounts.create(served.store, login, "Осока", role, by="")
    accounts.choose_password(served.store, made, None, "жёлтый лист на воде")
    return replace(made, must_change_password=False)


def session_of(visitor: Visitor) -> str:
    return sessions.token_hash(visitor.cookies["mentoring"])


def aged(served: Served, visitor: Visitor, **columns: dt.datetime) -> None:
    with served.store.writing() as connection:
        is_this = SESSIONS.c.token_hash == session_of(visitor)
        connection.execute(update(SESSIONS).where(is_this).values(columns))


def forged(served: Served, visitor: Visitor) -> None:
    visitor.cookies["mentoring"] = visitor.cookies["mentoring"][::-1]


def hashed(served: Served, visitor: Visitor) -> None:
    visitor.cookies["mentoring"] = session_of(visitor)


def idle(served: Served, visitor: Visitor) -> None:
    aged(served, visitor, seen_at=now() - sessions.IDLE)


def too_long(served: Served, visitor: Visitor) -> None:
    aged(served, visitor, created_at=now() - sessions.LONGEST)


def ended(served: Served, visitor: Visitor) -> None:
    sessions.end(served.store, session_of(visitor))


def named_otherwise(served: Served, visitor: Visitor) -> None:
    visitor.cookies = {"__Host-mentoring": visitor.cookies["mentoring"], "session": visitor.cookies["mentoring"]}


def given_twice(served: Served, visitor: Visitor) -> None:
    token = visitor.cookies.pop("mentoring")
    visitor.cookies = {"mentoring": f"{token}; mentoring={token}"}


def without(served: Served, visitor: Visitor) -> None:
    visitor.cookies.clear()


NUMBERS = count()
STATES = [without, forged, hashed, idle, too_long, ended, named_otherwise, given_twice]
HEADERS = [
    {}, {HEADER: "forged"}, {HEADER.upper(): "forged"}, {"X-Forwarded-User": "direktor"}, {"Authorization": "Basic x"},
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_without_a_session_that_goes_on_there_is_nothing_but_the_way_in(
    served: Served, head: Visitor, state: Callable[[Served, Visitor], None]
):
    token = head.cookies["mentoring"]
    state(served, head)
    for headers in [*HEADERS, {HEADER: token}]:
        for path in PAGES:
            answer = head.ask("GET", path, **headers)
            assert (answer.status, answer.headers["Location"].partition("?")[0]) == (303, "/sign-in"), path
            assert answer.text == ""
        for method, path in GUARDED:
            answer = head.ask(method, path, **headers)
            assert answer.status == 401, (method, path)
            assert CANARY not in answer.text
        with pytest.raises(InvalidStatus) as refused, head.window(**headers):
            pass
        assert refused.value.response.status_code in (401, 403)


def test_whoever_has_signed_in_gets_the_pages_and_a_window(head: Visitor):
    for path in PAGES:
        assert head.ask("GET", path).status == (301 if path == "/uploads/" else 200), path
    assert head.ask("GET", "/_stcore/health").text == "ok"
    with head.window() as window:
        assert CANARY in text_of(window.run())


def test_what_the_program_does_without_is_for_nobody(head: Visitor):
    for method, path in NEVER:
        assert head.ask(method, path).status in (403, 404), (method, path)
        assert "Откройте" in head.ask(method, path).text or method == "HEAD"


def test_every_route_of_the_app_is_closed_to_strangers(served: Served, routes: list[tuple[str, str]]):  # noqa: F811
    stranger = Visitor(served.address)
    for path, method in routes:
        if method not in ("WEBSOCKET", "HEAD"):
            answer = stranger.ask(method, path)
            assert answer.status in (303, 401, 404), (method, path)
            assert CANARY not in answer.text


@pytest.mark.parametrize("headers", HEADERS)
def test_no_header_of_the_browsers_says_who_it_is(served: Served, head: Visitor, headers: dict[str, str]):
    other = somebody(served, f"seen{next(NUMBERS)}", Role.VIEWER)
    visitor = signed_in(served, other)
    with visitor.window(**dict.fromkeys(headers, head.cookies["mentoring"])) as window:
        drawn = text_of(window.run())
    assert "Осока" in drawn
    assert CANARY not in drawn


@pytest.mark.parametrize("way", [ended, idle, too_long])
def test_an_open_window_closes_when_its_session_is_over(served: Served, head: Visitor, way):
    with head.window() as window:
        window.run()
        way(served, head)
        assert closed_with(window) == OVER


def test_an_open_window_closes_when_the_account_is_locked(served: Served):
    other = somebody(served, "locked", Role.HEAD)
    visitor = signed_in(served, other)
    with visitor.window() as window:
        window.run()
        accounts.lock(served.store, other.id)
        assert closed_with(window) == OVER
    assert visitor.ask("GET", "/").status == 303


def test_a_step_after_the_end_of_a_session_is_not_taken(served: Served, head: Visitor):
    with head.window() as window:
        window.run()
        ended(served, head)
        window.start()
        assert closed_with(window) == OVER


def test_a_window_closes_when_its_account_becomes_something_else_and_its_page_is_nobodys(served: Served):
    other = somebody(served, "changed", Role.HEAD)
    visitor = signed_in(served, other)
    with visitor.window() as window:
        window.run()
        page = window.id
        accounts.change(served.store, other.id, name="Осока", role=Role.VIEWER)
        assert closed_with(window) == OVER
    assert visitor.ask("PUT", f"/_stcore/upload_file/{page}/x", b"x").status == 404
    with visitor.window(resumed=page) as window:
        drawn = text_of(window.run())
        assert window.id != page
    assert "Просмотр" in drawn


def test_a_lost_window_is_taken_up_again_by_its_own_sign_in_alone(served: Served, head: Visitor):
    with head.window() as window:
        window.run()
        page = window.id
    for visitor in (signed_in(served, served.head), head):
        with visitor.window(resumed=page) as window:
            window.run()
            assert (window.id == page) is (visitor is head)


def test_a_window_that_is_open_is_not_taken_over_by_another_sign_in(served: Served, head: Visitor):
    with head.window() as window, signed_in(served, served.head).window() as other:
        window.run()
        other.run()
        with signed_in(served, served.head).window(resumed=window.id) as third:
            third.run()
            assert third.id not in (window.id, other.id)


def test_another_page_takes_no_upload(served: Served, head: Visitor):
    with head.window() as window:
        window.run()
        path = f"/_stcore/upload_file/{window.id}/file"
        for visitor in (signed_in(served, served.head), Visitor(served.address)):
            for method in ("PUT", "DELETE"):
                assert visitor.ask(method, path, b"x").status in (401, 404)
        assert head.ask("DELETE", path).status not in (401, 404)


def test_a_file_is_fetched_under_the_sign_in_that_made_it_alone(served: Served, head: Visitor):
    with head.window() as window:
        address = window.download(file_of(window)).deferred_file.url
        answer = head.ask("GET", address)
        assert answer.status == 200
        assert answer.headers.get_all("Cache-Control") == ["no-store"]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        for method in ("GET", "HEAD"):
            for headers in ({}, {"Range": "bytes=0-10"}):
                for other in (signed_in(served, served.head), Visitor(served.address)):
                    answer = other.ask(method, address, **headers)
                    never = other.ask(method, f"{address[:-1]}~", **headers)
                    assert (answer.status, answer.text) == (404, never.text)
        head.post("/sign-out")
        assert Visitor(served.address, dict(head.cookies)).ask("GET", address).status == 404


def test_no_file_has_an_address_by_what_is_in_it(head: Visitor):
    with head.window() as window:
        file = file_of(window)
        first, second = (window.download(file).deferred_file.url for _ in range(2))
        assert parts_of(head.ask("GET", first)) == parts_of(head.ask("GET", second))
        assert first != second


def parts_of(answer: Answer) -> dict[str, bytes]:
    """Returns the parts of a workbook but for the one that tells when it was made."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as workbook:
        return {name: workbook.read(name) for name in workbook.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("way", ["role", "lock", "password", "session"])
def test_a_file_is_nobodys_once_the_right_to_it_is_gone_though_it_is_made(served: Served, way: str):
    account = somebody(served, f"taker-{way}", Role.HEAD)
    visitor = signed_in(served, account)
    with visitor.window() as window:
        address = window.download(file_of(window)).deferred_file.url
        assert visitor.ask("GET", address).status == 200
        match way:
            case "role":
                accounts.change(served.store, account.id, name="Осока", role=Role.VIEWER)
            case "lock":
                accounts.lock(served.store, account.id)
            case "password":
                accounts.new_one_time_password(served.store, account.id)
            case "session":
                end_all_of(served, account)
        assert visitor.ask("GET", address).status == 404
        if way == "role":
            assert visitor.ask("GET", "/pairs").status == 200


def test_a_file_that_is_put_off_is_made_for_its_own_page_alone(served: Served, head: Visitor):
    with head.window() as window, signed_in(served, served.head).window() as other:
        other.run()
        file = file_of(window)
        assert "уже нет" in other.download_error(file)
        assert window.download(file).deferred_file.url


def test_a_cookie_is_for_the_browser_and_this_site_alone(served: Served):
    answer = Visitor(served.address).sign_in("direktor", PASSWORD)
    assert answer.status == 303
    cookies = answer.headers.get_all("Set-Cookie")
    assert sorted(re.match(r"[^=]+", cookie)[0] for cookie in cookies) == ["mentoring", "mentoring-browser"]
    for cookie in cookies:
        attributes = {part.strip().lower().partition("=")[0] for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite", "path"} <= attributes
        assert "domain" not in attributes
        assert "samesite=lax" in cookie.lower()
        assert ("max-age" in attributes) is cookie.startswith("mentoring-browser")


def test_nobody_comes_in_while_nobody_can_know_who_it_is(tmp_path: Path):
    store = Store(str(tmp_path))
    account = accounts.create_first(store, "direktor", CANARY, PASSWORD)
    with the_app(stored=tmp_path) as running:
        visitor = signed_in(Served(running.address, store, account), account)
        with visitor.window() as window:
            window.run()
            tmp_path.joinpath("mentoring.sqlite").rename(tmp_path / "away")
            for path in (*PAGES, "/sign-in", "/download/x"):
                answer = visitor.ask("GET", path)
                assert answer.status == 503, path
                assert "нельзя проверить, кто вошёл" in answer.text
            window.start()
            assert closed_with(window) == OVER
            with pytest.raises(InvalidStatus), visitor.window():
                pass
        tmp_path.joinpath("away").rename(tmp_path / "mentoring.sqlite")
        assert visitor.ask("GET", "/").status == 200


def test_the_first_account_closes_the_windows_that_were_open_before(tmp_path: Path):
    store = Store(str(tmp_path))
    with the_app(stored=tmp_path) as running:
        visitor = Visitor(running.address)
        assert visitor.ask("GET", "/sign-in").status == 404
        assert visitor.ask("POST", "/sign-in").status == 404
        with visitor.window() as window:
            window.run()
            accounts.create_first(store, "direktor", CANARY, PASSWORD)
            assert closed_with(window) == OVER
        assert visitor.ask("GET", "/").status == 303


def text_of(messages: list[ForwardMsg]) -> str:
    return "\n".join(map(str, (message.SerializeToString().decode(errors="replace") for message in messages)))


def closed_with(window: Session) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            window.received("none")
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def file_of(window: Session) -> str:
    """What a file of a page is known by until its button is pressed."""
    elements = [message.delta.new_element for message in [*window.run(), *window.open("method")]]
    return next(
        element.download_button.deferred_file_id
        for element in elements
        if element.WhichOneof("type") == "download_button"
    )
