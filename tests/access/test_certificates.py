"""The certificate of this computer: for its names alone, kept while it lasts, with a key that nobody else reads."""

from __future__ import annotations

import datetime as dt
import os
import socket
import ssl
import stat
import threading
from contextlib import suppress

import pytest
from cryptography import x509

from access import certificates
from access.certificates import LOCAL, SERVER_DAYS, certificate_for, names_of_this_computer
from data.findings import ListError

NAMES = ["uchebnaya", "192.168.7.9", "школа.example"]


@pytest.fixture
def made(tmp_path):
    return certificate_for(tmp_path / "certificates", NAMES)


def shaken(made, name):
    """What a client that trusts the authority says of a server with the certificate, asked for under a name."""
    at_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    at_server.load_cert_chain(made.certificate, made.key)
    at_client = ssl.create_default_context(cafile=made.authority)
    ends = socket.socketpair()

    def serve():
        with ends[0], suppress(ssl.SSLError):
            at_server.wrap_socket(ends[0], server_side=True).close()

    server = threading.Thread(target=serve)
    server.start()
    try:
        with ends[1], at_client.wrap_socket(ends[1], server_hostname=name):
            return ""
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    finally:
        server.join()


@pytest.mark.parametrize("name", [*NAMES, *LOCAL])
def test_a_browser_that_trusts_the_authority_takes_the_certificate_under_each_name(made, name):
    assert shaken(made, name.encode("idna").decode() if name == NAMES[2] else name) == ""


@pytest.mark.parametrize("name", ["bank.example", "192.168.7.10", "example"])
def test_under_another_name_it_does_not(made, name):
    assert "mismatch" in shaken(made, name)


def test_the_authority_may_sign_for_nobody_else(made, tmp_path, monkeypatch):
    """Whoever steals the key of the authority cannot pass for another site."""
    monkeypatch.setattr(certificates, "_may_sign", lambda *_: True)
    stolen = certificate_for(made.authority.parent, ["bank.example"])
    assert stolen.authority.read_bytes() == made.authority.read_bytes()
    assert "permitted subtree" in shaken(stolen, "bank.example")


def test_a_certificate_is_kept_while_it_lasts_and_holds_the_names(made, monkeypatch):
    before = {path: path.read_bytes() for path in (made.certificate, made.key, made.authority)}
    assert certificate_for(made.authority.parent, NAMES[:1]) == made
    assert {path: path.read_bytes() for path in before} == before


def test_another_address_of_a_local_network_is_signed_by_the_same_authority(made):
    certificate, authority = made.certificate.read_bytes(), made.authority.read_bytes()
    certificate_for(made.authority.parent, [*NAMES, "10.7.7.7"])
    assert made.certificate.read_bytes() != certificate
    assert made.authority.read_bytes() == authority
    assert shaken(made, "10.7.7.7") == ""


def test_a_certificate_is_renewed_before_it_ends(made, monkeypatch):
    before = made.certificate.read_bytes()
    ends = x509.load_pem_x509_certificate(before).not_valid_after_utc
    assert ends - dt.datetime.now(dt.UTC) <= dt.timedelta(days=SERVER_DAYS)

    left = ends - dt.datetime.now(dt.UTC)
    monkeypatch.setattr(certificates, "RENEWED", left - dt.timedelta(hours=1))
    certificate_for(made.authority.parent, NAMES)
    assert made.certificate.read_bytes() == before
    monkeypatch.setattr(certificates, "RENEWED", left)
    certificate_for(made.authority.parent, NAMES)
    assert made.certificate.read_bytes() != before


@pytest.mark.parametrize("damage", ["server.crt", "server.key", "authority.crt", "authority.key"])
def test_what_is_damaged_or_missing_is_made_anew(made, damage):
    path = made.authority.parent / damage
    if damage.endswith(".crt"):
        path.write_text("no certificate", encoding="utf-8")
    else:
        path.unlink()
    assert shaken(certificate_for(made.authority.parent, [*NAMES, "10.7.7.7"]), NAMES[0]) == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_keys_are_read_by_this_user_alone(made):
    for path in made.authority.parent.glob("*.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.authority.parent.stat().st_mode) == 0o700


def test_what_is_no_name_is_named(tmp_path):
    with pytest.raises(ListError, match="не имя компьютера"):
        certificate_for(tmp_path, ["a" * 64])


def test_the_names_of_this_computer_are_those_of_the_network():
    names = names_of_this_computer()
    assert socket.gethostname() in names or socket.gethostname() in LOCAL
    assert not {*LOCAL} & {*names}
