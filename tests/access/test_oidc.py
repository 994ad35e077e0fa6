"""Coming in by the organisation's own OpenID Connect provider, which runs here: over HTTP, at the running server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from sqlalchemy import delete, select

from access import accounts, sessions
from access.door import NO_ANSWER, NOT_VOUCHED
from access.guessing import FREE
from access.journal import BY_PROVIDER, Event, entries
from access.model import Role
from access.oidc_flow import LARGEST, LEEWAY
from access.oidc_provider import VARIABLE
from access.routes import CALLBACK, PROVIDER
from benchmarks.server import free_port
from data.store.schema import ACTIONS, ATTEMPTS, DEVICES, SESSIONS
from tests.access.provider import (
    CLIENT,
    FOREIGN_KEY,
    KEY,
    SECRET,
    Provider,
    running_provider,
    signed,
    signed_with,
    unsigned,
)
from tests.access.served import PASSWORD, Served, served_to_head
from tests.access.visitor import Answer, Visitor
from tests.waiting import DEADLINE

NAME = "портал «Тополь»"
PERSON = {"sub": "248289761001", "email": "Direktor@School.Example", "email_verified": True}
REFUSED, SILENT = NOT_VOUCHED.format(NAME), NO_ANSWER.format(NAME)
DISCOVERY = "/.well-known/openid-configuration"
JSON = [("Content-Type", "application/json")]


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def served(running: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("vouched")
    file = folder / "provider.toml"
    texts = {"name": NAME, "issuer": running.issuer, "client_id": CLIENT, "client_secret": SECRET}
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in texts.items()]
    lines += ["[emails]", '"direktor@school.example" = "direktor"', '"gone@school.example" = "gone"']
    lines += ["[subjects]", '"new-one" = "new-one"', '"locked" = "locked"']
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(file))
        with served_to_head(folder) as server:
            yield server


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider as it should be, with the head signed in."""
    vars(running).update(vars(Provider(running.port, person=dict(PERSON))))
    return running


@pytest.fixture
def visitor(served: Served, provider: Provider) -> Visitor:
    with served.store.writing() as connection:
        connection.execute(delete(ATTEMPTS))
    return Visitor(served.address)


def at_the_provider(answer: Answer) -> str:
    """The address to which the provider leads a browser back, without the host."""
    address = urlsplit(answer.headers["Location"])
    with closing(HTTPConnection(address.netloc, timeout=DEADLINE)) as connection:
        connection.request("GET", f"{address.path}?{address.query}")
        back = urlsplit(connection.getresponse().headers["Location"])
    return f"{back.path}?{back.query}"


def signed_in(visitor: Visitor, page: str = "") -> Answer:
    """The answer to a browser that has been at the provider."""
    return visitor.ask("GET", at_the_provider(visitor.post(PROVIDER, page=page)))


def content(served: Served) -> list[Any]:
    with served.store.reading() as connection:
        return [connection.execute(select(table)).all() for table in (SESSIONS, DEVICES, ATTEMPTS, ACTIONS)]


def is_refused(answer: Answer, visitor: Visitor, sentence: str = REFUSED) -> None:
    assert (answer.status, sentence in answer.text) == (503 if sentence == SILENT else 401, True)
    assert answer.headers.get_all("Cache-Control") == ["no-store"]
    assert visitor.cookies == {}
    assert visitor.ask("GET", "/pairs").status == 303


def test_the_way_in_offers_the_provider_without_a_script(visitor: Visitor, provider: Provider):
    answer = visitor.ask("GET", "/sign-in?page=pairs")
    form = re.search(rf'<form method="post" action="{PROVIDER}">(.*?)</form>', answer.text, re.DOTALL)
    assert form is not None
    assert 'name="page" value="pairs"' in form[1]
    assert f"Войти через {NAME}" in form[1]
    assert "<script" not in answer.text
    assert f"form-action 'self' http://localhost:{provider.port};" in f"{answer.headers['Content-Security-Policy']};"
    assert "form-action 'self';" in f"{visitor.ask('GET', '/favicon.png').headers['Content-Security-Policy']};"


def test_whoever_is_signed_in_at_the_provider_comes_to_the_page_that_was_asked_for(served: Served, visitor: Visitor):
    answer = signed_in(visitor, "pairs")
    assert (answer.status, answer.headers["Location"]) == (303, "/pairs")
    assert visitor.cookies.keys() == {"mentoring", "mentoring-browser"}
    assert visitor.ask("GET", "/pairs").status == 200
    last = entries(served.store)[0]
    assert (last.event, last.about, last.who.endswith("(direktor)")) == (Event.SIGNED_IN, BY_PROVIDER, True)
    assert sessions.find(served.store, visitor.cookies["mentoring"]).account == served.head


def test_a_code_is_asked_for_with_pkce_a_state_and_a_nonce_that_are_new_each_time(visitor: Visitor, provider: Provider):
    asked = [parse_qs(urlsplit(visitor.post(PROVIDER).headers["Location"]).query) for _ in range(2)]
    for query in asked:
        assert query["redirect_uri"] == [visitor.address + CALLBACK]
        assert (query["response_type"], query["code_challenge_method"]) == (["code"], ["S256"])
    for name in ("state", "nonce", "code_challenge"):
        assert len({query[name][0] for query in asked}) == 2
    assert provider.asked == [DISCOVERY, DISCOVERY]


def test_a_sign_in_brings_a_new_session_and_ends_the_former_one_of_the_browser(served: Served, visitor: Visitor):
    visitor.sign_in("direktor", PASSWORD)
    before = visitor.cookies["mentoring"]
    signed_in(visitor)
    assert visitor.cookies["mentoring"] != before
    assert sessions.find(served.store, before) is None


@pytest.mark.parametrize("page", ["//attacker.example", "https://attacker.example", "\\\\x", "a\r\nX: y", "x" * 41])
def test_nobody_is_led_out_of_the_program(visitor: Visitor, page: str):
    assert signed_in(visitor, page).headers["Location"] == "/"


def test_who_has_a_password_for_one_sign_in_still_chooses_an_own_one(
    served: Served, visitor: Visitor, provider: Provider
):
    accounts.create(served.store, "new-one", "Липа Калина", Role.VIEWER, by="")
    provider.person = {"sub": "new-one"}
    assert signed_in(visitor).headers["Location"] == "/password"
    assert visitor.ask("GET", "/").headers["Location"] == "/password"


def wrong(**claims: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda right: right | claims


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda right: {key: value for key, value in right.items() if key != name}


@pytest.mark.parametrize(
    "changed",
    [
        wrong(iss="https://attacker.example"), without("iss"), wrong(aud="another"), wrong(aud=[]), without("aud"),
        wrong(aud=[CLIENT, "another"]), wrong(azp="another"), wrong(nonce="another"), without("nonce"),
        wrong(nonce=None), without("sub"), wrong(sub=1), without("exp"), wrong(exp="never"), wrong(at_hash="another"),
        lambda right: right | {"exp": right["iat"] - LEEWAY - 1}, lambda right: right | {"iat": right["exp"]},
        lambda right: right | {"nbf": right["exp"]},
    ],
)  # fmt: skip
def test_a_token_that_says_something_else_than_was_asked_for_is_refused_and_nothing_stored(
    served: Served, visitor: Visitor, provider: Provider, changed: Callable[[dict[str, Any]], dict[str, Any]]
):
    provider.changed, before = changed, content(served)
    is_refused(signed_in(visitor), visitor)
    assert content(served) == before


@pytest.mark.parametrize(
    "signs",
    [
        unsigned, signed_with(KEY.as_pem(private=False)), signed_with(SECRET.encode()), lambda claims: signed(claims, FOREIGN_KEY),
        lambda claims: signed(claims, kid="second"), lambda claims: signed(claims)[:-8] + "AAAAAAAA",
        lambda claims: "", lambda claims: "a.b.c", lambda claims: None, lambda claims: {"sub": "248289761001"},
    ],
)  # fmt: skip
def test_a_token_without_the_providers_signature_is_refused_and_nothing_stored(
    served: Served, visitor: Visitor, provider: Provider, signs: Callable[[dict[str, Any]], Any]
):
    provider.signs, before = signs, content(served)
    is_refused(signed_in(visitor), visitor)
    assert content(served) == before


@pytest.mark.parametrize(
    ("path", "answer", "sentence"),
    [
        ("/token", (400, '{"error": "invalid_grant"}', JSON), REFUSED), ("/token", (200, "{}", JSON), REFUSED),
        ("/token", (200, "<html>", []), REFUSED), ("/token", (200, "[]", JSON), REFUSED),
        ("/token", (200, '{"access_token": 1, "id_token": 1}', JSON), REFUSED),
        ("/token", (200, "[" * 100_000, JSON), REFUSED), ("/token", (200, b"\xff\xfe\xfd", JSON), REFUSED),
        ("/token", (200, "x" * (LARGEST + 1), JSON), SILENT), ("/token", (500, "", []), SILENT),
        ("/token", (307, "", [("Location", "http://127.0.0.1:{elsewhere}/token")]), SILENT),
        ("/keys", (200, "{}", JSON), REFUSED), ("/keys", (200, '{"keys": []}', JSON), REFUSED),
        ("/keys", (200, '{"keys": [{"kty": "RSA"}, 1]}', JSON), REFUSED), ("/keys", (200, "null", JSON), REFUSED),
        ("/keys", (200, "nothing", []), REFUSED), ("/keys", (404, "", []), SILENT),
        ("/keys", (302, "", [("Location", "http://127.0.0.1:{elsewhere}/keys")]), SILENT),
        ("/keys", (200, json.dumps({"keys": [FOREIGN_KEY.as_dict(private=False)]}), JSON), REFUSED),
        ("/keys", (200, json.dumps({"keys": [KEY.as_dict(private=False) | {"kid": "other"}, *[FOREIGN_KEY.as_dict(private=False)]]}), JSON), REFUSED),
    ],
)  # fmt: skip
def test_what_a_provider_answers_instead_is_refused_nothing_stored_and_nobody_else_asked(
    served: Served, visitor: Visitor, provider: Provider, path: str, answer: tuple[int, Any, Any], sentence: str
):
    with running_provider() as elsewhere:
        status, body, headers = answer
        headers = [(name, value.format(elsewhere=elsewhere.port)) for name, value in headers]
        provider.answers[path], before = (status, body, headers), content(served)
        is_refused(signed_in(visitor), visitor, sentence)
        assert elsewhere.asked == []
    assert content(served) == before


@pytest.mark.parametrize(
    "answer", [(404, "", []), (500, "", []), (200, "{}", JSON), (200, "[]", JSON), (200, "<html>", []), (200, "", [])]
)
def test_a_provider_that_does_not_describe_itself_is_not_gone_to(
    visitor: Visitor, provider: Provider, answer: tuple[int, str, Any]
):
    provider.answers[DISCOVERY] = answer
    is_refused(visitor.post(PROVIDER), visitor, SILENT)


@pytest.mark.parametrize("name", ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/realm", "http://localhost:{other}/x", "https://localhost:{port}/x", "javascript:x", 1, None])  # fmt: skip
def test_a_provider_that_names_an_address_elsewhere_is_not_gone_to(
    visitor: Visitor, provider: Provider, name: str, address: object
):
    if isinstance(address, str):
        address = address.format(port=provider.port, other=free_port())
    provider.metadata = {name: address}
    is_refused(visitor.post(PROVIDER), visitor, SILENT)
    assert provider.asked == [DISCOVERY]


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "nobody"}, PERSON | {"email_verified": False}, PERSON | {"email_verified": "true"},
        {"sub": "1", "email": PERSON["email"]}, PERSON | {"email": "dire\N{KELVIN SIGN}tor@school.example"}, PERSON | {"email": None},
        PERSON | {"email": "direktor@school.example.attacker.example"}, {"sub": "direktor"}, {"sub": "locked"},
        PERSON | {"email": "gone@school.example"},
    ],
)  # fmt: skip
def test_whoever_has_no_open_account_here_is_told_the_same_made_no_account_and_noted(
    served: Served, visitor: Visitor, provider: Provider, person: dict[str, Any]
):
    if "locked" not in {account.login for account in accounts.accounts(served.store)}:
        locked, _ = accounts.create(served.store, "locked", "Осока", Role.HEAD, by="")
        accounts.lock(served.store, locked.id)
    provider.person, before = person, (accounts.accounts(served.store), content(served)[:2])
    answer = signed_in(visitor)
    is_refused(answer, visitor)
    assert answer.text == Visitor(visitor.address).ask("GET", CALLBACK).text
    last = entries(served.store)[0]
    assert (last.event, last.about, last.who) == (Event.SIGN_IN_FAILED, BY_PROVIDER, "не вошёл")
    assert (accounts.accounts(served.store), content(served)[:2]) == before


def test_whoever_has_failed_again_and_again_is_told_to_wait_and_no_failure_counts_of_who_comes_in(
    served: Served, visitor: Visitor, provider: Provider
):
    signed_in(visitor)
    assert content(served)[2] == []
    provider.person = {"sub": "nobody"}
    stranger = Visitor(visitor.address)
    signed_in(stranger)
    with served.store.writing() as connection:
        failed = dict(connection.execute(select(*list(ATTEMPTS.c)[1:])).mappings().one())
        connection.execute(ATTEMPTS.insert(), [failed] * 2 * FREE)
    answer = signed_in(stranger)
    assert (answer.status, "Слишком много" in answer.text) == (429, True)
    assert int(answer.headers["Retry-After"]) >= 1
    provider.person = dict(PERSON)
    assert signed_in(visitor).status == 303  # a browser that is known does not wait for others


def test_an_answer_of_the_provider_is_taken_once(served: Served, visitor: Visitor):
    back = at_the_provider(visitor.post(PROVIDER))
    cookies = dict(visitor.cookies)
    assert visitor.ask("GET", back).status == 303
    thief, before = Visitor(visitor.address, cookies), content(served)
    is_refused(thief.ask("GET", back), thief)
    assert content(served) == before


def test_an_answer_of_the_provider_is_taken_from_the_browser_that_went_there_alone(served: Served, visitor: Visitor):
    back, before = at_the_provider(visitor.post(PROVIDER)), content(served)
    other = Visitor(visitor.address)
    is_refused(other.ask("GET", back), other)
    other.post(PROVIDER)
    is_refused(other.ask("GET", back), other)
    assert content(served) == before
    assert visitor.ask("GET", back).status == 303


def test_a_code_of_somebody_elses_sign_in_opens_nothing(served: Served, visitor: Visitor):
    stolen = dict(parse_qsl(urlsplit(at_the_provider(visitor.post(PROVIDER))).query))["code"]
    thief, before = Visitor(visitor.address), content(served)
    own = dict(parse_qsl(urlsplit(at_the_provider(thief.post(PROVIDER))).query))
    is_refused(thief.ask("GET", f"{CALLBACK}?{urlencode(own | {'code': stolen})}"), thief)
    assert content(served) == before


@pytest.mark.parametrize(
    "changed",
    [{"state": "другой"}, {"state": ""}, {"code": ""}, {"code": "x" * 5000}, {"code": "a\r\nb"}, {"code": "я"}],
)
def test_an_answer_that_somebody_has_changed_is_refused(
    served: Served, visitor: Visitor, provider: Provider, changed: dict[str, str]
):
    right, before = dict(parse_qsl(urlsplit(at_the_provider(visitor.post(PROVIDER))).query)), content(served)
    is_refused(visitor.ask("GET", f"{CALLBACK}?{urlencode(right | changed)}"), visitor)
    assert content(served) == before
    assert ("/token" in provider.asked) is bool(changed.get("code"))


def test_who_is_not_let_in_at_the_provider_is_not_let_in_here(visitor: Visitor, provider: Provider):
    provider.person = {}
    state = parse_qs(urlsplit(visitor.post(PROVIDER).headers["Location"]).query)["state"][0]
    is_refused(visitor.ask("GET", f"{CALLBACK}?error=access_denied&state={state}"), visitor)


@pytest.mark.parametrize("headers", [{"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Host": "attacker.example"}])  # fmt: skip
def test_no_foreign_page_sends_anybody_to_the_provider(visitor: Visitor, provider: Provider, headers: dict[str, str]):
    assert visitor.ask("POST", PROVIDER, "", **headers).status in (400, 403)
    assert visitor.ask("GET", PROVIDER).status == 404
    assert visitor.ask("POST", CALLBACK, "").status == 404
    assert (visitor.cookies, provider.asked) == ({}, [])


def test_the_password_still_opens_where_the_provider_does_not_answer(visitor: Visitor, provider: Provider):
    provider.answers[DISCOVERY] = (500, "", [])
    is_refused(visitor.post(PROVIDER), visitor, SILENT)
    assert visitor.sign_in("direktor", PASSWORD).status == 303
