"""What a provider is configured by, what is kept of sign-ins that go there, and how long it is waited for."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from access import oidc_flow, oidc_pending
from access.certificates import certificate_for
from access.oidc_flow import NoAnswerError, NotVouchedError, Started
from access.oidc_pending import LASTS, MOST_OF_ADDRESS, Pending
from access.oidc_provider import VARIABLE, Provider, configured, read
from benchmarks.server import ROOT, free_port
from data.findings import ListError
from tests.access.provider import running_provider

FILE = """
name = "портал школы"
issuer = "https://id.school.example/realms/school"
client_id = "mentoring"
client_secret = "still-water"
[emails]
"Ivanova@School.Example" = "ivanova"
[subjects]
"248289761001" = "petrov"
"""


NO_HOSTS = (
    "localhost", "127.0.0.1", "[::1]", "*.example.org", "https://keys.example.org", "keys.example.org:443", "example.org/",
    "KEYS.example.org", "", "ключи.example.org",
)  # fmt: skip


def test_the_example_of_the_readme_is_right():
    text = ROOT.joinpath("README.md").read_text(encoding="utf-8").partition("### OpenID Connect")[2]
    assert set(read(text.split("```")[1]).emails.values()) == {"ivanova"}


def provider_at(port: int) -> Provider:
    return read(FILE.replace("https://id.school.example", f"http://localhost:{port}"))


def test_without_the_variable_there_is_no_provider(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert configured() is None


def test_a_file_names_the_provider_and_who_of_it_is_which_account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    file = tmp_path / "provider.toml"
    file.write_text(FILE, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(file))
    provider = configured()
    assert provider is not None
    assert provider.origin == "https://id.school.example"
    assert provider.login_of({"sub": "248289761001"}) == "petrov"
    assert provider.login_of({"sub": "x", "email": "ivanova@school.EXAMPLE", "email_verified": True}) == "ivanova"
    assert provider.login_of({"sub": "x", "email": "ivanova@school.example"}) == ""
    assert "still-water" not in repr(provider)


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("name =", "name", "не TOML"), ('name = "портал школы"', "", "текста name"), ("портал школы", " ", "текста name"),
        ('"портал школы"', "1", "текста name"), ('name = "', 'scope = "x"\nname = "', "лишнее: scope"),
        ("https://", "http://", "issuer"), ("https://", "ftp://", "issuer"), ("school.example/", "school.example:x/", "issuer"),
        ("realms/school", "realms/school?x=1", "issuer"), ("https://", "https://user@", "issuer"),
        ("id.school.example", "id.school.example;x", "issuer"), ("id.school", "id school", "issuer"),
        ("still-water", "тихая вода", "не латиницей"), ('"petrov"', "1", "[subjects]"), ('"petrov"', '""', "[subjects]"),
        ("Ivanova@", "Иванова@", "[emails]"), ("Ivanova@", "ivanova.", "[emails]"),
        ('= "ivanova"', '= "ivanova"\n"ivanova@school.example" = "other"', "повторяются"),
        ("[emails]", 'hosts = "keys.example.org"\n[emails]', "hosts в нём не список"),
        *(("[emails]", f'hosts = ["{host}"]\n[emails]', "hosts в нём не список") for host in NO_HOSTS),
        ("[emails]", "[[emails]]", "emails в нём не таблица"), (FILE[FILE.index("[emails]") :], "", "никого нет"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_told_and_no_provider(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: str, wrong: str, words: str
):
    assert right in FILE
    file = tmp_path / "provider.toml"
    file.write_text(FILE.replace(right, wrong), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(file))
    with pytest.raises(ListError) as refused:
        configured()
    assert words in str(refused.value)
    assert "still-water" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(ListError, match="не читается"):
        configured()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_only_this_computer_may_be_a_provider_without_tls(host: str):
    assert read(FILE.replace("https://id.school.example", f"http://{host}:8080")).origin == f"http://{host}:8080"


def started() -> Started:
    return Started("https://here/sign-in/callback", "", "https://id/token", "https://id/keys")


def test_a_sign_in_is_taken_once_by_its_own_browser_and_state():
    pending, first, second = Pending(), started(), started()
    tokens = [pending.keep(one, "192.168.1.7") for one in (first, second)]
    assert pending.take(tokens[0], second.state) is None
    assert pending.take(tokens[0], first.state) is None  # it was tried
    assert pending.take("", second.state) is None
    assert pending.take(tokens[1], second.state) is second
    assert pending.take(tokens[1], second.state) is None


def test_a_sign_in_is_kept_for_so_long_and_no_longer():
    moments = iter([0.0, LASTS, 0.0, LASTS + 1])
    pending, one = Pending(lambda: next(moments)), started()
    assert pending.take(pending.keep(one, "192.168.1.7"), one.state) is one
    assert pending.take(pending.keep(one, "192.168.1.7"), one.state) is None


def test_whoever_begins_very_many_sign_ins_pushes_out_own_ones_alone():
    pending, one = Pending(), started()
    other = pending.keep(one, "192.168.1.7")
    tokens = [pending.keep(one, f"2001:db8::{number}") for number in range(MOST_OF_ADDRESS + 1)]
    assert [pending.take(token, one.state) is one for token in tokens] == [False] + [True] * MOST_OF_ADDRESS
    assert pending.take(other, one.state) is one


def test_sign_ins_of_all_addresses_are_bounded_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(oidc_pending, "MOST", 3)
    pending, one = Pending(), started()
    tokens = [pending.keep(one, f"192.168.1.{number}") for number in range(4)]
    assert [pending.take(token, one.state) is one for token in tokens] == [False, True, True, True]


def test_a_provider_that_nobody_serves_does_not_answer():
    with pytest.raises(NoAnswerError):
        asyncio.run(oidc_flow.start(provider_at(free_port()), "http://localhost/sign-in/callback", ""))


def test_a_provider_is_asked_only_under_a_certificate_that_this_computer_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    certificate = certificate_for(tmp_path / "certificates", [])
    with running_provider(certificate) as running:
        provider = read(FILE.replace("https://id.school.example/realms/school", running.issuer))
        with pytest.raises(NoAnswerError):
            asyncio.run(oidc_flow.start(provider, "https://localhost/sign-in/callback", ""))
        assert running.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
        address, _ = asyncio.run(oidc_flow.start(provider, "https://localhost/sign-in/callback", ""))
    assert address.startswith(f"{running.issuer}/authorize?")


@pytest.mark.parametrize(
    ("name", "address", "is_gone_to"),
    [
        ("token_endpoint", "https://tokens.example.org/token", True), ("jwks_uri", "https://tokens.example.org/keys", True),
        ("authorization_endpoint", "https://tokens.example.org/authorize", False),
        ("token_endpoint", "http://tokens.example.org/token", False),
        ("token_endpoint", "https://tokens.example.org:8443/token", False),
        ("token_endpoint", "https://x.tokens.example.org/token", False), ("jwks_uri", "https://example.org/keys", False),
        ("jwks_uri", "https://tokens.example.org.attacker.example/keys", False),
        ("jwks_uri", "https://tokens.example.org@attacker.example/keys", False),
    ],
)  # fmt: skip
def test_a_host_that_is_named_beside_the_issuer_gives_tokens_and_keys_over_tls_and_sees_nobody(
    name: str, address: str, is_gone_to: bool
):
    with running_provider() as running:
        running.metadata = {name: address}
        text = FILE.replace("https://id.school.example/realms/school", running.issuer)
        provider = read(text.replace("[emails]", 'hosts = ["tokens.example.org"]\n[emails]'))
        if is_gone_to:
            _, begun = asyncio.run(oidc_flow.start(provider, "http://localhost/sign-in/callback", ""))
            assert address in (begun.token_endpoint, begun.jwks_uri)
        else:
            with pytest.raises(NoAnswerError):
                asyncio.run(oidc_flow.start(provider, "http://localhost/sign-in/callback", ""))


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_provider_that_says_nothing_is_waited_for_so_long_and_no_longer(
    monkeypatch: pytest.MonkeyPatch, listening: socket.socket
):
    monkeypatch.setattr(oidc_flow, "PATIENCE", 0.2)
    with pytest.raises(NoAnswerError):
        asyncio.run(oidc_flow.start(provider_at(listening.getsockname()[1]), "http://localhost/x", ""))


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_provider_that_goes_on_for_ever_is_waited_for_so_long_and_no_longer(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
):
    monkeypatch.setattr(oidc_flow, "PATIENCE", 0.3)

    async def ask() -> None:
        gone = asyncio.Event()

        async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(answer)
            with suppress(ConnectionError):
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.02)
            writer.close()
            gone.set()

        async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
            with pytest.raises(NoAnswerError):
                await oidc_flow.start(provider_at(server.sockets[0].getsockname()[1]), "http://localhost/x", "")
            await gone.wait()

    asyncio.run(ask())


def test_what_comes_back_is_not_taken_elsewhere_whatever_was_kept(listening: socket.socket):
    """The transport itself asks nobody but the issuer."""
    port = listening.getsockname()[1]
    kept = Started("http://localhost/x", "", f"http://localhost:{port}/token", f"http://localhost:{port}/keys")
    with pytest.raises((NoAnswerError, NotVouchedError)):
        asyncio.run(oidc_flow.claims_of(provider_at(free_port()), kept, "code"))
    listening.setblocking(False)
    with pytest.raises(BlockingIOError):
        listening.accept()
