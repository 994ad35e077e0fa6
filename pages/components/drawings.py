"""Figures of shares, drawn once for all who look at the same."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from charts.theme import Theme
from pages.state import session

if TYPE_CHECKING:
    import plotly.graph_objects as go

# How the cache knows what is drawn: shares by all that they hold, since the same ones come anew for each session.
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {list: pickle.dumps, Theme: repr, dt.date: dt.date.isoformat}


def drawn(draw: Callable[..., go.Figure], shares: list[Any], *more: Any) -> go.Figure:
    """Returns the figure that a function of `charts` draws of shares in the person's theme; it is only to be looked at.

    To draw takes longer than all else that a page does; the figures hold counts and no names.
    """
    return _drawn(draw.__qualname__, shares, session.theme(), more, draw)


@st.cache_resource(show_spinner=False, ttl=3600, max_entries=200, hash_funcs=KEYS)
def _drawn(name: str, shares: list[Any], theme: Theme, more: tuple[Any, ...], _draw: Callable[..., go.Figure]) -> Any:
    return _draw(shares, theme, *more)
