"""Fixed periods: reported figures beside those of the present lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from access.rights import Action
from data.periods import Period, year_to_date
from data.roster import Roster
from data.store import fixed_periods
from data.store.versions import Version
from metrics.movement import movements
from metrics.results import Result, results
from metrics.snapshots import results_of
from metrics.wording import share_of_people
from pages.components.parts import self_reported_note, who_title
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.state import stored
from pages.state.state import state
from pages.version_sections.fixing import countings, fixing, period_title, share_title


def reported(versions: Sequence[Version]) -> None:
    """Shows the fixed periods, and the form that fixes the next."""
    st.caption(
        "Зафиксированные цифры – те, что сданы в отчёте: они не меняются. Рядом – что дали бы на ту же дату "
        "нынешние списки."
    )
    known = fixed_periods.fixed_periods(stored.store(Action.READ_STORE))
    for fixed in known:
        _fixed(fixed, versions)
    if versions:
        fixing(versions, known)


def _present() -> tuple[int, Roster] | None:
    """Returns number and lists of the current version, whichever is open.

    None where every version was erased.
    """
    return (state.current[0], stored.lists_of(state.current).roster) if state.current else None


@dataclass(frozen=True, slots=True)
class PeriodComparison:
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
        return share_title(self.reported)


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
        st.caption(f"По версии № {fixed.version}; зафиксировал(а){self_reported_note()}: {plain(fixed.fixed_by)}.")
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
        if fixed.earlier:
            _history(fixed)
        if differing:
            _explain(fixed, differing, next((version for version in versions if version.id == fixed.version), None))


def _history(fixed: fixed_periods.FixedPeriod) -> None:
    """Shows what was reported before, and why and by whom it was corrected."""
    st.caption(plain(f"Исправлено: {fixed.reason}"))
    declarations, year = stored.declarations(), year_to_date(fixed.period.on)
    rows = [
        {
            "Записано": when(record.fixed_at),
            who_title(): record.fixed_by,
            "Версия": f"№ {record.version}",
            "Почему": record.reason or "первая запись",
            **{
                share_title(result): share_of_people(result)
                for result in results_of(record.content["from_start"], year, declarations)
            },
        }
        for record in (fixed, *fixed.earlier)
    ]
    st.markdown("**Записи об этом периоде** (доли с начала года)")
    table(rows)


def _comparisons(fixed: fixed_periods.FixedPeriod) -> list[PeriodComparison]:
    declarations, present = stored.declarations(), _present()
    comparisons = []
    for name, (words, period) in countings(fixed.period).items():
        now = results(present[1], period, declarations=declarations) if present else []
        by_indicator = {result.indicator.key: result for result in now}
        comparisons += [
            PeriodComparison(words, period, reported, by_indicator.get(reported.indicator.key))
            for reported in results_of(fixed.content[name], period, declarations)
        ]
    return comparisons


def _explain(fixed: fixed_periods.FixedPeriod, differing: Sequence[PeriodComparison], version: Version | None) -> None:
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
