"""Passwords: which are taken, how they are stored, and those that somebody else makes for the first sign-in.

Their lengths follow NIST SP 800-63B, «Memorized Secret Verifiers», and OWASP's «Authentication Cheat Sheet».
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data.findings import ListError

SHORTEST = 12  # characters
LONGEST = 128  # characters: a sentence fits, an attack by length does not
FEWEST_DIFFERENT = 5  # characters: «111111111111» and «abababababab» are guessed first
COMMONEST = Path(__file__).with_name("common_passwords.txt")  # of 12 characters and more, from Django's list (BSD)
# No 0 and O, no 1, l and I: such a password is read from paper. 16 of 31 are 79 bits.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4
HASHER = PasswordHasher()  # Argon2id by RFC 9106, «low memory»


def hashed(password: str) -> str:
    """Returns the hash that is stored of a password."""
    return HASHER.hash(_plain(password))


def is_right(stored: str, password: str) -> bool:
    """Returns whether this is the password; one that nobody has takes as long as any other."""
    fallback = nobody()  # made for known names too: the first unknown one takes no longer
    try:
        return HASHER.verify(stored or fallback, _plain(password)) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobody() -> str:
    """Returns the hash of a password that nobody knows."""
    return hashed(secrets.token_urlsafe())


def one_time() -> str:
    """Returns a new password for one sign-in, in groups that can be read from paper."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(GROUP)) for _ in range(GROUPS))


def refuse_weak(password: str, *names: str) -> None:
    """Raises `ListError` for a password that would be guessed; `names` are the account's own."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise ListError(f"Пароль короче {SHORTEST} знаков. Возьмите длиннее: например, четыре случайных слова.")
    if len(plain) > LONGEST:
        raise ListError(f"Пароль длиннее {LONGEST} знаков. Возьмите короче.")
    key = plain.casefold()
    if key in commonest() or len(set(key)) < FEWEST_DIFFERENT:
        raise ListError("Этот пароль – из самых частых, его подбирают первым. Придумайте другой.")
    words = {word for name in names for word in _plain(name).casefold().split() if len(word) >= GROUP}
    if any(word in key for word in words):
        raise ListError("В пароле стоит имя, под которым входят, или имя человека. Придумайте другой.")


@cache
def commonest() -> frozenset[str]:
    """Returns the commonest passwords that are long enough, in small letters."""
    return frozenset(COMMONEST.read_text(encoding="utf-8").split())


def _plain(password: str) -> str:
    # One keyboard sends «й» as one character, another as two.
    return unicodedata.normalize("NFKC", password)
