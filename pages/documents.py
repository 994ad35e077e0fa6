"""«Отчёты»: one stored version and one day, chosen once, and the papers that are made from them."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import streamlit as st

from data.periods import quarter_end, year_to_date
from data.russian import counted, date_text, quarter_text
from data.store.location import is_in_use
from metrics.disclosure.facts import SMALLEST_SHOWN, Published
from metrics.disclosure.public_tables import PublicFigures
from metrics.results import Result, Status
from metrics.sensitive import special_titles
from metrics.wording import share_of_people
from pages.components.parts import ask_who, badge, report_button, tell_outcome, when, widths
from pages.report_sections.municipal_base import municipal_base
from pages.report_sections.word_template import own_template_section, template_is_usable
from pages.roadmap_sections.activity import quarter_fixed
from pages.state import session, stored
from reports.publication.content import lead
from reports.registry import Order
from reports.source import HIDDEN, PERSONAL, Source, count_text, version_words

LOG_WIDTHS = {"Когда": 135, "Кто (со слов)": 120, "Что": 130, "На день": 90, "Пометка": 220, "Из чего": 200}  # px
ROW_HEIGHT = 66  # px: three lines


def main() -> None:
    st.title("Отчёты", anchor=False)
    st.caption("По всей школе: дата, период и отбор слева на отчёты не действуют.")
    tell_outcome()
    order = _asked()
    sections = {
        "Мониторинг": _monitoring,
        "Публикация": _publication,
        "Муниципальная база": _base,
        "Показатели с людьми": _people,
        "Дорожная карта": _roadmap,
        "Журнал": _log,
    }
    chosen = st.segmented_control(
        "Отчёт", list(sections), default=next(iter(sections)), required=True, key="report", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    sections[chosen](order)


def _asked() -> Order:
    """The version, the day and the person, chosen once for all reports."""
    store = stored.store() if is_in_use() else None
    versions = store.versions() if store else []
    version, day, name = st.columns([0.4, 0.25, 0.35])
    if versions:
        chosen = version.selectbox(
            "Версия списков", versions, filter_mode=None, key="report_version",
            format_func=lambda one: f"№ {one.id}, данные от {date_text(one.as_of)}",
        )  # fmt: skip
        source = Source(stored.lists_of(chosen.identity).roster, version_words(*chosen.identity))
    else:
        with version:
            badge("Ничего ещё не сохранено: отчёты получатся по демонстрационной школе.")
        source = Source(session.demonstration().roster, "демонстрационные данные", is_demonstration=True)
    as_of, end = source.roster.as_of, quarter_end(source.roster.as_of)
    on = day.date_input(
        "На какой день", end if end < dt.date.today() else as_of, format="DD.MM.YYYY",
        key=f"report_on_{source.words}", min_value=session.EARLIEST, max_value=session.LATEST,
        help="Квартал и год этого дня и есть отчётные.",
    )  # fmt: skip
    if store:
        with name:
            ask_who()
    return Order(source, year_to_date(on or as_of), session.declarations(), store, dt.date.today())


def _monitoring(order: Order) -> None:
    """The figures that the paper will hold, and the paper in two variants."""
    st.subheader(f"Ежеквартальный мониторинг: {quarter_text(order.on)}", anchor=False)
    variants = {"docx": "Для школы: ничего не скрыто", "sending": "Для отправки: малые группы скрыты"}
    kind = st.radio(
        "Вариант", variants, format_func=variants.__getitem__, horizontal=True, key="variant",
        label_visibility="collapsed",
    )  # fmt: skip
    if kind == "docx":
        quarter, year = session.results_of_report(order)
        _shares({"За квартал": quarter, "С начала года": year})
    else:
        figures = session.public_figures("quarterly", order)
        _shares({"За квартал": figures.periods[0], "С начала года": figures.periods[1]})
        _hidden(figures.published)
    st.caption(
        "В отчёте ещё: изменение к прошлому кварталу, выбывшие, кто не охвачен, ход дорожной карты и место для выводов."
    )
    if template_is_usable(order):
        report_button("Скачать мониторинг в Word", kind, order)
    if not quarter_fixed(order.on):
        st.page_link("versions.py", label="Зафиксировать период, чтобы сданные цифры остались", icon=":material/lock:")
    st.page_link("roadmap.py", label="Дорожная карта", icon=":material/checklist:")
    own_template_section(order)


def _shares(told: dict[str, list[Result]]) -> None:
    """The shares of some periods side by side, and the status of the last."""
    *_, last = told.values()
    rows = [
        {
            "Показатель": f"{one.indicator.number}. {one.indicator.short}",
            **{title: _value(results[place]) for title, results in told.items()},
            "Состояние с начала года": "–" if one.status is Status.NOT_PUBLISHED else one.status.title,
        }
        for place, one in enumerate(last)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _value(result: Result) -> str:
    return "не публикуется" if result.status is Status.NOT_PUBLISHED else share_of_people(result)


def _hidden(published: Published) -> None:
    """What is hidden and why."""
    if not published.hidden:
        st.caption("Скрывать нечего: малых групп нет.")
        return
    reasons = Counter(why.title for why in published.hidden.values())
    told = "; ".join(f"{reason} – {count}" for reason, count in reasons.items())
    values = counted(len(published.hidden), "значение", "значения", "значений")
    with st.expander(f"Скрыто {values}: {told}", icon=":material/visibility_off:"):
        st.caption(
            f"Скрывается всякое число меньше {SMALLEST_SHOWN}, доля малой группы целиком, со статусом и остатком до "
            "целевого значения, и ровно столько других чисел, чтобы ни одно скрытое нельзя было вычислить по строкам, "
            "столбцам, итогам и прежним публикациям этого года: для каждого остаётся не меньше трёх возможных значений."
        )
        rows = [{"Что скрыто": name, "Почему": why.title} for name, why in published.hidden.items()]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height="auto")


def _publication(order: Order) -> None:
    """What the site will show, and the two files of it."""
    st.subheader(f"Публикация в рубрике «Наставничество»: {order.on.year} год", anchor=False)
    figures = session.public_figures("annual", order)
    st.markdown(f"**{lead(figures.periods[0])}**")
    _shares({"Значение": figures.periods[0]})
    _hidden(figures.published)
    _public_tables(figures)
    st.caption(
        "Без имён. HTML – один файл с рисунками, которые показывают значения при наведении: его можно положить на сайт "
        "как есть. "
        "PDF – для сайтов, которые не принимают страниц со скриптами."
    )
    left, right = st.columns(2)
    with left:
        report_button("Скачать страницу (HTML)", "html", order)
    with right:
        report_button("Скачать документ (PDF)", "pdf", order)


def _public_tables(figures: PublicFigures) -> None:
    with st.expander("Таблицы публикации", icon=":material/table:"):
        for table in figures.tables:
            st.markdown(f"**{table.title}**")
            rows = [
                {"": line.label, **dict(zip(table.columns, map(count_text, line.counts), strict=True))}
                for line in table.lines
            ]
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height="content")
        st.caption(f"{HIDDEN} Не публикуется.")


def _base(order: Order) -> None:
    chosen = st.session_state.get("report_version")
    municipal_base(order, chosen.id if chosen else None)


def _people(order: Order) -> None:
    st.subheader(f"Показатели с людьми: {order.on.year} год, на {date_text(order.on)}", anchor=False)
    st.caption(
        f"Книга Excel для работы в школе: показатели с рисунками, кто учтён и кто ещё не охвачен, разрезы. {PERSONAL}."
    )
    special = st.checkbox(
        "Вместе с закрытыми сведениями", key="special",
        help=f"{special_titles(order.declarations)}. Без этого в книге не видно, о ком они.",
    )  # fmt: skip
    report_button("Скачать книгу Excel", "special" if special else "xlsx", order)


def _roadmap(order: Order) -> None:
    st.subheader("Дорожная карта", anchor=False)
    st.caption("Как она сейчас, в таблице самого документа, с местом для подписи «УТВЕРЖДАЮ».")
    report_button("Скачать дорожную карту в Word", "roadmap", order)


def _log(order: Order) -> None:
    """What was made when, by whom and with which marking."""
    st.subheader("Журнал выгрузок", anchor=False)
    found = stored.exports()
    if not found:
        st.caption("Пока ничего не выгружено.")
        return
    rows = [
        {
            "Когда": when(one.made_at),
            "Кто (со слов)": one.made_by,
            "Что": one.what,
            "На день": date_text(one.on),
            "Пометка": one.marking,
            "Из чего": one.made_from,
        }
        for one in found
    ]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, width="stretch", row_height=ROW_HEIGHT, column_config=widths(LOG_WIDTHS)
    )


main()
