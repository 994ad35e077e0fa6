"""What somebody at this computer may do: make the first account, give a password, open the program to the network."""

from __future__ import annotations

import os
import sys

import pytest

from access import accounts, commands, sessions, turned_on
from access.commands import TRIES, main
from access.journal import Event, entries
from access.model import Role
from access.network import PROXY
from access.signing_in import sign_in

PASSWORD = "синий мост над рекой"
OTHER = "жёлтый лист на воде"


@pytest.fixture
def typed(monkeypatch):
    """Answers what the command asks, in order: names in sight, passwords unseen."""

    def answer(names, passwords):
        names, passwords = iter(names), iter(passwords)
        monkeypatch.setattr("builtins.input", lambda _question: next(names))
        monkeypatch.setattr(commands, "getpass", lambda _question: next(passwords))

    return answer


@pytest.fixture
def head(own_store):
    return accounts.create_first(turned_on.store(), "direktor", "Ясень Клён Тополевич", PASSWORD)


@pytest.fixture
def started(monkeypatch):
    """What Streamlit would be started with."""
    monkeypatch.setattr(commands, "names_of_this_computer", lambda: ["uchebnaya", "192.168.7.9"])
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    monkeypatch.setenv(PROXY, "")
    modules = []
    monkeypatch.setattr(commands.runpy, "run_module", lambda name, **_: modules.append(name))
    return lambda: modules == ["streamlit"] and set(sys.argv)


def test_the_first_account_is_asked_for_and_never_shown(own_store, typed, capsys):
    typed(["direktor", "Ясень Клён Тополевич"], ["короткий", PASSWORD, OTHER, PASSWORD, PASSWORD])
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    assert "короче" in told
    assert "Пароли разные" in told
    assert PASSWORD not in told
    (account,) = accounts.accounts(turned_on.store())
    assert (account.login, account.role) == ("direktor", Role.HEAD)
    assert sign_in(turned_on.store(), "direktor", PASSWORD, "127.0.0.1", "").account == account


def test_who_gives_up_has_made_no_account(own_store, typed, capsys):
    typed(["direktor", "Ясень Клён Тополевич"], ["короткий"] * TRIES)
    assert main(["init"]) == 1
    assert "не создана" in capsys.readouterr().err
    assert not accounts.exist(turned_on.store())


def test_there_is_one_first_account(head, typed, capsys):
    typed([], [])
    assert main(["init"]) == 1
    assert "уже есть" in capsys.readouterr().err


def test_a_forgotten_password_is_replaced_by_one_for_one_sign_in(head, capsys):
    store = turned_on.store()
    token = sessions.open_session(store, head.id, "")
    assert main(["password", "DIREKTOR"]) == 0
    password = capsys.readouterr().out.splitlines()[0].rpartition(" ")[2]
    assert sessions.find(store, token) is None
    assert [(entry.event, entry.about) for entry in entries(store)] == [
        (Event.PASSWORD_COMMANDED, str(head.id)), (Event.FIRST_ACCOUNT, str(head.id)),
    ]  # fmt: skip
    assert sign_in(store, "direktor", PASSWORD, "127.0.0.1", "") is None
    assert sign_in(store, "direktor", password, "127.0.0.1", "").account.must_change_password
    assert main(["password", "nobody"]) == 1
    assert "нет" in capsys.readouterr().err


def test_the_network_is_served_over_tls_under_the_names_of_this_computer(head, started, own_store, capsys):
    assert main(["serve", "--host", "school.example", "--port", "8443"]) == 0
    folder = own_store / "certificates"
    assert started() == {
        "streamlit", "run", "dashboard.py", "--server.address=0.0.0.0", "--server.port=8443",
        f"--server.sslCertFile={folder / 'server.crt'}", f"--server.sslKeyFile={folder / 'server.key'}",
        *(f"--server.allowedHosts={name}" for name in ("school.example", "uchebnaya", "192.168.7.9", "localhost", "127.0.0.1")),
    }  # fmt: skip
    assert "https://school.example:8443" in capsys.readouterr().out


def test_the_schools_own_certificate_is_taken(head, started, tmp_path):
    for name in ("own.crt", "own.key"):
        (tmp_path / name).touch()
    assert main(["serve", "--certificate", str(tmp_path / "own.crt"), "--key", str(tmp_path / "own.key")]) == 0
    assert f"--server.sslCertFile={tmp_path / 'own.crt'}" in started()


def test_behind_a_proxy_the_program_stays_on_this_computer(head, started):
    assert main(["serve", "--behind-proxy", "school.example"]) == 0
    assert os.environ[PROXY] == "school.example"
    assert "--server.address=127.0.0.1" in started()
    assert not any(argument.startswith("--server.ssl") for argument in started())


@pytest.mark.parametrize(
    ("given", "words"),
    [(["--certificate", "own.crt"], "и его ключ"), (["--key", "own.key"], "и его ключ"),
     (["--certificate", "own.crt", "--key", "own.key"], "не найден")],
)  # fmt: skip
def test_half_a_certificate_starts_nothing(head, started, capsys, given, words):
    assert main(["serve", *given]) == 1
    assert words in capsys.readouterr().err
    assert not started()
