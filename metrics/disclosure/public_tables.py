"""What is published: the shares, their course and a few tables.

All of it under `metrics.disclosure.suppression`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from data.periods import Period, quarter_to_date, year_to_date
from data.roster import Roster
from data.vocabulary import FORMS, MODES
from metrics.breakdown import Slice, by_class, class_order, coverage
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import active_pairs
from metrics.disclosure.facts import BEFORE, QUARTER, SHARE, Published
from metrics.disclosure.publication import Publication, PublicRow
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import Declarations, Role
from metrics.results import Result, course_periods, results_of_periods

PUPILS, PAIRS = "учится", "пар"
PARTS: dict[Role, str] = {"mentee": "наставляемых", "mentor": "наставников", "either": "в парах"}
BY_FORM, BY_MODE = "Пары по формам", "Пары по формату"
MISSING = "Ещё не охвачены"
NO_GRADE, NOT_STATED = "без параллели", "не указано"
LAST_YEARS = 3  # whole years of the course that a publication shows before its own


class TableKind(Enum):
    """What the rows and columns of a table are."""

    BY_GRADE = "by grade"  # the part of an indicator and all pupils, by grade
    BY_FORM = "by form"
    BY_MODE = "by mode"
    MISSING = "missing"  # of each indicator of pupils who could count and does not, by grade


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table as it is shown; the last line holds the totals.

    `numbers` are the indicators of its columns, if any.
    """

    kind: TableKind
    title: str
    columns: tuple[str, ...]
    lines: list[PublicRow]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Results and tables as shown, with the facts for the next publication."""

    periods: list[list[Result]]
    course: list[list[Result]]
    tables: list[PublicTable]
    published: Published


@dataclass(frozen=True, slots=True)
class _UnprotectedTable:
    """A table before it is protected."""

    kind: TableKind
    title: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    def as_shown(self, publication: Publication) -> PublicTable:
        lines = publication.lines(self.title, self.columns, self.labels)
        return PublicTable(self.kind, self.title, self.columns, lines, self.numbers)


def annual(roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()) -> PublicFigures:
    """Returns the figures of a year up to a day.

    These are its shares, their course, parts by grade, pairs by form and by mode.
    """
    first = dt.date(max(declarations.line_starts.year, on.year - LAST_YEARS), 10, 1)
    points = results_of_periods(roster, course_periods(min(first, on), on), declarations=declarations)
    publication = Publication()
    for point in points:
        for result in point:
            publication.add_result(result, with_distance=point is points[-1])
    tables = [
        *_by_grades(publication, roster, declarations, points[-1]),
        *_pairs(publication, roster, year_to_date(on)),
    ]
    published = publication.protect(earlier)
    shown = [[publication.result(result) for result in point] for point in points]
    return PublicFigures([shown[-1]], shown, [table.as_shown(publication) for table in tables], published)


def quarterly(
    roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()
) -> PublicFigures:
    """Returns the figures of a quarter up to a day.

    These are the shares of the quarter, of the year and of the quarter before, and who is missing by grade.
    """
    quarter, year = quarter_to_date(on), year_to_date(on)
    before = quarter_to_date(quarter.since - dt.timedelta(days=1))
    points = results_of_periods(roster, [quarter, before, year], declarations=declarations)
    publication = Publication()
    for point, cost in zip(points, (QUARTER, BEFORE, SHARE), strict=True):
        for result in point:
            publication.add_result(result, cost=cost, with_left=cost == SHARE)
    for smaller, larger in zip(points[0], points[2], strict=True):
        publication.contains(larger, smaller)
    tables = _missing(publication, roster, declarations, points[2])
    published = publication.protect(earlier)
    now, past, whole = ([publication.result(result) for result in point] for point in points)
    return PublicFigures([now, whole, past], [], [table.as_shown(publication) for table in tables], published)


def for_screen(points: Sequence[Sequence[Result]]) -> list[list[Result]]:
    """Returns results as a screen may show them to others."""
    publication = Publication()
    for point in points:
        for result in point:
            publication.add_result(result, with_distance=point is points[0], with_left=point is points[0])
    publication.protect()
    return [[publication.result(result) for result in point] for point in points]


def _grade(class_name: str) -> str:
    """Returns the grade of a class: «5 параллель»."""
    grade = class_order(class_name)[0]
    return NO_GRADE if grade == class_order("")[0] else f"{grade} параллель"


def _by_grade(slices: Iterable[Slice]) -> dict[str, tuple[int, int]]:
    """Returns part and whole of the classes of each grade together."""
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for row in slices:
        part[_grade(row.label)] += row.part
        whole[_grade(row.label)] += row.whole or 0
    return {grade: (part[grade], whole[grade]) for grade in sorted(whole, key=class_order)}


def _pupils(roster: Roster, period: Period, declarations: Declarations) -> dict[str, int]:
    """Returns the number of pupils of every grade of the school."""
    classes = coverage(roster, period, Filters(), declarations)
    return {grade: whole for grade, (_, whole) in _by_grade(classes).items()}


def _add_grades(
    publication: Publication, roster: Roster, declarations: Declarations, result: Result, pupils: Mapping[str, int]
) -> None:
    people = explanations(roster, result.period, Filters(), result.indicator, declarations)
    publication.add_grades(result, _by_grade(by_class(people)), pupils)


def _of_pupils(results: Iterable[Result], declarations: Declarations) -> list[Result]:
    """Returns the results of pupils' indicators of which the lists can tell."""
    return [
        result
        for result in results
        if declarations.people(result.indicator) == "students" and result.headline.part is not None
    ]


def _by_grades(
    publication: Publication, roster: Roster, declarations: Declarations, results: Sequence[Result]
) -> list[_UnprotectedTable]:
    """Returns a table for each indicator that is published by grade.

    All who are in a pair are left out: beside the shares they would reveal mentors.
    """
    published = [result for result in _of_pupils(results, declarations) if result.indicator.published_by_grade]
    pupils = _pupils(roster, results[0].period, declarations) if published else {}
    if not pupils:
        return []
    tables = []
    for result in published:
        title, column = f"{result.indicator.short} по параллелям", PARTS[result.indicator.part.role]
        _add_grades(publication, roster, declarations, result, pupils)
        publication.add_parts_by_grade(title, column, result, pupils)
        publication.add_pupils_by_grade(title, PUPILS, result, pupils)
        tables.append(_UnprotectedTable(TableKind.BY_GRADE, title, (column, PUPILS), tuple(pupils)))
    return tables


def _pairs(publication: Publication, roster: Roster, period: Period) -> list[_UnprotectedTable]:
    """Returns active pairs by form and by mode.

    What the lists do not carry has no table.
    """
    pairs = active_pairs(frame_view(roster.pairs, period), Filters()) if roster.pairs is not None else None
    tables, totals = [], []
    for kind, title, key, titles in (
        (TableKind.BY_FORM, BY_FORM, "form", FORMS),
        (TableKind.BY_MODE, BY_MODE, "mode", MODES),
    ):
        if pairs is None or not pairs.has(key):
            continue
        counts = Counter(titles.get(row[key] or "", NOT_STATED) for row in rows_of(pairs.frame.select(key)))
        labels = (*titles.values(), NOT_STATED)
        totals.append(publication.add_counts(title, PAIRS, period, {label: counts[label] for label in labels}))
        tables.append(_UnprotectedTable(kind, title, (PAIRS,), labels))
    if len(totals) > 1:
        publication.same(*totals)
    return tables


def _missing(
    publication: Publication, roster: Roster, declarations: Declarations, results: Sequence[Result]
) -> list[_UnprotectedTable]:
    """Returns who could count and does not, by grade and indicator of pupils.

    Every grade of the school has a row.
    """
    results_of_pupils = _of_pupils(results, declarations)
    pupils = _pupils(roster, results[0].period, declarations) if results_of_pupils else {}
    if not pupils:
        return []
    columns = tuple(f"№ {result.indicator.number}" for result in results_of_pupils)
    for result, column in zip(results_of_pupils, columns, strict=True):
        _add_grades(publication, roster, declarations, result, pupils)
        publication.add_missing_by_grade(MISSING, column, result, pupils)
    numbers = tuple(result.indicator.number for result in results_of_pupils)
    return [_UnprotectedTable(TableKind.MISSING, MISSING, columns, tuple(pupils), numbers)]
