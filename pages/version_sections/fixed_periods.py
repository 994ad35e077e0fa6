"""Periods fixed as reported: their figures beside what the present lists would give, and why they differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.periods import Period, quarter_end, quarter_to_date, year_to_date
from data.roster import Roster
from data.russian import quarter_text
from data.store import fixed_periods
from data.store.versions import Version
from metrics.movement import movements
from metrics.results import course_periods, results, results_of_periods
from metrics.snapshots import content_of, results_of
from metrics.wording import share_of_people
from pages.components.parts import plain, when
from pages.state import session, stored

AFTER = dt.timedelta(20)  # lists of the first days after a quarter are those that its report is made from


def reported(versions: Sequence[Version]) -> None:
    """Fixed periods beside what the present data would give, and the form that fixes one."""
    st.caption(
        "Зафиксированные цифры – те, что сданы в отчёте: они не меняются. Рядом – что дали бы на ту же дату "
        "нынешние списки."
    )
    for one in fixed_periods.fixed_periods(stored.store()):
        _fixed(one, versions)
    present = _present()
    if present is None:
        return
    quarters = [quarter_to_date(one.on) for one in course_periods(session.FIRST_POINT, dt.date.today())]
    over = [one for one in reversed(quarters) if one.on == quarter_end(one.on) < dt.date.today()]
    years = [year_to_date(one.on) for one in over if one.on.month == 12]  # December
    with st.form("fix", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        near = next((place for place, one in enumerate(over) if one.since <= present[1].as_of - AFTER), 0)
        left.selectbox(
            "Период", [*over, *years], near, format_func=period_title, filter_mode=None, key="period_to_fix"
        )  # fmt: skip
        right.form_submit_button("Зафиксировать отчётный период", icon=":material/lock:", on_click=_fix)


def period_title(period: Period) -> str:
    return quarter_text(period.on) if period == quarter_to_date(period.on) else f"{period.on.year} год"


def _present() -> tuple[int, Roster] | None:
    """Number and lists of the current version, whichever is open; None where every version was destroyed."""
    current = stored.current()
    return (current[0], stored.lists_of(current).roster) if current else None


def _countings(period: Period) -> dict[str, tuple[str, Period]]:
    """How a period is counted: alone and from the start of the year, which for a year is the same."""
    from_start = year_to_date(period.on)
    alone = {"alone": ("за период", period)} if period != from_start else {}
    return {**alone, "from_start": ("с начала года", from_start)}


@stored.telling
def _fix() -> None:
    period: Period = st.session_state["period_to_fix"]
    present = _present()
    assert present is not None
    number, roster = present
    counted = _countings(period)
    found = results_of_periods(roster, [since for _, since in counted.values()], declarations=stored.declarations())
    content = {name: content_of(results) for name, results in zip(counted, found, strict=True)}
    fixed_periods.fix_period(stored.store(), period, number, stored.who(), content)
    stored.told("success", f"Цифры за {period_title(period)} зафиксированы по версии № {number}.")


def _fixed(one: fixed_periods.FixedPeriod, versions: Sequence[Version]) -> None:
    """What was reported beside what the present lists give, and the people because of whom they differ."""
    told = stored.declarations()
    present = _present()
    rows, why = [], []
    for name, (words, since) in _countings(one.period).items():
        reported = results_of(one.content[name], since, told)
        now = {one.indicator.key: one for one in results(present[1], since, declarations=told)} if present else {}
        for was in reported:
            would = now.get(was.indicator.key)
            differs = would is not None and was.headline != would.headline
            title = f"{was.indicator.number}. {was.indicator.short}"
            rows.append(
                {
                    "Показатель": title,
                    "Считая": words,
                    "Сдано": share_of_people(was),
                    "По нынешним спискам": share_of_people(would) if would else "списков нет",
                    "Разница": "есть" if differs else "нет",
                }
            )
            if differs:
                why.append((f"{title}, {words}", was.indicator.key, since))
    told_difference = (
        f"нынешние списки дают другое в {len(why)} из {len(rows)}" if why else "нынешние списки дают то же"
    )
    with st.expander(f"{period_title(one.period)}: зафиксирован {when(one.fixed_at)}, {told_difference}"):
        st.caption(f"По версии № {one.version}; зафиксировал(а) со слов: {plain(one.fixed_by)}.")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        if why:
            _explain(one, why, next((version for version in versions if version.id == one.version), None))


def _explain(one: fixed_periods.FixedPeriod, why: Sequence[tuple[str, str, Period]], version: Version | None) -> None:
    if version is None:
        st.caption(f"Версия № {one.version} уничтожена, поэтому люди, из-за которых цифры разошлись, не названы.")
        return
    current = stored.current()
    if current is None or not st.toggle("Почему цифры разошлись", key=f"why_{one.id}"):
        return
    old, new = stored.lists_of(version.identity).roster, stored.lists_of(current).roster
    moves = {
        since: {one.after.indicator.key: one for one in movements(old, new, since, declarations=stored.declarations())}
        for since in {since for _, _, since in why}
    }
    for title, key, since in why:
        moved = moves[since][key]
        causes = moved.reasons or (
            "списки этой версии дают то же, что нынешние: изменились настройки, порядок расчёта или в самой версии "
            "уничтожены данные человека",
        )
        st.markdown("\n".join([f"**{title}**", *(f"- {plain(cause)}" for cause in causes)]))
