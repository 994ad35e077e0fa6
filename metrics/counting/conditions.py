"""The conditions on people and pairs, each written once for every engine.

The same hold for pandas, DuckDB and Spark.

An age band is a pair of plain date comparisons (`data.periods.latest_birth`): no month arithmetic that could
overflow, and a birth of which only the year is known is inside only if every day of that year is. A condition that
meets an empty cell is false, or null on engines that know null; counting takes both for no.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_, or_
from typing import assert_never

from data.vocabulary import FORMS
from metrics.counting.frame_view import LONG_AGO, NEVER, Condition, FrameView
from metrics.filters import Filters
from metrics.groups import Group, People
from metrics.indicators import Ages, Declarations, Settings

FIRST_DAY = {"students": "enrolled_on", "teachers": "hired_on"}


def all_of(conditions: Sequence[Condition], view: FrameView) -> Condition:
    """Returns that every condition holds; true for everyone where there is none."""
    return reduce(and_, conditions) if conditions else view.everyone


def enrolled(people: People, view: FrameView) -> Condition:
    """Returns who came by the day and has not left by it."""
    first_day, conditions = FIRST_DAY[people], []
    if view.has(first_day):
        conditions.append(view.column(first_day).fill_null(LONG_AGO) <= view.on)
    if view.has("left_on"):
        conditions.append(view.column("left_on").fill_null(NEVER) > view.on)
    return all_of(conditions, view)


def left_within(view: FrameView) -> Condition:
    """Returns who left within the period, by `left_on`.

    Nobody leaves before he comes: such rows are errors, and in no roster.
    """
    return view.column("left_on").is_between(view.since, view.on)


def came_back(here: Condition, people: People, view: FrameView) -> Condition | None:
    """Returns who of those `here` (`enrolled`) is so by a stay that began within the period.

    Who left within it, too, is back. None if nobody can be.
    """
    first_day = FIRST_DAY[people]
    return here & (view.column(first_day) >= view.since) if view.has(first_day, "left_on") else None


def aged(ages: Ages, view: FrameView) -> Condition | None:
    """Returns who is of an age on the day; None without births.

    `ages` are the first and last full years. It holds for every day on which the person may have been born.
    """
    if not view.has("birth"):
        return None
    youngest, oldest = ages
    young_enough = view.column("birth") > view.born(oldest + 1)
    return (view.column("birth_latest") <= view.born(youngest)) & young_enough if youngest else young_enough


def in_group(key: str, view: FrameView, declarations: Declarations) -> Condition | None:
    """Returns who belongs to the declared group on the day.

    None where the lists cannot tell: a missing column is not a no.
    """
    group = declarations.groups[key]
    match group.rule:
        case "column":
            return _marked((group.column,), view)
        case "registers":
            return _marked((group.column, *declarations.settings.counted_registers), view)
        case "young_specialists":
            return _young(group, view, declarations.settings)
        case _:
            assert_never(group.rule)


def in_band(group: str | None, ages: Ages | None, view: FrameView, declarations: Declarations) -> Condition | None:
    """Returns who is of a category and an age; everyone where neither is asked.

    None where the lists cannot tell.
    """
    if group is None:
        return aged(ages, view) if ages else view.everyone
    belongs = in_group(group, view, declarations)
    if ages is None or belongs is None:
        return belongs
    of_age = aged(ages, view)
    return None if of_age is None else belongs & of_age


def marked_on_day(column: str, view: FrameView) -> Condition:
    """Returns who is marked in a column on the day.

    A mark holds from the day of entry to the day before removal, where these days are known.
    """
    listed = view.column(column)
    if view.has(f"{column}_since"):
        listed = listed & (view.column(f"{column}_since").fill_null(LONG_AGO) <= view.on)
    if view.has(f"{column}_until"):
        listed = listed & (view.column(f"{column}_until").fill_null(NEVER) > view.on)
    return listed


def _marked(columns: Sequence[str], view: FrameView) -> Condition | None:
    """Returns who is marked in any column of the list; None where it has none."""
    known = [column for column in columns if view.has(column)]
    return reduce(or_, (marked_on_day(column, view) for column in known)) if known else None


def _young(group: Group, view: FrameView, settings: Settings) -> Condition | None:
    """Returns who is a young specialist.

    By the school's own column, else by little experience and no more than the oldest age.
    """
    if view.has(group.column):
        return view.column(group.column)
    if not view.has("experience", "birth"):
        return None
    enough = 12 * settings.young_specialist_experience  # months
    return (view.column("experience").fill_null(enough) < enough) & aged((0, settings.young_specialist_oldest), view)


def chosen(people: People, filters: Filters, view: FrameView, declarations: Declarations) -> list[Condition] | None:
    """Returns the conditions of the people filter.

    None where it asks for what the lists cannot tell.
    """
    keys = [key for key in sorted(filters.categories) if declarations.groups[key].people == people]
    belongs = [in_group(key, view, declarations) for key in keys]
    if any(condition is None for condition in belongs):
        return None
    conditions = [reduce(and_ if filters.all_categories else or_, belongs)] if belongs else []
    if people == "students":
        places = [view.column("class_name").is_in(sorted(filters.classes))] if filters.classes else []
        places += [view.column("grade").is_in(sorted(filters.grades))] if filters.grades else []
        conditions += [reduce(or_, places)] if places else []
        if filters.ages:
            conditions.append(aged(filters.ages, view))
    return None if any(condition is None for condition in conditions) else conditions


def active(filters: Filters, pairs: FrameView) -> Condition | None:
    """Returns the pairs of the period that the pair filter lets through.

    None where it asks for what the lists cannot tell.
    """
    conditions = [(pairs.column("start") <= pairs.on), ~pairs.column("cancelled")]
    if pairs.has("end"):
        conditions.append(pairs.column("end").fill_null(NEVER) >= pairs.since)
    for key, wanted in (("form", filters.forms), ("mode", filters.modes)):
        if wanted and not pairs.has(key):
            return None
        if wanted:
            conditions.append(pairs.column(key).is_in(sorted(wanted)))
    if filters.mentor_roles:
        conditions.append(_mentored_by(filters.mentor_roles, pairs))
    return reduce(and_, conditions)


def _mentored_by(roles: Collection[str], pairs: FrameView) -> Condition:
    """Returns the pairs whose mentor is of one of the roles.

    By the list of the mentor, or by the form of the pair.
    """
    conditions = [~pairs.column(f"mentor_{role}").is_null() for role in ("student", "teacher") if role in roles]
    if pairs.has("form"):
        conditions.append(pairs.column("form").is_in([form for form in FORMS if form.split("_")[0] in roles]))
    return reduce(or_, conditions, pairs.column("start").is_null())
