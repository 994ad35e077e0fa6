"""Which registers count: asked once, where the lists tell of more than those that do."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.loading import Lists
from data.store.location import is_in_use
from data.store.settings import save_settings, settings_history
from metrics.settings import as_content
from pages.components.registers import which_registers
from pages.state import actions, stored


def is_asked(lists: Lists) -> bool:
    """Returns whether the question is open."""
    if not any(finding.code == "registers_not_counted" for finding in lists.findings):
        return False
    return not (is_in_use() and settings_history(stored.store(Action.READ_STORE)))


def ask_of_registers(lists: Lists) -> None:
    if not is_asked(lists):
        return
    with st.form("registers"):
        chosen = which_registers(
            "В списках есть и другие учёты. Кого считать состоящим на учёте для {indicators}, кроме {own}?", ()
        )
        st.caption("Можно изменить потом на странице «Настройки».")
        if st.form_submit_button("Запомнить ответ", icon=":material/save:"):
            content = as_content(stored.declarations().settings) | {"counted_registers": chosen}
            save_settings(stored.store(Action.SAVE_LISTS), content, actions.known_person() or "при загрузке списков")
            st.rerun()
