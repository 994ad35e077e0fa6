"""Pages come to the store, to files and to other pages by the one way that asks for the right."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[3] / "pages"
# What may be called, and the files that may call it.
ONE_WAY = {
    "st.download_button": {"components/downloads.py"},
    "st.page_link": {"components/links.py"},
    "turned_on.store": {"state/account.py", "state/rights.py"},
    "stored.whole_lists_of": {"state/session.py"},
    "session.whole_lists": {"state/figures.py"},
    "Store": {"state/stored.py"},
}


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("called", ONE_WAY)
def test_a_page_that_forgets_to_ask_has_no_other_way(called: str) -> None:
    found = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.py") if called in calls(path)}
    assert found == ONE_WAY[called]
