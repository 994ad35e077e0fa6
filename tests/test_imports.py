"""The direction of imports: every folder only knows the folders to its right."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "data": set[str](),
    "metrics": {"data"},
    "charts": {"metrics", "data"},
    "reports": {"charts", "metrics", "data"},
    "pages": {"reports", "charts", "metrics", "data"},
}


def imported(path: Path) -> Iterator[str]:
    """The first names of everything a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_folder_imports_only_folders_to_its_right(folder: str):
    # A command is a door, as a page is: it puts together what the folders offer.
    modules = sorted(path for path in (ROOT / folder).rglob("*.py") if path.name != "__main__.py")
    assert modules
    for path in modules:
        forbidden = (MAY_IMPORT.keys() - MAY_IMPORT[folder] - {folder}) & set(imported(path))
        assert not forbidden, f"{path.relative_to(ROOT)} imports {forbidden}"


@pytest.mark.parametrize("folder", [folder for folder in MAY_IMPORT if folder != "pages"])
def test_nothing_below_the_pages_imports_streamlit(folder: str):
    for path in (ROOT / folder).rglob("*.py"):
        assert "streamlit" not in set(imported(path)), path
