"""Step 3: all findings by kind, each settled as a whole, a line alone where it differs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.checking.messages import place, words
from data.findings import Finding, Severity
from data.loading import Lists
from pages.components.downloads import download
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state.upload import Draft
from pages.upload_steps import settling
from pages.upload_steps.copies import copies
from pages.upload_steps.earlier_decisions import earlier_decisions, remembered
from pages.upload_steps.kinds import OF_COLUMNS, OF_FILES, SIGNS, FindingKind
from pages.upload_steps.line_table import line_table
from pages.upload_steps.lost_rows import lost_rows, warn_of_lost_rows
from pages.upload_steps.question_rows import question_rows
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL, XLSX

COLORS = {Severity.ERROR: "red", Severity.WARNING: "orange", Severity.INFORMATION: "gray"}


def findings_step(current: Draft, lists: Lists, kinds: Sequence[FindingKind]) -> None:
    """Shows the kinds one under another, the first that needs a hand unfolded."""
    if not kinds:
        st.success("Замечаний нет: списки можно использовать.", icon=":material/check_circle:")
    fallen = lost_rows(lists)
    warn_of_lost_rows(current, fallen, "findings")
    for each in fallen:
        current.opened.setdefault(each.code, True)
    first = next((kind.code for kind in kinds if kind.needs_a_hand), None)
    for kind in kinds:
        _kind(current, lists, kind, is_first=kind.code == first)
    earlier_decisions(current)
    remembered()
    if lists.findings:
        with st.container(horizontal=True):
            workbook_of(lists, (PERSONAL,))
            copies(current, lists)


def _kind(current: Draft, lists: Lists, kind: FindingKind, *, is_first: bool) -> None:
    """Shows one kind: its name and count, what one press does, and its lines where it is unfolded."""
    if is_first or (kind.needs_a_hand and (kind.ready or kind.questions)):
        current.opened.setdefault(kind.code, True)
    is_open = current.opened.get(kind.code, False)
    with st.container(key=f"kind_{kind.code}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            color = COLORS[kind.severity] if kind.open_count else "green"
            st.button(
                f":{color}[**{plain(kind.title)}**]",
                key=f"fold_{kind.code}",
                type="tertiary",
                icon=":material/expand_more:" if is_open else ":material/chevron_right:",
                on_click=_fold,
                args=(current, kind.code, not is_open),
            )
            if is_open:
                with st.container(horizontal=True, width="content"):
                    _buttons(current, lists, kind)
        if is_open:
            _lines(current, lists, kind)


def _lines(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Shows what is open of the kind, and what was done."""
    if kind.code in OF_COLUMNS | OF_FILES and kind.open_count:
        step = "1 «Файлы»" if kind.code in OF_FILES else "2 «Что распознано»"
        st.caption(f"Это исправляется на шаге {step}.")
    if kind.questions or kind.answered:
        question_rows(current, kind)
    if kind.lines:
        line_table(current, lists, kind)
    _settled(current, kind)


def _buttons(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Shows the next thing to do with the kind, and beside it how the rest can go; they stay at their places."""
    if kind.press:  # always of one type: a button of another type would be made anew, and the focus lost
        st.button(kind.press, key=f"press_{kind.code}", on_click=settling.press, args=(current, lists, kind))
    if kind.open_count and kind.removal and kind.press != kind.removal:
        st.button(kind.removal, key=f"remove_{kind.code}", on_click=settling.remove, args=(current, kind))
    if kind.open_count and (kind.settlements or kind.answered):
        st.button("Отменить сделанное", key=f"undo_{kind.code}", on_click=settling.undo, args=(current, kind.code))


def _settled(current: Draft, kind: FindingKind) -> None:
    """Shows what was pressed: where, what stood there, what is done."""
    rows = [line for made in current.settled.get(kind.code, ()) for line in made.words]
    if rows:
        table([dict(zip(("Где", "Было", "Стало"), row, strict=True)) for row in rows], f"settled_{kind.code}")


def _fold(current: Draft, code: str, is_open: bool) -> None:
    current.opened[code] = is_open


def workbook_of(lists: Lists, marks: Sequence[str]) -> None:
    """Offers all findings as a workbook to take away."""
    rows = [_row(finding, name_file=lists.name_file) for finding in lists.findings]
    download(
        "findings",
        "Скачать замечания в Excel",
        lambda: people_workbook("Замечания", marks, list(rows[0]), [list(row.values()) for row in rows]),
        file_name="замечания_к_спискам.xlsx",
        mime=XLSX,
        help=PERSONAL,
    )


def table_of(lists: Lists, marks: Sequence[str]) -> None:
    """Shows the findings of lists that nothing can be done about here: those of a stored version."""
    rows = [_row(finding, name_file=lists.name_file) for finding in lists.findings]
    table(rows)
    workbook_of(lists, marks)


def _row(finding: Finding, *, name_file: bool) -> dict[str, str]:
    return {
        "Важность": f"{SIGNS[finding.severity]} {finding.severity.title}",
        "Где": place(finding, name_file=name_file),
        "Что не так и что сделать": words(finding),
    }
