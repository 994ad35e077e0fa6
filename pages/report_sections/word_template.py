"""A Word template of a paper on «Отчёты», which the school may replace."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from access.rights import Action
from data.findings import ListError
from pages.components.downloads import download
from pages.components.plain_text import plain
from pages.state import actions, session, stored
from reports.monitoring.school_template import NAME
from reports.request import ReportRequest
from reports.school_templates import drop_template, school_template, store_template


def template_is_usable(request: ReportRequest) -> bool:
    """Returns whether a monitoring can be made by the template in use.

    Says why not, and offers that of the app.
    """
    template = school_template(request.store, NAME)
    if template is None:
        return True
    try:
        lacks = session.check_template(template)
    except ListError as refusal:
        st.error(
            plain(f"{refusal} Пока школа пользуется этим шаблоном, мониторинг не делается."), icon=":material/error:"
        )
        st.button("Делать мониторинг по шаблону программы", on_click=_back, args=(NAME,), icon=":material/undo:")
        return False
    if lacks:
        st.warning(
            f"В шаблоне школы нет вставок для этих частей, и в отчёте их не будет: {'; '.join(lacks)}. Вставки – в "
            "шаблоне программы: верните его ниже, скачайте и перенесите их в свой.",
            icon=":material/article:",
        )
    return True


def word_template(
    request: ReportRequest, name: str, of_the_app: bytes, file_name: str, check: Callable[[bytes], object]
) -> None:
    """Offers the template in use, takes one of the school, and drops it again.

    `check` tries a template on the lists of the report and of the demonstration; it raises `ListError` where no paper
    comes of it.
    """
    template = school_template(request.store, name)
    st.caption(
        "Скачайте шаблон, измените оформление и слова в Word и загрузите сюда. Вставки «{{ … }}» и «{% … %}» "
        "заменяются сведениями из списков: их можно переставлять и убирать."
    )
    content = template or of_the_app
    download(
        "word_template", "Скачать нынешний шаблон", lambda: content, file_name=file_name, key=f"template_in_use_{name}"
    )
    file = st.file_uploader("Шаблон (docx)", key=f"template_of_school_{name}")
    if file is not None and st.button("Использовать этот шаблон", icon=":material/check:", key=f"use_template_{name}"):
        _use(name, file.getvalue(), check)
    if template:
        st.button("Вернуть шаблон программы", on_click=_back, args=(name,), icon=":material/undo:", key=f"drop_{name}")


def _use(name: str, content: bytes, check: Callable[[bytes], object]) -> None:
    """Stores the template, once a paper could be made with it."""
    try:
        check(content)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")  # it quotes the template
        return
    store_template(stored.store(Action.DECIDE_REPORTS), name, content)
    actions.report_success("Шаблон принят: документы делаются по нему.")
    st.rerun()


@actions.reporting_refusal
def _back(name: str) -> None:
    drop_template(stored.store(Action.DECIDE_REPORTS), name)
    actions.report_success("Снова используется шаблон программы.")
