"""Erasure of a version or of a person, after a confirmation, and its record."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.people.person_search import ErasureTarget
from data.people_caches import clear_people
from data.russian import TEXTS, counted, date_text
from data.store import erasure, erasure_records
from data.store.versions import Version
from pages.components.parts import who_title
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.state import actions, records, session, stored
from pages.state.draft import end
from pages.state.state import SessionState, state

ONE_PERSON = "всё об одном человеке"


def erase(chosen: Version | None) -> None:
    """Erases a version or a person, after a confirmation.

    Where nothing is stored any more, shows the record alone.
    """
    if copies := erasure_records.known_copies(stored.store(Action.READ_STORE)):
        st.warning(
            plain("Уничтоженное останется в копиях базы, сделанных раньше; удалите их сами: " + "; ".join(copies)),
            icon=":material/content_copy:",
        )
    if chosen is None:
        _log()
        return
    reason = st.text_input("Основание (останется в записи для акта)", max_chars=300, key="destroy_reason")
    what = st.radio("Что уничтожить", [f"версию № {chosen.id}", ONE_PERSON], key=state.key(SessionState.destroy_what))
    person = _person() if what == ONE_PERSON else None
    sure = st.checkbox("Понимаю, что вернуть будет нельзя", key=state.key(SessionState.destroy_sure))
    ready = sure and (person is not None or what != ONE_PERSON)
    st.button(
        "Уничтожить навсегда",
        type="primary",
        disabled=not ready,
        icon=":material/delete_forever:",
        on_click=_erase,
        args=(chosen.id, person, reason),
    )
    _log()


def begin_with(person: ErasureTarget) -> None:
    """Has the fields filled in for a person of the versions."""
    state.destroy_begun, state.destroy_what = True, ONE_PERSON
    state.destroy_person = next((one for one in records.people_of_versions() if one == person), None)


@actions.reporting_refusal
def _erase(number: int, person: ErasureTarget | None, reason: str) -> None:
    try:
        if person is None:
            erasure.erase_version(stored.store(Action.DESTROY), number, actions.person(), reason)
            also = ""
        else:
            destroyed = erasure.erase_person(stored.store(Action.DESTROY), person, actions.person(), reason)
            end()
            also = " Вместе с ними уничтожен черновик загрузки: загрузите файлы заново." if destroyed.draft else ""
            also += " Уничтожены и выводы мониторинга, где назван этот человек." if destroyed.conclusions else ""
        actions.report_success(f"Данные уничтожены; запись об этом – ниже, в том же разделе.{also}")
    finally:
        state.destroy_sure = False
        del state.comparison
        clear_people()
        stored.refresh()
        session.close_version()


def _person() -> ErasureTarget | None:
    people = records.people_of_versions()
    person = st.selectbox(
        "Человек",
        people,
        index=None,
        key=state.key(SessionState.destroy_person),
        placeholder="Начните вводить фамилию",
        format_func=lambda person: f"{person.name}, {date_text(person.birth)}" if person.birth else person.name,
    )
    if person is not None:
        target = erasure.preview_erasure(stored.store(Action.READ_STORE), person)
        numbers = ", ".join(f"№ {number}" for number in target.versions)
        st.caption(
            f"Будет убрано строк: {target.rows}, в версиях {numbers}; с ними пары этого человека и замечания о нём. "
            "Проверьте, что это один человек. Файлы, вложенные в журнал дорожной карты, не просматриваются."
        )
        if target.draft:
            st.caption("Черновик загрузки называет этого человека или однофамильца и будет уничтожен целиком.")
        if target.contacts:
            st.caption(f"Встречи пар этого человека и записи, где он назван ({target.contacts}), будут уничтожены.")
        if target.conclusions:
            texts = counted(target.conclusions, *TEXTS)
            st.caption(f"Выводы мониторинга ({texts}) называют этого человека или однофамильца и будут уничтожены.")
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
            who_title(): erased.destroyed_by,
        }
        for erased in erasure_records.erasure_records(stored.store(Action.READ_STORE))
    ]
    if rows:
        st.caption("Записи об уничтожении – для акта")
        table(rows)
