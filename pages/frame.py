"""The frame of every page: navigation, sidebar, and notes that stand everywhere."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.findings import ListError
from pages.components.parts import old_version_note
from pages.components.plain_text import plain
from pages.shell import sidebar
from pages.state import session, stored
from pages.state.state import state

OVERVIEW, INDICATOR, METHOD = "Обзор", "Показатели подробно", "Порядок расчёта"
OPEN_TO_OTHERS = (OVERVIEW, INDICATOR, METHOD)  # pages that can do without names
FILTERED = (OVERVIEW, INDICATOR)  # pages that the fields of the sidebar act on


def main() -> None:
    page = _navigation()
    st.set_page_config(
        "Наставничество: панель показателей", Path(__file__).with_name("icon.png"), "wide",
        initial_sidebar_state="auto" if page.title in FILTERED else "collapsed",
    )  # fmt: skip
    try:
        for sentence in stored.interrupted():
            st.warning(plain(sentence), icon=":material/history:")
        for sentence in stored.faults():  # before anything is read: a damaged store is named and not shown
            st.error(plain(sentence), icon=":material/error:")
        stored.refresh()
        if page.title in FILTERED:
            sidebar.ask()
        else:
            sidebar.ask_show()
        old_version_note()
        if session.lost_on_reload():
            st.warning(
                "Страница загружена заново, и списки прежнего сеанса закрыты. Показано то, что было до них. "
                "Черновик загрузки ждёт на странице «Загрузка списков».",
                icon=":material/refresh:",
            )
        if state.show and page.title not in OPEN_TO_OTHERS:
            st.info(
                "В режиме показа эта страница закрыта: на ней имена и малые числа.", icon=":material/visibility_off:"
            )
            st.button("Выключить режим показа", on_click=sidebar.end_show)
        else:
            page.run()
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        st.button("Повторить", icon=":material/refresh:")


def _navigation() -> StreamlitPage:
    return st.navigation(
        {
            "": [st.Page("overview.py", title=OVERVIEW, default=True)],
            "Показатели": [
                st.Page("indicator.py", title=INDICATOR, url_path="indicator"),
                st.Page("method.py", title=METHOD, url_path="method"),
            ],
            "Списки": [
                st.Page("uploads.py", title="Загрузка списков", url_path="uploads"),
                st.Page("versions.py", title="Сохранённые версии", url_path="versions"),
            ],
            "Программа и отчёты": [
                st.Page("roadmap.py", title="Дорожная карта", url_path="roadmap"),
                st.Page("documents.py", title="Отчёты", url_path="documents"),
                st.Page("settings.py", title="Настройки", url_path="settings"),
            ],
        },
        position="top",
    )


main()
