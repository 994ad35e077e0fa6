"""Fixing a reported period, or correcting one: the figures are seen and confirmed first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from access.rights import Action
from data.periods import Period, quarter_end, quarter_to_date, year_to_date
from data.russian import date_text, quarter_text
from data.store import fixed_periods
from data.store.fixed_periods import DAYS_AFTER, FixedPeriod, version_at
from data.store.versions import Version
from metrics.results import Result, course_periods
from metrics.snapshots import content_of, results_of
from metrics.wording import share_of_people
from pages.components.plain_text import when
from pages.components.tables import table
from pages.state import actions, figures, stored
from pages.state.figures import FIRST_POINT
from pages.state.forms import FixForm
from pages.state.state import SessionState, state


def fixing(versions: Sequence[Version], fixed: Sequence[FixedPeriod]) -> None:
    """Asks for a period and its version, shows the figures, and fixes them when they are confirmed."""
    period = _period(versions)
    known = next((record for record in fixed if record.period == period), None)
    form = FixForm(period.since.isoformat(), period.on.isoformat())
    proposed = version_at(versions, period)
    version = st.selectbox(
        "Версия, по которой сдан отчёт",
        versions,
        versions.index(proposed or versions[0]),
        filter_mode=None,
        format_func=_title,
        key=form.key(FixForm.version),
    )
    st.caption(
        f"Предложена версия, которая описывает школу на {date_text(period.on)}: № {proposed.id}."
        if proposed
        else f"Версии со списками на {date_text(period.on)} нет: предложена действующая."
    )
    table(_rows(period, version, known))
    if known:
        st.info(
            f"Период уже зафиксирован {when(known.fixed_at)}. Исправить можно только с записью: прежние цифры "
            "останутся рядом.",
            icon=":material/lock:",
        )
        st.text_input("Почему исправляются сданные цифры", key=form.key(FixForm.reason), max_chars=300)
    sure = st.checkbox("Да, в отчёте сданы именно эти цифры", key=form.key(FixForm.sure))
    st.button(
        "Исправить с записью" if known else "Зафиксировать отчётный период",
        icon=":material/lock:",
        disabled=not sure,
        on_click=_fix,
        args=(period, version, known, form),
    )


def _period(versions: Sequence[Version]) -> Period:
    """Asks for a quarter or a year that is over."""
    today = dt.date.today()
    quarters = [quarter_to_date(period.on) for period in course_periods(FIRST_POINT, today)]
    over = [period for period in reversed(quarters) if period.on == quarter_end(period.on) < today]
    years = [year_to_date(period.on) for period in over if period.on.month == 12]  # December
    reported = versions[0].as_of - dt.timedelta(DAYS_AFTER)
    near = next((place for place, period in enumerate(over) if period.since <= reported), 0)
    chosen = st.selectbox(
        "Период",
        [*over, *years],
        near,
        format_func=period_title,
        filter_mode=None,
        key=state.key(SessionState.period_to_fix),
    )
    st.caption(
        f"Предложен последний закончившийся период, о котором говорят действующие списки от "
        f"{date_text(versions[0].as_of)}: {period_title(over[near])}. Другой выбирается в этом списке."
    )
    return chosen


def period_title(period: Period) -> str:
    return quarter_text(period.on) if period == quarter_to_date(period.on) else f"{period.on.year} год"


def _title(version: Version) -> str:
    return f"№ {version.id}, данные от {date_text(version.as_of)}, сохранена {when(version.saved_at)}"


def countings(period: Period) -> dict[str, tuple[str, Period]]:
    """Returns how a period is counted: alone, and from the start of the year."""
    from_start = year_to_date(period.on)
    alone = {"alone": ("за период", period)} if period != from_start else {}
    return {**alone, "from_start": ("с начала года", from_start)}


def share_title(result: Result) -> str:
    return result.indicator.heading


def _rows(period: Period, version: Version, known: FixedPeriod | None) -> list[dict[str, str]]:
    """Returns the shares of a period by a version, beside those fixed before if any."""
    rows = []
    for name, (words, counted) in countings(period).items():
        before = results_of(known.content[name], counted, stored.declarations()) if known else []
        reported = {result.indicator.key: share_of_people(result) for result in before}
        for result in figures.of_version(version.identity, counted):
            row = {"Показатель": share_title(result), "Считая": words}
            row |= {"Зафиксировано": reported.get(result.indicator.key, "")} if known else {}
            rows.append(row | {f"По версии № {version.id}": share_of_people(result)})
    return rows


@actions.reporting_refusal
def _fix(period: Period, version: Version, known: FixedPeriod | None, form: FixForm) -> None:
    content: dict[str, Any] = {
        name: content_of(figures.of_version(version.identity, counted))
        for name, (_, counted) in countings(period).items()
    }
    store, by = stored.store(Action.FIX_PERIOD), actions.person()
    if known is None:
        fixed_periods.fix_period(store, period, version.id, by, content)
        done = "зафиксированы"
    else:
        fixed_periods.correct_period(store, known, version.id, by, content, form.reason)
        done = "исправлены с записью"
    form.sure = False
    actions.report_success(f"Цифры за {period_title(period)} {done} по версии № {version.id}.")
