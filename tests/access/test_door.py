"""The pages by which one comes in and goes, at the running server."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from access import accounts, sessions
from access.door import LONGEST_FORM, WRONG
from access.guessing import FREE, Guess
from access.journal import Event, entries
from access.model import Role
from data.store.schema import ATTEMPTS
from data.store.versions import now
from tests.access.served import CANARY, PASSWORD, Served
from tests.access.visitor import FORM, Visitor

OTHER = "жёлтый лист на воде"


@pytest.fixture
def visitor(served: Served) -> Visitor:
    with served.store.writing() as connection:
        connection.execute(ATTEMPTS.delete())
    return Visitor(served.address)


def test_the_way_in_is_a_russian_page_that_needs_no_script(visitor: Visitor):
    answer = visitor.ask("GET", "/sign-in")
    assert answer.status == 200
    assert '<html lang="ru">' in answer.text
    assert "<script" not in answer.text
    assert not re.search(r"(src|href)=\"(?!/)", answer.text)
    assert answer.headers.get_all("Cache-Control") == ["no-store"]
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy


def test_whoever_signs_in_comes_to_the_page_that_was_asked_for(visitor: Visitor):
    location = visitor.ask("GET", "/pairs").headers["Location"]
    assert 'name="page" value="pairs"' in visitor.ask("GET", location).text
    answer = visitor.sign_in("direktor", PASSWORD, "pairs")
    assert (answer.status, answer.headers["Location"]) == (303, "/pairs")
    assert visitor.ask("GET", "/pairs").status == 200


@pytest.mark.parametrize(
    "page", ["//attacker.example", "https://attacker.example", "../x", "\\\\x", "a\r\nX: y", "x" * 41]
)
def test_nobody_is_led_out_of_the_program(visitor: Visitor, page: str):
    assert visitor.sign_in("direktor", PASSWORD, page).headers["Location"] == "/"
    assert "attacker" not in Visitor(visitor.address).ask("GET", f"/sign-in?{urlencode({'page': page})}").text


def test_a_refusal_says_nothing_of_whether_the_name_exists(visitor: Visitor):
    answers = [visitor.sign_in(login, OTHER) for login in ("direktor", "nobody")]
    assert [answer.status for answer in answers] == [401, 401]
    first, second = (
        answer.text.replace(login, "…") for answer, login in zip(answers, ("direktor", "nobody"), strict=True)
    )
    assert first == second
    assert WRONG in first
    assert visitor.cookies == {}


def test_too_many_guesses_are_told_to_wait_known_or_unknown_names_alike(served: Served, visitor: Visitor):
    guess = Guess.of("somebody", "127.0.0.1", "")
    failed = {"at": now(), "login": guess.login, "address": guess.address, "device": ""}
    with served.store.writing() as connection:
        connection.execute(ATTEMPTS.insert(), [failed] * 2 * FREE)
    for login in ("direktor", "nobody"):
        answer = visitor.sign_in(login, PASSWORD)
        assert answer.status == 429
        assert int(answer.headers["Retry-After"]) >= 1
        assert "Слишком много" in answer.text


def test_what_somebody_types_as_a_name_is_text_on_the_page(visitor: Visitor):
    text = visitor.sign_in('"><script>alert(1)</script>', OTHER).text
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_every_sign_in_brings_a_new_session_and_ends_the_former_one_of_the_browser(visitor: Visitor):
    visitor.cookies["mentoring"] = fixed = "a" * 43
    tokens = []
    for _ in range(2):
        visitor.sign_in("direktor", PASSWORD)
        tokens.append(visitor.cookies["mentoring"])
    assert len({fixed, *tokens}) == 3
    for token, status in zip((fixed, *tokens), (303, 303, 200), strict=True):
        assert Visitor(visitor.address, {"mentoring": token}).ask("GET", "/pairs").status == status


def test_who_goes_is_gone_and_a_stolen_cookie_opens_nothing(served: Served, visitor: Visitor):
    visitor.sign_in("direktor", PASSWORD)
    thief = Visitor(visitor.address, dict(visitor.cookies))
    assert CANARY in visitor.ask("GET", "/sign-out").text
    assert thief.ask("GET", "/pairs").status == 200  # to look is not to go
    answer = visitor.post("/sign-out")
    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")
    assert "mentoring" not in visitor.cookies
    assert entries(served.store)[0].event is Event.SIGNED_OUT
    for method, path in (("GET", "/pairs"), ("GET", "/sign-out"), ("GET", "/password"), ("POST", "/password")):
        assert thief.ask(method, path).status == 303
    assert thief.ask("GET", "/_stcore/health").status == 401


def test_with_a_password_for_one_sign_in_one_can_only_choose_an_own_one(served: Served, visitor: Visitor):
    _, password = accounts.create(served.store, "kalina", "Липа Калина", Role.HEAD, by="")
    answer = visitor.sign_in("kalina", password)
    assert (answer.status, answer.headers["Location"]) == (303, "/password")
    assert visitor.ask("GET", "/pairs").headers["Location"] == "/password"
    assert visitor.ask("GET", "/_stcore/health").status == 401
    assert Visitor(visitor.address).sign_in("kalina", password).status == 401
    for chosen, again, words in ((OTHER, OTHER[:-1], "разные"), ("короткий", "короткий", "короче")):
        answer = visitor.post("/password", password=chosen, again=again)
        assert (answer.status, words in answer.text) == (422, True)
    before = visitor.cookies["mentoring"]
    assert visitor.post("/password", password=OTHER, again=OTHER).status == 303
    assert visitor.cookies["mentoring"] != before
    assert sessions.find(served.store, before) is None
    assert visitor.ask("GET", "/pairs").status == 200
    assert Visitor(visitor.address).sign_in("kalina", OTHER).status == 303


def test_an_own_password_is_changed_with_the_former_one_and_ends_other_sessions(served: Served, visitor: Visitor):
    made, _ = accounts.create(served.store, "klever", "Клевер Ясень", Role.HEAD, by="")
    accounts.choose_password(served.store, made, None, OTHER)
    elsewhere = Visitor(visitor.address)
    for browser in (visitor, elsewhere):
        browser.sign_in("klever", OTHER)
    assert visitor.post("/password", former="не тот пароль", password=PASSWORD, again=PASSWORD).status == 422
    assert [entry.event for entry in entries(served.store)[:2]] == [Event.REFUSED, Event.PASSWORD_CHOSEN]
    assert elsewhere.ask("GET", "/pairs").status == 200
    assert visitor.post("/password", former=OTHER, password=PASSWORD, again=PASSWORD).status == 303
    assert elsewhere.ask("GET", "/pairs").status == 303
    assert visitor.ask("GET", "/pairs").status == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Host": "attacker.example"}, {"Origin": ""}],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/password"])
def test_no_foreign_page_signs_anybody_in_or_out(visitor: Visitor, path: str, headers: dict[str, str]):
    visitor.sign_in("direktor", PASSWORD)
    fields = urlencode({"login": "direktor", "password": PASSWORD})
    assert visitor.ask("POST", path, fields, **FORM, **headers).status in (400, 403)
    assert visitor.ask("GET", "/pairs").status == 200


@pytest.mark.parametrize("body", [b"x" * (LONGEST_FORM + 1), b"\xff=\xff", b"&".join(b"a=b" for _ in range(11))])
def test_a_form_that_is_none_is_refused(visitor: Visitor, body: bytes):
    assert visitor.ask("POST", "/sign-in", body, **FORM).status == 400


def test_where_no_provider_is_configured_there_is_no_way_in_by_one(visitor: Visitor):
    assert "Войти через" not in visitor.ask("GET", "/sign-in").text
    assert visitor.post("/sign-in/provider").status == 404
    assert visitor.ask("GET", "/sign-in/callback?code=x&state=x").status == 404
