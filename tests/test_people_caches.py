"""Caches that may hold people: each is registered where it is declared, and all are emptied together."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.parsing import name_key
from data.people_caches import clear_people

ROOT = Path(__file__).parents[1]
FOLDERS = ("access", "charts", "data", "metrics", "pages", "reports")
CACHES = {"cache", "lru_cache", "cache_data", "cache_resource"}
# Caches that hold nobody of the lists.
OF_NOBODY = {
    "access/door.py": {"_at_once", "_template"},
    "access/oidc_flow.py": {"_at_once"},
    "access/oidc_provider.py": {"_read"},
    "access/passwords.py": {"nobody", "commonest"},
    "access/rights.py": {"rights"},
    "access/routes.py": {"_pattern"},
    "access/turned_on.py": {"_opened"},
    "data/checking/rules.py": {"_check_types"},
    "data/contracts/__init__.py": {"fields", "schema"},
    "data/people/name_cases.py": {"maker"},
    "data/recognition/header_fields.py": {"known_headers", "owners"},
    "data/recognition/inferred_columns.py": {"_titles"},
    "data/roadmap/deadlines.py": {"_calendar"},
    "data/roadmap/model.py": {"seed"},
    "data/store/migration.py": {"_revisions"},
    "metrics/indicators.py": {"declared", "_load"},
    "pages/components/drawings.py": {"_drawn"},  # counts
    "pages/state/figures.py": {"_for_others", "_computed", "_of_version", "_public"},  # counts
    "pages/state/session.py": {"demonstration", "check_template"},
    "pages/state/stored.py": {"_interrupted", "_store", "_faults", "_sweep"},
}


def caches_in(source: str) -> Iterator[tuple[str, bool]]:
    """Yields what stands under a cache, and whether it is registered; "" for a cache that is no decorator."""
    tree = ast.parse(source)
    decorators = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            used = [decorator for decorator in node.decorator_list if caches_named(decorator)]
            decorators |= {name for decorator in used for name in caches_named(decorator)}
            if used:
                yield node.name, ast.unparse(node.decorator_list[0]) == "people_cache"
    for node in ast.walk(tree):
        if node not in decorators and caches_named(node) == {node}:
            yield "", False


def caches_named(node: ast.AST) -> set[ast.AST]:
    """The places within a node where a cache is named."""
    return {
        inner
        for inner in ast.walk(node)
        if (isinstance(inner, ast.Name) and inner.id in CACHES)
        or (isinstance(inner, ast.Attribute) and inner.attr in CACHES)
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_cache_is_registered_or_known_to_hold_nobody(folder: str) -> None:
    unregistered: dict[str, set[str]] = {}
    for path in (ROOT / folder).rglob("*.py"):
        for name, is_registered in caches_in(path.read_text(encoding="utf-8")):
            if not is_registered:
                unregistered.setdefault(path.relative_to(ROOT).as_posix(), set()).add(name)
    assert unregistered == {path: names for path, names in OF_NOBODY.items() if path.startswith(f"{folder}/")}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("@cache\ndef people(key): ...", [("people", False)]),
        ("@functools.lru_cache(maxsize=9)\ndef people(key): ...", [("people", False)]),
        ("@st.cache_data(ttl=60)\ndef people(key): ...", [("people", False)]),
        ("@people_cache\n@st.cache_resource\ndef people(key): ...", [("people", True)]),
        ("@lru_cache\n@people_cache\ndef people(key): ...", [("people", False)]),
        ("people = lru_cache(9)(search)", [("", False)]),
        ("class Directory:\n    @cached_property\n    def people(self): ...", []),
        ("from functools import cache", []),
        ("def people(cached): return cached", []),
    ],
)
def test_a_cache_is_found_however_it_is_written(source: str, found: list[tuple[str, bool]]) -> None:
    assert list(caches_in(source)) == found


def test_no_name_stays_in_the_caches_of_reading() -> None:
    def names() -> set[object]:
        return {key for part in gc.get_referents(name_key) if isinstance(part, dict) for key in part}

    written = "Рябинкина Анна Ивовна"
    name_key(written)
    assert written in names()
    clear_people()
    assert written not in names()
