"""Instances of the activities of a roadmap: when each is due, and how it stands by its mark."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import holidays

from data.periods import Period, whole_months
from data.roadmap.model import LENGTHS, PERIODIC, Activity, Kind, Progress, Roadmap
from data.russian import date_text, half_year_text, month_text, quarter_text

WORKING_DAYS = 10  # after a period until its instance is due (docs/domain.md, «The roadmap»; a setting)
DAY = dt.timedelta(days=1)
PERIOD_TEXTS: dict[Kind, Callable[[dt.date], str]] = {  # of what comes monthly or in some months: the month
    "yearly": lambda day: f"{day.year} год",
    "half_yearly": half_year_text,
    "quarterly": quarter_text,
}
CLOSED = (Progress.DONE, Progress.DONE_LATE, Progress.EXCLUDED)


@dataclass(frozen=True, slots=True)
class Instance:
    """What is to be done once: an activity and, where it recurs, its period.

    Never due where `due` is None.
    """

    activity: Activity
    period: Period | None
    due: dt.date | None

    @property
    def key(self) -> str:
        """«2021-12-31» – the end of its period.

        Nothing for an activity that is done once or throughout.
        """
        return self.period.on.isoformat() if self.period else ""

    @property
    def label(self) -> str:
        """«IV кв. 2021», «2021 год», «сентябрь 2021»; nothing where there is no period."""
        if self.period is None:
            return ""
        name = PERIOD_TEXTS.get(self.activity.kind, month_text)
        return name(self.period.on)


def instances(roadmap: Roadmap, today: dt.date, working_days: int = WORKING_DAYS) -> list[Instance]:
    """Returns all instances up to those whose period holds today.

    In the order of the document and of time.
    """
    return [
        instance for activity in roadmap.activities for instance in _instances(activity, roadmap, today, working_days)
    ]


def _instances(activity: Activity, roadmap: Roadmap, today: dt.date, working_days: int) -> Iterator[Instance]:
    if activity.kind not in PERIODIC:
        yield Instance(activity, None, activity.due)
        return
    last = min(day for day in (today, roadmap.until, activity.retired_on) if day is not None)
    day = roadmap.since
    while day <= last:
        period = _period(activity, day)
        due = _due(activity, period.on, working_days)
        if activity.kind != "in_months" or _is_in_force(activity, roadmap, due):
            yield Instance(activity, period, due)
        day = period.on + dt.timedelta(days=1)


def _is_in_force(activity: Activity, roadmap: Roadmap, due: dt.date) -> bool:
    """Returns whether a day of a month is one of this roadmap and activity: what comes later is of the next edition."""
    lasts = [day for day in (roadmap.until, activity.retired_on) if day is not None]
    return roadmap.since <= due and all(due <= last for last in lasts)


def _period(activity: Activity, day: dt.date) -> Period:
    """Returns the period that holds a day; of what is due in some months, until the end of the next of them."""
    if length := LENGTHS.get(activity.kind):
        return whole_months(day, length)
    ends = [
        whole_months(dt.date(year, month, 1), 1).on
        for year in (day.year - 1, day.year, day.year + 1)
        for month in sorted(activity.months)
    ]
    return next(Period(before + DAY, end) for before, end in pairwise(ends) if end >= day)


def _due(activity: Activity, end: dt.date, working_days: int) -> dt.date:
    """Returns until when an activity of a period is due; a month that is too short for its day ends with its last."""
    if activity.kind == "in_months":
        return end.replace(day=min(activity.due_day or end.day, end.day))
    if activity.due_day is None:
        return after_working_days(end, working_days)
    first = end + DAY
    return first.replace(day=min(activity.due_day, monthrange(first.year, first.month)[1]))


def after_working_days(day: dt.date, count: int) -> dt.date:
    """Returns the working day so many after a day.

    By the official production calendar of Russia.
    """
    working_day = _calendar().get_nth_working_day(day, count) if count else day
    return dt.date(working_day.year, working_day.month, working_day.day)


def working_day_until(day: dt.date) -> dt.date:
    """Returns the day, or the last working day before it, by the same calendar."""
    while not _calendar().is_working_day(day):
        day -= DAY
    return day


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("RU")


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's mark of an instance.

    `order` is the order by which an instance is excluded, or the document or remark of one that is done.
    """

    status: Progress
    done_on: dt.date | None = None
    order: str = ""


def status_of(
    instance: Instance, mark: Mark | None, today: dt.date, *, has_entries: bool, records_from: dt.date | None = None
) -> Progress:
    """Returns how an instance stands today.

    Before `records_from`, «Вести учёт с …», nothing is overdue for want of a mark. See docs/domain.md, «The roadmap».
    """
    if mark is not None and mark.status is Progress.EXCLUDED:
        return Progress.EXCLUDED
    if mark is not None and mark.status is Progress.DONE:
        is_late = instance.due is not None and mark.done_on is not None and mark.done_on > instance.due
        return Progress.DONE_LATE if is_late else Progress.DONE
    if instance.due is not None and instance.due < today:
        return Progress.UNMARKED if records_from is not None and instance.due < records_from else Progress.OVERDUE
    if instance.due is None and has_entries:
        return Progress.ONGOING
    return mark.status if mark is not None else Progress.NOT_STARTED


def due_words(instance: Instance) -> str:
    """Returns «до 09.11.2020», or that it is never due."""
    return f"до {date_text(instance.due)}" if instance.due else "в течение всего периода"
