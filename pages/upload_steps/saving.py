"""Step 5, and the bar with «Сохранить» that is in sight in every step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from data.checking.messages import counts_words
from data.contracts import TABLES
from data.findings import Finding, Severity
from data.loading import Lists
from data.russian import CELLS, ROWS, counted, date_text
from data.store.errors import Overtaken
from metrics.leavers import enrolled_counts
from pages.components.comparison import Comparison
from pages.components.parts import ask_who, cloud_note
from pages.components.plain_text import plain
from pages.state import actions, session
from pages.state.draft import save, start_anew
from pages.state.state import SessionState, state
from pages.state.upload import Draft, upload
from pages.upload_steps.changes import is_to_be_seen
from pages.upload_steps.first_save import UNNAMED, first_save_form, is_complete, save_first
from pages.upload_steps.kinds import kinds_of
from pages.upload_steps.lost_rows import FEW_ROWS, lost_rows, warn_of_lost_rows
from pages.upload_steps.registers_question import ask_of_registers
from pages.upload_steps.steps import Step, StepState, following, go_to


def save_step(current: Draft, lists: Lists) -> None:
    """Shows what would be saved, what stays out, a note for the version."""
    at_school: dict[str, int] = dict(enrolled_counts(lists.roster, lists.as_of).items())
    st.markdown(f"**{counts_words(lists.counts | at_school)}**, данные на {date_text(lists.as_of)}.")
    away = {table: lists.counts[table] - count for table, count in at_school.items() if lists.counts[table] > count}
    if away:
        rows = ", ".join(f"{TABLES[table]} – {count}" for table, count in away.items())
        st.caption(f"Ещё в списках строки тех, кого в этот день в школе нет (выбыли или ещё не пришли): {rows}.")
    warn_of_lost_rows(current, lost_rows(lists), "save")
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
        key=state.key(SessionState.saved_note),
        persist_state="session",
    )
    st.caption(
        "Впишите внизу, кто вы, и нажмите «Сохранить»." if actions.is_self_reported() else "Нажмите внизу «Сохранить»."
    )
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
        if lists.left_out["pairs"] > len(alone) + _in_undated_lists(lists, errors):
            caption += " Часть пар не войдёт вместе с людьми, в чьих строках ошибки."
        st.caption(caption)


def _in_undated_lists(lists: Lists, errors: Sequence[Finding]) -> int:
    """Returns how many pairs stay out with a whole list: it lacks a column, or its days."""
    lacking = [block for block in lists.blocks if block.table == "pairs" and block.missing]
    sheets = {(block.file, block.sheet) for block in lacking}
    undated = [finding for finding in errors if finding.code == "undated_pairs"]
    return sum(len(block.rows) for block in lacking) + sum(
        finding.count for finding in undated if (finding.file, finding.sheet) not in sheets
    )


def typed_and_not_accepted(current: Draft, lists: Lists) -> int:
    """Returns how many corrections stand in lines of findings and were not accepted yet."""
    lines = [(line, kind.ready.get(line.key)) for kind in kinds_of(current, lists) for line in kind.lines]
    return sum(bool(typed and typed.text and typed.text != line.proposal) for line, typed in lines)


def files_left_out(lists: Lists) -> list[str]:
    """Returns the files of which nothing was read or recognised."""
    codes = ("unreadable_file", "no_table")
    errors = [finding for finding in lists.findings if finding.severity is Severity.ERROR and finding.code in codes]
    recognised = {block.file for block in lists.blocks}
    return list(dict.fromkeys(finding.file for finding in errors if finding.file and finding.file not in recognised))


def _lost(lists: Lists) -> list[str]:
    """Returns the lists of which nothing would be left."""
    return [table for table, count in lists.left_out.items() if count and not lists.counts[table]]


def bar(
    current: Draft, lists: Lists, step: Step, standing: dict[Step, StepState], difference: Comparison | None
) -> None:
    """Shows, below every step, who saves, «Дальше», «Сохранить», «Начать заново»."""
    gone = sum(lists.left_out.values())
    unread = files_left_out(lists)
    label = f"Сохранить без этих строк ({gone})" if lists.has_errors and gone else "Сохранить"
    if unread and not gone:
        label = f"Сохранить без непрочитанных файлов ({len(unread)})"
    loses_much = gone > FEW_ROWS or "pairs" in _lost(lists) or bool(unread)
    fallen = lost_rows(lists)
    later = following(step, standing)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ask_who(in_bar=True)
        if later:
            st.button("Дальше", key="next", help=f"{later.value} {later.title}", on_click=go_to, args=(later,))
        if fallen:
            with st.popover(
                f"Сохранить без строк: {sum(each.gone for each in fallen)} из {sum(each.whole for each in fallen)}…"
            ):
                warn_of_lost_rows(current, fallen, "bar")
                st.caption("Доли будут посчитаны только по тем строкам, которые войдут.")
                _save_button(f"Да, сохранить без этих строк ({gone})", current, lists, difference, is_plain=False)
        else:
            _save_button(label, current, lists, difference, is_plain=not loses_much)
        with st.popover("Начать заново", type="tertiary"):
            st.caption("Загруженные списки и исправления будут выброшены. Сохранённые версии останутся.")
            st.button("Выбросить и начать заново", key="anew", on_click=start_anew)


def _save_button(label: str, current: Draft, lists: Lists, difference: Comparison | None, *, is_plain: bool) -> None:
    st.button(
        label,
        key="save",
        type="primary" if is_plain else "secondary",
        icon=":material/save:",
        disabled=not any(lists.counts.values()),
        on_click=_save,
        args=(current, lists, difference),
    )


@actions.reporting_refusal
def _save(current: Draft, lists: Lists, difference: Comparison | None) -> None:
    """Saves; where something is lacking goes there instead and says all of it."""
    if refusals := list(_lacking(current, lists, difference)):
        was_asked = upload().step == Step.SAVE or len(refusals) > 1 or refusals[0].words != UNNAMED
        if steps := [refusal.step for refusal in refusals if refusal.step]:
            go_to(min(steps))
        words = " ".join(["Списки ещё не сохранены.", *(refusal.words for refusal in refusals)])
        state.outcome = ("error" if was_asked else "info", words)
        return
    who = actions.person()
    try:
        save(current, lists, who, state.saved_note)
        save_first(who)
    except Overtaken:
        go_to(Step.CHANGES)
        raise


class Refusal(NamedTuple):
    """What a save lacks, and the step where it is given; none for the bar itself."""

    words: str
    step: Step | None = None


def _lacking(current: Draft, lists: Lists, difference: Comparison | None) -> Iterator[Refusal]:
    """Yields everything that a save lacks, so that nothing comes up after the rest is done."""
    if lists.as_of_source == "today":
        yield Refusal("Укажите дату данных: от неё зависят доли.", Step.RECOGNISED)
    if waiting := typed_and_not_accepted(current, lists):
        cells = counted(waiting, *CELLS)
        yield Refusal(f"Вписано, но не принято: {cells}. Нажмите «Принять» над строками.", Step.FINDINGS)
    if is_to_be_seen(current, difference):
        yield Refusal("Посмотрите, что изменится, и нажмите «Сохранить» ещё раз.", Step.CHANGES)
    if not is_complete():
        yield Refusal(UNNAMED, Step.SAVE)
    if not state.person:
        yield Refusal("Впишите внизу, кто вы: это останется в записи.")
