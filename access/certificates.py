"""Certificates for the network of a school: an authority of this computer's own, and what it signs.

Browsers are told once to trust the authority; when the address of this computer changes, it signs anew, and they need
not be told again. What it may sign is bound to the names of this computer and to addresses of local networks: who
steals its key cannot pass for any other site.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from data.findings import ListError

AUTHORITY, AUTHORITY_KEY = "authority.crt", "authority.key"
SERVER, SERVER_KEY = "server.crt", "server.key"
AUTHORITY_DAYS = 10 * 365
SERVER_DAYS = 397  # browsers take no longer one (CA/Browser Forum, Baseline Requirements 6.3.2)
RENEWED = dt.timedelta(days=30)  # before the end
CLOCK = dt.timedelta(days=1)  # that a clock of another computer may be behind
LONGEST_NAME = 64  # bytes (RFC 5280, ub-common-name)
LOCAL = ("localhost", "127.0.0.1", "::1")
PRIVATE = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)  # RFC 6890


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a certificate and its key; `authority` is what browsers are told to trust."""

    certificate: Path
    key: Path
    authority: Path


def certificate_for(folder: Path, names: Sequence[str]) -> Certificate:
    """Returns a certificate for these names and addresses, made or renewed where need be. Raises `ListError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Certificate(folder / SERVER, folder / SERVER_KEY, folder / AUTHORITY)
        if not _is_usable(made, names):
            _make(folder, names)
    except OSError as error:
        raise ListError(f"Сертификат не записать в папку «{folder}». Разрешите запись в неё и повторите.") from error
    return made


def names_of_this_computer() -> list[str]:
    """Returns the names and addresses by which other computers of the network may find this one."""
    host = socket.gethostname()
    names = {host, host.partition(".")[0], socket.getfqdn()}
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            found = socket.getaddrinfo(host, None, family)
        except OSError:
            continue
        names |= {str(address[0]).partition("%")[0] for *_, address in found}
    if address := _address_in_network():
        names.add(address)
    return sorted(name for name in names if name and name not in LOCAL and not _is_loopback(name))


def _address_in_network() -> str | None:
    """Returns the address by which this computer goes out; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect(("192.0.2.1", 9))  # of no computer (RFC 5737)
        except OSError:
            return None
        return str(sock.getsockname()[0])


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_usable(made: Certificate, names: Sequence[str]) -> bool:
    if not all(path.is_file() for path in (made.certificate, made.key, made.authority)):
        return False
    try:
        certificate = x509.load_pem_x509_certificate(made.certificate.read_bytes())
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(made.authority.read_bytes()))
    except (ValueError, TypeError):
        return False
    except Exception as error:  # an `InvalidSignature` has no base of its own
        if type(error).__name__ != "InvalidSignature":
            raise
        return False
    known = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = certificate.not_valid_after_utc > dt.datetime.now(dt.UTC) + RENEWED
    return lasts and set(_general_names(names)) <= set(known)


def _make(folder: Path, names: Sequence[str]) -> None:
    authority, authority_key = _authority(folder, _general_names(names))
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(_name("Наставничество"), authority.subject, SERVER_DAYS)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(_general_names(names)), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
    )
    _write_key(folder / SERVER_KEY, key)
    (folder / SERVER).write_bytes(_pem(builder.sign(authority_key, hashes.SHA256())))


def _authority(folder: Path, names: Sequence[x509.GeneralName]) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Returns the authority of this computer, made where there is none that may sign these names for long enough."""
    certificate_path, key_path = folder / AUTHORITY, folder / AUTHORITY_KEY
    try:
        certificate = x509.load_pem_x509_certificate(certificate_path.read_bytes())
        key = serialization.load_pem_private_key(key_path.read_bytes(), None)
        lasts = certificate.not_valid_after_utc > dt.datetime.now(dt.UTC) + dt.timedelta(days=SERVER_DAYS)
        if isinstance(key, ec.EllipticCurvePrivateKey) and lasts and _may_sign(certificate, names):
            return certificate, key
    except (FileNotFoundError, ValueError):
        pass
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Наставничество: {socket.gethostname()}")
    usage = {"digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"}
    builder = (
        _builder(name, name, AUTHORITY_DAYS)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                **dict.fromkeys(usage, False), key_cert_sign=True, crl_sign=False, encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    certificate = builder.sign(key, hashes.SHA256())
    _write_key(key_path, key)
    certificate_path.write_bytes(_pem(certificate))
    return certificate, key


def _permitted(names: Sequence[x509.GeneralName]) -> list[x509.GeneralName]:
    """Returns what an authority for these names may sign: the names, and any address of a local network."""
    networks = [ipaddress.ip_network(network) for network in PRIVATE]
    others = [
        ipaddress.ip_network(name.value)
        for name in names
        if isinstance(name, x509.IPAddress) and not any(name.value in network for network in networks)
    ]
    permitted: list[x509.GeneralName] = [name for name in names if isinstance(name, x509.DNSName)]
    return permitted + [x509.IPAddress(network) for network in (*networks, *others)]


def _may_sign(authority: x509.Certificate, names: Sequence[x509.GeneralName]) -> bool:
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return set(_permitted(names)) <= set(permitted)


def _builder(subject: x509.Name, issuer: x509.Name, days: int) -> x509.CertificateBuilder:
    at = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - CLOCK)
        .not_valid_after(at + dt.timedelta(days=days) - CLOCK)
    )


def _name(words: str) -> x509.Name:
    short = words.encode()[:LONGEST_NAME].decode(errors="ignore")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, short)])


def _general_names(names: Sequence[str]) -> list[x509.GeneralName]:
    return [_general_name(name) for name in dict.fromkeys((*names, *LOCAL))]


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        pass
    try:
        return x509.DNSName(name.encode("idna").decode())
    except UnicodeError:
        raise ListError(f"«{name}» – не имя компьютера и не его адрес в сети.") from None


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Writes a key that nobody else of this computer reads."""
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
