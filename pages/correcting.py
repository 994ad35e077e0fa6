"""Corrections on the page itself: a few wrong cells typed anew, and names confirmed once for good."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import streamlit as st

from data import remembering
from data.contracts import TABLES
from data.corrected_copy import copy_name, corrected_copy
from data.findings import CODE_TITLES, Finding, Severity
from data.loading import Lists
from data.meaning import clean, name_key
from data.place import is_in_use
from data.reading import Sheet
from data.russian import date_text
from data.said import different, same
from data.wording import proposed
from pages import kept
from pages.drafts import Draft, corrected
from pages.parts import plain, widths
from reports.source import PERSONAL

MOST_CELLS = 30  # more are better corrected in the file
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
NEW = "Исправить на"
REMOVE = "Убрать"
WIDTHS = {"Ячейка": 130, "Сейчас": 160, NEW: 160, REMOVE: 100, "Что не так": 170, "Чья строка": 190}  # px
UNKNOWN = ("unknown_person", "number_name_mismatch")
DOUBLES = ("likely_same_person", "duplicate_person")


def cells(current: Draft, found: Lists) -> None:
    """The wrong cells in a table with one column to type in."""
    own = {sheet.file for sheet in current.sheets}
    wrong = [
        one for one in found.findings
        if one.severity is not Severity.INFORMATION and one.cell and one.file in own
    ]  # fmt: skip
    if not wrong and not current.cells:
        return
    title = f"Исправить ячейки здесь ({min(len(wrong), MOST_CELLS)})"
    with st.expander(title, icon=":material/edit_note:", key=f"correcting_{current.key}"):
        _applied(current)
        if not wrong:
            return
        st.caption(
            f"Дважды щёлкните в столбце «{NEW}» и впишите верное значение или отметьте «{REMOVE}», чтобы "
            "убрать строку. Где значение уже стоит, это предложение программы: проверьте его. Сам файл не меняется."
        )
        rows = [
            {
                "Ячейка": _where(one, current), "Сейчас": _standing(one, current), NEW: proposed(one.words),
                REMOVE: False, "Что не так": CODE_TITLES[one.code], "Чья строка": one.person or "",
            }
            for one in wrong[:MOST_CELLS]
        ]  # fmt: skip
        key = f"cells_{current.key}_{current.applied}"
        typed = st.data_editor(
            pd.DataFrame(rows), hide_index=True, width="stretch", key=key,
            disabled=[title for title in rows[0] if title not in (NEW, REMOVE)],
            column_config=widths(WIDTHS),
        )  # fmt: skip
        if st.button("Применить исправления", type="primary", key="apply_cells"):
            for one, text, is_removed in zip(wrong, typed[NEW], typed[REMOVE], strict=False):
                row, column = _place(one, current)
                if is_removed:
                    width = len(_sheet(one, current).rows[row])
                    current.cells.update({(one.file or "", one.sheet, row, place): "" for place in range(width)})
                elif isinstance(text, str) and text.strip():
                    current.cells[one.file or "", one.sheet, row, column] = text.strip()
            current.applied += 1
            st.rerun()


def _place(finding: Finding, current: Draft) -> tuple[int, int]:
    """Row and column of a finding's cell, from 0; in a merged area those of its first cell."""
    letters, row = ADDRESS.fullmatch(finding.cell or "").groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    place = int(row) - 1, column - 1
    sheet = _sheet(finding, current)
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= place[0] <= last_row and first <= place[1] <= last:
            return first_row, first
    return place


def _sheet(finding: Finding, current: Draft) -> Sheet:
    return next(one for one in current.sheets if (one.file, one.name) == (finding.file, finding.sheet))


def _where(finding: Finding, current: Draft) -> str:
    """«Пары, B3»: the cell, and its sheet or file where there are several."""
    place = finding.sheet or finding.file
    return f"{place}, {finding.cell}" if len(current.sheets) > 1 else finding.cell or ""


def _standing(finding: Finding, current: Draft) -> str:
    """What stands in the very cell: a finding may tell of a name that stands in three."""
    row, column = _place(finding, current)
    typed = current.cells.get((finding.file or "", finding.sheet, row, column))
    rows = _sheet(finding, current).rows
    if typed is not None or row >= len(rows) or column >= len(rows[row]):
        return typed or ""
    cell = rows[row][column]
    return date_text(cell) if isinstance(cell, dt.date) else clean(cell)


def _applied(current: Draft) -> None:
    """What was corrected on the page so far, each to be taken back."""
    by_row: dict[tuple[str, str | None, int], list[int]] = {}
    for file, sheet, row, column in current.cells:
        by_row.setdefault((file, sheet, row), []).append(column)
    for (file, sheet, row), columns in by_row.items():
        texts = [current.cells[file, sheet, row, column] for column in columns]
        told = f"вписано {', '.join(f'«{text}»' for text in texts)}" if any(texts) else "строка убрана"
        left, right = st.columns([0.7, 0.3], vertical_alignment="center")
        left.caption(plain(f"{sheet or file}, строка {row + 1}: {told}"))
        right.button(
            "Отменить", key=f"undo_{current.key}_{file}_{sheet}_{row}", on_click=_undo, args=(current, file, sheet, row)
        )


def _undo(current: Draft, file: str, sheet: str | None, row: int) -> None:
    for place in [one for one in current.cells if one[:3] == (file, sheet, row)]:
        del current.cells[place]
    current.applied += 1


def names(found: Lists) -> None:
    """Names that are not found, or may be one person's: a person says how it is, and it is remembered."""
    open_ones = [one for one in found.findings if one.code in (*UNKNOWN, *DOUBLES) and (one.value or one.person)]
    remembered = _remembered()
    if not open_ones and not remembered:
        return
    title = f"Уточнить имена ({len(open_ones)})" if open_ones else "Уточнённые имена"
    with st.expander(title, icon=":material/person_search:", key="names"):
        if open_ones:
            one = st.selectbox(
                "О ком речь", open_ones, filter_mode=None, key=f"name_of_{len(open_ones)}",
                format_func=lambda one: (
                    f"{CODE_TITLES[one.code]}: {_written(one)} ({one.sheet or one.file}, {one.cell})"
                ),
            )  # fmt: skip
            if one.code in UNKNOWN:
                _ask_same(one, found)
            elif st.button(f"«{plain(_written(one))}» – это разные люди, запомнить", key="different"):
                born = _born(one, found) if one.code == "duplicate_person" else None
                _remember("different", f"{_written(one)} {born}", different(_written(one), born))
        for kind, key, words in remembered:
            left, right = st.columns([0.7, 0.3], vertical_alignment="center")
            left.caption(plain(words))
            right.button("Забыть", key=f"forget_{key}", on_click=_forget, args=(kind, key))


def _written(finding: Finding) -> str:
    """The name that the finding is about."""
    if finding.code not in UNKNOWN or not finding.person or " – " not in finding.person:
        return finding.person or finding.value or ""
    mentor, _, mentee = finding.person.partition(" – ")
    return mentor if (finding.field or "").startswith("mentor") else mentee


def _born(one: Finding, found: Lists) -> dt.date | None:
    """The day on which both bearers of a name were born, as the row that stays in the list tells it."""
    for frame in (found.roster.students, found.roster.teachers):
        if frame is not None and "birth" in frame:
            births = frame.loc[frame["name"].map(name_key, na_action="ignore") == name_key(_written(one)), "birth"]
            if len(births.dropna()):
                return births.dropna().iloc[0].date()
    return None


def _ask_same(one: Finding, found: Lists) -> None:
    frames = [getattr(found.roster, table) for table in TABLES if table != "pairs"]
    known = sorted({name for frame in frames if frame is not None for name in frame["name"].dropna()})
    if name_key(_written(one)) in map(name_key, known):
        st.caption(
            f"«{plain(_written(one))}» в списках есть, но не среди тех, кого требует форма пары. Проверьте форму."
        )
        return
    near = [name for name in known if name in one.words]
    options = [*near, *(name for name in known if name not in near)]
    listed = st.selectbox(
        f"«{plain(_written(one))}» – это", options, index=0 if near else None, key=f"same_{one.cell}",
        placeholder="выберите человека из списка",
    )  # fmt: skip
    if st.button("Это один и тот же человек, запомнить", disabled=listed is None, key="same") and listed:
        _remember("same", _written(one), same(_written(one), listed))


def _remember(kind: str, written: str, content: dict[str, str]) -> None:
    remembering.remember(kept.store(), kind, written, content)
    st.rerun()


def _remembered() -> list[tuple[str, str, str]]:
    """Kind, key and words of what was confirmed before."""
    if not is_in_use():
        return []
    kinds = (remembering.SAME, remembering.DIFFERENT)
    return [
        (kind, key, content["shown"]) for kind in kinds for key, content in remembering.kept(kept.store(), kind).items()
    ]


@kept.telling
def _forget(kind: str, key: str) -> None:
    remembering.forget(kept.store(), kind, key)


def copies(current: Draft, found: Lists) -> None:
    """Each file with its faults marked at their cells, to be corrected and dropped in again."""
    faulty = {one.file for one in found.findings if one.severity is not Severity.INFORMATION}
    for number, (name, content) in enumerate(current.files):
        if name not in faulty or name in found.unreadable:
            continue
        st.download_button(
            f"Скачать «{plain(name)}» с отметками в ячейках",
            lambda name=name, content=content: _copy(current, found, name, content),
            file_name=copy_name(name), icon=":material/edit_document:", on_click="ignore", key=f"copy_{number}",
            help="Ваш файл, где ошибки окрашены и в примечании сказано, что сделать. Исправьте его и загрузите снова. "
            f"Надписи и кнопки, нарисованные поверх ячеек, в копию не попадают. {PERSONAL}",
        )  # fmt: skip


def _copy(current: Draft, found: Lists, name: str, content: bytes) -> bytes:
    typed = {place[1:]: text for place, text in current.cells.items() if place[0] == name}
    return corrected_copy(name, content, corrected(current), found.findings, typed)[1]
