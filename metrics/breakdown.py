"""Shares by class, age, form and mode: the same conditions, counted in groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw
import pandas as pd

from data.meaning import FORMS, MODES
from data.period import Period, full_years
from data.roster import Roster
from metrics.explain import Standing
from metrics.indicators import Declarations, Indicator, Settings
from metrics.population import Filters, Moment, active, chosen, enrolled
from metrics.share import PEOPLE, columns_of, frame_of, with_roles


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


def coverage(roster: Roster, period: Period, filters: Filters, settings: Settings) -> list[Slice]:
    """Coverage by class: pupils with an active pair in either role over the pupils of the class."""
    if roster.students is None or roster.pairs is None:
        return []
    students, pairs, at = frame_of(roster.students), frame_of(roster.pairs), Moment(period)
    columns = columns_of(students)
    narrowed = chosen("students", filters, at, settings, columns)
    if narrowed is None or "class_name" not in columns:
        return []
    here = students.filter(enrolled("students", at, columns) & narrowed).filter(~nw.col("class_name").is_null())
    joined = with_roles(here.select("person", "class_name", "grade"), pairs, "student", at, filters, ["person"])
    told = joined.select("class_name", "grade", covered=(~nw.col("mentee").is_null()).cast(nw.Int64), one=nw.lit(1))
    summed = told.group_by("class_name").agg(nw.col("covered", "one").sum(), nw.col("grade").max())
    eager = summed.collect() if isinstance(summed, nw.LazyFrame) else summed
    slices = [
        Slice(row["class_name"], int(row["covered"]), int(row["one"]), None if pd.isna(row["grade"]) else int(row["grade"]))
        for row in eager.rows(named=True)
    ]
    return sorted(slices, key=lambda one: class_order(one.label))


def by_class(found: Sequence[Standing]) -> list[Slice]:
    """The people who could count, by class: how many of them do."""
    names = {one.person: one.class_name for one in found if one.class_name}
    slices = _slices(found, names)
    return sorted(slices, key=lambda one: class_order(one.label))


def by_age(found: Sequence[Standing], roster: Roster, period: Period, declarations: Declarations, indicator: Indicator) -> list[Slice]:
    """The people who could count, by full years on the report day; without a birth date last."""
    table = _table(getattr(roster, declarations.people(indicator)))
    if "birth" not in table:
        return []
    known = table[table["birth"].notna() & (table["birth"] == table["birth_latest"])]
    ages = {int(row.person): full_years(row.birth, period.on) for row in known.itertuples()}
    labels = {one.person: str(ages[one.person]) if one.person in ages else "нет точной даты" for one in found}
    return sorted(_slices(found, labels), key=lambda one: (not one.label.isdigit(), int(one.label) if one.label.isdigit() else 0))


def _slices(found: Iterable[Standing], labels: dict[int, Any]) -> list[Slice]:
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one in found:
        if one.could_count and one.person in labels:
            whole[labels[one.person]] += 1
            part[labels[one.person]] += one.counts
    return [Slice(label, part[label], count) for label, count in whole.items()]


def by_pair(
    found: Sequence[Standing], roster: Roster, period: Period, filters: Filters, declarations: Declarations, indicator: Indicator, key: str
) -> list[Slice]:
    """The people of the part by the form or the mode (`key`) of their active pairs; one may stand in several."""
    people = declarations.people(indicator)
    pairs = frame_of(roster.pairs)
    table = _table(pairs.filter(active(Moment(period), filters, columns_of(pairs))))
    if key not in table:
        return []
    roles = ("mentee", "mentor") if indicator.part.role == "either" else (indicator.part.role,)
    counted = {one.person for one in found if one.counts}
    told: dict[str, set[int]] = {}
    for role in roles:
        for person, value in zip(table[f"{role}_{PEOPLE[people]}"], table[key], strict=True):
            if not pd.isna(person) and int(person) in counted:
                told.setdefault(value if isinstance(value, str) else "", set()).add(int(person))
    titles = FORMS if key == "form" else MODES
    return [Slice(titles.get(value, "не указано"), len(told[value])) for value in (*titles, "") if value in told]


def _table(native: Any) -> pd.DataFrame:
    frame = nw.from_native(native, pass_through=True)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    table: pd.DataFrame = frame.to_pandas()
    return table
