"""«Сохранённые версии»: what was saved when, what changed, what was reported, and destroying for good."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.checking.messages import counts_words
from data.russian import date_text
from data.store.location import is_in_use
from data.store.versions import Identity, Version
from metrics.wording import share_text
from pages.components.comparison import compared
from pages.components.parts import ask_who, badge, cloud_note, plain, tell_outcome, when, widths
from pages.state import session, stored
from pages.version_sections.erasure import destroy
from pages.version_sections.fixed_periods import reported

# px: what stayed out and the shares are seen without scrolling on a narrow screen
WIDTHS = {"Версия": 135, "Дата данных": 90, "Списки": 265, "Не вошло строк": 115}
SHARE_WIDTH = 60


def main() -> None:
    st.title("Сохранённые версии", anchor=False)
    if not is_in_use():
        badge("Ничего ещё не сохранено.")
        st.page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")
        return
    tell_outcome()
    cloud_note()
    versions = stored.store().versions()
    chosen = None
    if versions:
        table_of(versions)
        ask_who()
        st.subheader("Что сделать с версией", anchor=False)
        chosen = st.selectbox("Версия", versions, format_func=title, filter_mode=None, key="chosen_version")
        actions(versions, chosen)
    else:
        badge("Сохранённых версий нет.")
        st.page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")
    st.subheader("Отчётные периоды", anchor=False)
    reported(versions)
    with st.expander("Уничтожить данные навсегда", icon=":material/delete_forever:"):
        destroy(chosen)


def title(version: Version) -> str:
    note = f" – {version.note}" if version.note else ""
    return f"№ {version.id}, данные от {date_text(version.as_of)}{note}"


def table_of(versions: list[Version]) -> None:
    """The versions with their shares, each on the date of its data."""
    found = stored.results_of_versions(versions)
    shares = {
        f"Показатель {one.number}": st.column_config.Column(f"№ {one.number}", width=SHARE_WIDTH)
        for one in stored.declarations().indicators
    }
    rows = [
        {
            "Версия": f"№ {one.id}" + (" – действующая" if place == 0 else ""),
            "Дата данных": date_text(one.as_of),
            "Списки": counts_words(one.counts),
            "Не вошло строк": str(sum(one.left_out.values())),
            **{f"Показатель {result.indicator.number}": share_text(result) for result in found[one.id]},
            "Сохранена": when(one.saved_at),
            "Кто (со слов)": one.saved_by,
            "Примечание": one.note + (f" (копия версии № {one.copy_of})" if one.copy_of else ""),
            "Файлы": ", ".join(file["name"] for file in one.files),
        }
        for place, one in enumerate(versions)
    ]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 280),
        column_config=widths(WIDTHS) | shares,
    )  # fmt: skip


def actions(versions: list[Version], chosen: Version) -> None:
    """Open, make current, compare."""
    left, right = st.columns(2)
    left.button("Открыть эту версию", on_click=session.open_version, args=(chosen,), icon=":material/visibility:")
    is_current = chosen.id == versions[0].id
    right.button(
        "Сделать действующей", disabled=is_current, icon=":material/restore:", on_click=_make_current,
        args=(chosen, versions[0].identity),
    )  # fmt: skip
    others = [one for one in versions if one.id != chosen.id]
    if others:
        older = next((one for one in others if one.id < chosen.id), others[0])
        other = st.selectbox(
            "Сравнить с версией", others, index=others.index(older), format_func=title, filter_mode=None,
            key=f"compared_with_{chosen.id}",
        )  # fmt: skip
        if st.toggle("Показать, что изменилось", key="compare"):
            first, second = sorted((chosen, other), key=lambda one: one.id)
            st.caption(plain(f"Было: версия {title(first)}. Стало: версия {title(second)}."))
            compared(stored.lists_of((first.id, first.sha256)), stored.lists_of((second.id, second.sha256)))


@stored.telling
def _make_current(chosen: Version, current: Identity) -> None:
    made = stored.store().make_current(chosen.id, stored.who(), f"снова действует версия № {chosen.id}", current)
    stored.told("success", f"Версия № {chosen.id} снова действует: сохранена как версия № {made.id}.")
    stored.look()
    session.close_version()


main()
