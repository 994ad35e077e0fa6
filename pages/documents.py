"""«Отчёты»: a version and a day, chosen once, and the reports made from them."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.periods import quarter_end, year_to_date
from data.russian import date_text
from metrics.disclosure.public_tables import PublicFigures
from metrics.sensitive import special_titles
from metrics.settings import goals_are_its_own
from pages.components.date_fields import date_field
from pages.components.links import page_link
from pages.components.parts import ask_who, badge, report_button, show_outcome, who_title
from pages.components.plain_text import when
from pages.components.tables import table
from pages.report_sections.figures import hidden_values, shares_table
from pages.report_sections.monitoring import monitoring
from pages.report_sections.municipal_base import municipal_base
from pages.report_sections.pair_papers import pair_papers
from pages.settings_sections.goals import GOALS
from pages.state import figures, records, session, stored
from pages.state.state import SessionState, state
from reports.publication.content import lead
from reports.request import ReportRequest
from reports.source import HIDDEN, PERSONAL, Source, count_text


def main() -> None:
    st.title("Отчёты", anchor=False)
    st.caption("По всей школе, без отбора. День отчёта выбирается здесь.")
    show_outcome()
    request = _request()
    sections = {
        "Мониторинг": monitoring,
        "Страница директору": _director,
        "Публикация": _publication,
        "Муниципальная база": _base,
        "Показатели с людьми": _people,
        "Документы пар": pair_papers,
        "Дорожная карта": _roadmap,
        "Журнал": _log,
    }
    chosen = st.segmented_control(
        "Отчёт",
        list(sections),
        default=next(iter(sections)),
        required=True,
        key=state.key(SessionState.report),
        bind="query-params",
        label_visibility="collapsed",
    )
    sections[chosen](request)


def _request() -> ReportRequest:
    """Asks for the version, the day and the person, once for all reports."""
    store = stored.store_or_none(Action.REPORT)
    version_field, day_field, name_field = st.columns([0.4, 0.25, 0.35])
    with version_field:
        source = _source()
    as_of, end = source.roster.as_of, quarter_end(source.roster.as_of)
    with day_field:
        on = date_field(
            "На какой день",
            end if end < dt.date.today() else as_of,
            f"report_on_{source.made_from}",
            help="Квартал и год этого дня и есть отчётные.",
        )
    if store:
        with name_field:
            ask_who()
    return ReportRequest(source, year_to_date(on or as_of), stored.declarations(), store, dt.date.today())


def _source() -> Source:
    """Asks for the version; where nothing is stored it is the demonstration school."""
    versions = stored.versions()
    if not versions:
        badge("Ничего ещё не сохранено: отчёты получатся по демонстрационной школе.")
        return Source(session.demonstration().roster, "демонстрационные данные", is_demonstration=True)
    version = st.selectbox(
        "Версия списков",
        versions,
        filter_mode=None,
        key=state.key(SessionState.report_version),
        format_func=lambda version: f"№ {version.id}, данные от {date_text(version.as_of)}",
    )
    return Source.of_version(stored.lists_of(version.identity).roster, *version.identity)


def _director(request: ReportRequest) -> None:
    st.header(f"Страница директору: на {date_text(request.on)}", anchor=False)
    st.caption("Одна страница A4: показатели, что сделать и кто отвечает. Без имён обучающихся и педагогов.")
    report_button("Скачать страницу (PDF)", "director", request)


def _publication(request: ReportRequest) -> None:
    """Shows what the site will show, and offers the two files of it."""
    st.header(f"Публикация в рубрике «Наставничество»: {request.on.year} год", anchor=False)
    public = figures.public_figures("annual", request)
    st.markdown(f"**{lead(public.periods[0])}**")
    shares_table({"Значение": public.periods[0]})
    hidden_values(public.published)
    _public_tables(public)
    st.caption(
        "Без имён. HTML – один файл с рисунками, которые показывают значения при наведении: его можно положить на сайт "
        "как есть. "
        "PDF – для сайтов, которые не принимают страниц со скриптами."
    )
    left, right = st.columns(2)
    with left:
        report_button("Скачать страницу (HTML)", "html", request)
    with right:
        report_button("Скачать документ (PDF)", "pdf", request)


def _public_tables(public: PublicFigures) -> None:
    with st.expander("Таблицы публикации", icon=":material/table:"):
        for public_table in public.tables:
            st.markdown(f"**{public_table.title}**")
            rows = [
                {"": line.label, **dict(zip(public_table.columns, map(count_text, line.counts), strict=True))}
                for line in public_table.lines
            ]
            table(rows)
        st.caption(f"{HIDDEN} Не публикуется.")


def _base(request: ReportRequest) -> None:
    municipal_base(request, state.report_version.id if state.report_version else None)


def _people(request: ReportRequest) -> None:
    st.header(f"Показатели с людьми: {request.on.year} год, на {date_text(request.on)}", anchor=False)
    st.caption(
        f"Книга Excel для работы в школе: показатели с рисунками, кто учтён и кто ещё не охвачен, разрезы. {PERSONAL}."
    )
    special = st.checkbox(
        "Вместе с закрытыми сведениями",
        key="special",
        help=f"{special_titles(request.declarations)}. Без этого в книге не видно, о ком они.",
    )
    report_button("Скачать книгу Excel", "special" if special else "xlsx", request)


def _roadmap(request: ReportRequest) -> None:
    st.header("Дорожная карта", anchor=False)
    if records.roadmap().roadmap.is_awaited:
        st.caption("Своя дорожная карта школы ещё не загружена.")
        page_link("roadmap.py", label="Загрузить свою дорожную карту", icon=":material/upload_file:")
        return
    st.caption("Как она сейчас, в таблице самого документа, с местом для подписи «УТВЕРЖДАЮ».")
    report_button("Скачать дорожную карту в Word", "roadmap", request)
    if not goals_are_its_own(request.declarations.settings):
        st.caption("Таблицы целевых значений в документе нет, пока школа их не подтвердила или не вписала свои.")
        page_link(
            "settings.py",
            label="Целевые значения школы",
            icon=":material/flag:",
            query_params={state.key(SessionState.settings_section): GOALS},
        )


def _log(_request: ReportRequest) -> None:
    """Shows what was made when, by whom and with which marking."""
    st.header("Журнал выгрузок", anchor=False)
    rows = [
        {
            "Когда": when(export.made_at),
            who_title(): export.made_by,
            "Что": export.what,
            "На день": date_text(export.on),
            "Пометка": export.marking,
            "Из чего": export.made_from,
        }
        for export in records.exports()
    ]
    if rows:
        table(rows)
    else:
        st.caption("Пока ничего не выгружено.")


main()
