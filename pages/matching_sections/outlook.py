"""«Прогноз» and «На ком держится»: what comes if nobody does anything, and what hangs on whom."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from charts.theme import CONFIG
from charts.trend import course_of_one
from data.periods import quarter_or_day
from data.russian import NO_BREAK, PEOPLE, counted, date_text
from metrics.goals import year_end
from metrics.wording import out_of, share_text
from pages.components.drawings import drawn
from pages.components.tables import table, table_below
from pages.state import plans, session, stored
from pages.state.plans import PlanState, plan_state

WITHOUT, FEWER = "Без этого человека значение не достигнуто", "Перестанут учитываться"


def shares_ahead(on: dt.date) -> None:
    """Draws a share to come beside its plan, and lists who comes into it and goes out of it.

    Where the day is that of the lists, the year after it is looked at.
    """
    as_of = session.lists().as_of
    points = plans.forecast_to(on if on > as_of else year_end(as_of.year + 1))
    indicators = {str(result.indicator.number): result.indicator for result in points[0].results}
    number = st.pills(
        "Показатель",
        list(indicators),
        format_func=lambda number: indicators[number].heading,
        default=next(iter(indicators)),
        key=plan_state.key(PlanState.number),
        label_visibility="collapsed",
    )
    indicator = indicators[number or next(iter(indicators))]
    st.caption(
        "Если ничего не делать: дни рождения, окончание пар, выпуск. Кто придёт в школу, списки не знают; новых пар и "
        "продлений здесь нет."
    )
    st.plotly_chart(
        drawn(course_of_one, [point.results for point in points], indicator.key, stored.declarations().line_starts),
        config=CONFIG,
        theme=None,
        key="forecast",
        alt="Доля по кварталам вперёд",
    )
    rows = []
    for point in points:
        result = next(result for result in point.results if result.indicator.key == indicator.key)
        rows.append(
            {"Дата": quarter_or_day(point.period.on), "Доля": share_text(result), "Человек": out_of(result.headline)}
        )
    table_below("forecast", rows)
    moved = [
        {
            "К дате": quarter_or_day(point.period.on),
            "Кто": move.person.title,
            "Что": move.what,
            "Причина": move.why,
        }
        for point in points
        for move in point.moves
        if move.indicator.key == indicator.key
    ]
    st.header("Кто войдёт и выйдет", anchor=False)
    if moved:
        table(moved)
    else:
        st.caption("Никто.")


def fragility_of_goals(on: dt.date) -> None:
    """Lists, for each goal that is reached, how many people it can lose and who alone holds it."""
    found = plans.fragilities(on)
    as_of = session.lists().as_of
    if not found:
        st.caption(f"На {date_text(as_of)} ни одно целевое значение не достигнуто: держаться нечему.")
        return
    st.caption(
        f"Достигнутые значения на {date_text(as_of)}. Человек выбывает – с ним прекращаются его пары, и те, у кого "
        "других пар нет, тоже перестают учитываться."
    )
    for one in found:
        indicator = one.result.indicator
        spare = f"запас – {counted(one.spare, *PEOPLE)}" if one.spare else "запаса нет"
        st.markdown(f"**№{NO_BREAK}{indicator.number}. {indicator.short}** – {spare}.")
        if one.supports:
            rows = [{WITHOUT: support.name, FEWER: str(support.part)} for support in one.supports]
            table(rows, f"supports_{indicator.key}")
        else:
            st.caption("Ни от кого одного не зависит.")
