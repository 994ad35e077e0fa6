"""A figure of shares is drawn once for all who look at the same shares, and anew for any other."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from charts.theme import DARK, LIGHT, Theme
from pages.components.drawings import drawn
from pages.state import session


@pytest.fixture
def calls() -> list[tuple[Any, ...]]:
    st.cache_resource.clear()
    return []


def test_the_same_shares_are_drawn_once_and_others_anew_each_in_its_theme(
    calls: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(shares: list[int], theme: Theme, *more: str) -> Any:
        calls.append((shares, theme, *more))
        return object()

    monkeypatch.setattr(session, "theme", lambda: LIGHT)
    first = drawn(draw, [1, 2])
    assert drawn(draw, [*range(1, 3)]) is first
    others = [drawn(draw, [1, 3]), drawn(draw, [1, 2], "ovz")]
    monkeypatch.setattr(session, "theme", lambda: DARK)
    others.append(drawn(draw, [1, 2]))
    assert calls == [([1, 2], LIGHT), ([1, 3], LIGHT), ([1, 2], LIGHT, "ovz"), ([1, 2], DARK)]
    assert len({id(figure) for figure in [first, *others]}) == len(calls)
