"""How docstrings speak: a function says what it does, «Returns …», a property what it is (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("data", "metrics", "charts", "reports", "access", "pages", "benchmarks")


def slips(source: str) -> Iterator[str]:
    """The public functions whose docstring begins otherwise than in the third person, and such properties."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        words = (ast.get_docstring(node) or "").split()
        is_property = any("property" in ast.unparse(decorator) for decorator in node.decorator_list)
        if words and (words[0] in ("Return", "Returns") if is_property else not words[0].rstrip(",.:;").endswith("s")):
            yield f"{node.name}: {' '.join(words[:6])}"


def test_an_imperative_is_a_slip_and_a_property_that_returns() -> None:
    assert list(slips('def count():\n    """Return the count."""\n\ndef share():\n    """Returns the share."""')) == [
        "count: Return the count."
    ]
    assert list(slips('@property\ndef value(self):\n    """Returns the value."""')) == ["value: Returns the value."]


@pytest.mark.parametrize("folder", FOLDERS)
def test_docstrings_are_in_the_plain_present(folder: str) -> None:
    modules = list((ROOT / folder).rglob("*.py"))
    assert modules
    found = {path.relative_to(ROOT).as_posix(): list(slips(path.read_text(encoding="utf-8"))) for path in modules}
    assert not {path: names for path, names in found.items() if names}
