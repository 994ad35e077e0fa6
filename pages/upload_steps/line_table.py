"""The lines of one kind of findings as a table: what stands there, and a column to type in or to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.findings import NAMELESS
from data.hashing import sha256
from data.loading import Lists
from pages.components.tables import widths
from pages.state.forms import LineTable
from pages.state.upload import Draft, Typed
from pages.upload_steps.kinds import FindingKind, standing
from pages.upload_steps.lines import FindingLine

TAKE, TWO_PEOPLE = "Да", "Разные люди"
NEW, REMOVE = "Исправить на", "Убрать"
WIDTHS = {
    TAKE: 65,
    TWO_PEOPLE: 115,
    "Где": 150,
    "Сейчас": 160,
    NEW: 240,
    "Что не так": 300,
    "Чья строка": 200,
    REMOVE: 75,
}  # px
LETTERS_A_LINE = {"Где": 15, "Сейчас": 17, NEW: 31, "Что не так": 38, "Чья строка": 24}
LINE, PADDING, HEADER = 19, 10, 38  # px
MOST_LINES, MOST_HEIGHT = 12, 460  # px; lines of a row


def line_table(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Shows the open lines; what is typed and ticked stays in the draft until it is applied."""
    lines = kind.lines
    box = LineTable(current.key, sha256(*(line.key for line in lines)))
    # What was typed before, in other lines or before the kind was folded, stands there from the start.
    if not box.has(LineTable.lines) or kind.code not in current.offered:
        current.offered[kind.code] = {line.key: current.typed.get(line.key, standing(line)) for line in lines}
    offered = current.offered[kind.code]
    rows = [_row(line, offered[line.key]) for line in lines]
    shown = _columns(lines)
    height = _row_height(rows)
    edited = st.data_editor(
        pd.DataFrame(rows)[shown],
        hide_index=True,
        width="stretch",
        key=box.key(LineTable.lines),
        disabled=[title for title in shown if title not in (TAKE, TWO_PEOPLE, NEW, REMOVE)],
        column_config=widths(WIDTHS) | _config(lists, lines),
        row_height=height,
        height=min(HEADER + height * len(rows), MOST_HEIGHT),
        placeholder="",
    )
    is_changed = False
    for line, values in zip(lines, edited.to_dict("records"), strict=True):
        text = values.get(NEW)
        now = Typed(
            text.strip() if isinstance(text, str) else "",
            bool(values.get(TAKE) or values.get(TWO_PEOPLE)),
            bool(values.get(REMOVE)),
        )
        if now != current.typed.get(line.key, standing(line)):
            current.typed[line.key] = now
            is_changed = True
    if is_changed:
        st.rerun()  # the buttons above say what they would do with it


def _row(line: FindingLine, typed: Typed) -> dict[str, Any]:
    return {
        TAKE: typed.is_ticked,
        TWO_PEOPLE: typed.is_ticked,
        "Где": line.where,
        "Сейчас": line.now,
        NEW: typed.text,
        "Что не так": line.wrong,
        "Чья строка": line.whose,
        REMOVE: typed.is_removed,
    }


def _columns(lines: Sequence[FindingLine]) -> list[str]:
    """Returns the columns that say or do anything for these lines, in their order."""
    needed = {
        TAKE: any(line.proposal for line in lines),
        TWO_PEOPLE: any(line.can_be_two_people for line in lines),
        NEW: any(line.is_open_to_text for line in lines),
        REMOVE: any(line.rows for line in lines),
        "Сейчас": any(line.now for line in lines),
        "Чья строка": any(line.whose for line in lines),
    }
    return [title for title in WIDTHS if needed.get(title, True)]


def _config(lists: Lists, lines: Sequence[FindingLine]) -> dict[str, Any]:
    """Returns the columns of the table: names are chosen from the lists, everything else is typed."""
    if not all(line.people or (line.first.code in NAMELESS and not line.first.is_of_number) for line in lines):
        return {}
    frames = [frame for frame in (lists.roster.students, lists.roster.teachers) if frame is not None]
    known = {name for frame in frames for name in frame["name"].dropna()}
    names = sorted(known | {line.proposal for line in lines if line.proposal})
    return {NEW: st.column_config.SelectboxColumn(width=WIDTHS[NEW], options=["", *names])}


def _row_height(rows: Sequence[dict[str, Any]]) -> int:
    """Returns a height of all rows at which the longest text is seen whole."""
    lines = max(-(-len(str(row[title])) // letters) for row in rows for title, letters in LETTERS_A_LINE.items())
    return LINE * min(max(lines, 1), MOST_LINES) + PADDING
