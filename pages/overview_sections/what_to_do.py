"""«Что сделать»: shares that lack people, activities, pairs that end, findings – each with the way there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import streamlit as st

from data.contracts import TABLES
from data.findings import Severity
from data.roadmap.standing import ACTIVITIES, by_activity, coming, counted_activities, overdue
from data.russian import NO_BREAK, PAIRS, counted, date_text, grouped
from data.vocabulary import FORMS
from metrics.disclosure.facts import is_small
from metrics.pairs.attention import AttentionCause
from metrics.plan.planning import Plan
from metrics.plan.wording import plan_sentence, what_it_takes
from metrics.results import Result
from metrics.sensitive import special_numbers
from metrics.settings import goals_are_its_own
from metrics.upcoming import upcoming
from pages.components.links import leads_to, page_link
from pages.components.plain_text import plain
from pages.settings_sections.goals import GOALS
from pages.state import pairs, plans, records, session, stored
from pages.state.plans import PlanState, plan_state
from pages.state.state import SessionState, state

FINDING_PLACES = {
    Severity.ERROR: ("исправьте", "red", ("ошибка", "ошибки", "ошибок")),
    Severity.WARNING: ("проверьте", "orange", ("необычное место", "необычных места", "необычных мест")),
    Severity.INFORMATION: ("к сведению", "gray", ("замечание", "замечания", "замечаний")),
}
NAMED = 3  # new pairs that are named
ENDING_PAIRS = ("пара заканчивается", "пары заканчиваются", "пар заканчиваются")


@dataclass(frozen=True, slots=True)
class ToDo:
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
    st.header("Что сделать", anchor=False)
    if state.request.filters:
        st.caption("По всей школе, без отбора.")
    new_pairs(results)
    lines = [
        line
        for line in (*goal_lines(results), *own_goals_line(), *roadmap_lines(), *list_lines())
        if leads_to(line.page)
    ]
    for line in lines:
        label = f":{line.colour}-badge[{line.action}] {line.text}"
        page_link(line.page, label=label, help=line.help, query_params=line.address)
    if state.show:
        st.caption("Малые числа здесь не показаны.")
    elif not lines:
        of_lists = "" if session.is_part_of_school() else "списки без замечаний, "
        st.caption(f"Ничего срочного: {of_lists}пары в ближайшие 30 дней не заканчиваются.")
    gone = [
        f"№{NO_BREAK}{result.indicator.number} – {result.left_in_period}" for result in results if result.left_in_period
    ]
    if gone:
        st.caption(f"Из показателей за период выбыли (человек): {', '.join(gone)}.")


def new_pairs(results: list[Result]) -> None:
    """Shows the fewest new pairs that reach the goals of the report's year, the first of them by name.

    Nothing where others look on, and nothing of a year that is over by the lists.
    """
    year = state.request.period.on.year
    if (
        state.show
        or not leads_to("matching.py")
        or year not in plans.years()
        or not any(result.headline.value is not None for result in results)
    ):
        return
    plan = plans.plan_of_year(year)
    if not plan.proposals and not plan.shortfalls:
        return
    st.markdown(f"**{plan_sentence(plan) if plan.shortfalls else what_it_takes(plan)}**")
    st.caption("\n".join(f"- {plain(words)}" for words in _in_short(plan)))
    label = ":green-badge[план] показать новые пары"
    address = {plan_state.key(PlanState.year): str(year)}
    page_link("matching.py", label=label, help="Кого с кем, почему, и кто ещё подходит.", query_params=address)


def _in_short(plan: Plan) -> list[str]:
    """Returns the first new pairs by name and all others by their form.

    By name only those in which nobody newly counts in a share that tells of health or registers.
    """
    declared = stored.declarations()
    special = special_numbers(declared)
    ordinary = [one for one in plan.proposals if not special & {*one.mentor_serves, *one.mentee_serves}]
    named = ordinary[:NAMED]
    forms = Counter(FORMS[one.form] for one in plan.proposals if one not in named)
    also = "ещё " if named else ""
    return [
        *(f"{one.mentor.short} → {one.mentee.short}" for one in named),
        *(f"{form}: {also}{counted(count, *PAIRS)}" for form, count in forms.items()),
    ]


def roadmap_lines() -> list[ToDo]:
    """Returns how many activities are overdue or come soon.

    Nothing of a school that has saved nothing yet.
    """
    if session.is_demonstration() or not leads_to("roadmap.py"):
        return []
    if records.roadmap().roadmap.is_awaited:
        way = "Школа ведёт учёт по своей дорожной карте: загрузите её из Word или Excel."
        return [ToDo("впереди", "orange", "Загрузите дорожную карту", way, "roadmap.py")]
    standings, today = records.roadmap_standings(), dt.date.today()
    groups = [("просрочено", "red", overdue(standings))]
    groups += [
        (f"до {days} дней", colour, coming(standings, today, days)) for days, colour in ((30, "orange"), (90, "gray"))
    ]
    return [
        ToDo(
            word,
            colour,
            counted(len(by_activity(group)), *ACTIVITIES),
            f"Дорожная карта: {counted_activities(group)}.",
            "roadmap.py",
        )
        for word, colour, group in groups
        if group
    ]


def goal_lines(results: list[Result]) -> list[ToDo]:
    """Returns the shares that lack people to the last goal, with the way to who could still be taken in."""
    lines = []
    for result in results:
        year = max(result.goals)
        missing = result.headline.missing(result.goals[year]) if result.is_judged else None
        if missing:
            indicator = result.indicator
            text = f"№{NO_BREAK}{indicator.number}: ещё {grouped(missing)}{NO_BREAK}чел."
            way = f"{indicator.short}: столько не хватает до значения {year} года. Кто ещё не охвачен – там."
            lines.append(ToDo("показатель", "blue", text, way, "indicator.py", {"number": indicator.heading}))
    return lines


def own_goals_line() -> list[ToDo]:
    """Returns that the goals are to be confirmed, where nobody has said yet that they are the school's."""
    if session.is_demonstration() or goals_are_its_own(stored.declarations().settings):
        return []
    way = "Пока действуют значения целевой модели: подтвердите их или впишите те, что установлены вашей школе."
    address = {state.key(SessionState.settings_section): GOALS}
    return [ToDo("подтвердите", "orange", "целевые значения", way, "settings.py", address)]


def list_lines() -> list[ToDo]:
    """Returns lines on pairs that end, people without a birth date, and findings."""
    lists, on = session.lists(), state.request.period.on
    soon = upcoming(lists.roster, on)
    lines = []
    if absent := [title for name, title in TABLES.items() if getattr(lists.roster, name) is None]:
        text = f"загрузить: {', '.join(absent).lower()}"
        lines.append(ToDo("нужно", "red", text, "Без этих списков доли не посчитать.", "uploads.py"))
    if may_be_shown(soon.ending_pairs):
        text = counted(soon.ending_pairs, *ENDING_PAIRS)
        until = f"Заканчиваются до {date_text(soon.ending_until)}: продлите их или завершите с результатом."
        way = pairs.address(on, AttentionCause.ENDING, soon.ending_pairs)
        lines.append(ToDo("скоро", "orange", text, until, "pairs.py", {} if state.show else way))
    if may_be_shown(soon.students_without_birth):
        text = f"без даты рождения – {grouped(soon.students_without_birth)}"
        lines.append(ToDo("проверьте", "orange", text, "Обучающиеся, которых нет в долях с возрастом.", "uploads.py"))
    # people without a birth date have a line of their own
    counts = Counter(finding.severity for finding in lists.findings if finding.code != "no_birth_date")
    for severity, (action, colour, noun) in FINDING_PLACES.items():
        if counts[severity]:
            lines.append(ToDo(action, colour, counted(counts[severity], *noun), "Замечания к спискам.", "uploads.py"))
    return lines


def may_be_shown(people: int) -> bool:
    """Returns whether there are any, and enough of them where others look on."""
    return people > 0 and not (state.show and is_small(people))
