"""Step 1: the files that were dropped, and what could not be read of them."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from data.checking.messages import counts_words, message
from data.loading import Lists
from data.russian import counted
from pages.components.parts import blank_button
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state.upload import Draft

SHEETS = ("лист", "листа", "листов")


def files_step(current: Draft, lists: Lists) -> None:
    unreadable_files(lists)
    sheets = Counter(sheet.file for sheet in current.sheets)
    rows = Counter(block.file for block in lists.blocks if not block.own_side for _ in block.rows)
    table(
        [
            {
                "Файл": file["name"],
                "Прочитано": counted(sheets[file["name"]], *SHEETS) if sheets[file["name"]] else "не прочитан",
                "Строк в списках": str(rows[file["name"]] or ""),
            }
            for file in current.files
        ]
    )
    if current.sheets:
        st.markdown(f"Узнано: **{counts_words(lists.counts)}**.")
    st.caption(
        "Чтобы заменить файлы или добавить ещё, перетащите их в поле вверху. Сами файлы не хранятся: черновик с "
        "узнанными столбцами и вашими исправлениями ждёт здесь до сохранения, не дольше недели."
    )
    blank_button()


def unreadable_files(lists: Lists) -> None:
    """Shows a sentence for each file that could not be read."""
    for finding in lists.findings:
        if finding.code == "unreadable_file":
            st.error(plain(message(finding)), icon=":material/error:")
