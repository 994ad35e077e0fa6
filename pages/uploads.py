"""«Загрузка списков»: drop files, see what was recognised, what is wrong and what changes, and save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.checking.messages import counts_words, message, words
from data.contracts import TABLES, fields
from data.findings import CODES, Finding, Severity
from data.loading import Lists
from data.russian import ROWS, counted, date_text
from data.store.location import is_in_use
from data.store.settings import save_settings, settings_history
from data.workbooks.blank import filled_workbook
from metrics.settings import as_content
from pages.components.comparison import what_changes
from pages.components.parts import ask_who, badge, blank_button, cloud_note, marks, show_outcome
from pages.components.plain_text import plain
from pages.components.registers import which_registers
from pages.components.tables import widths
from pages.state import session, stored
from pages.state.draft import ROUND, Draft, checked, draft, forget, save, take
from pages.state.state import state
from pages.upload_steps import cell_corrections, name_decisions
from pages.upload_steps.as_of_date import date_of_data
from pages.upload_steps.recognition import recognised
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL, XLSX

FORMATS = "xlsx, xlsm, xls, xlsb, ods, csv"
SEVERITY_SIGNS = {Severity.ERROR: "✕ ", Severity.WARNING: "! ", Severity.INFORMATION: "· "}
WIDTHS = {
    "Важность": 100,
    "Лист": 110,
    "Ячейка": 75,
    "Чья строка": 150,
    "Что не так и что сделать": 460,
    "Файл": 140,
}  # px
ROW_HEIGHT = 88  # px: four lines of a sentence
FEW_ROWS = 5  # that a save may lose and still be the next thing to do


def ask_for_files() -> None:
    """The place to drop files; their bytes are read at once and forgotten."""
    files = st.file_uploader(
        "Перетащите сюда файлы со списками или нажмите кнопку, чтобы выбрать их. "
        f"Можно несколько сразу: {FORMATS}, до 20 МБ.",
        accept_multiple_files=True,
        key=f"files{st.session_state.get(ROUND, '')}",
        help="Нужны списки обучающихся, педагогов и пар – в одной книге или в разных файлах. "
        "Хранятся только узнанные столбцы, не сами файлы.",
    )
    if files:
        take([(file.name, file.getvalue()) for file in files])


def counts(found: Lists) -> None:
    st.subheader(counts_words(found.counts), anchor=False)
    if removed := sum(found.removed_rows.values()):
        st.caption(f"Убрано вами: {counted(removed, *ROWS)}.")
    if gone := sum(found.left_out.values()):
        parts = [f"{TABLES[table]} – {count}" for table, count in found.left_out.items() if count]
        errors = [one for one in found.findings if one.severity is Severity.ERROR]
        alone = {(one.file, one.sheet, one.row) for one in errors if one.table == "pairs"}
        caption = f"Не вошли из-за ошибок: {counted(gone, *ROWS)} ({', '.join(parts)})."
        if found.left_out["pairs"] > len(alone):
            caption += " Часть пар не вошла вместе с людьми, в чьих строках ошибки."
        st.caption(caption)


def findings(found: Lists, marks: Sequence[str] = (PERSONAL,)) -> None:
    """The findings by severity, errors first, marked at the left edge; `marks` head the workbook of them."""
    told = Counter(finding.severity for finding in found.findings)
    if not found.findings:
        st.success("Замечаний нет: списки можно использовать.", icon=":material/check_circle:")
        return
    present = [severity for severity in Severity if told[severity]]
    chosen = st.pills(
        "Замечания", present, default=present[:1], selection_mode="multi", key=f"severities_{present}",
        format_func=lambda severity: f"{SEVERITY_SIGNS[severity]}{severity.title}: {told[severity]}",
    )  # fmt: skip
    shown = [finding for finding in found.findings if finding.severity in chosen]
    kinds = Counter((finding.severity, finding.code) for finding in shown)
    if len(kinds) > 1:
        kind = st.pills(
            "По видам", kinds, key=f"kinds_{list(kinds)}",
            format_func=lambda one: f"{SEVERITY_SIGNS[one[0]]}{CODES[one[1]].title}: {kinds[one]}",
        )  # fmt: skip
        shown = [finding for finding in shown if kind is None or (finding.severity, finding.code) == kind]
    if shown:
        rows = [_row(finding, name_file=found.name_file) for finding in shown]
        if len({finding.file for finding in found.findings}) < 2:
            rows = [{title: text for title, text in row.items() if title != "Файл"} for row in rows]
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, width="stretch",
            height=min(38 + ROW_HEIGHT * len(rows), 38 + ROW_HEIGHT * 5), row_height=ROW_HEIGHT,
            column_config=widths(WIDTHS),
        )  # fmt: skip
        st.download_button(
            "Скачать эти замечания в Excel",
            lambda: people_workbook("Замечания", marks, list(rows[0]), [list(row.values()) for row in rows]),
            file_name="замечания_к_спискам.xlsx", mime=XLSX,
            icon=":material/download:", on_click="ignore", help=PERSONAL,
        )  # fmt: skip


def _row(finding: Finding, *, name_file: bool) -> dict[str, str]:
    return {
        "Важность": SEVERITY_SIGNS[finding.severity] + finding.severity.title,
        "Лист": finding.sheet or finding.file or "",
        "Ячейка": finding.cell or (f"строка {finding.row}" if finding.row else ""),
        "Чья строка": finding.whose or "",
        "Что не так и что сделать": words(finding) if finding.cell else message(finding, name_file=name_file),
        "Файл": finding.file or "",
    }


def taken_from_stored(current: Draft) -> None:
    """Which lists were not in the files."""
    if current.taken:
        names = ", ".join(f"«{TABLES[table]}»" for table in current.taken)
        number = next(iter(current.taken.values()))
        st.info(
            f"В файлах нет: {names}. Взято из сохранённой версии № {number} и проверено вместе с новыми списками.",
            icon=":material/inventory_2:",
        )


def ask_of_registers(found: Lists) -> None:
    """Asks once which registers count, where the lists tell of more than those that do."""
    telling = [one for one in found.findings if one.code == "registers_not_counted"]
    if not telling or (is_in_use() and settings_history(stored.store())):
        return
    with st.form("registers"):
        chosen = which_registers(
            "В списках есть и другие учёты. Кого считать состоящим на учёте для {indicators}, кроме {own}?", ()
        )
        st.caption("Можно изменить потом на странице «Настройки».")
        if st.form_submit_button("Запомнить ответ", icon=":material/save:"):
            told = as_content(stored.declarations().settings) | {"counted_registers": chosen}
            del told["school"]  # nobody was asked for it
            save_settings(stored.store(), told, state.who or "при загрузке списков")
            st.rerun()


def keep(current: Draft, found: Lists) -> None:
    """What would change, and the button that saves; with errors it says how many rows stay out."""
    if not any(found.counts.values()):
        return
    lost = [TABLES[table] for table, count in found.left_out.items() if count and not found.counts[table]]
    if lost:
        names = ", ".join(f"«{title}»" for title in lost)
        st.warning(
            f"Без этих строк от списка ничего не останется: {names}. Показатели, которым он нужен, будут без данных."
        )
    what_changes(current, found)
    gone = sum(found.left_out.values())
    st.subheader("Сохранить", anchor=False)
    cloud_note()
    if not (is_in_use() and any("school" in one.content for one in settings_history(stored.store()))):
        school = plain(stored.declarations().settings.school)
        st.caption(f"На страницах и в отчётах школа названа {school}. Другое название впишите на странице «Настройки».")
    with st.form("save", border=False):
        left, right = st.columns(2)
        with left:
            ask_who()
        right.text_input("Примечание", placeholder="например: списки на 1 сентября", max_chars=300, key="saved_note")
        label = f"Сохранить без этих строк ({gone})" if found.has_errors else "Сохранить"
        loses_much = gone > FEW_ROWS or TABLES["pairs"] in lost
        st.form_submit_button(
            label, type="secondary" if loses_much else "primary", icon=":material/save:", on_click=save,
            args=(current, found),
        )  # fmt: skip
    if st.button("Посмотреть показатели, не сохраняя", key="use", on_click=session.use, args=(found,)):
        # Without parameters of its own the call clears the address, which Streamlit refuses as long as a field of the
        # sidebar stands there; given none, it leaves them to the fields, and these write themselves anew.
        st.switch_page("overview.py", query_params={})
    st.caption("До сохранения списки живут только в этом сеансе: после перезагрузки страницы их нужно загрузить снова.")


def filled_button() -> None:
    """The stored lists as a workbook; health and registers only when asked for."""
    version = stored.shown()
    if version is None or session.are_unsaved():
        return
    titles = "; ".join(spec.title for table in TABLES for spec in fields(table).values() if spec.special)
    special = st.checkbox("Вместе с закрытыми столбцами", key="with_special", help=f"{titles}.")
    roster = session.lists().roster  # the file is made outside the session, where it would be another school's
    head = [f"Версия № {version[0]}, данные от {date_text(roster.as_of)}"]
    st.download_button(
        "Выгрузить текущие списки", lambda: filled_workbook(roster, head, special=special),
        file_name=f"списки_версия_{version[0]}.xlsx", mime=XLSX, icon=":material/download:", on_click="ignore",
        help=f"Тот же бланк, заполненный сохранёнными списками: исправьте и загрузите снова. {PERSONAL}",
    )  # fmt: skip


def back() -> None:
    """Closes the lists of the session."""
    session.close()
    forget()


st.title("Загрузка списков", anchor=False)
if show_outcome():
    st.page_link("overview.py", label="Посмотреть показатели", icon=":material/dashboard:")
if session.is_demonstration():
    badge("Сейчас показана демонстрационная школа: ничего ещё не сохранено.")
elif session.are_unsaved():
    badge("Сейчас показаны загруженные списки.")
    st.button("Вернуться к сохранённому", icon=":material/undo:", on_click=back)
else:
    badge("Сейчас показаны сохранённые списки.")
ask_for_files()
current = draft()
if current is None:
    blank_button()
    filled_button()
    if (own := session.lists()).findings:
        st.subheader("Замечания к спискам, которые сейчас показаны", anchor=False)
        findings(own, marks())
else:
    found = checked(current)
    for unreadable in (one for one in found.findings if one.code == "unreadable_file"):
        st.error(plain(message(unreadable)), icon=":material/error:")
    if current.sheets:
        date_of_data(current, found)
        recognised(current, found)
        taken_from_stored(current)
        counts(found)
        ask_of_registers(found)
        findings(found)
        cell_corrections.cells(current, found)
        name_decisions.names(found)
        cell_corrections.copies(current, found)
        keep(current, found)
