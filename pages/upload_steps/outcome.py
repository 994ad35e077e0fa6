"""After a save: the five shares before and after, what changed, and the way back."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.periods import year_to_date
from data.saving import undo_last_save
from metrics.results import results
from metrics.wording import share_of_people
from pages.components.comparison import compared
from pages.components.links import page_link
from pages.components.tables import table
from pages.state import actions, records, session, stored
from pages.state.state import state
from pages.state.upload import Saved, upload


def outcome(saved: Saved) -> None:
    """Shows what was saved just now; nothing where another version is current by now."""
    now = state.current
    if now is None or now[0] != saved.number:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        page_link("overview.py", label="Посмотреть показатели", icon=":material/dashboard:")
        if records.roadmap().roadmap.is_awaited:
            page_link("roadmap.py", label="Загрузить свою дорожную карту", icon=":material/upload_file:")
        if saved.before is not None:
            st.button("Отменить сохранение", key="undo_save", icon=":material/undo:", on_click=_undo, args=(saved,))
    lists = stored.lists_of(now)
    before = None if saved.before is None else stored.store(Action.READ_STORE).id_of(saved.before)
    if before is not None:
        st.header("Что изменилось", anchor=False)
        compared(stored.lists_of(before), lists)
        return
    shares = results(lists.roster, year_to_date(lists.as_of), declarations=stored.declarations())
    table([{"Показатель": share.indicator.heading, "Доля": share_of_people(share)} for share in shares])


@actions.reporting_refusal
def _undo(saved: Saved) -> None:
    made = undo_last_save(stored.store(Action.SAVE_LISTS), saved.number, actions.person())
    actions.report_success(f"Сохранение отменено: снова действуют прежние списки, это версия № {made.id}.")
    upload().saved = None
    stored.refresh()
    session.close_version()
