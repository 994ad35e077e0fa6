"""«Что сделать»: shares that lack people, activities, pairs that end, findings – each with the way there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import streamlit as st

from data.findings import Severity
from data.roadmap.standing import ACTIVITIES, by_activity, coming, counted_activities, overdue
from data.russian import NO_BREAK, counted, date_text, grouped
from metrics.disclosure.facts import is_small
from metrics.results import Result
from metrics.upcoming import attention
from pages.state import session, stored
from pages.state.state import state

FINDING_PLACES = {
    Severity.ERROR: ("исправьте", "red", ("ошибка", "ошибки", "ошибок")),
    Severity.WARNING: ("проверьте", "orange", ("необычное место", "необычных места", "необычных мест")),
    Severity.INFORMATION: ("к сведению", "gray", ("замечание", "замечания", "замечаний")),
}
ENDING_PAIRS = ("пара заканчивается", "пары заканчиваются", "пар заканчиваются")


@dataclass(frozen=True, slots=True)
class Line:
    """Something to do: a word for it and its colour, what it is about, the page where it is done.

    A link is one line of some thirty letters; what is cut off stands in its `help`.
    """

    action: str
    colour: str
    text: str
    help: str
    page: str
    address: dict[str, str] = field(default_factory=dict)


def what_to_do(results: list[Result]) -> None:
    """Shows what asks for something to be done, each line with the way there."""
    st.subheader("Что сделать", anchor=False)
    if state.request.filters:
        st.caption("По всей школе, без отбора.")
    lines = [*goal_lines(results), *roadmap_lines(), *list_lines()]
    for line in lines:
        label = f":{line.colour}-badge[{line.action}] {line.text}"
        st.page_link(line.page, label=label, help=line.help, query_params=line.address)
    if state.show:
        st.caption("Малые числа здесь не показаны.")
    elif not lines:
        st.caption("Ничего срочного: списки без замечаний, пары в ближайшие 30 дней не заканчиваются.")
    gone = [
        f"№{NO_BREAK}{result.indicator.number} – {result.left_in_period}" for result in results if result.left_in_period
    ]
    if gone:
        st.caption(f"Из показателей за период выбыли (человек): {', '.join(gone)}.")


def roadmap_lines() -> list[Line]:
    """Returns how many activities are overdue or come soon.

    Nothing of a school that has saved nothing yet.
    """
    if session.is_demonstration():
        return []
    standings, today = stored.roadmap_standings(), dt.date.today()
    groups = [("просрочено", "red", overdue(standings))]
    groups += [
        (f"до {days} дней", colour, coming(standings, today, days)) for days, colour in ((30, "orange"), (90, "gray"))
    ]
    return [
        Line(
            word,
            colour,
            counted(len(by_activity(group)), *ACTIVITIES),
            f"Дорожная карта: {counted_activities(group)}.",
            "roadmap.py",
        )
        for word, colour, group in groups
        if group
    ]


def goal_lines(results: list[Result]) -> list[Line]:
    """Returns the shares that lack people to the last goal, with the way to who could still be taken in."""
    lines = []
    for result in results:
        year = max(result.goals)
        missing = result.headline.missing(result.goals[year]) if result.is_judged else None
        if missing:
            number = str(result.indicator.number)
            text = f"№{NO_BREAK}{number}: не хватает {grouped(missing)}{NO_BREAK}чел."
            way = f"{result.indicator.short}: столько не хватает до значения {year} года. Кто ещё не охвачен – там."
            lines.append(Line("доля", "blue", text, way, "indicator.py", {"number": number}))
    return lines


def list_lines() -> list[Line]:
    """Returns lines on pairs that end, people without a birth date, and findings."""
    lists, on = session.lists(), state.request.period.on
    upcoming = attention(lists.roster, on)
    lines = []
    if may_be_shown(upcoming.ending_pairs):
        text = counted(upcoming.ending_pairs, *ENDING_PAIRS)
        until = f"Заканчиваются до {date_text(upcoming.ending_until)}: продлите их или завершите с результатом."
        lines.append(Line("скоро", "orange", text, until, "uploads.py"))
    if may_be_shown(upcoming.students_without_birth):
        text = f"без даты рождения – {grouped(upcoming.students_without_birth)}"
        lines.append(Line("проверьте", "orange", text, "Обучающиеся, которых нет в долях с возрастом.", "uploads.py"))
    # people without a birth date have a line of their own
    counts = Counter(finding.severity for finding in lists.findings if finding.code != "no_birth_date")
    for severity, (action, colour, noun) in FINDING_PLACES.items():
        if counts[severity]:
            lines.append(Line(action, colour, counted(counts[severity], *noun), "Замечания к спискам.", "uploads.py"))
    return lines


def may_be_shown(people: int) -> bool:
    """Returns whether there are any, and enough of them where others look on."""
    return people > 0 and not (state.show and is_small(people))
