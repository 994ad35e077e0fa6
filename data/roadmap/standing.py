"""How an activity of the roadmap stands today; what is overdue or comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.roadmap.deadlines import CLOSED, Instance, Mark
from data.roadmap.model import Activity, Progress
from data.russian import counted

ACTIVITIES = ("мероприятие", "мероприятия", "мероприятий")
PERIODS = ("срок", "срока", "сроков")
# What an activity with several instances reads: the first of these that any of them has.
WORST = (Progress.OVERDUE, Progress.IN_PROGRESS, Progress.NOT_STARTED, Progress.UNMARKED, Progress.ONGOING)
DONE = (Progress.DONE, Progress.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Standing:
    """An instance of an activity and how it stands.

    `entries` counts the journal of its activity.
    """

    edition: int
    instance: Instance
    status: Progress
    mark: Mark | None
    entries: int

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


def overdue(standings: Sequence[Standing]) -> list[Standing]:
    """Returns what should be done by now, the longest overdue first."""
    late = [standing for standing in standings if standing.status is Progress.OVERDUE]
    return sorted(late, key=lambda standing: standing.instance.due or dt.date.max)


def counted_activities(standings: Sequence[Standing]) -> str:
    """Returns «2 мероприятия», or with several periods «2 мероприятия, 5 сроков»."""
    activities = len(by_activity(standings))
    words = counted(activities, *ACTIVITIES)
    return words if activities == len(standings) else f"{words}, {counted(len(standings), *PERIODS)}"


def coming(standings: Sequence[Standing], today: dt.date, days: int) -> list[Standing]:
    """Returns what is due within so many days and not done yet, the next first."""
    until = today + dt.timedelta(days)
    soon = [
        standing
        for standing in standings
        if standing.is_open and standing.instance.due and today <= standing.instance.due <= until
    ]
    return sorted(soon, key=lambda standing: standing.instance.due or dt.date.max)


def by_activity(standings: Sequence[Standing]) -> list[tuple[Activity, list[Instance]]]:
    """Returns each activity with its instances, both in the order given."""
    activities = dict.fromkeys(standing.instance.activity for standing in standings)
    return [
        (activity, [standing.instance for standing in standings if standing.instance.activity == activity])
        for activity in activities
    ]


def worst_of(statuses: Sequence[Progress]) -> Progress:
    """Returns how an activity stands by all its instances: nothing of them is better than this."""
    return next((status for status in WORST if status in statuses), statuses[-1])


def statuses_in_words(statuses: Sequence[Progress]) -> str:
    """Returns «просрочено: 2 из 5»; «выполнено 2 из 3» where the others have only not begun yet."""
    worst = worst_of(statuses)
    if len(statuses) == 1:
        return worst.title
    done = sum(status in DONE for status in statuses)
    if done and worst is Progress.NOT_STARTED:
        return f"{Progress.DONE.title} {done} из {len(statuses)}"
    return f"{worst.title}: {statuses.count(worst)} из {len(statuses)}"
