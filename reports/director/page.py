"""One page for the director (PDF, A4): the five shares, what to do, who answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from data.periods import year_to_date
from data.roadmap.standing import ACTIVITIES, PERIODS, Standing, by_activity, coming, overdue
from data.russian import NO_BREAK, PAIRS, STUDENTS, counted, date_text, grouped, plural
from metrics.indicators import Declarations
from metrics.results import JUDGED, Result, results
from metrics.sensitive import special_titles
from metrics.upcoming import upcoming
from metrics.wording import goal_text, goal_year, goals_reached, out_of, share_text, status_against
from reports.source import Source
from reports.typeset import bar, cut, typeset

TEMPLATE = Path(__file__).with_name("page.typ")
MARKING = "Для директора: малые группы не скрыты, закрытые сведения ({special}) – числом по школе. Не публиковать"
SOON = 30  # days
MOST = 4  # activities of a kind that are named; the others are counted
FITTING = ("подходит и не охвачен", "подходят и не охвачены", "подходят и не охвачены")
ENDS = ("срок истекает", "сроки истекают", "сроки истекают")
LONGEST = 180  # characters of a title on the page

Task = tuple[str, str]  # what to do, and who answers


def marking_of(declarations: Declarations) -> str:
    return MARKING.format(special=special_titles(declarations))


def director_page(
    source: Source, on: dt.date, declarations: Declarations, roadmap: Sequence[Standing], today: dt.date
) -> bytes:
    """Returns the page of a day; the roadmap stands there as of today."""
    shares = results(source.roster, year_to_date(on), declarations=declarations)
    tasks = [*_of_shares(shares, declarations), *_of_lists(source, on, declarations), *_of_roadmap(roadmap, today)]
    return typeset(
        TEMPLATE,
        {
            "school": cut(source.school(declarations), LONGEST),
            "day": f"на {date_text(on)}, с начала года",
            "marking": ". ".join(source.marks(marking_of(declarations))),
            "lead": f"{goals_reached(shares) or 'Нет данных для оценки показателей'}.",
            "shares": [_share(result) | bar(result) for result in shares],
            "tasks": [{"what": what, "who": cut(who, LONGEST)} for what, who in tasks],
            "provenance": cut(source.in_words(year_to_date(on), declarations), LONGEST * 2),
            "today": date_text(today),
        },
    )


def _share(result: Result) -> dict[str, Any]:
    return {
        "title": result.indicator.heading,
        "value": share_text(result),
        "people": out_of(result.headline),
        "status": status_against(result),
    }


def _of_shares(shares: Sequence[Result], declarations: Declarations) -> Iterator[Task]:
    """Yields what is missing in each share up to the goal of the year."""
    who = _responsible(declarations)
    for result in shares:
        share = result.headline
        missing = share.missing(result.goal.value) if result.status in JUDGED else None
        if not missing or share.could is None or share.part is None:
            continue
        goal = f"{goal_text(result)} {goal_year(result)}{NO_BREAK}года"
        what = f"№{NO_BREAK}{result.indicator.number}: охватить ещё {grouped(missing)}{NO_BREAK}чел. до {goal}"
        left = share.could - share.part
        fitting = f"{plural(left, *FITTING)} {grouped(left)}{NO_BREAK}чел."
        yield f"{what}; {fitting if left >= missing else f'всех подходящих не хватит: {fitting}'}", who


def _of_lists(source: Source, on: dt.date, declarations: Declarations) -> Iterator[Task]:
    """Yields what the lists ask for: pairs that end, pupils without a birth date."""
    seen, who = upcoming(source.roster, on), _responsible(declarations)
    if seen.ending_pairs:
        first, last = seen.ends[0], seen.ends[-1]
        days = date_text(last) if first == last else f"с {date_text(first)} по {date_text(last)}"
        pairs = f"{counted(seen.ending_pairs, *PAIRS)}: {plural(seen.ending_pairs, *ENDS)} {days}"
        yield f"Продлить или завершить с результатом {pairs}", who
    if seen.students_without_birth:
        yield f"Вписать дату рождения: {counted(seen.students_without_birth, *STUDENTS)}, в долях их нет", who


def _of_roadmap(roadmap: Sequence[Standing], today: dt.date) -> Iterator[Task]:
    """Yields what of the roadmap is overdue or comes within a month, with who answers by it."""
    for word, standings in (("Просрочено", overdue(roadmap)), ("Скоро", coming(roadmap, today, SOON))):
        activities = by_activity(standings)
        for activity, (first, *others) in activities[:MOST]:
            label = f", {first.label}" if first.label else ""
            due = f" – до {date_text(first.due)}" if first.due else ""
            more = f" и ещё {counted(len(others), *PERIODS)}" if others else ""
            yield f"{word}: {cut(activity.title, LONGEST)}{label}{due}{more}", activity.answers
        if len(activities) > MOST:
            yield f"{word}: ещё {counted(len(activities) - MOST, *ACTIVITIES)} – в дорожной карте", ""


def _responsible(declarations: Declarations) -> str:
    return declarations.settings.responsible or "ответственный за программу не назначен"
