"""«Отчёты»: one stored version, one day, and the papers that are made from them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from data.findings import ListError
from data.period import quarter_end, quarter_to_date, year_to_date
from data.place import is_in_use
from data.russian import date_text, quarter_text
from metrics.results import results_of_periods
from metrics.wording import share_of_people
from pages import kept, session
from pages.parts import badge, tell_outcome
from reports.monitoring import TEMPLATE, monitoring
from reports.own_template import drop_template, keep_template, own_template
from reports.roadmap_document import roadmap_document
from reports.source import Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def main() -> None:
    st.title("Отчёты", anchor=False)
    tell_outcome()
    versions = kept.store().versions() if is_in_use() else []
    if versions:
        chosen = st.selectbox(
            "Версия списков", versions, filter_mode=None, key="report_version",
            format_func=lambda one: f"№ {one.id}, данные от {date_text(one.as_of)}",
        )  # fmt: skip
        source = Source(kept.lists_of(chosen.identity).roster, f"сохранённая версия № {chosen.id}")
    else:
        badge("Ничего ещё не сохранено: отчёт получится по демонстрационной школе.")
        source = Source(session.demonstration().roster, "демонстрационные данные", is_demonstration=True)
    as_of, end = source.roster.as_of, quarter_end(source.roster.as_of)
    on = st.date_input(
        "На какой день", end if end < dt.date.today() else as_of, format="DD.MM.YYYY",
        key=f"report_on_{source.words}", min_value=session.EARLIEST, max_value=session.LATEST,
    )  # fmt: skip
    on = on or as_of
    st.subheader(f"Ежеквартальный мониторинг: {quarter_text(on)}", anchor=False)
    preview(source, on)
    st.subheader("Дорожная карта", anchor=False)
    edition, told = kept.roadmap(), session.declarations()
    st.download_button(
        "Скачать дорожную карту в Word", lambda: roadmap_document(edition, told),
        file_name="дорожная_карта.docx", mime=DOCX, icon=":material/description:", on_click="ignore",
        help="Как она сейчас, с местом для подписи «УТВЕРЖДАЮ».",
    )  # fmt: skip


def preview(source: Source, on: dt.date) -> None:
    """The figures that the paper will hold, and the paper."""
    told = session.declarations()
    found = results_of_periods(source.roster, [quarter_to_date(on), year_to_date(on)], declarations=told)
    rows = [
        {
            "Показатель": f"{quarter.indicator.number}. {quarter.indicator.short}",
            "За квартал": share_of_people(quarter),
            "С начала года": share_of_people(year),
            "Состояние": year.status.title,
        }
        for quarter, year in zip(*found, strict=True)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    st.caption(
        "В отчёте ещё: изменение за квартал, выбывшие, кто не охвачен по классам, ход дорожной карты и место для "
        "выводов. Для внутреннего пользования: малые группы не скрыты."
    )
    own = own_template(kept.store()) if is_in_use() else None
    roadmap = kept.roadmap_standings()
    st.download_button(
        "Скачать мониторинг в Word",
        lambda: monitoring(source, on, told, roadmap, dt.date.today(), own),
        file_name=f"мониторинг_{on:%Y-%m-%d}.docx", mime=DOCX, icon=":material/description:", on_click="ignore",
        type="primary",
    )  # fmt: skip
    with st.expander("Свой шаблон Word", icon=":material/article:"):
        st.caption(
            "Скачайте шаблон, измените оформление и слова в Word и загрузите сюда. Вставки «{{ … }}» и «{% … %}» "
            "заменяются цифрами: их можно переставлять и убирать."
        )
        st.download_button(
            "Скачать нынешний шаблон", own or TEMPLATE.read_bytes(), file_name="шаблон_мониторинга.docx", mime=DOCX,
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        file = st.file_uploader("Шаблон (docx)", key="own_template")
        if file is not None and st.button("Использовать этот шаблон", icon=":material/check:"):
            _take(source, on, file.getvalue())
        if own:
            st.button("Вернуть шаблон программы", on_click=_back, icon=":material/undo:")


def _take(source: Source, on: dt.date, content: bytes) -> None:
    """Keeps the template, once a report could be made with it."""
    try:
        monitoring(source, on, session.declarations(), kept.roadmap_standings(), dt.date.today(), content)
        keep_template(kept.store(), content)
    except ListError as fault:
        st.error(str(fault), icon=":material/error:")
        return
    kept.told("success", "Шаблон принят: отчёты делаются по нему.")
    st.rerun()


@kept.telling
def _back() -> None:
    drop_template(kept.store())
    kept.told("success", "Снова используется шаблон программы.")


main()
