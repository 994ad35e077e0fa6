"""Every route there is, and who may take it; what does not stand here is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from starlette.types import Scope


class Rule(Enum):
    """Who may take a route."""

    ANYBODY = auto()  # it tells nothing
    DOOR = auto()  # the pages by which one comes in and goes; there are none while accounts are off
    PAGE = auto()  # who has signed in; anybody else is shown the way in
    SIGNED_IN = auto()
    DOWNLOAD = auto()  # for whom the file was made, as long as they may take it away; nobody else learns of it
    OWN_UPLOAD = auto()  # whose page the file is for
    STREAM = auto()  # who has signed in, and comes back to own pages only
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Route:
    """Addresses of one shape: `{}` stands for one part of them, `{*}` for any number."""

    shape: str
    methods: frozenset[str]
    rule: Rule

    def fits(self, path: str, method: str) -> bool:
        """Returns whether an address is of this route."""
        return method in self.methods and _pattern(self.shape).fullmatch(path) is not None


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return re.compile(re.escape(shape).replace(r"\{\*\}", ".*").replace(r"\{\}", "[^/]*"), re.DOTALL)


READ = frozenset({"GET", "HEAD"})
FORM = frozenset({"GET", "HEAD", "POST"})
WEBSOCKET = frozenset({"WEBSOCKET"})
ANY = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "WEBSOCKET"})
PAGE = re.compile(r"[a-z_]{0,40}")  # a page of the program, by its address
CLOSED = "По этому адресу ничего нет. Откройте главную страницу программы."
SIGN_IN, SIGN_OUT, PASSWORD = "/sign-in", "/sign-out", "/password"
PROVIDER, CALLBACK = "/sign-in/provider", "/sign-in/callback"  # to the OpenID Connect provider, and back
DOWNLOAD = "/download/"
ROUTES = (  # the first that fits
    Route("/static/{*}", READ, Rule.ANYBODY),  # Streamlit's own scripts, styles and fonts
    *(Route(path, FORM, Rule.DOOR) for path in (SIGN_IN, SIGN_OUT, PASSWORD)),
    Route(PROVIDER, frozenset({"POST"}), Rule.DOOR),
    Route(CALLBACK, frozenset({"GET"}), Rule.DOOR),
    Route("/_stcore/stream", WEBSOCKET, Rule.STREAM),
    Route("/_stcore/upload_file/{}/{}", frozenset({"PUT", "DELETE"}), Rule.OWN_UPLOAD),
    Route("/_stcore/health", READ, Rule.SIGNED_IN),
    Route("/_stcore/host-config", READ, Rule.SIGNED_IN),
    Route(f"{DOWNLOAD}{{}}", READ, Rule.DOWNLOAD),
    # What Streamlit has besides and this program does without.
    *(
        Route(shape, ANY, Rule.NOBODY)
        for shape in (
            "/_stcore/health",
            "/_stcore/host-config",
            "/_stcore/metrics",
            "/_stcore/upload_file/{}/{}",
            "/_stcore/bidi-components/{*}",
            "/_stcore/agent/interact",
            "/_stcore/agent/openapi.json",
            "/_stcore/agent/mcp",
            "/media/{*}",
            "/component/{*}",
            "/auth/login",
            "/auth/logout",
            "/oauth2callback",
        )
    ),
    # Every page of the program is Streamlit's one page.
    Route("/{}", READ, Rule.PAGE),
    Route("/{}/", READ, Rule.PAGE),
)


def rule_of(scope: Scope) -> Rule:
    """Returns who may take the route of a request."""
    method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
    route = declared(scope["path"], method)
    return route.rule if route else Rule.NOBODY


def declared(path: str, method: str) -> Route | None:
    """Returns the route that an address is of; None where nobody has thought of it."""
    return next((route for route in ROUTES if route.fits(path, method)), None)
