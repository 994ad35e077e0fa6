"""Each dropped file with its faults marked at their cells, to be corrected and dropped in again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.findings import ListError, Severity
from data.loading import Lists
from data.spreadsheets.sheet import Sheet
from data.workbooks.annotated_copy import copy_name, corrected_copy, lost_in_copy
from pages.components.downloads import download
from pages.components.plain_text import plain
from pages.state.draft import corrected
from pages.state.upload import Draft
from reports.source import PERSONAL


def copies(current: Draft, lists: Lists) -> None:
    """Shows a button for each faulty file; why there is none, and what a copy will be without."""
    faulty = {finding.file for finding in lists.findings if finding.severity is not Severity.INFORMATION}
    names = [file["name"] for file in current.files if file["name"] in faulty and file["name"] not in lists.unreadable]
    if names and not current.contents:
        st.caption("Чтобы скачать файл с отметками в ячейках, перетащите его сюда ещё раз: сами файлы не хранятся.")
        return
    for number, name in enumerate(names):
        content = current.contents[name]
        try:
            missing = lost_in_copy(name, content, current.sheets)
        except ListError as refusal:
            st.caption(plain(str(refusal)))
            continue
        download(
            "marked_copy",
            f"Скачать «{plain(name)}» с отметками в ячейках",
            partial(_copy, current, lists, name, content),
            file_name=copy_name(name),
            icon=":material/edit_document:",
            key=f"copy_{number}",
            help="Ваш файл, где ошибки окрашены и в примечании сказано, что сделать. Исправьте его и загрузите снова. "
            f"{PERSONAL}",
        )
        if missing:
            st.caption(plain(f"В этой копии не будет: {'; '.join(missing)}."))


def own_columns(sheet: Sheet, row: int) -> list[int]:
    """Returns the columns of a row, without merged cells that reach into rows below."""
    shared = {first for first_row, first, last_row, _ in sheet.merged if first_row == row < last_row}
    return [column for column in range(len(sheet.rows[row])) if column not in shared]


def _copy(current: Draft, lists: Lists, name: str, content: bytes) -> bytes:
    typed: dict[tuple[str | None, int, int], str] = {}
    for sheet in current.sheets:
        for number in current.removed_rows.get((sheet.file, sheet.name), ()) if sheet.file == name else ():
            typed |= {(sheet.name, number - 1, column): "" for column in own_columns(sheet, number - 1)}
    typed |= {place[1:]: text for place, text in (lists.marked_names | current.cells).items() if place[0] == name}
    return corrected_copy(name, content, corrected(current), lists.findings, typed)[1]
