"""The frame of every page: navigation, sidebar, and notes that stand everywhere."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from access.journal import Event
from access.model import Account
from access.rights import Page, may_open
from data.findings import ListError
from pages.components.parts import old_version_note
from pages.components.plain_text import plain
from pages.shell import sidebar
from pages.state import session, stored
from pages.state.account import let_in
from pages.state.state import state

MENU = {
    "": [Page.OVERVIEW],
    "Показатели": [Page.INDICATOR, Page.METHOD],
    "Люди и пары": [Page.PAIRS, Page.MATCHING, Page.PERSON],
    "Списки": [Page.UPLOADS, Page.VERSIONS],
    "Программа и отчёты": [Page.ROADMAP, Page.DOCUMENTS],
    "Настройки": [Page.SETTINGS, Page.ACCOUNTS, Page.JOURNAL],
}
OPEN_TO_OTHERS = (Page.OVERVIEW, Page.INDICATOR, Page.METHOD, Page.PAIRS)  # pages that can do without names
FILTERED = (Page.OVERVIEW, Page.INDICATOR)  # pages that the fields of the sidebar act on


def main() -> None:
    try:
        for sentence in stored.interrupted():  # before a damaged store refuses to say who is there
            st.warning(plain(sentence), icon=":material/history:")
        account = let_in()
        shown = _navigation(account)
        _page(shown, next(page for page in Page if page.title == shown.title), account)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        st.button("Повторить", icon=":material/refresh:")


def _page(shown: StreamlitPage, page: Page, account: Account | None) -> None:
    """Shows what stands on every page, and the page where whoever has signed in may open it."""
    st.set_page_config(
        "Наставничество: панель показателей",
        Path(__file__).with_name("icon.png"),
        "wide",
        initial_sidebar_state="auto" if page in FILTERED else "collapsed",
    )
    session.belong_to(account)
    if account:
        sidebar.show_account(account)
    if not may_open(account, page):
        st.info("Эта страница вашей учётной записи не открыта. Права даёт руководитель.", icon=":material/lock:")
        return
    if state.opened_page != page:
        stored.record(Event.OPENED, page.value)
        state.opened_page = page.value
    for sentence in stored.faults():  # before anything is read: a damaged store is named and not shown
        st.error(plain(sentence), icon=":material/error:")
    stored.refresh()
    if page in FILTERED:
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
    if state.show and page not in OPEN_TO_OTHERS:
        st.info("В режиме показа эта страница закрыта: на ней имена и малые числа.", icon=":material/visibility_off:")
        st.button("Выключить режим показа", on_click=sidebar.end_show)
    else:
        shown.run()


def _navigation(account: Account | None) -> StreamlitPage:
    """Shows the menu of what may be opened, the first page of it at the start; the rest can be asked for by address."""
    first = next(page for pages in MENU.values() for page in pages if may_open(account, page))
    return st.navigation(
        {
            section: [
                st.Page(
                    f"{page}.py",
                    title=page.title,
                    url_path=page.value,
                    default=page is first,
                    visibility="visible" if may_open(account, page) else "hidden",
                )
                for page in pages
            ]
            for section, pages in MENU.items()
        },
        position="top",
    )


main()
