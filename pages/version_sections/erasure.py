"""Destroying what is stored: a version, or everything about a person, after a confirmation; and the record of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.people.person_search import ErasureTarget
from data.russian import date_text
from data.store import erasure
from data.store.versions import Version
from pages.components.comparison import COMPARED
from pages.components.parts import plain, when
from pages.state import session, stored


def destroy(chosen: Version | None) -> None:
    """A version or a person, for good, after a confirmation; where nothing is stored any more, the record alone."""
    if found := erasure.copies(stored.store()):
        st.warning(
            plain("Уничтоженное останется в копиях базы, сделанных раньше; удалите их сами: " + "; ".join(found)),
            icon=":material/content_copy:",
        )
    if chosen is None:
        _log()
        return
    reason = st.text_input("Основание (останется в записи для акта)", max_chars=300, key="destroy_reason")
    what = st.radio("Что уничтожить", [f"версию № {chosen.id}", "всё об одном человеке"], key="destroy_what")
    person = _whom() if what == "всё об одном человеке" else None
    sure = st.checkbox("Понимаю, что вернуть будет нельзя", key="destroy_sure")
    ready = sure and (person is not None or what != "всё об одном человеке")
    st.button(
        "Уничтожить навсегда", type="primary", disabled=not ready, icon=":material/delete_forever:",
        on_click=_destroy, args=(chosen.id, person, reason),
    )  # fmt: skip
    _log()


@stored.telling
def _destroy(number: int, person: ErasureTarget | None, reason: str) -> None:
    try:
        if person is None:
            erasure.destroy_version(stored.store(), number, stored.who(), reason)
            has_draft = False
        else:
            has_draft = erasure.destroy_person(stored.store(), person, stored.who(), reason).draft
        also = " Вместе с ними уничтожен черновик загрузки: загрузите файлы заново." if has_draft else ""
        stored.told("success", f"Данные уничтожены; запись об этом – ниже, в том же разделе.{also}")
    finally:
        st.session_state["destroy_sure"] = False
        st.session_state.pop(COMPARED, None)
        stored.forget_lists()
        stored.look()
        session.close_version()


def _whom() -> ErasureTarget | None:
    people = stored.people_of_versions()
    person = st.selectbox(
        "Человек", people, index=None, placeholder="Начните вводить фамилию", key="destroy_person",
        format_func=lambda one: f"{one.name}, {date_text(one.birth)}" if one.birth else one.name,
    )  # fmt: skip
    if person is not None:
        found = erasure.would_destroy(stored.store(), person)
        numbers = ", ".join(f"№ {number}" for number in found.versions)
        st.caption(
            f"Будет убрано строк: {found.rows}, в версиях {numbers}; с ними пары этого человека и замечания о нём. "
            "Проверьте, что это один человек. Файлы, вложенные в журнал дорожной карты, не просматриваются."
        )
        if found.draft:
            st.caption("Черновик загрузки называет этого человека или однофамильца и будет уничтожен целиком.")
        st.dataframe(pd.DataFrame(found.shown), hide_index=True, width="stretch")
    return person


def _log() -> None:
    """What was destroyed, ready for the act."""
    rows = [
        {
            "Когда": when(one.destroyed_at),
            "Что": "версия" if one.what == "version" else "данные одного человека",
            "Версии": ", ".join(f"№ {number}" for number in one.versions),
            "Строк": str(one.rows),
            "Основание": one.reason,
            "Кто (со слов)": one.destroyed_by,
        }
        for one in erasure.record(stored.store())
    ]
    if rows:
        st.caption("Записи об уничтожении – для акта")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
