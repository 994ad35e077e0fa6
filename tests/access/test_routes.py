"""Every route of the program has a rule; what nobody has thought of is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from access.routes import PASSWORD, SIGN_IN, SIGN_OUT, Rule, declared, rule_of
from benchmarks.server import ROOT

ROUTES = """
import json, dashboard
routes = dashboard.app._build_starlette_app().routes
methods = lambda route: sorted(getattr(route, "methods", None) or ["WEBSOCKET" if "WebSocket" in type(route).__name__ else "GET"])
print(json.dumps([[route.path or "/", methods(route)] for route in routes]))
"""


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """Path and method of every route of the app, asked in a process of its own: there is one app a process."""
    done = subprocess.run([sys.executable, "-c", ROUTES], cwd=ROOT, capture_output=True, check=True)
    return [
        (re.sub(r"\{[^}]*\}", "x", path), method) for path, methods in json.loads(done.stdout) for method in methods
    ]


def test_every_route_of_the_app_is_declared(routes):
    assert len(routes) > 30
    assert [(path, method) for path, method in routes if declared(path, method) is None] == []


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/new/route", "GET"), ("/_stcore/new", "GET"), ("/_stcore/metrics/", "GET"), ("/api/v1/people", "POST"),
        ("/pairs", "POST"), ("/", "PUT"), ("/", "QUERY"), ("/", "WEBSOCKET"), ("/_stcore/stream/x", "WEBSOCKET"),
        ("/static/x", "POST"), ("/sign-in", "DELETE"), ("/sign-in/x", "GET"), ("//_stcore/health", "GET"),
        ("/_stcore/upload_file/x/y/z", "PUT"), ("/media", "POST"), ("/_stcore\n/health", "GET"),
    ],
)  # fmt: skip
def test_what_nobody_has_declared_is_for_nobody(path, method):
    kind = "websocket" if method == "WEBSOCKET" else "http"
    assert declared(path, method) is None
    assert rule_of({"type": kind, "method": method, "path": path}) is Rule.NOBODY


def test_only_scripts_styles_and_fonts_are_for_anybody(routes):
    for path, method in [*routes, ("/", "GET"), ("/pairs", "GET"), (SIGN_OUT, "POST"), (PASSWORD, "POST")]:
        assert declared(path, method).rule is not Rule.ANYBODY, (path, method)
    assert declared("/static/js/index.js", "GET").rule is Rule.ANYBODY
    assert declared(SIGN_IN, "POST").rule is Rule.DOOR
