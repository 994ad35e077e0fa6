"""Step 5, and the bar with «Сохранить» that is in sight in every step."""

from __future__ import annotations

import streamlit as st

from data.checking.messages import counts_words
from data.contracts import TABLES
from data.findings import Severity
from data.loading import Lists
from data.russian import CELLS, ROWS, counted, date_text
from data.store.errors import Overtaken
from pages.components.comparison import Comparison
from pages.components.parts import cloud_note
from pages.components.plain_text import plain
from pages.state import actions, session
from pages.state.draft import save, start_anew
from pages.state.state import State, state
from pages.state.upload import Draft
from pages.upload_steps.changes import is_to_be_seen
from pages.upload_steps.first_save import UNNAMED, first_save_form, is_complete, save_first
from pages.upload_steps.kinds import kinds_of
from pages.upload_steps.registers_question import ask_of_registers
from pages.upload_steps.steps import Standing, Step, following, go_to

FEW_ROWS = 5  # that a save may lose and still be the next thing to do


def save_step(lists: Lists) -> None:
    """What would be saved, what stays out, a note for the version."""
    st.markdown(f"**{counts_words(lists.counts)}**, данные на {date_text(lists.as_of)}.")
    _left_out(lists)
    if unread := files_left_out(lists):
        names = ", ".join(f"«{name}»" for name in unread)
        st.warning(plain(f"Не прочитано: {names}. Того, что там записано, в показателях не будет."))
    lost = _lost(lists)
    if lost:
        names = ", ".join(f"«{TABLES[table]}»" for table in lost)
        st.warning(
            f"Без этих строк от списка ничего не останется: {names}. Показатели, которым он нужен, будут без данных."
        )
    ask_of_registers(lists)
    cloud_note()
    first_save_form()
    st.text_input(
        "Примечание",
        placeholder="например: списки на 1 сентября",
        max_chars=300,
        key=state.key(State.saved_note),
        persist_state="session",
    )
    st.caption("Впишите внизу, кто вы, и нажмите «Сохранить».")
    if st.button("Посмотреть показатели, не сохраняя", key="use", on_click=session.use, args=(lists,)):
        # Without parameters of its own the call clears the address, which Streamlit refuses as long as a field of the
        # sidebar stands there; given none, it leaves them to the fields, and these write themselves anew.
        st.switch_page("overview.py", query_params={})


def _left_out(lists: Lists) -> None:
    if removed := sum(lists.removed_rows.values()):
        st.caption(f"Убрано вами: {counted(removed, *ROWS)}.")
    if gone := sum(lists.left_out.values()):
        parts = [f"{TABLES[table]} – {count}" for table, count in lists.left_out.items() if count]
        errors = [finding for finding in lists.findings if finding.severity is Severity.ERROR]
        alone = {(finding.file, finding.sheet, finding.row) for finding in errors if finding.table == "pairs"}
        caption = f"Не войдут из-за ошибок: {counted(gone, *ROWS)} ({', '.join(parts)})."
        if lists.left_out["pairs"] > len(alone):
            caption += " Часть пар не войдёт вместе с людьми, в чьих строках ошибки."
        st.caption(caption)


def typed_and_not_accepted(current: Draft, lists: Lists) -> int:
    """How many corrections stand in lines of findings and were not accepted yet."""
    lines = [(line, kind.ready.get(line.key)) for kind in kinds_of(current, lists) for line in kind.lines]
    return sum(bool(typed and typed.text and typed.text != line.proposal) for line, typed in lines)


def files_left_out(lists: Lists) -> list[str]:
    """The files of which nothing was read or recognised."""
    codes = ("unreadable_file", "no_table")
    errors = [finding for finding in lists.findings if finding.severity is Severity.ERROR and finding.code in codes]
    recognised = {block.file for block in lists.blocks}
    return list(dict.fromkeys(finding.file for finding in errors if finding.file and finding.file not in recognised))


def _lost(lists: Lists) -> list[str]:
    """The lists of which nothing would be left."""
    return [table for table, count in lists.left_out.items() if count and not lists.counts[table]]


def bar(
    current: Draft, lists: Lists, step: Step, standing: dict[Step, Standing], difference: Comparison | None
) -> None:  # fmt: skip
    """Below every step: who saves, «Дальше», «Сохранить», «Начать заново»."""
    gone = sum(lists.left_out.values())
    unread = files_left_out(lists)
    label = f"Сохранить без этих строк ({gone})" if lists.has_errors and gone else "Сохранить"
    if unread and not gone:
        label = f"Сохранить без непрочитанных файлов ({len(unread)})"
    loses_much = gone > FEW_ROWS or "pairs" in _lost(lists) or bool(unread)
    later = following(step, standing)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Кто вы (со слов)",
            state.who,
            max_chars=100,
            key=state.key(State.who_typed),
            width=190,
            label_visibility="collapsed",
            placeholder="Кто вы (со слов)",
        )
        if later:
            st.button("Дальше", key="next", help=f"{later.value} {later.title}", on_click=go_to, args=(later,))
        st.button(
            label, key="save", type="secondary" if loses_much else "primary", icon=":material/save:",
            disabled=not any(lists.counts.values()), on_click=_save, args=(current, lists, difference),
        )  # fmt: skip
        with st.popover("Начать заново", type="tertiary"):
            st.caption("Загруженные списки и исправления будут выброшены. Сохранённые версии останутся.")
            st.button("Выбросить и начать заново", key="anew", on_click=start_anew)


@actions.reporting_refusal
def _save(current: Draft, lists: Lists, difference: Comparison | None) -> None:
    """Saves; where something is lacking goes there instead and says what."""
    if lists.as_of_source == "today":
        go_to(Step.RECOGNISED)
        state.outcome = ("error", "Укажите дату данных: от неё зависят доли. Списки ещё не сохранены.")
        return
    if is_to_be_seen(current, difference):
        go_to(Step.CHANGES)
        state.outcome = ("error", "Посмотрите, что изменится, и нажмите «Сохранить» ещё раз. Списки ещё не сохранены.")
        return
    if waiting := typed_and_not_accepted(current, lists):
        go_to(Step.FINDINGS)
        text = (
            f"Вписано, но не принято: {counted(waiting, *CELLS)}. Нажмите «Принять» над строками и сохраните ещё раз."
        )
        state.outcome = ("error", text)
        return
    who = actions.person()
    if not is_complete():
        go_to(Step.SAVE)
        state.outcome = ("error", UNNAMED)
        return
    try:
        save(current, lists, who, state.saved_note)
        save_first(who)
    except Overtaken:
        go_to(Step.CHANGES)
        raise
