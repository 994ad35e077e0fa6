"""Ways to other pages, shown to those who may open them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from access.rights import Page, may_open
from pages.state.account import current_account


def page_link(page: str, label: str, **look: Any) -> None:
    """Shows the way to a page, by the name of its file, where whoever has signed in may open it."""
    if leads_to(page):
        st.page_link(page, label=label, **look)


def leads_to(page: str) -> bool:
    """Returns whether whoever has signed in may open a page, by the name of its file."""
    return may_open(current_account(), Page(page.removesuffix(".py")))
