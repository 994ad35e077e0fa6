"""How the roadmap stands by the day of a monitoring, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.roadmap.model import Progress
from data.roadmap.standing import DONE, PERIODS, Standing, by_activity, coming, counted_activities, overdue
from data.russian import counted, date_text
from reports.monitoring.paper import Paper, Reader

SOON = 90  # days
NOTHING_YET = "мероприятий со сроками ещё нет"
OF_ACTIVITIES = ("мероприятия", "мероприятий", "мероприятий")


def progress(paper: Paper) -> str:
    """Returns what was due by the day of the report, by the marks of today."""
    due, unjudged = due_by(paper.roadmap, paper.on), _unjudged(paper)
    if not due and unjudged:
        return f"{unjudged[0].upper()}{unjudged[1:]}."
    if not paper.roadmap:
        return f"{NOTHING_YET[0].upper()}{NOTHING_YET[1:]}."
    if not due:
        return f"К {date_text(paper.on)} ни один срок дорожной карты не наступил."
    done = [standing for standing in due if standing.status in DONE]
    late = sum(standing.status is Progress.DONE_LATE for standing in done)
    excluded = sum(standing.status is Progress.EXCLUDED for standing in due)
    others = sum(standing.is_open and not _is_past(standing) for standing in due)
    counts = ", ".join(
        [
            f"выполнено – {len(done)}" + (f" (из них с опозданием – {late})" if late else ""),
            *([f"исключено – {excluded}"] if excluded else []),
            f"просрочено – {sum(standing.status is Progress.OVERDUE for standing in due)}",
            f"без отметки о выполнении – {sum(standing.status is Progress.UNMARKED for standing in due)}",
            *([f"в работе или не начато – {others}"] if others else []),
        ]
    )
    return (
        f"К {date_text(paper.on)} наступили {counted(len(due), *PERIODS)} у "
        f"{counted(len(by_activity(due)), *OF_ACTIVITIES)}: "
        f"{counts} (по отметкам на {date_text(paper.today)})."
        f"{f' {unjudged[0].upper()}{unjudged[1:]}.' if unjudged else ''}"
    )


def _unjudged(paper: Paper) -> str:
    """Returns that nothing is judged by the day of the report, as the records begin later; else nothing."""
    since = paper.declarations.settings.records_from
    if since is None or since <= paper.on:
        return ""
    return f"учёт мероприятий ведётся с {date_text(since)}, сроки за этот период не оцениваются"


def due_by(roadmap: Sequence[Standing], on: dt.date) -> list[Standing]:
    return [standing for standing in roadmap if standing.instance.due is not None and standing.instance.due <= on]


def late_words(paper: Paper) -> str:
    """Returns «просрочено 3 мероприятия, 12 сроков»; that nothing is where everything due was judged."""
    due = due_by(paper.roadmap, paper.on)
    if late := overdue(due):
        return f"просрочено {counted_activities(late)}"
    if unjudged := _unjudged(paper):
        return unjudged
    unmarked = [standing for standing in due if standing.status is Progress.UNMARKED]
    if unmarked:
        return f"без отметки о выполнении {counted_activities(unmarked)}"
    return "просроченных мероприятий нет" if paper.roadmap else NOTHING_YET


def overdue_lines(paper: Paper) -> list[str]:
    return _lines(overdue(due_by(paper.roadmap, paper.on)), paper)


def coming_lines(paper: Paper) -> list[str]:
    """Returns what comes next: what fell due on the day itself and is late by now stands with the overdue alone."""
    late = overdue(due_by(paper.roadmap, paper.on))
    return _lines([standing for standing in coming(paper.roadmap, paper.on, SOON) if standing not in late], paper)


def _is_past(standing: Standing) -> bool:
    return standing.status in (Progress.OVERDUE, Progress.UNMARKED)


def _lines(standings: Sequence[Standing], paper: Paper) -> list[str]:
    """Returns a line for each activity: its first deadline, how many follow.

    Who answers stands there for the school alone.
    """
    lines = []
    for activity, (first, *others) in by_activity(standings):
        words = [activity.title, first.label, f"до {date_text(first.due)}" if first.due else ""]
        more = f" и ещё {counted(len(others), *PERIODS)}" if others else ""
        who = f" ({activity.answers})" if paper.reader is Reader.SCHOOL else ""
        lines.append(f"{', '.join(filter(None, words))}{more}{who}")
    return lines
