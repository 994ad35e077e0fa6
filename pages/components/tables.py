"""Tables of texts, as every page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

HEADER, ROW = 38, 35  # px: the height of the header and of a row with one line
THREE_LINES, FOUR_LINES = 66, 88  # px: the height of a row with so many lines


def widths(columns: Mapping[str, int]) -> dict[str, Any]:
    """Returns the configuration of columns that are so wide, in px."""
    return {title: st.column_config.Column(width=width) for title, width in columns.items()}


def height_of(count: int, most: int, row: int = ROW) -> int:
    """Returns the height of a table with so many rows.

    From `most` px on it is scrolled.
    """
    return min(HEADER + row * count, most)


def table(
    rows: Sequence[Mapping[str, str]], *, most_height: int | None = None, columns: Mapping[str, Any] | None = None,
    row_height: int | None = None, height: int | Literal["auto", "content"] = "auto",
) -> None:  # fmt: skip
    """Shows rows as a table over the whole width, from `most_height` on scrolled."""
    if most_height is not None:
        height = height_of(len(rows), most_height, row_height or ROW)
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, width="stretch", height=height, row_height=row_height, placeholder="",
        column_config=columns,
    )  # fmt: skip


def table_below(key: str, rows: Sequence[dict[str, str]]) -> None:
    """Shows the numbers of a figure as a table where they are asked for."""
    if st.toggle("Показать таблицей", key=f"{key}_table"):
        table(rows)
