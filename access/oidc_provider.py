"""The organisation's own OpenID Connect provider, by which an account may come in beside its password.

A TOML file names it, and who of it is which account; there is none unless the environment names the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from access.network import is_local
from data.findings import ListError

VARIABLE = "MENTORING_OIDC"  # names the file
TEXTS = ("name", "issuer", "client_id", "client_secret")
WAYS = ("emails", "subjects")
HOSTS = "hosts"
LONGEST = 200  # characters of any text of the file
ISSUER = re.compile(r"https?://[a-z0-9.:\[\]-]+(/[\w.~-]+)*/?", re.ASCII)
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII)  # no number, no port, no star
FAULT = "Вход через OpenID Connect не настроен: файл «{}», который назван в {}, – {}. Исправьте файл и запустите снова."


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for people, and whom an account belongs to: `emails` and `subjects` lead to names for signing in.

    E-mail addresses are in lower case.
    """

    name: str  # as it stands after «Войти через»
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    emails: Mapping[str, str]
    subjects: Mapping[str, str]
    hosts: frozenset[str] = frozenset()  # others of the provider's, where it gives tokens and keys, over HTTPS

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a policy names them."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.issuer))

    def login_of(self, claims: Mapping[str, Any]) -> str:
        """Returns the name for signing in of somebody for whom the provider vouches; an empty text for nobody here.

        An address counts only where the provider has verified it. Letters that look or fold alike are not the same:
        nothing but the case of Latin ones is passed over.
        """
        subject, address = claims["sub"], claims.get("email")
        if subject in self.subjects:
            return self.subjects[subject]
        if claims.get("email_verified") is not True or not isinstance(address, str) or not address.isascii():
            return ""
        return self.emails.get(address.lower(), "")


def configured() -> Provider | None:
    """Returns the provider; None where none is configured. Raises `ListError` where its file is not right."""
    path = os.environ.get(VARIABLE)
    return _read(path) if path else None


@cache
def _read(path: str) -> Provider:
    try:
        return read(Path(path).read_text(encoding="utf-8"))
    except OSError:
        raise ListError(FAULT.format(path, VARIABLE, "не читается")) from None
    except ValueError as fault:
        raise ListError(FAULT.format(path, VARIABLE, fault)) from None


def read(text: str) -> Provider:
    """Returns the provider that a file describes. Raises `ValueError` in Russian."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise ValueError("не TOML") from None
    if unknown := content.keys() - {*TEXTS, *WAYS, HOSTS}:
        raise ValueError(f"в нём лишнее: {', '.join(sorted(unknown))}")
    texts = {name: _text(name, content.get(name)) for name in TEXTS}
    if not _is_issuer(texts["issuer"]):
        raise ValueError("issuer в нём не адрес вида https://… (http:// – только на этом компьютере)")
    if not (texts["client_id"] + texts["client_secret"]).isascii():
        raise ValueError("client_id и client_secret в нём не латиницей")
    emails, subjects = (_logins(name, content.get(name, {})) for name in WAYS)
    if not emails and not subjects:
        raise ValueError("в нём никого нет: впишите людей в [emails] или [subjects]")
    lowered = {address.lower(): login for address, login in emails.items()}
    if len(lowered) < len(emails) or not all(address.isascii() and "@" in address for address in emails):
        raise ValueError("адреса в [emails] не латиницей, без «@» или повторяются")
    return Provider(**texts, emails=lowered, subjects=subjects, hosts=_hosts(content.get(HOSTS, [])))


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise ValueError(f"текста {name} в нём нет, или он длиннее {LONGEST} знаков")
    return value.strip()


def _logins(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} в нём не таблица")
    return {key: _text(f"в [{name}]", login) for key, login in value.items()}


def _hosts(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(host, str) and HOST.fullmatch(host) for host in value):
        raise ValueError(f"{HOSTS} в нём не список имён компьютеров вида «keys.example.org»")
    return frozenset(value)


def _is_issuer(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(ISSUER.fullmatch(address)) and (parts.scheme == "https" or is_local(parts.hostname))
