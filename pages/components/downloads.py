"""Files to take away: offered to those who may, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.state import rights


def download(
    kind: str, label: str, make: Callable[[], bytes], *, file_name: str, icon: str = ":material/download:", **look: Any
) -> None:
    """Offers a kind of file where whoever has signed in may take it away; asked again when the file is made."""
    if rights.may_take(kind):
        st.download_button(label, rights.checked(kind, make), file_name=file_name, icon=icon, on_click="ignore", **look)
