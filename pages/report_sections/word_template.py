"""The Word template of the monitoring on «Отчёты», which the school may replace."""

from __future__ import annotations

import streamlit as st

from data.findings import ListError
from pages.components.plain_text import plain
from pages.state import actions, session, stored
from reports.monitoring.document import TEMPLATE, monitoring
from reports.monitoring.paper import Reader
from reports.monitoring.school_template import drop_template, keep_template, own_template
from reports.registry import Order


def template_is_usable(order: Order) -> bool:
    """Returns whether a report can be made by the template in use.

    Says why not, and offers that of the app.
    """
    template = own_template(order.store)
    if template is None:
        return True
    try:
        session.check_template(template)
    except ListError as refusal:
        st.error(
            plain(f"{refusal} Пока школа пользуется этим шаблоном, мониторинг не делается."), icon=":material/error:"
        )
        st.button("Делать мониторинг по шаблону программы", on_click=_back, icon=":material/undo:")
        return False
    return True


def word_template(order: Order) -> None:
    """Offers the template in use, takes one of the school, and drops it again."""
    template = own_template(order.store)
    with st.expander("Свой шаблон Word", icon=":material/article:"):
        st.caption(
            "Скачайте шаблон, измените оформление и слова в Word и загрузите сюда. Вставки «{{ … }}» и «{% … %}» "
            "заменяются цифрами: их можно переставлять и убирать."
        )
        st.download_button(
            "Скачать нынешний шаблон", template or TEMPLATE.read_bytes(), file_name="шаблон_мониторинга.docx",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        file = st.file_uploader("Шаблон (docx)", key="own_template")
        if file is not None and st.button("Использовать этот шаблон", icon=":material/check:"):
            _take(order, file.getvalue())
        if template:
            st.button("Вернуть шаблон программы", on_click=_back, icon=":material/undo:")


def _take(order: Order, content: bytes) -> None:
    """Stores the template, once a report could be made with it."""
    try:
        monitoring(order.paper(Reader.SCHOOL), content)
        keep_template(stored.store(), content, session.demonstration().roster)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")  # it quotes the template
        return
    actions.report_success("Шаблон принят: отчёты делаются по нему.")
    st.rerun()


@actions.reporting_refusal
def _back() -> None:
    drop_template(stored.store())
    actions.report_success("Снова используется шаблон программы.")
