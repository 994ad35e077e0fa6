"""«Сохранённые версии»: versions, their differences, fixed periods and erasure."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.checking.messages import counts_words
from data.russian import date_text
from data.store.versions import Identity, Version
from metrics.results import Result
from metrics.wording import share_text
from pages.components.comparison import compared
from pages.components.links import page_link
from pages.components.parts import ask_who, badge, cloud_note, show_outcome, who_title
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.state import actions, figures, rights, session, stored
from pages.state.state import state
from pages.version_sections.erasure import erase
from pages.version_sections.fixed_periods import reported


def main() -> None:
    st.title("Сохранённые версии", anchor=False)
    if stored.store_or_none(Action.READ_STORE) is None:
        badge("Ничего ещё не сохранено.")
        page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")
        return
    show_outcome()
    cloud_note()
    versions = stored.versions()
    periods_first = state.is_sent_to_periods
    if periods_first:
        if versions:
            ask_who()
        _periods(versions)
    chosen = _versions(versions, asks_who=not periods_first)
    if not periods_first:
        _periods(versions)
    if rights.may(Action.DESTROY):
        with st.expander("Уничтожить данные навсегда", state.destroy_begun, icon=":material/delete_forever:"):
            erase(chosen)


def _versions(versions: list[Version], *, asks_who: bool) -> Version | None:
    """Shows the versions and what can be done with one; returns that one, None where there are none."""
    if not versions:
        badge("Сохранённых версий нет.")
        page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")
        return None
    versions_table(versions)
    if asks_who:
        ask_who()
    st.header("Что сделать с версией", anchor=False)
    chosen = st.selectbox("Версия", versions, format_func=title, filter_mode=None, key="chosen_version")
    what_to_do(versions, chosen)
    return chosen


def _periods(versions: list[Version]) -> None:
    st.header("Отчётные периоды", anchor=False)
    reported(versions)


def title(version: Version) -> str:
    note = f" – {version.note}" if version.note else ""
    return f"№ {version.id}, данные от {date_text(version.as_of)}{note}"


def versions_table(versions: list[Version]) -> None:
    """Shows the versions with their shares, each on the date of its data."""
    by_version = figures.results_of_versions(versions)
    rows = [_row(version, by_version[version.id], is_current=version is versions[0]) for version in versions]
    table(rows)


def _row(version: Version, results: list[Result], is_current: bool) -> dict[str, str]:
    return {
        "Версия": f"№ {version.id}" + (" – действующая" if is_current else ""),
        "Дата данных": date_text(version.as_of),
        "Списки": counts_words(version.counts),
        "Не вошло строк": str(sum(version.left_out.values())),
        **{f"№ {result.indicator.number}": share_text(result) for result in results},
        "Сохранена": when(version.saved_at),
        who_title(): version.saved_by,
        "Примечание": version.note + (f" (копия версии № {version.copy_of})" if version.copy_of else ""),
        "Файлы": ", ".join(file["name"] for file in version.files),
    }


def what_to_do(versions: list[Version], chosen: Version) -> None:
    """Offers to open a version, to make it current, to compare it."""
    left, right = st.columns(2)
    left.button("Открыть эту версию", on_click=session.open_version, args=(chosen,), icon=":material/visibility:")
    is_current = chosen.id == versions[0].id
    right.button(
        "Сделать действующей",
        disabled=is_current,
        icon=":material/restore:",
        on_click=_make_current,
        args=(chosen, versions[0].identity),
    )
    others = [version for version in versions if version.id != chosen.id]
    if others:
        nearest = next((version for version in others if version.id < chosen.id), others[0])
        second = st.selectbox(
            "Сравнить с версией",
            others,
            index=others.index(nearest),
            format_func=title,
            filter_mode=None,
            key=f"compared_with_{chosen.id}",
        )
        if st.toggle("Показать, что изменилось", key="compare"):
            older, newer = sorted((chosen, second), key=lambda version: version.id)
            st.caption(plain(f"Было: версия {title(older)}. Стало: версия {title(newer)}."))
            compared(stored.lists_of(older.identity), stored.lists_of(newer.identity))


@actions.reporting_refusal
def _make_current(chosen: Version, current: Identity) -> None:
    note = f"снова действует версия № {chosen.id}"
    made = stored.store(Action.SAVE_LISTS).make_current(chosen.id, actions.person(), note, current)
    actions.report_success(f"Версия № {chosen.id} снова действует: сохранена как версия № {made.id}.")
    stored.refresh()
    session.close_version()


main()
