"""Who is meant: the conditions on people and pairs, each said once and the same for pandas, DuckDB and Spark.

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
from metrics.counting.frame_view import LONG_AGO, NEVER, Condition, Look
from metrics.filters import Filters
from metrics.groups import Group, People
from metrics.indicators import Ages, Declarations, Settings

FIRST_DAY = {"students": "enrolled_on", "teachers": "hired_on"}


def all_of(conditions: Sequence[Condition], seen: Look) -> Condition:
    """Every condition holds; true for everyone where there is none."""
    return reduce(and_, conditions) if conditions else seen.everyone


def enrolled(people: People, seen: Look) -> Condition:
    """Came by the day and has not left by it."""
    first, here = FIRST_DAY[people], []
    if seen.has(first):
        here.append(seen.column(first).fill_null(LONG_AGO) <= seen.on)
    if seen.has("left_on"):
        here.append(seen.column("left_on").fill_null(NEVER) > seen.on)
    return all_of(here, seen)


def left_within(seen: Look) -> Condition:
    """Left within the period, by `left_on`. Nobody leaves before he comes: such rows are errors, and in no roster."""
    return seen.column("left_on").is_between(seen.since, seen.on)


def came_back(people: People, seen: Look) -> Condition | None:
    """Enrolled by a stay that began within the period: back, if he left within it, too; None if nobody can be."""
    first = FIRST_DAY[people]
    return enrolled(people, seen) & (seen.column(first) >= seen.since) if seen.has(first, "left_on") else None


def aged(ages: Ages, seen: Look) -> Condition | None:
    """First … last full years on the day, for every day on which the person may have been born; None without births."""
    if not seen.has("birth"):
        return None
    first, last = ages
    young_enough = seen.column("birth") > seen.born(last + 1)
    return (seen.column("birth_latest") <= seen.born(first)) & young_enough if first else young_enough


def in_group(key: str, seen: Look, declarations: Declarations) -> Condition | None:
    """Belongs to the declared group on the day; None where the lists cannot tell (a missing column is not a no)."""
    group = declarations.groups[key]
    match group.rule:
        case "column":
            return _marked((group.column,), seen)
        case "registers":
            return _marked((group.column, *declarations.settings.counted_registers), seen)
        case "young_specialists":
            return _young(group, seen, declarations.settings)
        case _:
            assert_never(group.rule)


def in_band(group: str | None, ages: Ages | None, seen: Look, declarations: Declarations) -> Condition | None:
    """Category and age together, everyone where neither is asked; None where the lists cannot tell."""
    belongs = in_group(group, seen, declarations) if group else seen.everyone
    if ages is None or belongs is None:
        return belongs
    of_age = aged(ages, seen)
    return of_age if group is None or of_age is None else belongs & of_age


def marked_on_day(column: str, seen: Look) -> Condition:
    """Marked in a column: from the day of entry to the day before removal, where these days are known."""
    listed = seen.column(column)
    if seen.has(f"{column}_since"):
        listed = listed & (seen.column(f"{column}_since").fill_null(LONG_AGO) <= seen.on)
    if seen.has(f"{column}_until"):
        listed = listed & (seen.column(f"{column}_until").fill_null(NEVER) > seen.on)
    return listed


def _marked(columns: Sequence[str], seen: Look) -> Condition | None:
    """Marked in any of the columns that the list has; None where it has none of them."""
    known = [column for column in columns if seen.has(column)]
    return reduce(or_, (marked_on_day(column, seen) for column in known)) if known else None


def _young(group: Group, seen: Look, settings: Settings) -> Condition | None:
    """The school's own column, else little experience and no more than the oldest age."""
    if seen.has(group.column):
        return seen.column(group.column)
    if not seen.has("experience", "birth"):
        return None
    enough = 12 * settings.young_specialist_experience  # months
    return (seen.column("experience").fill_null(enough) < enough) & aged((0, settings.young_specialist_oldest), seen)


def chosen(people: People, filters: Filters, seen: Look, declarations: Declarations) -> list[Condition] | None:
    """The conditions of the people filter; None where it asks for what the lists cannot tell."""
    own = [key for key in sorted(filters.categories) if declarations.groups[key].people == people]
    asked = [in_group(key, seen, declarations) for key in own]
    if any(condition is None for condition in asked):
        return None
    conditions = [reduce(or_, asked)] if asked else []
    if people == "students":
        places = [seen.column("class_name").is_in(sorted(filters.classes))] if filters.classes else []
        places += [seen.column("grade").is_in(sorted(filters.grades))] if filters.grades else []
        conditions += [reduce(or_, places)] if places else []
        if filters.ages:
            conditions.append(aged(filters.ages, seen))
    return None if any(condition is None for condition in conditions) else conditions


def active(filters: Filters, pairs: Look) -> Condition | None:
    """Pairs of the period that the pair filter lets through; None where it asks for what the lists cannot tell."""
    told = [(pairs.column("start") <= pairs.on), ~pairs.column("cancelled")]
    if pairs.has("end"):
        told.append(pairs.column("end").fill_null(NEVER) >= pairs.since)
    for key, wanted in (("form", filters.forms), ("mode", filters.modes)):
        if wanted and not pairs.has(key):
            return None
        if wanted:
            told.append(pairs.column(key).is_in(sorted(wanted)))
    if filters.mentor_roles:
        told.append(_mentored_by(filters.mentor_roles, pairs))
    return reduce(and_, told)


def _mentored_by(roles: Collection[str], pairs: Look) -> Condition:
    """The mentor is of one of the roles: by the list that he was found in, or by the form of the pair."""
    told = [~pairs.column(f"mentor_{role}").is_null() for role in ("student", "teacher") if role in roles]
    if pairs.has("form"):
        told.append(pairs.column("form").is_in([form for form in FORMS if form.split("_")[0] in roles]))
    return reduce(or_, told, pairs.column("start").is_null())
