"""What was recognised in the dropped files, and its correction: table, header row, column → field."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from data.contracts import TABLES, fields
from data.loading import Lists
from data.parsing import clean
from data.recognition.block import Block, Choice
from data.recognition.blocks import find_blocks
from data.recognition.embedded_pairs import fields_on
from data.recognition.header_fields import MANY_COLUMN_KINDS
from data.recognition.reduced_sheets import sheets_of_person
from data.recognition.suggestions import likely_first, proposed_fields, proposed_table
from data.spreadsheets.addresses import column_letters
from data.spreadsheets.sheet import Sheet
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state.draft import correct, forget_correction, headed_alike
from pages.state.forms import ColumnField
from pages.state.upload import Draft
from pages.upload_steps.as_of_date import date_of_data
from pages.upload_steps.lost_shares import lost_shares

NOT_READ = "не читать этот лист"
NO_FIELD = "не используется"
PREVIEW_ROWS = 8
LEAST_HEADERS = 3  # filled cells in the first row that looks like a header of an unknown list


def recognition_step(current: Draft, lists: Lists) -> None:
    """Shows step 2: the date of the data, which list came from where, which sheet was taken for what."""
    date_of_data(current, lists)
    taken_from_stored(current)
    lost_shares(current, lists)
    recognised(current, lists)


def taken_from_stored(current: Draft) -> None:
    """Says which lists were not in the files."""
    if current.from_stored:
        names = ", ".join(f"«{TABLES[table]}»" for table in current.from_stored)
        number = next(iter(current.from_stored.values()))
        st.info(
            f"В файлах нет: {names}. Взято из сохранённой версии № {number} и проверено вместе с новыми списками.",
            icon=":material/inventory_2:",
        )


def unclear_sheets(current: Draft, lists: Lists) -> list[Sheet]:
    """Returns the sheets of which a person is to say what they are."""
    return [sheet for sheet in sheets_of_person(current.sheets) if _is_unclear(sheet, lists)]


def recognised(current: Draft, lists: Lists) -> None:
    """Shows which sheet was taken for what, and the form to correct it, open where something was not recognised."""
    sheets = sheets_of_person(current.sheets)
    read = {(sheet.file, sheet.name) for sheet in lists.sheets}
    rows = [_sheet_row(sheet, _blocks(lists, sheet), is_read=(sheet.file, sheet.name) in read) for sheet in sheets]
    if len({sheet.file for sheet in sheets}) < 2:
        rows = [{title: text for title, text in row.items() if title != "Файл"} for row in rows]
    table(rows)
    if current.remembered:
        st.caption("Учтены ваши прежние исправления для таких же файлов; их можно отменить ниже.")
    unclear = [place for place, sheet in enumerate(sheets) if _is_unclear(sheet, lists)]
    first = unclear[0] if unclear else 0
    is_unclear = bool(unclear) or any(finding.code == "no_table" for finding in lists.findings)
    with st.expander("Исправить: таблица, строка заголовков, столбцы", icon=":material/edit:", expanded=is_unclear):
        places = range(len(sheets))
        place = st.selectbox(
            "Лист",
            places,
            index=first,
            format_func=lambda index: _sheet_title(sheets[index]),
            key=f"sheet_{current.key}_{len(current.choices)}",  # after a correction the next unclear sheet comes up
            filter_mode=None,
        )
        _correct(current, sheets[place], _blocks(lists, sheets[place]), f"{current.key}_{place}")


def _is_unclear(sheet: Sheet, lists: Lists) -> bool:
    """Returns whether the person is to say what it is: a broken list, or what looks like one that is lacking."""
    findings = [
        finding
        for finding in lists.findings
        if finding.file == sheet.file and finding.sheet in (sheet.name, None) and not finding.cell
    ]
    if any(finding.code in ("no_table", "missing_column") and finding.sheet == sheet.name for finding in findings):
        return True
    looks_like = None if sheet.hidden or _blocks(lists, sheet) else proposed_table(sheet, _header_row(sheet, None))
    if any(finding.code == "no_table" for finding in findings):  # nothing in the whole file was recognised
        return looks_like is not None or len({other.name for other in lists.sheets if other.file == sheet.file}) == 1
    return looks_like is not None and not any(block.table == looks_like for block in lists.blocks)


def _blocks(lists: Lists, sheet: Sheet) -> list[Block]:
    return [block for block in lists.blocks if (block.file, block.sheet) == (sheet.file, sheet.name)]


def _sheet_title(sheet: Sheet) -> str:
    return f"{sheet.file} · {sheet.name}" if sheet.name else sheet.file


def _list_title(block: Block) -> str:
    """Returns «Обучающиеся», «Отметки: ОВЗ» for a separate list of a category."""
    if not block.is_category_list:
        return TABLES[block.table]
    return f"Отметки: {fields(block.table)[block.category].title}" if block.category else "Отметки обучающихся"


def _sheet_row(sheet: Sheet, blocks: Sequence[Block], *, is_read: bool) -> dict[str, str]:
    if sheet.hidden:
        what = "скрытый лист, не прочитан"
    elif not is_read:
        what = "тот же список учтён на другом листе"
    elif not blocks:
        what = "список не узнан"
    else:
        what = ", ".join(dict.fromkeys(map(_list_title, blocks)))
    lists = [block for block in blocks if not block.own_side]
    within = [block for block in blocks if block.own_side]
    columns = {
        block.header(key): fields(block.table)[key].title for block in [*within, *lists[:1]] for key in block.columns
    }
    return {
        "Лист": sheet.name or sheet.file,
        "Что это": what,
        "Строка заголовков": ", ".join(str(block.header_row) for block in lists),
        "Строк": str(sum(len(block.rows) for block in lists)) if blocks else "",
        "Столбцы": "; ".join(
            f"{header} → {title}" if header != title else title for header, title in columns.items() if header
        ),
        "Не используются": "; ".join(text for block in blocks[:1] for text in block.unused.values()),
        "Файл": sheet.file,
    }


def _correct(current: Draft, sheet: Sheet, blocks: Sequence[Block], place: str) -> None:
    if not current.contents:
        st.caption("Хранятся только узнанные столбцы: чтобы назвать другие, перетащите файл в поле вверху ещё раз.")
    if sheet.hidden:
        st.caption("Скрытый лист не читается. Покажите его в Excel и загрузите файл снова.")
        return
    width = max((len(row) for row in sheet.rows[:PREVIEW_ROWS]), default=0)
    preview = pd.DataFrame(
        [[clean(cell) for cell in row] for row in sheet.rows[:PREVIEW_ROWS]],
        columns=[column_letters(column) for column in range(width)],
    )
    preview.index = preview.index + 1
    st.dataframe(preview, width="stretch", height="content")
    block = blocks[0] if blocks else None
    options = [*TABLES, NOT_READ]
    header_row = _header_row(sheet, block)
    proposal = block.table if block else proposed_table(sheet, header_row)
    table = st.selectbox(
        "Что на листе",
        options,
        index=options.index(proposal) if proposal else len(options) - 1,
        format_func=lambda option: TABLES.get(option, option),
        key=f"table_{place}",
        filter_mode=None,
    )
    if table == NOT_READ:
        _apply_button(current, sheet, Choice(None))
        return
    row = st.number_input(
        "Номер строки заголовков (если она двойная – нижней)",
        1,
        max(1, len(sheet.rows)),
        header_row,
        key=f"row_{place}",
    )
    columns = _columns(sheet, table, int(row), place)
    _apply_button(current, sheet, Choice(table, int(row), columns))


def _header_row(sheet: Sheet, block: Block | None) -> int:
    """Returns where the header was found, else the first row that looks like one."""
    if block:
        return block.header_row
    filled = (number for number, row in enumerate(sheet.rows, 1) if sum(cell != "" for cell in row) >= LEAST_HEADERS)
    return next(filled, 1)


def _columns(sheet: Sheet, table: str, row: int, place: str) -> dict[int, str | None]:
    """Returns one choice a column of the header row; what header or cells suggest stands there already.

    A drop-down offers only what no other column is taken for, the likeliest first.
    """
    recognised_blocks = find_blocks(sheet, Choice(table, row))
    known = {
        column: key
        for block in recognised_blocks
        for key, columns in reversed(block.columns.items())  # of two fields in a column the one that its title names
        if key != block.own_side
        for column in columns
    }
    likely = known | proposed_fields(sheet, table, row, known)
    headers = {column: clean(cell) for column, cell in enumerate(sheet.rows[row - 1]) if clean(cell)}
    choices = {column: ColumnField(place, table, row, column) for column in headers}
    now = {
        column: choice.column if choice.has(ColumnField.column) else likely.get(column)
        for column, choice in choices.items()
    }
    chosen: dict[int, str | None] = {}
    boxes = [box for _ in range(0, len(headers), 3) for box in st.columns(3)]  # row by row, also on a narrow screen
    for number, (column, header) in enumerate(headers.items()):
        elsewhere = {key for neighbour, key in now.items() if neighbour != column}
        options = _options(table, header, likely.get(column), elsewhere)
        with boxes[number]:
            chosen[column] = st.selectbox(
                f"{column_letters(column)} «{plain(header[:40])}»",
                options,
                index=options.index(likely.get(column)) if likely.get(column) in options else options.index(None),
                format_func=lambda key: fields_on(table)[key].title if key else NO_FIELD,
                key=choices[column].key(ColumnField.column),
            )
    if guessed := [f"«{headers[column]}»" for column in likely if column not in known and column in headers]:
        words = f"По содержанию столбцов предложено: {', '.join(guessed)}. Проверьте и нажмите «Применить»."
        st.caption(plain(words))
    return chosen


def _options(table: str, header: str, likely: str | None, elsewhere: Collection[str | None]) -> list[str | None]:
    """Returns what a column may be: what it looks like, nothing, then every open field by likeness to the header."""
    specs = fields_on(table)
    open_fields = [key for key in specs if key not in elsewhere or specs[key].kind in MANY_COLUMN_KINDS]
    ranked = likely_first(table, header, open_fields)
    return [*([likely] if likely in ranked else []), None, *(key for key in ranked if key != likely)]


def _apply_button(current: Draft, sheet: Sheet, choice: Choice) -> None:
    apply, reset = st.columns([0.4, 0.6])
    key = (sheet.file, sheet.name)
    alike = headed_alike(current, sheet, choice)
    label = f"Применить ко всем таким листам ({len(alike)})" if len(alike) > 1 else "Применить"
    if apply.button(label, key="apply_choice", type="primary"):
        correct(current, alike, choice)
        st.rerun()
    if key in current.choices and reset.button("Вернуть как распознано", key="reset_choice"):
        forget_correction(current, sheet)
        st.rerun()
