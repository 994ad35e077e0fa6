"""Streamlit's own page and scripts as the app serves them.

Their fixed texts are in Russian (`russian.toml`), and they act as a school needs it (`behaviour.toml`): Streamlit has
no setting for either. The page asks for its scripts at an address that names what was replaced: so a browser may keep
them for ever, as it does with Streamlit's own, and asks anew where something else is.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shell.request_guard import INDEX

FILES = INDEX.parent
SCRIPTS = FILES / "static" / "js"
DECLARATIONS = [Path(__file__).with_name(name) for name in ("russian.toml", "behaviour.toml")]
PRINT = Path(__file__).with_name("print.css")
OWN = "/static/"  # where Streamlit itself keeps scripts, styles and fonts
KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}

# What stands there → what takes its place; in a list with how often it stands there.
Replacements = dict[str, str | list[str | int]]


def replacements() -> dict[str, Replacements]:
    """Returns what is replaced in each file: nothing where this Streamlit is another one."""
    texts, behaviour = (tomllib.loads(path.read_text(encoding="utf-8")) for path in DECLARATIONS)
    if texts.pop("streamlit") != st.__version__:
        return {}
    return {name: texts.get(name, {}) | behaviour.get(name, {}) for name in texts | behaviour}


def static() -> str:
    """Returns the address under which the page asks for its scripts."""
    declared = b"".join(path.read_bytes() for path in DECLARATIONS)
    return f"{OWN}ru-{sha256(declared).hexdigest()[:12]}/" if replacements() else OWN


def kind(file: Path) -> str:
    """Returns the name of a file, a script's without its hash.

    `index` of `index.DormvYxC.js`.
    """
    return file.name.rsplit(".", 2)[0] if file.suffix == ".js" else file.name


def replaced(content: bytes, replacements: Replacements) -> bytes:
    """Returns a file with what takes the place of its own."""
    for fixed, other in replacements.items():
        content = content.replace(fixed.encode(), str(other[0] if isinstance(other, list) else other).encode())
    return content


class Served:
    """Middleware: answers with the page and the scripts in which something is replaced.

    Each is made when it is first asked for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.replacements, self.static = app, replacements(), static()
        self.scripts = {
            f"{self.static}js/{file.name}": file for file in SCRIPTS.iterdir() if kind(file) in self.replacements
        }
        self.others = {f"/{file.name}" for file in FILES.iterdir()} - {f"/{INDEX.name}"}
        self.made: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and self.replacements:
            path: str = scope["path"]
            if script := self.scripts.get(path):
                app = Response(self._replaced(script), media_type="text/javascript", headers=KEPT)
            elif path.count("/") == 1 and path not in self.others:  # every page of the app is index.html
                app = Response(self._replaced(INDEX), media_type="text/html")
            else:
                scope = {**scope, "path": path.replace(self.static, OWN, 1)}
        await app(scope, receive, send)

    def _replaced(self, file: Path) -> bytes:
        if file not in self.made:
            content = replaced(file.read_bytes(), self.replacements[kind(file)])
            self.made[file] = self._page(content) if file == INDEX else content
        return self.made[file]

    def _page(self, content: bytes) -> bytes:
        """Returns the page that asks for these scripts and can be printed."""
        style = f'<style media="print">{PRINT.read_text(encoding="utf-8")}</style></head>'
        return content.replace(f".{OWN}".encode(), f".{self.static}".encode()).replace(b"</head>", style.encode())
