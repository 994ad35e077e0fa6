"""Tables of texts, as every page shows them.

What can be read whole stands there whole: rows as high as their texts, on paper too. What is too long for that is
scrolled, and searched with the tool above it; whole, as paper needs it, it stands there when that is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.russian import ROWS, counted
from pages.components.plain_text import plain

READ_WHOLE = 40  # rows; the browser takes a second to draw two hundred of them
HEADER, LINE, PADDING = 38, 19, 16  # px of a scrolled table
MOST_HEIGHT = 480  # px; a scrolled table is seen whole on a laptop's screen
NARROWEST, WIDEST = 70, 420  # px of a column
WIDTH = 940  # px for all columns beside the sidebar of a laptop
LETTER = 7.4  # px


def widths(columns: Mapping[str, int]) -> dict[str, Any]:
    """Returns the configuration of columns that are so wide, in px."""
    return {title: st.column_config.Column(width=width) for title, width in columns.items()}


def table(rows: Sequence[Mapping[str, str]], key: str = "") -> None:
    """Shows rows as a table over the whole width; tables of the same columns on one page need keys of their own."""
    if len(rows) <= READ_WHOLE:
        _whole(rows)
        return
    columns = fitting(rows)
    height, key = row_height(rows, columns), key or "_".join(rows[0])
    with st.container(key=f"scrolled_{key}"):
        st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            width="stretch",
            height=min(HEADER + height * len(rows), MOST_HEIGHT),
            row_height=height,
            placeholder="",
            column_config=widths(columns),
        )
        st.caption(f"{counted(len(rows), *ROWS)}: таблица прокручивается, ищет в ней лупа в её шапке.")
        _for_paper(key, rows)


def choose_rows(
    rows: Sequence[Mapping[str, str]], key: str, days: Mapping[str, Sequence[dt.date | None]] | None = None
) -> list[int]:
    """Shows rows of which some can be chosen; returns the places of those that are.

    `days` are columns that are sorted as days and not as the texts of the rows.
    """
    columns = fitting(rows)
    height = row_height(rows, columns)
    frame = pd.DataFrame(rows)
    config = widths(columns)
    for title, values in (days or {}).items():
        frame[title] = pd.Series(list(values), index=frame.index, dtype="object")
        config[title] = st.column_config.DateColumn(width=columns[title], format="DD.MM.YYYY")
    with st.container(key=f"scrolled_{key}"):
        shown = st.dataframe(
            frame,
            hide_index=True,
            width="stretch",
            height=min(HEADER + height * len(rows), MOST_HEIGHT),
            row_height=height,
            column_config=config,
            on_select="rerun",
            selection_mode="multi-row",
            key=key,
            placeholder="",
        )
        _for_paper(key, rows)
    return [place for place in shown["selection"]["rows"] if place < len(rows)]


def _whole(rows: Sequence[Mapping[str, str]]) -> None:
    frame = pd.DataFrame([{plain(title): plain(text) for title, text in row.items()} for row in rows])
    st.table(frame, hide_index=True)


def _for_paper(key: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Shows the rows of a scrolled table whole where that is asked for; paper then leaves the scrolled one away."""
    if st.toggle("Показать целиком, для печати", key=f"{key}_whole"):
        _whole(rows)


def table_below(key: str, rows: Sequence[dict[str, str]]) -> None:
    """Shows the numbers of a figure as a table where they are asked for."""
    if st.toggle("Показать таблицей", key=f"{key}_table"):
        table(rows, key)


def fitting(rows: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """Returns the width of each column, in px: as its longest text needs, and together no more than the page has."""
    longest = {title: max(len(title), *(len(row[title]) for row in rows)) for title in rows[0]}
    wanted = {title: min(max(length * LETTER + PADDING, NARROWEST), WIDEST) for title, length in longest.items()}
    spare = WIDTH - NARROWEST * len(wanted)
    over = sum(wanted.values()) - NARROWEST * len(wanted)
    share = min(1.0, max(spare, 0) / over) if over else 1.0
    return {title: round(NARROWEST + (width - NARROWEST) * share) for title, width in wanted.items()}


def row_height(rows: Sequence[Mapping[str, str]], columns: Mapping[str, int]) -> int:
    """Returns the height of every row, in px, at which the longest text of these columns is seen whole."""
    lines = max(-(-len(row[title]) * LETTER // (width - PADDING)) for row in rows for title, width in columns.items())
    return LINE * max(int(lines), 1) + PADDING
