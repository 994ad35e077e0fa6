"""Who is meant: conditions on people and pairs as narwhals expressions, the same for pandas, DuckDB and Spark.

An age band is a pair of plain date comparisons (`data.period.latest_birth`): no month arithmetic that could
overflow, and a birth of which only the year is known is inside only if every day of that year is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from data.period import Period, latest_birth
from metrics.indicators import Band, Group, People, Settings

CATEGORIES: dict[Group, People] = {"ovz": "students", "at_risk": "students", "young_specialists": "teachers"}
FIRST_DAY = {"students": "enrolled_on", "teachers": "hired_on"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person chose to look at; empty means everyone. Ages are full years, both ends inclusive."""

    categories: frozenset[Group] = frozenset()
    classes: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    ages: tuple[int, int] | None = None
    forms: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    mentor_roles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def about(self, people: People) -> bool:
        """Whether a people filter of these people is on."""
        of_pupils = people == "students" and bool(self.classes or self.grades or self.ages)
        return of_pupils or any(CATEGORIES[category] == people for category in self.categories)

    def excludes(self, people: People) -> bool:
        """Only filters of other people are on: their shares do not belong to the chosen category."""
        other: People = "teachers" if people == "students" else "students"
        return self.about(other) and not self.about(people)


@dataclass(frozen=True, slots=True)
class Moment:
    """When people and pairs are looked at: one period as literals, or many as columns of the frame.

    `of_columns` reads `since_`, `on_` and `born_N_` (the latest birth of somebody of N full years) from a frame of
    points joined to the people, so that the course of a share is one computation.
    """

    period: Period | None = None

    @property
    def on(self) -> Any:
        return literal(self.period.on) if self.period else nw.col("on_")

    @property
    def since(self) -> Any:
        return literal(self.period.since) if self.period else nw.col("since_")

    def born(self, years: int) -> Any:
        return literal(latest_birth(self.period.on, years)) if self.period else nw.col(f"born_{years}_")


def literal(day: dt.date) -> dt.datetime:
    """A day as the value that every engine compares with."""
    return dt.datetime(day.year, day.month, day.day)


def points(periods: Sequence[Period], years: Iterable[int]) -> dict[str, list[Any]]:
    """The columns that `Moment` reads when it stands for many periods; `point_` numbers them."""
    born = {f"born_{number}_": [literal(latest_birth(one.on, number)) for one in periods] for number in years}
    return {
        "point_": list(range(len(periods))),
        "on_": [literal(one.on) for one in periods],
        "since_": [literal(one.since) for one in periods],
        **born,
    }


def all_of(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Every condition holds; true where there is none."""
    return reduce(and_, conditions) if conditions else nw.lit(True)


def any_of(conditions: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(or_, conditions)


def enrolled(people: People, at: Moment, columns: Collection[str]) -> nw.Expr:
    """Came by the day and has not left by it."""
    first, here = FIRST_DAY[people], []
    if first in columns:
        here.append(nw.col(first).is_null() | (nw.col(first) <= at.on))
    if "left_on" in columns:
        here.append(nw.col("left_on").is_null() | (nw.col("left_on") > at.on))
    return all_of(here)


def left_within(people: People, at: Moment, columns: Collection[str]) -> nw.Expr | None:
    """Came by the report day and left within the period; None where the lists have no such column."""
    if "left_on" not in columns:
        return None
    left = (nw.col("left_on") >= at.since) & (nw.col("left_on") <= at.on)
    first = FIRST_DAY[people]
    return left & (nw.col(first).is_null() | (nw.col(first) <= at.on)) if first in columns else left


def aged(ages: tuple[int, int], at: Moment) -> nw.Expr:
    """First … last full years on the day, for every day on which the person may have been born."""
    first, last = ages
    return (nw.col("birth_latest") <= at.born(first)) & (
        nw.col("birth") > at.born(last + 1)
    )


def in_group(group: Group, at: Moment, settings: Settings, columns: Collection[str]) -> nw.Expr | None:
    """Belongs to the category on the day; None where the lists cannot tell (a missing column is not a no)."""
    if group == "ovz":
        return nw.col("ovz") if "ovz" in columns else None
    if group == "young_specialists":
        return _young(at, settings, columns)
    counted = [_on_register("at_risk", at, columns)] if "at_risk" in columns else []
    counted += [_on_register(register, at, columns) for register in settings.counted_registers if register in columns]
    if not counted:
        return None
    return any_of(counted)


def _on_register(register: str, at: Moment, columns: Collection[str]) -> nw.Expr:
    """On the register: from the day of entry to the day before removal, where these days are known."""
    conditions = [nw.col(register)]
    if f"{register}_since" in columns:
        since = nw.col(f"{register}_since")
        conditions.append(since.is_null() | (since <= at.on))
    if f"{register}_until" in columns:
        until = nw.col(f"{register}_until")
        conditions.append(until.is_null() | (until > at.on))
    return all_of(conditions)


def _young(at: Moment, settings: Settings, columns: Collection[str]) -> nw.Expr | None:
    """The school's own column, else little experience and no more than the oldest age."""
    if "young_specialist" in columns:
        return nw.col("young_specialist")
    if not {"experience", "birth"} <= set(columns):
        return None
    months = 12 * settings.young_specialist_experience
    little = nw.col("experience").is_null() | (nw.col("experience") >= months)
    return ~little & aged((0, settings.young_specialist_oldest), at)


def in_band(band: Band, at: Moment, settings: Settings, columns: Collection[str]) -> nw.Expr | None:
    """Category and age together; None where the lists cannot tell."""
    conditions = [aged(band.ages, at)] if band.ages else []
    if band.group:
        group = in_group(band.group, at, settings, columns)
        if group is None:
            return None
        conditions.append(group)
    return all_of(conditions)


def chosen(people: People, filters: Filters, at: Moment, settings: Settings, columns: Collection[str]) -> nw.Expr | None:
    """The people filter; None where it asks for what the lists cannot tell."""
    conditions: list[nw.Expr] = []
    groups = [in_group(group, at, settings, columns) for group in sorted(filters.categories) if CATEGORIES[group] == people]
    known = [group for group in groups if group is not None]
    if len(known) < len(groups):
        return None
    if known:
        conditions.append(any_of(known))
    if people == "students":
        if filters.classes:
            conditions.append(nw.col("class_name").is_in(sorted(filters.classes)))
        if filters.grades:
            conditions.append(nw.col("grade").is_in(sorted(filters.grades)))
        if filters.ages:
            conditions.append(aged(filters.ages, at))
    return all_of(conditions)


def active(at: Moment, filters: Filters, columns: Collection[str]) -> nw.Expr:
    """Pairs of the period that the pair filter lets through."""
    conditions = [nw.col("start") <= at.on, ~nw.col("cancelled")]
    if "end" in columns:
        conditions.append(nw.col("end").is_null() | (nw.col("end") >= at.since))
    for key, wanted in (("form", filters.forms), ("mode", filters.modes), ("mentor_role", filters.mentor_roles)):
        if wanted:
            conditions.append(nw.col(key).is_in(sorted(wanted)) if key in columns else nw.lit(False))
    return all_of(conditions)
