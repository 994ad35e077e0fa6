"""What is replaced in Streamlit's page and scripts stands there, to the last; another Streamlit is served as it came."""

from __future__ import annotations

import asyncio
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from starlette.types import Receive, Scope, Send

from benchmarks.server import the_app
from pages.shell import served
from pages.shell.served import DECLARATIONS, FILES, PRINT, SCRIPTS, Served, kind, replaced, replacements, static
from tests.pages.test_request_guard import ask, own

DECLARED = [tomllib.loads(path.read_text(encoding="utf-8")) for path in DECLARATIONS]
VERSION = DECLARED[0].pop("streamlit")
REPLACED = replacements()
SERVED = [FILES / "index.html", *sorted(SCRIPTS.glob("*.js"))]
CONDITIONS = [
    ("Range", "bytes=0-9"),
    ("If-None-Match", "*"),
    ("Accept-Encoding", "gzip"),
    ("Cache-Control", "max-age=0"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with the_app() as running:
        yield running.address


def test_the_replacements_are_for_the_streamlit_that_is_installed():
    assert st.__version__ == VERSION, "look through what is replaced, then name the version in pages/shell/russian.toml"


@pytest.mark.parametrize("name", REPLACED)
def test_all_that_is_replaced_stands_in_its_file_as_often_as_is_declared(name: str):
    contents = [file.read_bytes() for file in SERVED if kind(file) == name]
    assert contents, f"no file is called {name}: find where its texts stand now"
    others = []
    for fixed, replacement in REPLACED[name].items():
        declared = replacement[1] if isinstance(replacement, list) else 1
        if (stands := sum(content.count(fixed.encode()) for content in contents)) != declared:
            others.append(f"{stands} times and not {declared}: {fixed}")
        contents = [replaced(content, {fixed: replacement}) for content in contents]
    assert not others, "\n".join([f"in {name} these stand otherwise:", *others])


def test_nothing_is_replaced_by_both_declarations():
    texts, behaviour = DECLARED
    assert not [name for name in behaviour if texts.get(name, {}).keys() & behaviour[name].keys()]


def test_a_streamlit_that_the_replacements_are_not_for_is_served_as_it_came(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(st, "__version__", f"{VERSION}.1")
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    assert static() == "/static/"
    middleware = Served(app)
    asked = [
        {"type": "http", "path": path} for path in ("/", "/uploads", *(f"/static/js/{file.name}" for file in SERVED))
    ]
    for scope in asked:
        asyncio.run(middleware(scope, None, None))
    assert passed == asked


@pytest.mark.parametrize("place", [0, 1])
def test_other_replacements_have_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: int):
    before = static()
    changed = tmp_path / "changed.toml"
    changed.write_text(DECLARATIONS[place].read_text(encoding="utf-8") + "# changed", encoding="utf-8")
    monkeypatch.setattr(served, "DECLARATIONS", [*DECLARATIONS[:place], changed, *DECLARATIONS[place + 1 :]])
    assert static() != before


@pytest.mark.parametrize("path", ["/", "/uploads", f"{static()}js/{{index}}", f"{static()}js/{{table}}"])
def test_a_file_in_which_something_is_replaced_is_answered_whole_whatever_is_asked_of_it(server: str, path: str):
    index, table = (next(SCRIPTS.glob(f"{name}.*.js")) for name in ("index", "DataFrame"))
    file = {"{index}": index, "{table}": table}.get(path.rpartition("/")[2], FILES / "index.html")
    path = path.format(index=index.name, table=table.name)
    expected = replaced(file.read_bytes(), REPLACED[kind(file)]).decode().replace("./static/", f".{static()}")
    expected = expected.replace("</head>", f'<style media="print">{PRINT.read_text(encoding="utf-8")}</style></head>')
    for condition in CONDITIONS:
        for method in ("GET", "HEAD"):
            answer = ask(server, method, path, *own(server), condition)
            assert answer.status == 200
            assert answer.text == ("" if method == "HEAD" else expected)
            assert answer.headers["Content-Length"] == str(len(expected.encode()))
            assert answer.headers["Content-Encoding"] is None
            assert ("immutable" in answer.headers["Cache-Control"]) == (file.suffix == ".js")


def test_all_that_the_page_asks_for_is_there(server: str):
    page = ask(server, "GET", "/")
    assert '<html lang="ru">' in page.text
    asked = re.findall(r'"\.(/static/[^"]+)"', page.text) + re.findall("<(/static/[^>]+)>", page.headers["Link"])
    assert len(asked) > 10
    assert {path for path in asked if not path.startswith(static())} == set()
    for path in asked:
        assert ask(server, "HEAD", path).headers.get_content_type() != "text/html", path
