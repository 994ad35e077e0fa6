"""What was recognised in the dropped files, and its correction: table, header row, column → field."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.contracts import TABLES, fields
from data.frames import column_letters
from data.layout import Block, Choice
from data.loading import Lists
from data.reading import Sheet
from pages.drafts import Draft

NOT_READ = "не читать этот лист"
NO_FIELD = "не используется"
PREVIEW_ROWS = 8


def recognised(current: Draft, found: Lists) -> None:
    """Which sheet was taken for what, and the form to correct it."""
    st.subheader("Что распознано", anchor=False)
    st.dataframe(pd.DataFrame([_sheet_row(sheet, _blocks(found, sheet)) for sheet in current.sheets]), hide_index=True, width="stretch")
    with st.expander("Исправить: таблица, строка заголовков, столбцы", icon=":material/edit:"):
        places = range(len(current.sheets))
        place = st.selectbox("Лист", places, format_func=lambda one: _sheet_title(current.sheets[one]), key="sheet", filter_mode=None)
        _correct(current, current.sheets[place], _blocks(found, current.sheets[place]), place)


def _blocks(found: Lists, sheet: Sheet) -> list[Block]:
    return [block for block in found.blocks if (block.file, block.sheet) == (sheet.file, sheet.name)]


def _sheet_title(sheet: Sheet) -> str:
    return f"{sheet.file} · {sheet.name}" if sheet.name else sheet.file


def _sheet_row(sheet: Sheet, blocks: Sequence[Block]) -> dict[str, str]:
    if sheet.hidden:
        what = "скрытый лист, не прочитан"
    elif not blocks:
        what = "список не узнан"
    else:
        what = ", ".join(dict.fromkeys(TABLES[block.table] for block in blocks))
    columns = {block.header(key): fields(block.table)[key].title for block in blocks[:1] for key in block.columns}
    return {
        "Файл": sheet.file,
        "Лист": sheet.name or "",
        "Что это": what,
        "Строка заголовков": ", ".join(str(block.header_row) for block in blocks),
        "Строк": str(sum(len(block.rows) for block in blocks)) if blocks else "",
        "Столбцы": "; ".join(f"{header} → {title}" if header != title else title for header, title in columns.items() if header),
        "Не используются": "; ".join(text for block in blocks[:1] for text in block.unused.values()),
    }


def _correct(current: Draft, sheet: Sheet, blocks: Sequence[Block], place: int) -> None:
    if sheet.hidden:
        st.caption("Скрытый лист не читается. Покажите его в Excel и загрузите файл снова.")
        return
    width = max((len(row) for row in sheet.rows[:PREVIEW_ROWS]), default=0)
    preview = pd.DataFrame([[str(cell) for cell in row] for row in sheet.rows[:PREVIEW_ROWS]], columns=[column_letters(one) for one in range(width)])
    preview.index = preview.index + 1
    st.dataframe(preview, width="stretch", height="content")
    block = blocks[0] if blocks else None
    options = [*TABLES, NOT_READ]
    table = st.selectbox(
        "Что на листе", options, index=options.index(block.table) if block else len(options) - 1,
        format_func=lambda one: TABLES.get(one, one), key=f"table_{place}", filter_mode=None,
    )  # fmt: skip
    if table == NOT_READ:
        _apply_button(current, sheet, Choice(None), place)
        return
    row = st.number_input(
        "Номер строки заголовков (если она двойная – нижней)", 1, max(1, len(sheet.rows)), block.header_row if block else 1, key=f"row_{place}"
    )
    columns = _columns(sheet, block if block and block.table == table else None, table, int(row), place)
    _apply_button(current, sheet, Choice(table, int(row), columns), place)


def _columns(sheet: Sheet, block: Block | None, table: str, row: int, place: int) -> dict[int, str | None]:
    """One choice a column of the header row; what was recognised stands there already."""
    specs = fields(table)
    known = {column: key for key, columns in block.columns.items() for column in columns} if block else {}
    chosen: dict[int, str | None] = {}
    boxes = st.columns(3)
    headers = {column: str(cell).strip() for column, cell in enumerate(sheet.rows[row - 1]) if str(cell).strip()}
    options: list[str | None] = [None, *specs]
    for number, (column, header) in enumerate(headers.items()):
        guess = known.get(column)
        with boxes[number % 3]:
            chosen[column] = st.selectbox(
                f"{column_letters(column)} «{header[:40]}»".replace("[", "(").replace("]", ")"), options, index=options.index(guess),
                format_func=lambda key: specs[key].title if key else NO_FIELD, key=f"column_{place}_{table}_{row}_{column}",
            )  # fmt: skip
    return chosen


def _apply_button(current: Draft, sheet: Sheet, choice: Choice, place: int) -> None:
    apply, reset = st.columns([0.3, 0.7])
    key = (sheet.file, sheet.name)
    if apply.button("Применить", key=f"apply_{place}", type="primary"):
        current.choices[key] = choice
        st.rerun()
    if key in current.choices and reset.button("Вернуть как распознано", key=f"reset_{place}"):
        del current.choices[key]
        st.rerun()
