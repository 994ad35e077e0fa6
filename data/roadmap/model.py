"""The roadmap: its activities as the school adopted them, validated on load.

When each is due, and how it stands.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, Self

import holidays
from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.periods import Period, quarter_end, quarter_to_date, year_to_date
from data.russian import date_text, quarter_text

PATH = Path(__file__).with_name("roadmap.toml")
WORKING_DAYS = 10  # after a period until its instance is due (docs/domain.md, «The roadmap»; a setting)

Kind = Literal["date", "date_then_as_needed", "quarter", "yearly", "quarterly", "throughout"]
KINDS: dict[Kind, str] = {
    "date": "до даты",
    "date_then_as_needed": "до даты, далее по мере необходимости",
    "quarter": "в течение квартала",
    "yearly": "ежегодно",
    "quarterly": "ежеквартально",
    "throughout": "в течение всего периода",
}
NOBODY = "не назначен"
SEED_SCHOOL = "МБОУ «СОШ № 7»"  # whose roadmap the seed is
FIRST_QUARTER = dt.timedelta(days=90)  # of an edition
ONCE = ("date", "date_then_as_needed", "quarter")


class Progress(StrEnum):
    """How an instance stands; the last four are computed, a person marks the others."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    EXCLUDED = "excluded"
    ONGOING = "ongoing"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    UNMARKED = "unmarked"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title would change the case
        """The words on the screen."""
        return STATUS_TITLES[self]


STATUS_TITLES = {
    Progress.NOT_STARTED: "не начато",
    Progress.IN_PROGRESS: "в работе",
    Progress.DONE: "выполнено",
    Progress.EXCLUDED: "исключено",
    Progress.ONGOING: "ведётся постоянно",
    Progress.DONE_LATE: "выполнено с опозданием",
    Progress.OVERDUE: "просрочено",
    Progress.UNMARKED: "нет отметки о выполнении",
}
MARKED = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.DONE, Progress.EXCLUDED)  # what a person may mark
CLOSED = (Progress.DONE, Progress.DONE_LATE, Progress.EXCLUDED)


class _FrozenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Activity(_FrozenModel):
    """One activity; `deadline` and `responsible` are the document's own words.

    `due` belongs to the kinds `ONCE`. `people` are people and groups, each written one way; `indicators` the shares it
    bears on, our own judgement. See docs/domain.md, «The roadmap».
    """

    key: str = Field(min_length=1)
    title: str = Field(min_length=1)
    deadline: str = Field(min_length=1)
    kind: Kind
    due: dt.date | None = None
    responsible: str
    people: tuple[str, ...]
    indicators: tuple[str, ...]
    retired_on: dt.date | None = None

    @property
    def answers(self) -> str:
        """The people and groups who answer, in words."""
        return ", ".join(self.people) or NOBODY

    @property
    def in_charge(self) -> str:
        """Who answers in the document's own words."""
        return self.responsible or NOBODY

    @model_validator(mode="after")
    def _due_fits_kind(self) -> Self:
        if (self.due is not None) != (self.kind in ONCE):
            raise ValueError(f"activity {self.key}: a day belongs to the kinds {ONCE} and to no other")
        return self


class Direction(_FrozenModel):
    """A direction of the roadmap with its activities in their order."""

    title: str = Field(min_length=1)
    activities: tuple[Activity, ...]


class Roadmap(_FrozenModel):
    """An edition of the roadmap; it runs until the next edition starts."""

    title: str = Field(min_length=1)
    since: dt.date
    until: dt.date | None = None
    directions: tuple[Direction, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        keys = [activity.key for activity in self.activities]
        if len(set(keys)) != len(keys):
            raise ValueError("two activities have one key")
        if self.until is not None and self.until < self.since:
            raise ValueError("an edition cannot end before it starts")
        return self

    @property
    def activities(self) -> list[Activity]:
        """All activities in the order of the document."""
        return [activity for direction in self.directions for activity in direction.activities]


@cache
def seed() -> Roadmap:
    """Returns the roadmap as the school adopted it."""
    return Roadmap.model_validate(tomllib.loads(PATH.read_text(encoding="utf-8")))


def sample(school: str, since: dt.date) -> Roadmap:
    """Returns the seed for another school to begin with: under its name, nobody answering, its days moved."""
    directions = []
    for direction in seed().directions:
        activities = tuple(
            moved(activity, since).model_copy(
                update={"title": activity.title.replace(SEED_SCHOOL, school), "responsible": "", "people": ()}
            )
            for activity in direction.activities
        )
        directions.append(direction.model_copy(update={"activities": activities}))
    return Roadmap(title=seed().title.replace(SEED_SCHOOL, school), since=since, directions=tuple(directions))


def moved(activity: Activity, since: dt.date) -> Activity:
    """Returns the activity in an edition that starts on that day.

    A day that has passed moves to the end of its first quarter.
    """
    if activity.due is None or activity.due >= since:
        return activity
    due = since + FIRST_QUARTER
    return activity.model_copy(update={"due": due, "deadline": f"До {date_text(due)}"})


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
        """«IV кв. 2021», «2021 год»; nothing where there is no period."""
        if self.period is None:
            return ""
        return quarter_text(self.period.on) if self.activity.kind == "quarterly" else f"{self.period.on.year} год"


def instances(roadmap: Roadmap, today: dt.date, working_days: int = WORKING_DAYS) -> list[Instance]:
    """Returns all instances up to those whose period holds today.

    In the order of the document and of time.
    """
    return [
        instance for activity in roadmap.activities for instance in _instances(activity, roadmap, today, working_days)
    ]


def _instances(activity: Activity, roadmap: Roadmap, today: dt.date, working_days: int) -> Iterator[Instance]:
    if activity.kind not in ("yearly", "quarterly"):
        yield Instance(activity, None, activity.due)
        return
    last = min(day for day in (today, roadmap.until, activity.retired_on) if day is not None)
    day = roadmap.since
    while day <= last:
        if activity.kind == "quarterly":
            period = quarter_to_date(quarter_end(day))
        else:
            period = year_to_date(day.replace(month=12, day=31))
        yield Instance(activity, period, after_working_days(period.on, working_days))
        day = period.on + dt.timedelta(days=1)


def after_working_days(day: dt.date, count: int) -> dt.date:
    """Returns the working day so many after a day.

    By the official production calendar of Russia.
    """
    working_day = _calendar().get_nth_working_day(day, count) if count else day
    return dt.date(working_day.year, working_day.month, working_day.day)


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("RU")


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's mark of an instance.

    `order` is the order's number of an excluded instance.
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
