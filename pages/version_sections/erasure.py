"""Erasure of a version or of a person, after a confirmation, and its record."""

from __future__ import annotations

import streamlit as st

from data.people.person_search import ErasureTarget
from data.russian import date_text
from data.store import erasure
from data.store.versions import Version
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.state import actions, session, stored
from pages.state.draft import end
from pages.state.state import State, state


def erase(chosen: Version | None) -> None:
    """Erases a version or a person, after a confirmation.

    Where nothing is stored any more, shows the record alone.
    """
    if copies := erasure.copies(stored.store()):
        st.warning(
            plain("Уничтоженное останется в копиях базы, сделанных раньше; удалите их сами: " + "; ".join(copies)),
            icon=":material/content_copy:",
        )
    if chosen is None:
        _log()
        return
    reason = st.text_input("Основание (останется в записи для акта)", max_chars=300, key="destroy_reason")
    what = st.radio("Что уничтожить", [f"версию № {chosen.id}", "всё об одном человеке"], key="destroy_what")
    person = _person() if what == "всё об одном человеке" else None
    sure = st.checkbox("Понимаю, что вернуть будет нельзя", key=state.key(State.destroy_sure))
    ready = sure and (person is not None or what != "всё об одном человеке")
    st.button(
        "Уничтожить навсегда", type="primary", disabled=not ready, icon=":material/delete_forever:",
        on_click=_erase, args=(chosen.id, person, reason),
    )  # fmt: skip
    _log()


@actions.reporting_refusal
def _erase(number: int, person: ErasureTarget | None, reason: str) -> None:
    try:
        if person is None:
            erasure.destroy_version(stored.store(), number, actions.person(), reason)
            has_draft = False
        else:
            has_draft = erasure.destroy_person(stored.store(), person, actions.person(), reason).draft
            end()
        also = " Вместе с ними уничтожен черновик загрузки: загрузите файлы заново." if has_draft else ""
        actions.report_success(f"Данные уничтожены; запись об этом – ниже, в том же разделе.{also}")
    finally:
        state.destroy_sure = False
        del state.comparison
        stored.forget_lists()
        stored.refresh()
        session.close_version()


def _person() -> ErasureTarget | None:
    people = stored.people_of_versions()
    person = st.selectbox(
        "Человек", people, index=None, placeholder="Начните вводить фамилию", key="destroy_person",
        format_func=lambda person: f"{person.name}, {date_text(person.birth)}" if person.birth else person.name,
    )  # fmt: skip
    if person is not None:
        target = erasure.would_destroy(stored.store(), person)
        numbers = ", ".join(f"№ {number}" for number in target.versions)
        st.caption(
            f"Будет убрано строк: {target.rows}, в версиях {numbers}; с ними пары этого человека и замечания о нём. "
            "Проверьте, что это один человек. Файлы, вложенные в журнал дорожной карты, не просматриваются."
        )
        if target.draft:
            st.caption("Черновик загрузки называет этого человека или однофамильца и будет уничтожен целиком.")
        table(target.shown)
    return person


def _log() -> None:
    """Shows what was erased, ready for the act."""
    rows = [
        {
            "Когда": when(erased.destroyed_at),
            "Что": "версия" if erased.what == "version" else "данные одного человека",
            "Версии": ", ".join(f"№ {number}" for number in erased.versions),
            "Строк": str(erased.rows),
            "Основание": erased.reason,
            "Кто (со слов)": erased.destroyed_by,
        }
        for erased in erasure.record(stored.store())
    ]
    if rows:
        st.caption("Записи об уничтожении – для акта")
        table(rows)
