"""Who is meant: the conditions on people and pairs, each said once and the same for pandas, DuckDB and Spark.

An age band is a pair of plain date comparisons (`data.periods.latest_birth`): no month arithmetic that could
overflow, and a birth of which only the year is known is inside only if every day of that year is. A condition that
meets an empty cell is false, or null on engines that know null; counting takes both for no.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_, or_

from data.vocabulary import FORMS
from metrics.counting.frame_view import LONG_AGO, NEVER, Condition, Look
from metrics.filters import Filters
from metrics.indicators import GROUPS, Ages, Group, People, Settings

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


def aged(ages: Ages, seen: Look) -> Condition:
    """First … last full years on the day, for every day on which the person may have been born."""
    first, last = ages
    young_enough = seen.column("birth") > seen.born(last + 1)
    return (seen.column("birth_latest") <= seen.born(first)) & young_enough if first else young_enough


def in_group(group: Group, seen: Look, settings: Settings) -> Condition | None:
    """Belongs to the category on the day; None where the lists cannot tell (a missing column is not a no)."""
    if group == "ovz":
        return seen.column("ovz") if seen.has("ovz") else None
    if group == "young_specialists":
        return _young(seen, settings)
    counted = [register for register in ("at_risk", *settings.counted_registers) if seen.has(register)]
    return reduce(or_, (on_register(register, seen) for register in counted)) if counted else None


def in_band(group: Group | None, ages: Ages | None, seen: Look, settings: Settings) -> Condition | None:
    """Category and age together, everyone where neither is asked; None where the lists cannot tell."""
    belongs = in_group(group, seen, settings) if group else None
    if group and belongs is None:
        return None
    if ages is None:
        return seen.everyone if group is None else belongs
    return aged(ages, seen) if group is None else belongs & aged(ages, seen)


def on_register(register: str, seen: Look) -> Condition:
    """On the register: from the day of entry to the day before removal, where these days are known."""
    listed = seen.column(register)
    if seen.has(f"{register}_since"):
        listed = listed & (seen.column(f"{register}_since").fill_null(LONG_AGO) <= seen.on)
    if seen.has(f"{register}_until"):
        listed = listed & (seen.column(f"{register}_until").fill_null(NEVER) > seen.on)
    return listed


def _young(seen: Look, settings: Settings) -> Condition | None:
    """The school's own column, else little experience and no more than the oldest age."""
    if seen.has("young_specialist"):
        return seen.column("young_specialist")
    if not seen.has("experience", "birth"):
        return None
    enough = 12 * settings.young_specialist_experience  # months
    return (seen.column("experience").fill_null(enough) < enough) & aged((0, settings.young_specialist_oldest), seen)


def chosen(people: People, filters: Filters, seen: Look, settings: Settings) -> list[Condition] | None:
    """The conditions of the people filter; None where it asks for what the lists cannot tell."""
    asked = [in_group(group, seen, settings) for group in sorted(filters.categories) if GROUPS[group] == people]
    if any(group is None for group in asked):
        return None
    conditions = [reduce(or_, asked)] if asked else []
    if people == "students":
        places = [seen.column("class_name").is_in(sorted(filters.classes))] if filters.classes else []
        places += [seen.column("grade").is_in(sorted(filters.grades))] if filters.grades else []
        conditions += [reduce(or_, places)] if places else []
        if filters.ages:
            conditions.append(aged(filters.ages, seen))
    return conditions


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
