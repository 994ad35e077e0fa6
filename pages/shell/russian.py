"""Streamlit's own page and scripts, with their fixed texts in Russian (`russian.toml`).

Streamlit has no setting for them. The page asks for its scripts at an address that names the words: so a browser may
keep them for ever, as it does with Streamlit's own, and asks anew where the words are others.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shell.doors import INDEX

SERVED = INDEX.parent
SCRIPTS = SERVED / "static" / "js"
DECLARATION = Path(__file__).with_suffix(".toml")
OWN = "/static/"  # where Streamlit itself keeps scripts, styles and fonts
KEPT = {"Cache-Control": "public, immutable, max-age=31536000"}

# What stands there → what takes its place; in a list with how often it stands there.
Words = dict[str, str | list[str | int]]


def words() -> dict[str, Words]:
    """Returns the words of each file: none where this Streamlit has others."""
    declared = tomllib.loads(DECLARATION.read_text(encoding="utf-8"))
    return declared if declared.pop("streamlit") == st.__version__ else {}


def static() -> str:
    """Returns the address under which the page asks for its scripts."""
    return f"{OWN}ru-{sha256(DECLARATION.read_bytes()).hexdigest()[:12]}/" if words() else OWN


def kind(file: Path) -> str:
    """Returns the name of a file, a script's without its hash.

    `index` of `index.DormvYxC.js`.
    """
    return file.name.rsplit(".", 2)[0] if file.suffix == ".js" else file.name


def in_russian(content: bytes, words: Words) -> bytes:
    """Returns a file with these words in it."""
    for fixed, russian in words.items():
        content = content.replace(fixed.encode(), str(russian[0] if isinstance(russian, list) else russian).encode())
    return content


class Russian:
    """Middleware: answers with the page and the scripts in Russian.

    Each is made when it is first asked for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.words, self.static = app, words(), static()
        self.scripts = {f"{self.static}js/{file.name}": file for file in SCRIPTS.iterdir() if kind(file) in self.words}
        self.others = {f"/{file.name}" for file in SERVED.iterdir()} - {f"/{INDEX.name}"}
        self.made: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and self.words:
            path: str = scope["path"]
            if script := self.scripts.get(path):
                app = Response(self._in_russian(script), media_type="text/javascript", headers=KEPT)
            elif path.count("/") == 1 and path not in self.others:  # every page of the app is index.html
                app = Response(self._in_russian(INDEX), media_type="text/html")
            else:
                scope = {**scope, "path": path.replace(self.static, OWN, 1)}
        await app(scope, receive, send)

    def _in_russian(self, file: Path) -> bytes:
        if file not in self.made:
            content = in_russian(file.read_bytes(), self.words[kind(file)])
            self.made[file] = (
                content.replace(f".{OWN}".encode(), f".{self.static}".encode()) if file == INDEX else content
            )
        return self.made[file]
