"""«Загрузка списков»: drop files, see what was recognised, settle what is wrong, see what changes, and save."""

from __future__ import annotations

import streamlit as st

from data.contracts import TABLES, fields
from data.findings import ListError
from data.loading import Lists
from data.russian import date_text
from data.workbooks.blank import filled_workbook
from pages.components.downloads import download
from pages.components.parts import badge, blank_button, marks, show_outcome
from pages.components.plain_text import plain
from pages.state import session, stored
from pages.state.draft import checked, draft, keep, take
from pages.state.forms import FilesField
from pages.state.upload import Draft, upload
from pages.upload_steps.changes import changes_step, difference_of
from pages.upload_steps.files import files_step, unreadable_files
from pages.upload_steps.findings import findings_step, table_of
from pages.upload_steps.first_save import first_save_form
from pages.upload_steps.kinds import FindingKind, kinds_of
from pages.upload_steps.outcome import outcome
from pages.upload_steps.recognition import recognition_step
from pages.upload_steps.saving import bar, save_step
from pages.upload_steps.steps import Step, chosen_step, first_open, go_to, is_ready_to_save, step_states
from reports.source import PERSONAL, XLSX

FORMATS = "xlsx, xlsm, xls, xlsb, ods, csv, docx"
ROAD = "1 Файлы → 2 Что распознано → 3 Замечания → 4 Что изменится → 5 Сохранить"


def main() -> None:
    """Shows the place for files, then the step of the upload that is chosen."""
    draft()  # before the place for files: where it has ended meanwhile, that is to be empty
    left, right = st.columns([0.52, 0.48], vertical_alignment="center")
    with left:
        st.title("Загрузка списков", anchor=False)
        whose_lists()
    with right:
        is_new = ask_for_files()
    show_outcome()
    current = draft()
    if current is None:
        without_draft()
    else:
        step_by_step(current, is_new=is_new)


def whose_lists() -> None:
    """Says which lists are shown on the other pages."""
    if session.is_demonstration():
        badge("Ничего ещё не сохранено.")
    elif session.are_unsaved():
        badge("Показаны на других страницах.")
        st.button("Вернуться к сохранённому", icon=":material/undo:", on_click=session.close)
    else:
        badge("Действующие списки.")


def ask_for_files() -> bool:
    """Returns the place to drop files, the same in every step; whether others are there than before."""
    field = FilesField(upload().round)
    is_empty = upload().draft is None and not field.files
    files = st.file_uploader(
        "Перетащите сюда файлы со списками или нажмите кнопку, чтобы выбрать их. "
        f"Можно несколько сразу: {FORMATS}, до 20 МБ.",
        accept_multiple_files=True,
        key=field.key(FilesField.files),
        label_visibility="visible" if is_empty else "collapsed",
        help="Нужны списки обучающихся, педагогов и пар – в одной книге или в разных файлах. "
        "Хранятся только узнанные столбцы, не сами файлы.",
    )
    return bool(files) and take([(file.name, file.getvalue()) for file in files])


def without_draft() -> None:
    """Shows what stands before an upload, and after its save."""
    if saved := upload().saved:
        outcome(saved)
    else:
        st.caption(ROAD)
    with st.container(horizontal=True):
        blank_button()
        filled_button()
    if (lists := session.lists()).findings and not saved:
        st.header("Замечания к спискам, которые сейчас показаны", anchor=False)
        table_of(lists, marks())


def step_by_step(current: Draft, *, is_new: bool) -> None:
    """Shows the row of steps, the step that is chosen, and the bar with «Сохранить»."""
    lists = checked(current)
    kinds = kinds_of(current, lists)
    difference = difference_of(lists)
    standing = step_states(current, lists, kinds, difference)
    if is_new:
        go_to(first_open(standing))
    step = chosen_step(standing)
    try:
        keep(current)  # first: what was pressed outlives whatever goes wrong below
    except ListError as fault:
        st.warning(plain(f"Черновик пока живёт только в этом окне. {fault}"), icon=":material/warning:")
    show(step, current, lists, kinds)
    if step is not Step.SAVE and is_ready_to_save(standing):
        first_save_form()  # the save of step 5 shall take no press of its own
    bar(current, lists, step, standing, difference)


def show(step: Step, current: Draft, lists: Lists, kinds: list[FindingKind]) -> None:
    match step:
        case Step.FILES:
            files_step(current, lists)
        case Step.RECOGNISED:
            recognition_step(current, lists)
        case Step.FINDINGS:
            unreadable_files(lists)
            findings_step(current, lists, kinds)
        case Step.CHANGES:
            changes_step(current, lists)
        case Step.SAVE:
            save_step(current, lists)


def filled_button() -> None:
    """Offers the stored lists as a workbook; health and registers only when asked for."""
    version = stored.shown()
    if version is None or session.are_unsaved():
        return
    titles = "; ".join(spec.title for table in TABLES for spec in fields(table).values() if spec.special)
    special = st.checkbox("Вместе с закрытыми столбцами", key="with_special", help=f"{titles}.")
    roster = session.lists().roster  # the file is made outside the session, where it would be another school's
    head = [f"Версия № {version[0]}, данные от {date_text(roster.as_of)}"]
    download(
        "lists",
        "Выгрузить текущие списки",
        lambda: filled_workbook(roster, head, special=special),
        file_name=f"списки_версия_{version[0]}.xlsx",
        mime=XLSX,
        help=f"Тот же бланк, заполненный сохранёнными списками: исправьте и загрузите снова. {PERSONAL}",
    )


main()
