"""What is published: the shares, their course and a few tables, under `metrics.disclosure.suppression`."""

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
from metrics.counting.frame_view import look, rows_of
from metrics.counting.pair_roles import active_pairs
from metrics.disclosure.facts import BEFORE, QUARTER, SHARE, Published
from metrics.disclosure.publication import Line, Publication
from metrics.explain import standings
from metrics.filters import Filters
from metrics.indicators import Declarations, Role
from metrics.results import Result, course_periods, results_of_periods

PUPILS, PAIRS = "учится", "пар"
PARTS: dict[Role, str] = {"mentee": "наставляемых", "mentor": "наставников", "either": "в парах"}
BY_FORM, BY_MODE = "Пары по формам", "Пары по формату"
MISSING = "Ещё не охвачены"
NO_GRADE, NOT_TOLD = "без параллели", "не указано"
LAST_YEARS = 3  # whole years of the course that a publication shows before its own


class TableKind(Enum):
    """What the rows and columns of a table are."""

    BY_GRADE = "by grade"  # the part of an indicator and all pupils, by grade
    BY_FORM = "by form"
    BY_MODE = "by mode"
    MISSING = "missing"  # of each indicator of pupils who could count and does not, by grade


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table as it is shown; the last line holds the totals. `numbers` are the indicators of its columns, if any."""

    kind: TableKind
    title: str
    columns: tuple[str, ...]
    lines: list[Line]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Results and tables as they are shown, and what is kept of them for the next publication."""

    periods: list[list[Result]]
    course: list[list[Result]]
    tables: list[PublicTable]
    published: Published


@dataclass(frozen=True, slots=True)
class _Table:
    """A table before it is protected."""

    kind: TableKind
    title: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    def told(self, publication: Publication) -> PublicTable:
        lines = publication.lines(self.title, self.columns, self.labels)
        return PublicTable(self.kind, self.title, self.columns, lines, self.numbers)


def annual(roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()) -> PublicFigures:
    """The figures of a year up to a day: its shares, their course, parts by grade, pairs by form and by mode."""
    first = dt.date(max(declarations.line_starts.year, on.year - LAST_YEARS), 10, 1)
    found = results_of_periods(roster, course_periods(min(first, on), on), declarations=declarations)
    publication = Publication()
    for point in found:
        for one in point:
            publication.add_result(one, with_distance=point is found[-1])
    tables = [*_by_grades(publication, roster, declarations, found[-1]), *_pairs(publication, roster, year_to_date(on))]
    published = publication.protect(earlier)
    shown = [[publication.result(one) for one in point] for point in found]
    return PublicFigures([shown[-1]], shown, [table.told(publication) for table in tables], published)


def quarterly(
    roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()
) -> PublicFigures:
    """The shares of a quarter up to a day, of the year and of the quarter before, and who is missing by grade."""
    quarter, year = quarter_to_date(on), year_to_date(on)
    before = quarter_to_date(quarter.since - dt.timedelta(days=1))
    found = results_of_periods(roster, [quarter, before, year], declarations=declarations)
    publication = Publication()
    for point, cost in zip(found, (QUARTER, BEFORE, SHARE), strict=True):
        for one in point:
            publication.add_result(one, cost=cost, with_left=cost == SHARE)
    for smaller, larger in zip(found[0], found[2], strict=True):
        publication.contains(larger, smaller)
    tables = _missing(publication, roster, declarations, found[2])
    published = publication.protect(earlier)
    now, past, whole = ([publication.result(one) for one in point] for point in found)
    return PublicFigures([now, whole, past], [], [table.told(publication) for table in tables], published)


def for_screen(points: Sequence[Sequence[Result]]) -> list[list[Result]]:
    """Results as a screen may show them to others."""
    publication = Publication()
    for point in points:
        for one in point:
            publication.add_result(one, with_distance=point is points[0], with_left=point is points[0])
    publication.protect()
    return [[publication.result(one) for one in point] for point in points]


def _grade(class_name: str) -> str:
    """«5 параллель» of a class."""
    grade = class_order(class_name)[0]
    return NO_GRADE if grade == class_order("")[0] else f"{grade} параллель"


def _by_grade(slices: Iterable[Slice]) -> dict[str, tuple[int, int]]:
    """Part and whole of the classes of each grade together."""
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one in slices:
        part[_grade(one.label)] += one.part
        whole[_grade(one.label)] += one.whole or 0
    return {grade: (part[grade], whole[grade]) for grade in sorted(whole, key=class_order)}


def _pupils(roster: Roster, period: Period, declarations: Declarations) -> dict[str, int]:
    """Every grade of the school and its pupils."""
    classes = coverage(roster, period, Filters(), declarations)
    return {grade: whole for grade, (_, whole) in _by_grade(classes).items()}


def _add_grades(
    publication: Publication, roster: Roster, declarations: Declarations, result: Result, pupils: Mapping[str, int]
) -> None:
    people = standings(roster, result.period, Filters(), result.indicator, declarations)
    publication.add_grades(result, _by_grade(by_class(people)), pupils)


def _of_pupils(results: Iterable[Result], declarations: Declarations) -> list[Result]:
    """The results of the indicators of pupils of which the lists can tell."""
    return [
        one for one in results if declarations.people(one.indicator) == "students" and one.headline.part is not None
    ]


def _by_grades(
    publication: Publication, roster: Roster, declarations: Declarations, results: Sequence[Result]
) -> list[_Table]:
    """A table of each indicator that is published by grade.

    All who are in a pair are not told: beside the shares they would tell of mentors.
    """
    found = [one for one in _of_pupils(results, declarations) if one.indicator.published_by_grade]
    pupils = _pupils(roster, results[0].period, declarations) if found else {}
    if not pupils:
        return []
    tables = []
    for one in found:
        title, column = f"{one.indicator.short} по параллелям", PARTS[one.indicator.part.role]
        _add_grades(publication, roster, declarations, one, pupils)
        publication.add_parts_by_grade(title, column, one, pupils)
        publication.add_pupils_by_grade(title, PUPILS, one, pupils)
        tables.append(_Table(TableKind.BY_GRADE, title, (column, PUPILS), tuple(pupils)))
    return tables


def _pairs(publication: Publication, roster: Roster, period: Period) -> list[_Table]:
    """Active pairs by form and by mode; what the lists do not tell has no table."""
    pairs = active_pairs(look(roster.pairs, period), Filters()) if roster.pairs is not None else None
    tables, totals = [], []
    for kind, title, key, titles in (
        (TableKind.BY_FORM, BY_FORM, "form", FORMS),
        (TableKind.BY_MODE, BY_MODE, "mode", MODES),
    ):
        if pairs is None or not pairs.has(key):
            continue
        counts = Counter(titles.get(row[key] or "", NOT_TOLD) for row in rows_of(pairs.frame.select(key)))
        labels = (*titles.values(), NOT_TOLD)
        totals.append(publication.add_counts(title, PAIRS, period, {label: counts[label] for label in labels}))
        tables.append(_Table(kind, title, (PAIRS,), labels))
    if len(totals) > 1:
        publication.same(*totals)
    return tables


def _missing(
    publication: Publication, roster: Roster, declarations: Declarations, results: Sequence[Result]
) -> list[_Table]:
    """Of each indicator of pupils those who could count and do not, by grade: every grade of the school."""
    found = _of_pupils(results, declarations)
    pupils = _pupils(roster, results[0].period, declarations) if found else {}
    if not pupils:
        return []
    columns = tuple(f"№ {one.indicator.number}" for one in found)
    for one, column in zip(found, columns, strict=True):
        _add_grades(publication, roster, declarations, one, pupils)
        publication.add_missing_by_grade(MISSING, column, one, pupils)
    numbers = tuple(one.indicator.number for one in found)
    return [_Table(TableKind.MISSING, MISSING, columns, tuple(pupils), numbers)]
