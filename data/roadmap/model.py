"""The roadmap: its activities as the school adopted them, validated on load."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.parsing.names import header_key
from data.russian import date_text
from data.vocabulary import Titled

PATH = Path(__file__).with_name("roadmap.toml")

Kind = Literal[
    "date",
    "date_then_as_needed",
    "quarter",
    "yearly",
    "half_yearly",
    "quarterly",
    "monthly",
    "in_months",
    "throughout",
]
KINDS: dict[Kind, str] = {
    "date": "до даты",
    "date_then_as_needed": "до даты, далее по мере необходимости",
    "quarter": "в течение квартала",
    "yearly": "ежегодно",
    "half_yearly": "раз в полугодие",
    "quarterly": "ежеквартально",
    "monthly": "ежемесячно",
    "in_months": "ежегодно в названные месяцы",
    "throughout": "в течение всего периода",
}
NOBODY = "не назначен"
FIRST_QUARTER = dt.timedelta(days=90)  # of an edition
SEED_SCHOOL = "МБОУ «СОШ № 7»"  # whose roadmap the seed is
ONCE = ("date", "date_then_as_needed", "quarter")
LENGTHS: dict[Kind, int] = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}  # months of a period
PERIODIC = (*LENGTHS, "in_months")


class Progress(Titled):
    """How an instance stands; the last four are computed, a person marks the others."""

    NOT_STARTED = "not_started", "не начато"
    IN_PROGRESS = "in_progress", "в работе"
    DONE = "done", "выполнено"
    EXCLUDED = "excluded", "исключено"
    ONGOING = "ongoing", "ведётся постоянно"
    DONE_LATE = "done_late", "выполнено с опозданием"
    OVERDUE = "overdue", "просрочено"
    UNMARKED = "unmarked", "нет отметки о выполнении"


MARKED = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.DONE, Progress.EXCLUDED)  # what a person may mark


class _FrozenModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Month = Annotated[int, Field(ge=1, le=12)]


class Activity(_FrozenModel):
    """One activity; `deadline` and `responsible` are the document's own words.

    `due` belongs to the kinds `ONCE`; `due_day`, of the month after a period, to those `PERIODIC`, which without it
    are due some working days after. `months` are those of the kind `in_months`: its `due_day` is of the month itself,
    without it the last day. `people` are people and groups, each written one way; `indicators` the shares it
    bears on, our own judgement. See docs/domain.md, «The roadmap».
    """

    key: str = Field(min_length=1)
    title: str = Field(min_length=1)
    deadline: str = Field(min_length=1)
    kind: Kind
    due: dt.date | None = None
    due_day: int | None = Field(None, ge=1, le=31)
    months: tuple[Month, ...] = ()
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
        if self.due_day is not None and self.kind not in PERIODIC:
            raise ValueError(f"activity {self.key}: a day after a period belongs to the kinds {PERIODIC} alone")
        if bool(self.months) != (self.kind == "in_months") or len(set(self.months)) != len(self.months):
            raise ValueError(f"activity {self.key}: months, each once, belong to the kind in_months and to no other")
        return self


class Direction(_FrozenModel):
    """A direction of the roadmap with its activities in their order."""

    title: str = Field(min_length=1)
    activities: tuple[Activity, ...]


class Roadmap(_FrozenModel):
    """An edition of the roadmap; it runs until the next edition starts. `order` adopted it, in the school's words."""

    title: str = Field(min_length=1)
    since: dt.date
    until: dt.date | None = None
    order: str = ""
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
    def is_awaited(self) -> bool:
        """Whether the school said that it will load its own and has not yet: nothing is in it."""
        return not self.directions

    @property
    def activities(self) -> list[Activity]:
        """All activities in the order of the document."""
        return [activity for direction in self.directions for activity in direction.activities]


@cache
def seed() -> Roadmap:
    """Returns the roadmap as the school adopted it."""
    return Roadmap.model_validate(tomllib.loads(PATH.read_text(encoding="utf-8")))


def is_of_seed(school: str) -> bool:
    """Returns whether the seed is the roadmap of the school that is named so, or none is named yet."""
    return not school or header_key(school) == header_key(SEED_SCHOOL)


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


def awaited(since: dt.date) -> Roadmap:
    """Returns what stands in place of a school's own roadmap until it is loaded."""
    return Roadmap(title="Дорожная карта", since=since, directions=())


def moved(activity: Activity, since: dt.date) -> Activity:
    """Returns the activity in an edition that starts on that day.

    A day that has passed moves to the end of its first quarter.
    """
    if activity.due is None or activity.due >= since:
        return activity
    due = since + FIRST_QUARTER
    return activity.model_copy(update={"due": due, "deadline": f"До {date_text(due)}"})
