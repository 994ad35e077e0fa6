"""Corrections on the page itself: a few wrong cells typed anew, rows removed, each taken back at will."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.checking.messages import brief
from data.corrections.cells import WrongCells, corrections, place_of, wrong_cells
from data.findings import Finding, ListError, Severity
from data.loading import Lists
from data.parsing import clean
from data.russian import date_text
from data.spreadsheets.sheet import Sheet
from data.workbooks.annotated_copy import copy_name, corrected_copy, not_kept
from pages.components.plain_text import plain
from pages.components.tables import widths
from pages.state.draft import Draft, corrected
from reports.source import PERSONAL

MOST_CELLS = 30  # corrections; more are better made in the file
NEW = "Исправить на"
REMOVE = "Убрать"
WIDTHS = {"Где": 115, "Что не так": 265, "Сейчас": 110, NEW: 140, "Чья строка": 165, REMOVE: 75}  # px
LETTERS_A_LINE = {"Где": 16, "Что не так": 34, "Сейчас": 13, "Чья строка": 20}
LINE, PADDING = 19, 8  # px
MOST_LINES, MOST_HEIGHT = 5, 560  # px; lines of a row


def cells(current: Draft, found: Lists) -> None:
    """The wrong cells in a table with one column to type in; open as soon as every list is recognised."""
    own = {sheet.file for sheet in current.sheets}
    wrong = [one for one in wrong_cells(found.findings, found.blocks) if one.first.file in own]
    is_ready = bool(wrong) and not any(one.code in ("no_table", "missing_column") for one in found.findings)
    if wrong:
        title = f"Исправить ячейки здесь ({min(len(wrong), MOST_CELLS)})"
        key = f"correcting_{current.key}_{is_ready}"
        with st.expander(title, icon=":material/edit_note:", key=key, expanded=is_ready):
            _table(current, found, wrong[:MOST_CELLS])
    _applied(current)


def _table(current: Draft, found: Lists, wrong: list[WrongCells]) -> None:
    st.caption(f"Впишите верное значение и нажмите Enter. «{REMOVE}» – не брать строку. Предложенное проверьте.")
    if (asked := tuple(one.key for one in wrong)) != current.typed_for:
        current.typed_for, current.applied, current.offered = asked, current.applied + 1, dict(current.typed)
    rows = []
    for one in wrong:
        text, is_removed = current.offered.get(one.key, (one.first.proposal, False))
        rows.append({
            "Где": one.where, "Что не так": brief(one.first), "Сейчас": _standing(one.first, current),
            NEW: text, "Чья строка": one.whose, REMOVE: is_removed,
        })  # fmt: skip
    height = _row_height(rows)
    edited = st.data_editor(
        pd.DataFrame(rows), hide_index=True, width="stretch", key=f"cells_{current.key}_{current.applied}",
        disabled=[title for title in rows[0] if title not in (NEW, REMOVE)], column_config=widths(WIDTHS),
        row_height=height, height=min(38 + height * len(rows), MOST_HEIGHT),
    )  # fmt: skip
    typed = [(str(text or "").strip(), bool(gone)) for text, gone in zip(edited[NEW], edited[REMOVE], strict=True)]
    current.typed = {one.key: new for one, new in zip(wrong, typed, strict=True) if new != (one.first.proposal, False)}
    if st.button("Применить исправления", type="primary", key="apply_cells"):
        for one, new in zip(wrong, typed, strict=True):
            _apply(current, found, one, *new)
        current.typed, current.typed_for = {}, ()
        st.rerun()


def _apply(current: Draft, found: Lists, wrong: WrongCells, text: str, is_removed: bool) -> None:
    """Makes one correction in all its cells, or removes their rows."""
    for one in wrong.findings:
        if is_removed:
            current.removed_rows.setdefault((one.file or "", one.sheet), set()).add(one.row or 0)
        elif text:
            (row, column), words = corrections(one, text, _sheet(one, current), found.blocks)
            current.cells[one.file or "", one.sheet, row, column] = words


def _row_height(rows: list[dict[str, Any]]) -> int:
    """A height of all rows at which the longest text is seen whole."""
    lines = max(-(-len(str(row[title])) // letters) for row in rows for title, letters in LETTERS_A_LINE.items())
    return LINE * min(lines, MOST_LINES) + PADDING


def _sheet(finding: Finding, current: Draft) -> Sheet:
    return next(one for one in current.sheets if (one.file, one.name) == (finding.file, finding.sheet))


def _standing(finding: Finding, current: Draft) -> str:
    """What stands in the very cell: a finding may tell of a name that stands in three."""
    sheet = _sheet(finding, current)
    row, column = place_of(finding, sheet)
    typed = current.cells.get((finding.file or "", finding.sheet, row, column))
    if typed is not None or row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return typed or ""
    cell = sheet.rows[row][column]
    return date_text(cell) if isinstance(cell, dt.date) else clean(cell)


def _applied(current: Draft) -> None:
    """What was corrected on the page so far, folded, each to be taken back."""
    gone = [
        (file, sheet, number) for (file, sheet), numbers in current.removed_rows.items() for number in sorted(numbers)
    ]
    count = len(current.cells) + len(gone)
    if not count:
        return
    with st.expander(f"Исправлено: {count}", icon=":material/history:", key=f"applied_{current.key}"):
        for place, text in list(current.cells.items()):
            file, sheet, row, _ = place
            _to_undo(current, f"{sheet or file}, строка {row + 1}: вписано «{text}»", place)
        for file, sheet, number in gone:
            _to_undo(current, f"{sheet or file}, строка {number}: убрана", (file, sheet, number))


def _to_undo(current: Draft, words: str, place: Any) -> None:
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.caption(plain(words))
    right.button("Отменить", key=f"undo_{current.key}_{place}", on_click=_undo, args=(current, place))


def _undo(current: Draft, place: Any) -> None:
    """Takes back one correction of a cell (four parts) or one row that was removed (three)."""
    if place in current.cells:
        del current.cells[place]
    else:
        file, sheet, number = place
        current.removed_rows[file, sheet].discard(number)
    current.applied += 1


def copies(current: Draft, found: Lists) -> None:
    """Each file with its faults marked at their cells, to be corrected and dropped in again."""
    faulty = {one.file for one in found.findings if one.severity is not Severity.INFORMATION}
    for number, (name, content) in enumerate(current.files):
        if name not in faulty or name in found.unreadable:
            continue
        try:
            missing = not_kept(name, content, current.sheets)
        except ListError as refusal:
            st.caption(plain(str(refusal)))
            continue
        st.download_button(
            f"Скачать «{plain(name)}» с отметками в ячейках",
            partial(_copy, current, found, name, content),
            file_name=copy_name(name), icon=":material/edit_document:", on_click="ignore", key=f"copy_{number}",
            help="Ваш файл, где ошибки окрашены и в примечании сказано, что сделать. Исправьте его и загрузите снова. "
            f"{PERSONAL}",
        )  # fmt: skip
        if missing:
            st.caption(plain(f"В этой копии не будет: {'; '.join(missing)}."))


def own_columns(sheet: Sheet, row: int) -> list[int]:
    """The columns of a row, without merged cells that reach into rows below."""
    shared = {first for first_row, first, last_row, _ in sheet.merged if first_row == row < last_row}
    return [column for column in range(len(sheet.rows[row])) if column not in shared]


def _copy(current: Draft, found: Lists, name: str, content: bytes) -> bytes:
    typed: dict[tuple[str | None, int, int], str] = {}
    for sheet in current.sheets:
        for number in current.removed_rows.get((sheet.file, sheet.name), ()) if sheet.file == name else ():
            typed |= {(sheet.name, number - 1, column): "" for column in own_columns(sheet, number - 1)}
    typed |= {place[1:]: text for place, text in (found.marked_names | current.cells).items() if place[0] == name}
    return corrected_copy(name, content, corrected(current), found.findings, typed)[1]
