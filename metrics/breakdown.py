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
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE, ROLE_SIDES, active_pairs, in_role, marked, role_columns
from metrics.explain import Explanation
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator


@dataclass(frozen=True, slots=True)
class Slice:
    """A row of a breakdown in people.

    `whole` is None where only the part can be divided (form, mode).

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
    """Returns a key that sorts classes by grade, then letter, without a grade last."""
    match = re.match(r"\d+", name)
    return int(match[0]) if match else 99, name


def coverage(roster: Roster, period: Period, filters: Filters, declarations: Declarations) -> list[Slice]:
    """Returns coverage by class, in the order of school.

    A pupil with an active pair in either role is covered; the whole are the pupils of the class.
    """
    if roster.students is None or roster.pairs is None:
        return []
    pairs = active_pairs(frame_view(roster.pairs, period), filters)
    view = frame_view(roster.students, period)
    narrowed = chosen("students", filters, view, declarations)
    if narrowed is None or pairs is None or not view.has("class_name"):
        return []
    view, marks = marked(view, role_columns(pairs, "students"))
    condition = all_of([enrolled("students", view), *narrowed, ~view.column("class_name").is_null()], view)
    pupils = view.frame.with_columns(covered=in_role("either", marks).cast(nw.Int64)).filter(condition)
    classes = pupils.group_by("class_name").agg(nw.col("covered").sum(), nw.col("grade").max(), whole=nw.len())
    slices = [Slice(row["class_name"], row["covered"] or 0, row["whole"], row["grade"]) for row in rows_of(classes)]
    return sorted(slices, key=lambda row: class_order(row.label))


def by_class(standings: Sequence[Explanation]) -> list[Slice]:
    """Returns the people who could count, by class, and how many of them do."""
    names = {standing.person: standing.class_name for standing in standings if standing.class_name}
    slices = _slices(standings, names)
    return sorted(slices, key=lambda row: class_order(row.label))


def by_age(
    standings: Sequence[Explanation], roster: Roster, period: Period, declarations: Declarations, indicator: Indicator
) -> list[Slice]:
    """Returns the people who could count, by full years on the report day.

    Those whose age is not certain stand last.
    """
    people = frame_view(getattr(roster, declarations.people(indicator)))
    if not people.has("birth"):
        return []
    labels = {standing.person: "нет точной даты" for standing in standings}
    for row in rows_of(people.frame.select("person", "birth", "birth_latest")):
        if row["birth"] and full_years(row["birth"], period.on) == full_years(row["birth_latest"], period.on):
            labels[row["person"]] = str(full_years(row["birth"], period.on))
    slices = _slices(standings, labels)
    return sorted(slices, key=lambda row: int(row.label) if row.label.isdigit() else 999)


def _slices(standings: Iterable[Explanation], labels: dict[int, Any]) -> list[Slice]:
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for standing in standings:
        if standing.could_count and standing.person in labels:
            whole[labels[standing.person]] += 1
            part[labels[standing.person]] += standing.counts
    return [Slice(label, part[label], count) for label, count in whole.items()]


def by_pair(
    standings: Sequence[Explanation],
    roster: Roster,
    period: Period,
    filters: Filters,
    declarations: Declarations,
    indicator: Indicator,
    key: str,
) -> list[Slice]:
    """Returns the people of the part by the form or the mode (`key`) of their pairs.

    Only active pairs; a person may stand in several slices.
    """
    pairs = active_pairs(frame_view(roster.pairs, period), filters)
    if pairs is None or not pairs.has(key):
        return []
    kind = PEOPLE[declarations.people(indicator)]
    counted = {standing.person for standing in standings if standing.counts}
    persons: dict[str, set[int]] = {}
    for row in rows_of(pairs.frame):
        for side in ROLE_SIDES[indicator.part.role]:
            if (person := row[f"{side}_{kind}"]) in counted:
                persons.setdefault(row[key] or "", set()).add(person)
    titles = FORMS if key == "form" else MODES
    return [Slice(titles.get(value, "не указано"), len(persons[value])) for value in (*titles, "") if value in persons]
