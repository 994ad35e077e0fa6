"""Shares by class, age, form and mode: the same conditions, counted in groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw

from data.periods import Period, full_years
from data.roster import Roster
from data.vocabulary import FORMS, MODES
from metrics.counting.conditions import all_of, chosen, enrolled
from metrics.counting.frame_view import look, rows_of
from metrics.counting.pair_roles import PEOPLE, ROLE_SIDES, active_pairs, in_role, marked, sides_of
from metrics.explain import Standing
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator


@dataclass(frozen=True, slots=True)
class Slice:
    """One row of a breakdown in people; `whole` is None where only the part can be divided (form, mode).

    `grade` is the grade of a class, None for anything else.
    """

    label: str
    part: int
    whole: int | None = None
    grade: int | None = None

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.part, self.whole) if self.whole else None


def class_order(name: str) -> tuple[int, str]:
    """Classes in the order of school: by grade, then letter; what has no grade stands last."""
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 99, name


def coverage(roster: Roster, period: Period, filters: Filters, declarations: Declarations) -> list[Slice]:
    """Coverage by class: pupils with an active pair in either role over the pupils of the class."""
    if roster.students is None or roster.pairs is None:
        return []
    pairs = active_pairs(look(roster.pairs, period), filters)
    seen = look(roster.students, period)
    narrowed = chosen("students", filters, seen, declarations)
    if narrowed is None or pairs is None or not seen.has("class_name"):
        return []
    seen, marks = marked(seen, sides_of(pairs, "students"))
    here = all_of([enrolled("students", seen), *narrowed, ~seen.column("class_name").is_null()], seen)
    told = seen.frame.with_columns(covered=in_role("either", marks).cast(nw.Int64)).filter(here)
    summed = told.group_by("class_name").agg(nw.col("covered").sum(), nw.col("grade").max(), whole=nw.len())
    slices = [Slice(row["class_name"], row["covered"] or 0, row["whole"], row["grade"]) for row in rows_of(summed)]
    return sorted(slices, key=lambda one: class_order(one.label))


def by_class(found: Sequence[Standing]) -> list[Slice]:
    """The people who could count, by class: how many of them do."""
    names = {one.person: one.class_name for one in found if one.class_name}
    slices = _slices(found, names)
    return sorted(slices, key=lambda one: class_order(one.label))


def by_age(
    found: Sequence[Standing], roster: Roster, period: Period, declarations: Declarations, indicator: Indicator
) -> list[Slice]:
    """The people who could count, by full years on the report day; those whose age is not certain last."""
    people = look(getattr(roster, declarations.people(indicator)))
    if not people.has("birth"):
        return []
    labels = {one.person: "нет точной даты" for one in found}
    for row in rows_of(people.frame.select("person", "birth", "birth_latest")):
        if row["birth"] and full_years(row["birth"], period.on) == full_years(row["birth_latest"], period.on):
            labels[row["person"]] = str(full_years(row["birth"], period.on))
    return sorted(_slices(found, labels), key=lambda one: int(one.label) if one.label.isdigit() else 999)


def _slices(found: Iterable[Standing], labels: dict[int, Any]) -> list[Slice]:
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one in found:
        if one.could_count and one.person in labels:
            whole[labels[one.person]] += 1
            part[labels[one.person]] += one.counts
    return [Slice(label, part[label], count) for label, count in whole.items()]


def by_pair(
    found: Sequence[Standing],
    roster: Roster,
    period: Period,
    filters: Filters,
    declarations: Declarations,
    indicator: Indicator,
    key: str,
) -> list[Slice]:
    """The people of the part by the form or the mode (`key`) of their active pairs; one may stand in several."""
    pairs = active_pairs(look(roster.pairs, period), filters)
    if pairs is None or not pairs.has(key):
        return []
    kind = PEOPLE[declarations.people(indicator)]
    counted = {one.person for one in found if one.counts}
    told: dict[str, set[int]] = {}
    for row in rows_of(pairs.frame):
        for side in ROLE_SIDES[indicator.part.role]:
            if (person := row[f"{side}_{kind}"]) in counted:
                told.setdefault(row[key] or "", set()).add(person)
    titles = FORMS if key == "form" else MODES
    return [Slice(titles.get(value, "не указано"), len(told[value])) for value in (*titles, "") if value in told]
