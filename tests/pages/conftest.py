"""Pages driven without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from access import turned_on
from data.store.location import place
from data.store.versions import Store
from tests.data.store.saved import to_save
from tests.waiting import DEADLINE

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each start would look through all installed packages for components, of which the app uses none."""
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)


@pytest.fixture(autouse=True)
def behind_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page runs as behind the gate, though no server is there."""
    monkeypatch.setattr(turned_on, "gate_stands", True)


@pytest.fixture
def app() -> Callable[..., AppTest]:
    """Starts the app at a page with a query; every run must end without an exception."""
    st.cache_data.clear()

    def start(page: str = "overview", **query: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=DEADLINE)
        for name, value in query.items():
            test.query_params[name] = value
        if page != "overview":
            test.switch_page(f"{page}.py")
        test.run()
        assert not test.exception
        return test

    return start


@pytest.fixture
def store() -> Store:
    """A store with one version of the small school."""
    made = Store(place())
    made.save(to_save(), None)
    return made
