"""Fixed periods: reported figures beside those of the present lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.periods import Period, quarter_end, quarter_to_date, year_to_date
from data.roster import Roster
from data.russian import quarter_text
from data.store import fixed_periods
from data.store.versions import Version
from metrics.movement import movements
from metrics.results import Result, course_periods, results, results_of_periods
from metrics.snapshots import content_of, results_of
from metrics.wording import share_of_people
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.state import actions, stored
from pages.state.figures import FIRST_POINT
from pages.state.state import State, state

AFTER = dt.timedelta(20)  # lists of the first days after a quarter are those that its report is made from


def reported(versions: Sequence[Version]) -> None:
    """Shows the fixed periods, and the form that fixes the next."""
    st.caption(
        "Зафиксированные цифры – те, что сданы в отчёте: они не меняются. Рядом – что дали бы на ту же дату "
        "нынешние списки."
    )
    for fixed in fixed_periods.fixed_periods(stored.store()):
        _fixed(fixed, versions)
    present = _present()
    if present is not None:
        _form(present[1])


def _form(present: Roster) -> None:
    today = dt.date.today()
    quarters = [quarter_to_date(period.on) for period in course_periods(FIRST_POINT, today)]
    over = [period for period in reversed(quarters) if period.on == quarter_end(period.on) < today]
    years = [year_to_date(period.on) for period in over if period.on.month == 12]  # December
    with st.form("fix", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        near = next((place for place, period in enumerate(over) if period.since <= present.as_of - AFTER), 0)
        left.selectbox(
            "Период", [*over, *years], near, format_func=period_title, filter_mode=None,
            key=state.key(State.period_to_fix),
        )  # fmt: skip
        right.form_submit_button("Зафиксировать отчётный период", icon=":material/lock:", on_click=_fix)


def period_title(period: Period) -> str:
    return quarter_text(period.on) if period == quarter_to_date(period.on) else f"{period.on.year} год"


def _present() -> tuple[int, Roster] | None:
    """Returns number and lists of the current version, whichever is open.

    None where every version was erased.
    """
    return (state.current[0], stored.lists_of(state.current).roster) if state.current else None


def _countings(period: Period) -> dict[str, tuple[str, Period]]:
    """Returns how a period is counted: alone, and from the start of the year."""
    from_start = year_to_date(period.on)
    alone = {"alone": ("за период", period)} if period != from_start else {}
    return {**alone, "from_start": ("с начала года", from_start)}


@actions.reporting_refusal
def _fix() -> None:
    period, present = state.period_to_fix, _present()
    assert present is not None
    number, roster = present
    countings = _countings(period)
    periods = [since for _, since in countings.values()]
    shares = results_of_periods(roster, periods, declarations=stored.declarations())
    content = {name: content_of(results) for name, results in zip(countings, shares, strict=True)}
    fixed_periods.fix_period(stored.store(), period, number, actions.person(), content)
    actions.report_success(f"Цифры за {period_title(period)} зафиксированы по версии № {number}.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A share of a fixed period as reported, and by the present lists if any."""

    counting: str
    period: Period
    reported: Result
    present: Result | None

    @property
    def differs(self) -> bool:
        return self.present is not None and self.reported.headline != self.present.headline

    @property
    def title(self) -> str:
        return f"{self.reported.indicator.number}. {self.reported.indicator.short}"


def _fixed(fixed: fixed_periods.FixedPeriod, versions: Sequence[Version]) -> None:
    """Shows the reported shares beside the present ones, and why they differ."""
    comparisons = _comparisons(fixed)
    differing = [comparison for comparison in comparisons if comparison.differs]
    difference = (
        f"нынешние списки дают другое в {len(differing)} из {len(comparisons)}"
        if differing
        else "нынешние списки дают то же"
    )
    with st.expander(f"{period_title(fixed.period)}: зафиксирован {when(fixed.fixed_at)}, {difference}"):
        st.caption(f"По версии № {fixed.version}; зафиксировал(а) со слов: {plain(fixed.fixed_by)}.")
        rows = [
            {
                "Показатель": comparison.title,
                "Считая": comparison.counting,
                "Сдано": share_of_people(comparison.reported),
                "По нынешним спискам": share_of_people(comparison.present) if comparison.present else "списков нет",
                "Разница": "есть" if comparison.differs else "нет",
            }
            for comparison in comparisons
        ]
        table(rows)
        if differing:
            _explain(fixed, differing, next((version for version in versions if version.id == fixed.version), None))


def _comparisons(fixed: fixed_periods.FixedPeriod) -> list[Comparison]:
    declarations, present = stored.declarations(), _present()
    comparisons = []
    for name, (words, period) in _countings(fixed.period).items():
        now = results(present[1], period, declarations=declarations) if present else []
        by_indicator = {result.indicator.key: result for result in now}
        comparisons += [
            Comparison(words, period, reported, by_indicator.get(reported.indicator.key))
            for reported in results_of(fixed.content[name], period, declarations)
        ]
    return comparisons


def _explain(fixed: fixed_periods.FixedPeriod, differing: Sequence[Comparison], version: Version | None) -> None:
    """Names, where it is asked for, the people because of whom the figures differ."""
    if version is None:
        st.caption(f"Версия № {fixed.version} уничтожена, поэтому люди, из-за которых цифры разошлись, не названы.")
        return
    present = _present()
    if present is None or not st.toggle("Почему цифры разошлись", key=f"why_{fixed.id}"):
        return
    old, declarations = stored.lists_of(version.identity).roster, stored.declarations()
    moves = {
        period: movements(old, present[1], period, declarations=declarations)
        for period in {comparison.period for comparison in differing}
    }
    for comparison in differing:
        key = comparison.reported.indicator.key
        move = next(move for move in moves[comparison.period] if move.after.indicator.key == key)
        causes = move.reasons or (
            "списки этой версии дают то же, что нынешние: изменились настройки, порядок расчёта или в самой версии "
            "уничтожены данные человека",
        )
        title = f"**{comparison.title}, {comparison.counting}**"
        st.markdown("\n".join([title, *(f"- {plain(cause)}" for cause in causes)]))
