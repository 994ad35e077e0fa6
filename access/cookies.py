"""The cookies of a browser: its session, that it is known, and that it has gone to the provider to sign in.

Under TLS their names begin with `__Host-`: the browser then takes them from this host alone, and over TLS alone.
"""

from __future__ import annotations

import datetime as dt

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from access.network import is_secure

SESSION, DEVICE, PENDING = "mentoring", "mentoring-browser", "mentoring-provider"
KNOWN = dt.timedelta(days=90)  # that a browser is, after its last sign-in
LONGEST = 100  # characters; a token has 43


def token(scope: Scope, name: str) -> str:
    """Returns the token in a cookie; an empty text where there is none, or several of that name."""
    whole = _name(scope, name)
    headers = Headers(scope=scope).getlist("cookie")
    cookies = [part for header in headers for part in header.split(";") if part.strip().startswith(f"{whole}=")]
    if len(cookies) != 1:
        return ""
    value = cookie_parser(cookies[0]).get(whole, "")
    return value if len(value) <= LONGEST and value.isascii() else ""


def put(response: Response, scope: Scope, name: str, value: str) -> None:
    """Gives the browser a cookie.

    Only that it is known outlasts the browser. Somebody who comes by a link from elsewhere is still signed in, so
    `lax`: nothing is changed by a link, and whatever changes something asks for the origin besides.
    """
    lasts = int(KNOWN / dt.timedelta(seconds=1)) if name == DEVICE else None
    response.set_cookie(
        _name(scope, name), value, max_age=lasts, path="/", secure=is_secure(scope), httponly=True, samesite="lax"
    )


def drop(response: Response, scope: Scope, name: str) -> None:
    """Takes a cookie away from the browser."""
    response.delete_cookie(_name(scope, name), path="/", secure=is_secure(scope), httponly=True, samesite="lax")


def _name(scope: Scope, name: str) -> str:
    return f"__Host-{name}" if is_secure(scope) else name
