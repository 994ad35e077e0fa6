"""Pages driven without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.waiting import DEADLINE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app() -> Callable[..., AppTest]:
    """Starts the app at a page with a query; every run must end without an exception."""
    st.cache_data.clear()

    def start(page: str = "overview", **query: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=DEADLINE)
        for name, value in query.items():
            test.query_params[name] = value
        test.run()
        if page != "overview":
            test.switch_page(f"{page}.py").run()
        assert not test.exception
        return test

    return start
