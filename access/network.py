"""Whether a request comes from this computer or over a network, and what a network needs."""

from __future__ import annotations

import ipaddress
import os

from starlette.types import Scope

from access import turned_on
from data.findings import ListError

PROXY = "MENTORING_BEHIND_PROXY"  # the name under which a proxy on this computer serves the program over TLS
NO_ACCOUNTS = (
    "Программа открывается по сети только с учётными записями. Сначала создайте первую: «python -m access init»."
)
NO_TLS = (
    "Программа открывается по сети только по защищённому соединению. Запустите её командой «python -m access serve»."
)


def is_local(address: str | None) -> bool:
    """Returns whether an address is this computer's own, which no other reaches."""
    if address == "localhost":
        return True
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)


def is_over_network(scope: Scope) -> bool:
    """Returns whether another computer may be asking: by the socket that took the request, or by who asks."""
    ends = (scope.get("server"), scope.get("client"))
    return not all(end and is_local(end[0]) for end in ends)


def is_secure(scope: Scope) -> bool:
    """Returns whether nobody on the way can read the request."""
    return scope["scheme"] in ("https", "wss")


def refuse_open(address: str | None, certificate: str | None) -> None:
    """Raises `ListError` where the server is to be reached over a network by everybody, or by anybody unseen."""
    behind_proxy = os.environ.get(PROXY)
    if is_local(address) and not behind_proxy:
        return
    if not turned_on.are_on():
        raise ListError(NO_ACCOUNTS)
    if not certificate and not (behind_proxy and is_local(address)):
        raise ListError(NO_TLS)
